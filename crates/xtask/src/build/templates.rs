//! The gallery's files: every template as a document, and what is said of all of them in one list.
//!
//! They are files and not code of the page, which is waited for: the gallery fetches the list, and
//! a template when it is opened.

use anyhow::{Context, Result};
use filtro_net::file;
use filtro_zoo::{TEMPLATES, gallery};
use std::fs;
use std::path::Path;

/// Writes `templates/index.json` and `templates/NAME.json`.
pub fn write(site: &Path) -> Result<()> {
    let folder = site.join("templates");
    fs::create_dir_all(&folder)?;
    let list = serde_json::to_string(&gallery::list())?;
    let mut bytes = list.len();
    fs::write(folder.join("index.json"), list).context("the list of templates")?;
    for template in TEMPLATES {
        let text = file::to_json(&(template.build)());
        bytes += text.len();
        fs::write(folder.join(template.name).with_added_extension("json"), text)?;
    }
    println!("{} templates, {} kB", TEMPLATES.len(), bytes / 1000);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_zoo::gallery::Entry;

    #[test]
    fn every_template_is_listed_and_can_be_opened() {
        let site = std::env::temp_dir().join(format!("filtro-templates-{}", std::process::id()));
        write(&site).unwrap();
        let read = |name: &str| fs::read_to_string(site.join("templates").join(name)).unwrap();
        let list: Vec<Entry> = serde_json::from_str(&read("index.json")).unwrap();
        let names: Vec<&str> = list.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, TEMPLATES.iter().map(|template| template.name).collect::<Vec<_>>());
        for (entry, template) in list.iter().zip(TEMPLATES) {
            let network = file::from_json(&read(&format!("{}.json", template.name))).unwrap();
            assert_eq!(network, (template.build)());
            assert_eq!(entry.title, network.name);
            if let Some(relative) = entry.relative.as_deref() {
                assert!(names.contains(&relative) && relative != template.name, "{relative}");
            }
            assert!(!entry.sketch.is_empty());
        }
        // The list is waited for when the gallery opens.
        assert!(read("index.json").len() < 100_000, "{}", read("index.json").len());
        fs::remove_dir_all(site).unwrap();
    }
}
