//! What is known of a ready-made network.

use filtro_net::Network;

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
