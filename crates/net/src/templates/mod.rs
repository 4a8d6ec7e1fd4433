//! Ready-made networks.
//!
//! A new one is a function in the file of its family and a row in [`TEMPLATES`].

mod basic;
mod build;
mod lenet;
mod resnet;

use crate::network::Network;

/// A ready-made network. Its title and description on the page belong to the page.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes it.
    pub build: fn() -> Network,
    /// The paper it comes from or follows; `None` for our own.
    pub source: Option<&'static str>,
}

/// Every template, in the menu's order.
pub const TEMPLATES: &[Template] = &[
    Template { name: "lenet-5-cifar", build: lenet::lenet_5_cifar, source: Some(LECUN_1998) },
    Template { name: "cnn3-cifar", build: basic::cnn3_cifar, source: None },
    Template { name: "dense-cifar", build: basic::dense_cifar, source: None },
    Template { name: "all-conv-cifar", build: basic::all_conv_cifar, source: Some(ALL_CONV_2015) },
    Template { name: "resnet-8-cifar", build: resnet::resnet_8_cifar, source: Some(HE_2016) },
    Template { name: "lenet-5", build: lenet::lenet_5, source: Some(LECUN_1998) },
];

const LECUN_1998: &str = "LeCun, Bottou, Bengio and Haffner, \
    Gradient-based learning applied to document recognition, Proceedings of the IEEE, 1998";
const ALL_CONV_2015: &str = "Springenberg, Dosovitskiy, Brox and Riedmiller, \
    Striving for simplicity: the all convolutional net, ICLR workshop, 2015";
const HE_2016: &str =
    "He, Zhang, Ren and Sun, Deep residual learning for image recognition, CVPR, 2016";

/// The template `name`.
pub fn template(name: &str) -> Option<Network> {
    TEMPLATES.iter().find(|template| template.name == name).map(|template| (template.build)())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::{Target, inspect};
    use crate::shape::Shape;

    fn parameters(name: &str) -> u64 {
        inspect(&template(name).unwrap(), None).parameters
    }

    #[test]
    fn every_template_is_without_remark_for_its_data() {
        for Template { name, build, .. } in TEMPLATES {
            let network = build();
            let target = Target { input: network.input, classes: 10 };
            let report = inspect(&network, Some(target));
            assert_eq!(report.diagnostics, [], "{name}");
            assert_eq!(report.output, Some(Shape::Vector(10)), "{name}");
        }
    }

    #[test]
    fn names_are_unique() {
        let names: std::collections::BTreeSet<_> = TEMPLATES.iter().map(|t| t.name).collect();
        assert_eq!(names.len(), TEMPLATES.len());
        assert_eq!(template("no-such-network"), None);
    }

    /// 62,006 and 161,130 were counted by PyTorch for the accuracy reference; 61,706 is the
    /// usual count of LeNet-5's modern form.
    #[test]
    fn parameter_counts_are_the_references() {
        assert_eq!(parameters("lenet-5-cifar"), 62_006);
        assert_eq!(parameters("cnn3-cifar"), 161_130);
        assert_eq!(parameters("lenet-5"), 61_706);
    }

    /// By hand: 3072·20+20, 20·10+10.
    #[test]
    fn the_dense_network_has_about_the_budget_of_lenet() {
        let [dense, lenet] = ["dense-cifar", "lenet-5-cifar"].map(parameters);
        assert_eq!(dense, 61_460 + 210);
        assert!(dense.abs_diff(lenet) * 100 < lenet);
    }

    /// By hand, convolutions without bias, batch norm 2·C: stem 3·16·9 + 32; stage 1
    /// 2·(16·16·9) + 64; stage 2 16·32·9 + 32·32·9 + 128 + shortcut 16·32 + 64; stage 3
    /// 32·64·9 + 64·64·9 + 256 + shortcut 32·64 + 128; dense 64·10 + 10.
    #[test]
    fn resnet_8_has_the_parameters_counted_by_hand() {
        let stem = 432 + 32;
        let first = 4608 + 64;
        let second = 4608 + 9216 + 128 + 512 + 64;
        let third = 18_432 + 36_864 + 256 + 2048 + 128;
        assert_eq!(parameters("resnet-8-cifar"), stem + first + second + third + 650);
    }
}
