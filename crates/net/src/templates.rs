//! Ready-made networks.
use crate::catalogue::{Activation, Conv2d, Dense, Flatten, MaxPool2d, Padding};
use crate::network::Network;

/// A ready-made network.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes it.
    pub build: fn() -> Network,
    /// Where it comes from.
    pub source: &'static str,
    /// When.
    pub year: u16,
}

/// Every template.
pub const TEMPLATES: &[Template] =
    &[Template { name: "lenet-5-cifar", build: lenet, source: "", year: 1998 }];

/// The template `name`.
pub fn template(name: &str) -> Option<Network> {
    TEMPLATES.iter().find(|template| template.name == name).map(|template| (template.build)())
}

fn lenet() -> Network {
    let mut network = Network::new("LeNet-5", [3, 32, 32]);
    network.push(Conv2d::new(6, 5, Padding::Valid));
    network.push(Activation::default());
    network.push(MaxPool2d::new(2));
    network.push(Conv2d::new(16, 5, Padding::Valid));
    network.push(Activation::default());
    network.push(MaxPool2d::new(2));
    network.push(Flatten::default());
    network.push(Dense::new(120));
    network.push(Activation::default());
    network.push(Dense::new(84));
    network.push(Activation::default());
    network.push(Dense::new(10));
    network
}
