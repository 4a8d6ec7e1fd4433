//! The list of all templates.

use super::template::Template;
use super::{
    alexnet, basic, densenet, googlenet, inception, lenet, mobilenet, resnet, squeezenet, vgg,
    xception,
};
use crate::sources::{
    CHOLLET_2017, HE_2016, HOWARD_2017, HUANG_2017, IANDOLA_2016, SANDLER_2018, SZEGEDY_2015,
    SZEGEDY_2016,
};
use filtro_net::Network;

/// Every template, in the menu's order.
pub const TEMPLATES: &[Template] = &[
    small("lenet-5-cifar", lenet::lenet_5_cifar, LECUN_1998, 1998),
    own("cnn3-cifar", basic::cnn3_cifar),
    own("dense-cifar", basic::dense_cifar),
    small("all-conv-cifar", basic::all_conv_cifar, ALL_CONV_2015, 2015),
    small("resnet-8-cifar", resnet::resnet_8_cifar, HE_2016, 2016),
    small("resnet-14-cifar", resnet::resnet_14_cifar, HE_2016, 2016),
    small("resnet-20-cifar", resnet::resnet_20_cifar, HE_2016, 2016),
    small("alexnet-cifar", alexnet::alexnet_cifar, KRIZHEVSKY_2012, 2012),
    small("vgg-cifar", vgg::vgg_cifar, SIMONYAN_2015, 2015),
    small("inception-cifar", googlenet::inception_cifar, SZEGEDY_2015, 2015),
    small("squeezenet-cifar", squeezenet::squeezenet_cifar, IANDOLA_2016, 2016),
    small("mobilenet-cifar", mobilenet::mobilenet_cifar, SANDLER_2018, 2018),
    small("xception-cifar", xception::xception_cifar, CHOLLET_2017, 2017),
    small("densenet-cifar", densenet::densenet_cifar, HUANG_2017, 2017),
    original("lenet-5", lenet::lenet_5, LECUN_1998, 1998, "lenet-5-cifar"),
    original("alexnet", alexnet::alexnet, KRIZHEVSKY_2012, 2012, "alexnet-cifar"),
    original("vgg-11", vgg::vgg_11, SIMONYAN_2015, 2015, "vgg-cifar"),
    original("vgg-13", vgg::vgg_13, SIMONYAN_2015, 2015, "vgg-cifar"),
    original("vgg-16", vgg::vgg_16, SIMONYAN_2015, 2015, "vgg-cifar"),
    original("vgg-19", vgg::vgg_19, SIMONYAN_2015, 2015, "vgg-cifar"),
    original("googlenet", googlenet::googlenet, SZEGEDY_2015, 2015, "inception-cifar"),
    original("inception-v3", inception::inception_v3, SZEGEDY_2016, 2016, "inception-cifar"),
    original("resnet-18", resnet::resnet_18, HE_2016, 2016, "resnet-8-cifar"),
    original("resnet-34", resnet::resnet_34, HE_2016, 2016, "resnet-14-cifar"),
    original("resnet-50", resnet::resnet_50, HE_2016, 2016, "resnet-20-cifar"),
    original("resnet-101", resnet::resnet_101, HE_2016, 2016, "resnet-20-cifar"),
    original("resnet-152", resnet::resnet_152, HE_2016, 2016, "resnet-20-cifar"),
    original("squeezenet-1.0", squeezenet::squeezenet_1_0, IANDOLA_2016, 2016, "squeezenet-cifar"),
    original("squeezenet-1.1", squeezenet::squeezenet_1_1, IANDOLA_2016, 2016, "squeezenet-cifar"),
    original("mobilenet-v1", mobilenet::mobilenet_v1, HOWARD_2017, 2017, "mobilenet-cifar"),
    original("mobilenet-v2", mobilenet::mobilenet_v2, SANDLER_2018, 2018, "mobilenet-cifar"),
    original("xception", xception::xception, CHOLLET_2017, 2017, "xception-cifar"),
    original("densenet-121", densenet::densenet_121, HUANG_2017, 2017, "densenet-cifar"),
];

const LECUN_1998: &str = "LeCun, Bottou, Bengio and Haffner, \
    Gradient-based learning applied to document recognition, Proceedings of the IEEE, 1998";
const ALL_CONV_2015: &str = "Springenberg, Dosovitskiy, Brox and Riedmiller, \
    Striving for simplicity: the all convolutional net, ICLR workshop, 2015";
/// The network of 2012 is known; what everyone counts and trains is its form of 2014.
const KRIZHEVSKY_2012: &str = "Krizhevsky, Sutskever and Hinton, ImageNet classification with \
    deep convolutional neural networks, NeurIPS, 2012; in the single column of Krizhevsky, \
    One weird trick for parallelizing convolutional neural networks, 2014";
const SIMONYAN_2015: &str = "Simonyan and Zisserman, \
    Very deep convolutional networks for large-scale image recognition, ICLR, 2015";

const fn original(
    name: &'static str,
    build: fn() -> Network,
    source: &'static str,
    year: u16,
    relative: &'static str,
) -> Template {
    let (source, year, relative) = (Some(source), Some(year), Some(relative));
    Template { name, build, source, year, original: true, relative }
}

/// For CIFAR, after a paper.
const fn small(
    name: &'static str,
    build: fn() -> Network,
    source: &'static str,
    year: u16,
) -> Template {
    let (source, year) = (Some(source), Some(year));
    Template { name, build, source, year, original: false, relative: None }
}

/// For CIFAR, after no paper.
const fn own(name: &'static str, build: fn() -> Network) -> Template {
    Template { name, build, source: None, year: None, original: false, relative: None }
}
