//! A small static server for this machine: `cargo xtask serve`.

mod files;
mod http;

use crate::build;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use clap::Args;
use files::Site;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

/// How many ports are tried after the one that was asked for.
const PORTS: u16 = 20;

/// Where and what to serve.
#[derive(Args)]
pub struct Options {
    /// The first port to try; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serve dist/ as it is
    #[arg(long)]
    no_build: bool,
    /// Folder to serve instead of dist/
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// Folder to serve as /data/ instead of data/
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Builds, then serves until it is ended.
pub fn command(project: &Project, options: &Options) -> Result<()> {
    if !options.no_build && options.dist.is_none() {
        build::all(project, build::Warnings::Allowed)?;
    }
    let dist = options.dist.clone().unwrap_or_else(|| project.dist());
    if !dist.join("index.html").is_file() {
        bail!("{} has no index.html: `cargo xtask build` makes it", dist.display());
    }
    let data = options.data.clone().unwrap_or_else(|| project.data());
    let listener = listen(options.port)?;
    // The tests read this line.
    println!("Filtro is at http://{}/ (end with Ctrl+C)", listener.local_addr()?);
    serve(&listener, Site { dist, data });
    Ok(())
}

/// Only this machine can reach it.
fn listen(port: u16) -> Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
    for candidate in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(error).context(format!("could not listen on port {candidate}"));
            }
        }
    }
    bail!("ports {port} to {last} are taken: choose one with --port")
}

fn serve(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        thread::spawn(move || answer(&stream, &site));
    }
}

/// A visitor who leaves in the middle is nobody's error.
fn answer(stream: &TcpStream, site: &Site) {
    drop(http::answer(stream, |path| site.find(path)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};

    fn visit(port: u16, request: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = Vec::new();
        stream.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }

    #[test]
    fn a_page_its_types_and_nothing_else_are_served() {
        let root = std::env::temp_dir().join(format!("filtro-serve-{}", std::process::id()));
        let (dist, data) = (root.join("dist"), root.join("data"));
        fs::create_dir_all(dist.join("a b")).unwrap();
        fs::create_dir_all(&data).unwrap();
        fs::write(root.join("secret"), "secret").unwrap();
        fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
        fs::write(dist.join("a b/x.wasm"), "asm").unwrap();
        fs::write(data.join("set.bin"), "123").unwrap();
        let listener = listen(0).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || serve(&listener, Site { dist, data }));
        let get = |path: &str| visit(port, &format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));

        let page = get("/?lang=es#top");
        assert!(page.starts_with("HTTP/1.1 200 "), "{page}");
        assert!(page.contains("content-type: text/html; charset=utf-8\r\n"), "{page}");
        assert!(page.ends_with("\r\n\r\n<!doctype html>"), "{page}");
        assert!(get("/a%20b/x.wasm").contains("content-type: application/wasm\r\n"));
        assert!(get("/data/set.bin").ends_with("\r\n\r\n123"));
        // Without a data set the page hears so, instead of an error in its console.
        assert!(get("/data/index.json").ends_with("\r\n\r\n{\"sets\":[]}"));
        for outside in ["/../secret", "/%2e%2e/secret", "/data/../../secret", "/a b/..%2f../secret"]
        {
            let answer = get(outside);
            assert!(!answer.starts_with("HTTP/1.1 200"), "{outside}: {answer}");
            assert!(!answer.ends_with("secret"), "{outside}: {answer}");
        }
        assert!(get("/nothing").starts_with("HTTP/1.1 404 "));
        let head = visit(port, "HEAD /data/set.bin HTTP/1.1\r\n\r\n");
        assert!(head.contains("content-length: 3\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(visit(port, "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
        assert!(visit(port, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_taken_port_moves_on_to_the_next() {
        let first = listen(0).unwrap();
        let port = first.local_addr().unwrap().port();
        let second = listen(port).unwrap();
        assert!(second.local_addr().unwrap().port() > port);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_outside_are_not_followed() {
        let root = std::env::temp_dir().join(format!("filtro-link-{}", std::process::id()));
        fs::create_dir_all(root.join("dist")).unwrap();
        fs::write(root.join("secret"), "secret").unwrap();
        std::os::unix::fs::symlink(root.join("secret"), root.join("dist/link")).unwrap();
        let site = Site { dist: root.join("dist"), data: root.join("data") };
        assert!(site.find("/link").is_none());
        fs::remove_dir_all(root).unwrap();
    }
}
