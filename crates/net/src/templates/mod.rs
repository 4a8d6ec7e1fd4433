//! Ready-made networks.
//!
//! A new one is a function in the file of its family and a row in [`TEMPLATES`].

mod accuracy;
mod alexnet;
mod basic;
mod build;
mod densenet;
mod googlenet;
mod inception;
mod lenet;
mod resnet;
mod squeezenet;
mod vgg;
mod xception;

pub use accuracy::{Accuracy, fingerprint};

use crate::network::Network;
use crate::sources::{CHOLLET_2017, HE_2016, HUANG_2017, IANDOLA_2016, SZEGEDY_2015, SZEGEDY_2016};

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
    Template { name: "resnet-14-cifar", build: resnet::resnet_14_cifar, source: Some(HE_2016) },
    Template { name: "resnet-20-cifar", build: resnet::resnet_20_cifar, source: Some(HE_2016) },
    Template {
        name: "alexnet-cifar",
        build: alexnet::alexnet_cifar,
        source: Some(KRIZHEVSKY_2014),
    },
    Template { name: "vgg-cifar", build: vgg::vgg_cifar, source: Some(SIMONYAN_2015) },
    Template {
        name: "inception-cifar",
        build: googlenet::inception_cifar,
        source: Some(SZEGEDY_2015),
    },
    Template {
        name: "squeezenet-cifar",
        build: squeezenet::squeezenet_cifar,
        source: Some(IANDOLA_2016),
    },
    Template {
        name: "xception-cifar",
        build: xception::xception_cifar,
        source: Some(CHOLLET_2017),
    },
    Template { name: "lenet-5", build: lenet::lenet_5, source: Some(LECUN_1998) },
    Template { name: "alexnet", build: alexnet::alexnet, source: Some(KRIZHEVSKY_2014) },
    Template { name: "vgg-11", build: vgg::vgg_11, source: Some(SIMONYAN_2015) },
    Template { name: "vgg-13", build: vgg::vgg_13, source: Some(SIMONYAN_2015) },
    Template { name: "vgg-16", build: vgg::vgg_16, source: Some(SIMONYAN_2015) },
    Template { name: "vgg-19", build: vgg::vgg_19, source: Some(SIMONYAN_2015) },
    Template { name: "googlenet", build: googlenet::googlenet, source: Some(SZEGEDY_2015) },
    Template { name: "inception-v3", build: inception::inception_v3, source: Some(SZEGEDY_2016) },
    Template { name: "resnet-18", build: resnet::resnet_18, source: Some(HE_2016) },
    Template { name: "resnet-34", build: resnet::resnet_34, source: Some(HE_2016) },
    Template { name: "resnet-50", build: resnet::resnet_50, source: Some(HE_2016) },
    Template { name: "resnet-101", build: resnet::resnet_101, source: Some(HE_2016) },
    Template { name: "resnet-152", build: resnet::resnet_152, source: Some(HE_2016) },
    Template {
        name: "squeezenet-1.0",
        build: squeezenet::squeezenet_1_0,
        source: Some(IANDOLA_2016),
    },
    Template {
        name: "squeezenet-1.1",
        build: squeezenet::squeezenet_1_1,
        source: Some(IANDOLA_2016),
    },
    Template { name: "xception", build: xception::xception, source: Some(CHOLLET_2017) },
    Template { name: "densenet-121", build: densenet::densenet_121, source: Some(HUANG_2017) },
];

const LECUN_1998: &str = "LeCun, Bottou, Bengio and Haffner, \
    Gradient-based learning applied to document recognition, Proceedings of the IEEE, 1998";
const ALL_CONV_2015: &str = "Springenberg, Dosovitskiy, Brox and Riedmiller, \
    Striving for simplicity: the all convolutional net, ICLR workshop, 2015";

const KRIZHEVSKY_2014: &str =
    "Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014";
const SIMONYAN_2015: &str = "Simonyan and Zisserman, \
    Very deep convolutional networks for large-scale image recognition, ICLR, 2015";

