//! The list itself.

use super::entry::{Accuracy, Entry};
use super::{lecture, sketch};
use crate::templates::{TEMPLATES, Template};
use filtro_program::analyse;

/// Every template's entry, in the menu's order.
pub fn list() -> Vec<Entry> {
    TEMPLATES.iter().map(entry).collect()
}

fn entry(template: &Template) -> Entry {
    let network = (template.build)();
    let (report, _) = analyse(&network, None);
    let published = template.published();
    Entry {
        name: template.name.to_owned(),
        source: template.source.map(str::to_owned),
        year: template.year.map(u64::from),
        original: template.original,
        relative: relative(template).map(str::to_owned),
        input: network.input.map(|size| size as u64),
        classes: report.output.map(|shape| shape.values()),
        parameters: report.parameters,
        multiply_adds: report.multiply_adds,
        layers: network.walk().filter(|node| node.item.layer().is_some()).count() as u64,
        activations: report.activations,
        depth: report.depth as u64,
        top1: published.map(|found| found.top1),
        top5: published.map(|found| found.top5),
        published: published.map(|found| found.publisher.name().to_owned()),
        accuracy: template.accuracy().map(|found| Accuracy {
            value: found.test_accuracy,
            epochs: found.epochs as u64,
            date: found.date,
        }),
        lecture: lecture::row(template.name),
        sketch: sketch::sketch(&network, &report),
        title: network.name,
    }
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
    fn relatives_lead_to_each_other() {
        let all = list();
        let find = |name: &str| all.iter().find(|entry| entry.name == name);
        for entry in &all {
            let relative = entry.relative.as_deref().and_then(find);
            assert_eq!(relative.is_some(), entry.relative.is_some(), "{}", entry.name);
            assert!(relative.is_none_or(|it| it.original != entry.original), "{}", entry.name);
        }
    }

    /// What is written is what is read, in both ways that there are of reading. (Reading may round
    /// an accuracy's last digit.)
    #[test]
    fn the_list_survives_its_file() {
        let all = list();
        let text = serde_json::to_string(&all).unwrap();
        let direct: Vec<Entry> = serde_json::from_str(&text).unwrap();
        let tree: Vec<Entry> =
            serde_json::from_value(serde_json::from_str(&text).unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&direct).unwrap(), serde_json::to_string(&tree).unwrap());
        assert_eq!(direct.len(), all.len());
        for (read, written) in direct.iter().zip(&all) {
            assert_eq!((&read.name, &read.sketch), (&written.name, &written.sketch));
            let numbers = |it: &Entry| [it.parameters, it.multiply_adds, it.activations, it.depth];
            assert_eq!(numbers(read), numbers(written));
            let near = |read: Option<f64>, written: Option<f64>| match (read, written) {
                (Some(read), Some(written)) => (read - written).abs() < 1e-12,
                (read, written) => read == written,
            };
            assert!(near(read.top5, written.top5), "{:?} {:?}", read.top5, written.top5);
            assert_eq!(read.lecture, written.lecture);
        }
    }
}
