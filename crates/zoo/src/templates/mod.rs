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
mod template;
mod vgg;
mod xception;

pub use accuracy::{Measurement, fingerprint};
use filtro_net::Network;
pub use published::{Published, Publisher};
pub use table::TEMPLATES;
pub use template::Template;

/// The template `name`.
pub fn template(name: &str) -> Option<Network> {
    TEMPLATES.iter().find(|template| template.name == name).map(|template| (template.build)())
}

#[cfg(test)]
mod tests;
