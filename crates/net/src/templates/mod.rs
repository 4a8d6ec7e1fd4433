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
mod mobilenet;
mod published;
mod resnet;
mod squeezenet;
mod table;
mod vgg;
mod xception;

pub use accuracy::{Accuracy, fingerprint};
pub use published::{Published, Publisher};
pub use table::TEMPLATES;

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
    /// When that appeared.
    pub year: Option<u16>,
    /// Whether it is as published, at its published input size; otherwise it is made for CIFAR.
    pub original: bool,
    /// Of an original, the template for CIFAR that follows it.
    pub relative: Option<&'static str>,
}

/// The template `name`.
pub fn template(name: &str) -> Option<Network> {
    TEMPLATES.iter().find(|template| template.name == name).map(|template| (template.build)())
}

#[cfg(test)]
mod tests;