/// The template `name`.
pub fn template(name: &str) -> Option<Network> {
    TEMPLATES.iter().find(|template| template.name == name).map(|template| (template.build)())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Diagnostic, Severity};
    use crate::inspect::{Target, inspect};
    use crate::shape::Shape;

    fn parameters(name: &str) -> u64 {
        inspect(&template(name).unwrap(), None).parameters
    }

    #[test]
    fn every_template_is_without_remark_for_its_data() {
        for Template { name, build, .. } in TEMPLATES {
            let network = build();
            let classes = if name.ends_with("cifar") || *name == "lenet-5" { 10 } else { 1000 };
            let target = Target { input: network.input, classes };
            let report = inspect(&network, Some(target));
            // The published ones leave a pixel over here and there.
            let remarks = report.diagnostics.iter().filter(|it| it.severity != Severity::Hint);
            assert_eq!(remarks.collect::<Vec<_>>(), Vec::<&Diagnostic>::new(), "{name}");
            assert_eq!(report.output, Some(Shape::Vector(classes)), "{name}");
        }
    }

    /// Parameters and billions of multiply-adds as torchvision 0.x publishes them with its
    /// weights (`num_params` and `_ops` of each `Weights` entry), without auxiliary heads;
    /// Xception's trainable parameters are Keras'.
    #[test]
    fn published_networks_have_their_published_counts() {
        let published = [
            ("alexnet", 61_100_840, Some(0.714)),
            ("vgg-11", 132_863_336, Some(7.609)),
            ("vgg-13", 133_047_848, Some(11.308)),
            ("vgg-16", 138_357_544, Some(15.47)),
            ("vgg-19", 143_667_240, Some(19.632)),
            ("googlenet", 6_624_904, Some(1.498)),
            ("inception-v3", 23_834_568, Some(5.713)),
            ("resnet-18", 11_689_512, Some(1.814)),
            ("resnet-34", 21_797_672, Some(3.664)),
            ("resnet-50", 25_557_032, Some(4.089)),
            ("resnet-101", 44_549_160, Some(7.801)),
            ("resnet-152", 60_192_808, Some(11.514)),
            ("squeezenet-1.0", 1_248_424, Some(0.819)),
            ("squeezenet-1.1", 1_235_496, Some(0.349)),
            ("densenet-121", 7_978_856, Some(2.834)),
            ("xception", 22_855_952, None),
        ];
        for (name, parameters, billions) in published {
            let report = inspect(&template(name).unwrap(), None);
            assert_eq!(report.parameters, parameters, "{name}");
            if let Some(published) = billions {
                // The published figures are cut to three places.
                let found = report.multiply_adds as f64 / 1e9;
                let off = (found - published).abs();
                assert!(off <= 0.001 || off <= published * 0.001, "{name}: {found}");
            }
        }
    }

    /// By hand, from ResNet-8: two more blocks of 2·(f·f·9 + 2·f) a stage for each count.
    #[test]
    fn deeper_residual_networks_add_their_blocks() {
        let block = |filters: u64| 2 * (9 * filters * filters + 2 * filters);
        let more: u64 = [16, 32, 64].into_iter().map(block).sum();
        assert_eq!(parameters("resnet-14-cifar"), parameters("resnet-8-cifar") + more);
        assert_eq!(parameters("resnet-20-cifar"), parameters("resnet-8-cifar") + 2 * more);
    }

    #[test]
    fn cifar_networks_are_small_enough_for_a_tab() {
        for Template { name, build, .. } in TEMPLATES.iter().filter(|t| t.name.ends_with("cifar")) {
            let report = inspect(&build(), None);
            assert!(report.parameters < 700_000, "{name}: {}", report.parameters);
            assert!(report.multiply_adds < 60_000_000, "{name}: {}", report.multiply_adds);
        }
    }

    #[test]
    fn every_template_survives_its_file() {
        for Template { name, build, .. } in TEMPLATES {
            let network = build();
            let text = crate::file::to_json(&network);
            assert_eq!(crate::file::from_json(&text).unwrap(), network, "{name}");
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
