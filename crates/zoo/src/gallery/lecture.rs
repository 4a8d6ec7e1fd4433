//! The lecture's own table of networks, as it stands there: parameters, FLOPs and top-5 accuracy
//! on ImageNet.

use super::entry::Lecture;

/// A row, with the codes of what is to be said of its figures; the page has the words.
struct Row {
    template: &'static str,
    title: &'static str,
    parameters: f64,
    flops: f64,
    top5: f64,
    notes: &'static [&'static str],
}

const ROWS: [Row; 4] = [
    Row {
        template: "alexnet",
        title: "AlexNet",
        parameters: 62e6,
        flops: 1.5e9,
        top5: 0.847,
        // 2 · 0.714 billion multiply-adds. 62,378,344 parameters: the paper's sizes in one column.
        notes: &["two-each", "one-column", "ensemble"],
    },
    Row {
        template: "vgg-16",
        title: "VGGNet",
        parameters: 138e6,
        flops: 19.6e9,
        top5: 0.923,
        // VGG-19 has 19.63 billion multiply-adds and 144 million parameters.
        notes: &["vgg-19"],
    },
    Row {
        template: "googlenet",
        title: "Inception",
        parameters: 6.4e6,
        flops: 2e9,
        top5: 0.933,
        // The paper: 1.5 billion multiply-adds, and seven networks for its 6.67 % error.
        notes: &["inception", "ensemble"],
    },
    Row {
        template: "resnet-152",
        title: "ResNet-152",
        parameters: 60.3e6,
        flops: 11e9,
        top5: 0.9551,
        // 60,192,808 parameters and 151,424 running means and variances of batch norm. The
        // paper's table 4: a single network, at several scales.
        notes: &["running", "multiply-adds", "scales"],
    },
];

/// The row of a template, where the lecture has one.
pub(super) fn row(template: &str) -> Option<Lecture> {
    let row = ROWS.iter().find(|row| row.template == template)?;
    Some(Lecture {
        title: row.title.to_owned(),
        parameters: row.parameters,
        flops: row.flops,
        top5: row.top5,
        notes: row.notes.iter().map(|note| (*note).to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::template;
    use filtro_net::{Report, inspect};

    fn report(name: &str) -> Report {
        inspect(&template(name).unwrap(), None)
    }

    fn near(found: f64, said: f64, share: f64) -> bool {
        (found - said).abs() <= said * share
    }

    #[test]
    fn every_row_is_of_a_template() {
        for row in ROWS {
            assert!(template(row.template).is_some(), "{}", row.template);
            assert!(near(report(row.template).parameters as f64, row.parameters, 0.04));
        }
    }

    /// What the notes say of the figures holds for what is computed.
    #[test]
    fn the_notes_are_true() {
        let adds = |name: &str| report(name).multiply_adds as f64;
        assert!(near(2.0 * adds("alexnet"), 1.5e9, 0.05), "two-each");
        assert!(near(adds("vgg-19"), 19.6e9, 0.005) && !near(adds("vgg-16"), 19.6e9, 0.1));
        assert!(near(adds("resnet-152"), 11e9, 0.05), "multiply-adds");
        // Filters · (inputs · window + bias) of the paper's five convolutions in one column, and
        // its three dense layers.
        let convs = [(96, 3 * 121), (256, 96 * 25), (384, 256 * 9), (384, 384 * 9), (256, 384 * 9)];
        let dense = [(4096, 256 * 36), (4096, 4096), (1000, 4096)];
        let all = convs.into_iter().chain(dense).map(|(units, inputs)| units * (inputs + 1));
        assert_eq!(all.sum::<u64>(), 62_378_344, "one-column");
        assert!(near(adds("googlenet"), 1.5e9, 0.005), "inception");
        let norms: u64 = {
            let network = template("resnet-152").unwrap();
            let report = inspect(&network, None);
            let of_norms = network.walk().filter(|node| {
                node.item.layer().is_some_and(|layer| layer.kind().name() == "batch_norm2d")
            });
            of_norms.filter_map(|node| Some(report.node(node.id)?.parameters)).sum()
        };
        // A scale and a shift are learnt, a mean and a variance run along: as many.
        assert_eq!((60_192_808 + norms) / 100_000, 603, "running");
    }
}
