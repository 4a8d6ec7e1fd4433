//! Accuracies that were measured: the rows of `accuracy.json`, which `cargo xtask accuracy`
//! writes.

use super::template::Template;
use filtro_net::{Item, Network};
use serde::Deserialize;

/// What a template reached on CIFAR-10, and how it was trained.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Measurement {
    /// The template's name.
    pub template: String,
    /// [`fingerprint`] of the document that was trained.
    pub document: String,
    /// Passes over the 50,000 training pictures.
    pub epochs: usize,
    /// Pictures a step.
    pub batch: usize,
    /// By its name on the command line.
    pub optimizer: String,
    /// Its learning rate.
    pub learning_rate: f64,
    /// Of first weights, order and dropout.
    pub seed: u64,
    /// Share of the 10,000 test pictures told rightly behind the last epoch, 0–1.
    pub test_accuracy: f64,
    /// When it was measured, year-month-day.
    pub date: String,
    /// What it ran on.
    pub device: String,
    /// What it was trained and tested with.
    pub data: String,
}

/// The file as it is in the source.
const ROWS: &str = include_str!("accuracy.json");

impl Measurement {
    /// Every row that there is, in the file's order.
    ///
    /// The file is part of the program and read by the tests; none come of one that is broken.
    pub fn all() -> Vec<Self> {
        serde_json::from_str(ROWS).unwrap_or_default()
    }
}

impl Template {
    /// What was measured of it, where it was.
    pub fn accuracy(&self) -> Option<Measurement> {
        Measurement::all().into_iter().find(|row| row.template == self.name)
    }
}

/// Tells documents apart that train differently: of everything in `network` but the names that
/// are for people. 64 bits of FNV-1a over the network's file, as 16 digits.
pub fn fingerprint(network: &Network) -> String {
    let mut bare = network.clone();
    bare.name.clear();
    let mut lanes = vec![&mut bare.nodes];
    while let Some(lane) = lanes.pop() {
        for node in lane {
            node.name = None;
            if let Item::Block(block) = &mut node.item {
                lanes.extend(block.lanes_mut());
            }
        }
    }
    format!("{:016x}", fnv1a(filtro_net::file::to_json(&bare).as_bytes()))
}

/// Fowler, Noll and Vo's hash of 64 bits, form 1a.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::{TEMPLATES, template};
    use filtro_net::Block;

    /// A template that has changed since then has to be measured again: `cargo xtask accuracy`.
    #[test]
    fn every_row_is_of_a_template_as_it_is_now() {
        let rows: Vec<Measurement> = serde_json::from_str(ROWS).unwrap();
        for row in &rows {
            let network = template(&row.template).unwrap_or_else(|| panic!("no {}", row.template));
            assert_eq!(row.document, fingerprint(&network), "{}", row.template);
            assert!((0.1..1.0).contains(&row.test_accuracy), "{row:?}");
            assert!(row.epochs > 0 && row.batch > 0 && row.learning_rate > 0.0, "{row:?}");
        }
        let order: Vec<_> = TEMPLATES.iter().filter_map(Template::accuracy).collect();
        assert_eq!(order, rows, "one row a template, in the templates' order");
    }

    #[test]
    fn names_do_not_change_the_fingerprint_and_numbers_do() {
        let network = template("resnet-8-cifar").unwrap();
        let mut named = network.clone();
        named.name = "Mine".to_owned();
        named.nodes[3].name = Some("stage".to_owned());
        let Item::Block(Block::Residual { body, .. }) = &mut named.nodes[3].item else { panic!() };
        body[0].name = Some("inner".to_owned());
        assert_eq!(fingerprint(&named), fingerprint(&network));
        named.nodes.pop();
        assert_ne!(fingerprint(&named), fingerprint(&network));
        let fingerprints: std::collections::BTreeSet<_> =
            TEMPLATES.iter().map(|template| fingerprint(&(template.build)())).collect();
        assert_eq!(fingerprints.len(), TEMPLATES.len());
    }

    /// Two of the authors' test values.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
