//! The gallery's files: every template as a document, and what is said of all of them in one list.
//!
//! They are files and not code of the page, which is waited for: the gallery fetches the list, and
//! a template when it is opened.

use super::lecture;
use super::sketch::sketch;
use anyhow::{Context, Result};
use filtro_net::{TEMPLATES, Template, file, inspect};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Writes `templates/index.json` and `templates/NAME.json`.
pub fn write(site: &Path) -> Result<()> {
    let folder = site.join("templates");
    fs::create_dir_all(&folder)?;
    let list: Vec<Value> = TEMPLATES.iter().map(entry).collect();
    let list = serde_json::to_string(&list)?;
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

/// What the gallery says of a template. Keys are short of nothing: the transfer is compressed.
fn entry(template: &Template) -> Value {
    let network = (template.build)();
    let report = inspect(&network, None);
    let accuracy = template.accuracy().map(|measured| {
        json!({
            "value": measured.test_accuracy,
            "epochs": measured.epochs,
            "date": measured.date,
        })
    });
    let published = template.published();
    json!({
        "name": template.name,
        "title": network.name,
        "source": template.source,
        "year": template.year,
        "original": template.original,
        "relative": relative(template),
        "input": network.input,
        "classes": report.output.map(|shape| shape.values()),
        "parameters": report.parameters,
        "multiply_adds": report.multiply_adds,
        "layers": network.walk().filter(|node| node.item.layer().is_some()).count(),
        "activations": report.activations,
        "depth": report.depth,
        "top1": published.map(|found| found.top1),
        "top5": published.map(|found| found.top5),
        "published": published.map(|found| found.publisher.name()),
        "accuracy": accuracy,
        "lecture": lecture::row(template.name),
        "sketch": sketch(&network, &report),
    })
}

/// The small relative of an original, or the original of a small one: the first of a family.
fn relative(template: &Template) -> Option<&'static str> {
    let followed = TEMPLATES.iter().find(|other| other.relative == Some(template.name));
    template.relative.or(followed.map(|original| original.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_listed_and_can_be_opened() {
        let site = std::env::temp_dir().join(format!("filtro-templates-{}", std::process::id()));
        write(&site).unwrap();
        let read = |name: &str| fs::read_to_string(site.join("templates").join(name)).unwrap();
        let list: Vec<Value> = serde_json::from_str(&read("index.json")).unwrap();
        let names: Vec<&str> = list.iter().filter_map(|entry| entry["name"].as_str()).collect();
        assert_eq!(names, TEMPLATES.iter().map(|template| template.name).collect::<Vec<_>>());
        for (entry, template) in list.iter().zip(TEMPLATES) {
            let network = file::from_json(&read(&format!("{}.json", template.name))).unwrap();
            assert_eq!(network, (template.build)());
            assert_eq!(entry["title"], json!(network.name));
            if let Some(relative) = entry["relative"].as_str() {
                assert!(names.contains(&relative) && relative != template.name, "{relative}");
            }
            assert!(entry["sketch"].as_array().is_some_and(|sketch| !sketch.is_empty()));
        }
        // The list is waited for when the gallery opens.
        assert!(read("index.json").len() < 100_000, "{}", read("index.json").len());
        fs::remove_dir_all(site).unwrap();
    }
}
