//! The page, by trunk, and the address of the engine in it.

use crate::project::Project;
use crate::run;
use crate::tools::{TRUNK, WASM_BINDGEN};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::Path;

/// Where the engine is, relative to the page.
pub struct Engine {
    /// The worker's start script.
    pub script: String,
    /// Its code.
    pub wasm: String,
    /// The code's size, for the progress bar where the transfer is compressed.
    pub bytes: u64,
}

/// Builds the page into `dist/`.
pub fn build(project: &Project) -> Result<()> {
    let mut trunk = project.command(TRUNK.need()?);
    trunk.args(["build", "--offline", "--skip-version-check"]);
    // trunk takes the wasm-bindgen that it finds first.
    let bindgen = WASM_BINDGEN.need()?;
    let folder = bindgen.parent().context("wasm-bindgen lies nowhere")?.to_path_buf();
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder).chain(env::split_paths(&rest));
    trunk.env("PATH", env::join_paths(folders)?);
    // trunk reads this as a boolean, and people set it to 1.
    trunk.env_remove("NO_COLOR");
    run::run(&mut trunk)
}

/// Writes into the page where the engine is.
pub fn name_engine(page: &Path, engine: &Engine) -> Result<()> {
    let html = fs::read_to_string(page).with_context(|| format!("no {}", page.display()))?;
    let html = named(&html, engine)?;
    fs::write(page, html)?;
    Ok(())
}

fn named(html: &str, engine: &Engine) -> Result<String> {
    let Engine { script, wasm, bytes } = engine;
    let tag = format!(
        "<meta name=\"filtro-worker\" content=\"{script}\" data-wasm=\"{wasm}\" data-bytes=\"{bytes}\">"
    );
    // The page may carry the tag for its readers' sake; trunk may write it with or without quotes.
    let old = ["<meta name=\"filtro-worker\"", "<meta name=filtro-worker"]
        .iter()
        .find_map(|start| html.split_once(start));
    if let Some((before, rest)) = old {
        let (_, after) = rest.split_once('>').context("the page's engine tag has no end")?;
        return Ok(format!("{before}{tag}{after}"));
    }
    match html.split_once("</head>") {
        Some((before, after)) => Ok(format!("{before}{tag}</head>{after}")),
        None => bail!("the page has no </head> to name the engine in"),
    }
}

/// Files of the page, its engine apart.
pub fn is_engine(file: &Path) -> bool {
    file.components()
        .next()
        .is_some_and(|first| first.as_os_str().to_string_lossy().starts_with("engine-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_named_once() {
        let engine = Engine { script: "e/w.js".into(), wasm: "e/w.wasm".into(), bytes: 7 };
        let tag =
            r#"<meta name="filtro-worker" content="e/w.js" data-wasm="e/w.wasm" data-bytes="7">"#;
        let page = |inner: &str| format!("<html><head><title>x</title>{inner}</head><p></html>");
        assert_eq!(named(&page(""), &engine).unwrap(), page(tag));
        let old = r#"<meta name="filtro-worker" content="old" />"#;
        assert_eq!(named(&page(old), &engine).unwrap(), page(tag));
        assert_eq!(named(&page(tag), &engine).unwrap(), page(tag));
        assert!(named("<p>", &engine).is_err());
    }

    #[test]
    fn engine_files_are_told_from_the_page() {
        assert!(is_engine(Path::new("engine-12/snippets/a.js")));
        assert!(!is_engine(Path::new("engineer.js")));
    }
}
