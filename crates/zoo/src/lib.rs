//! Networks that others have published, the modules that they are made of, and what is known of
//! them.
//!
//! - [`TEMPLATES`]: whole networks, as published and made smaller for CIFAR, with the accuracies
//!   that were measured and published (feature `templates`: the page is built without it and
//!   fetches their files);
//! - [`PRESETS`]: their modules as ready-made blocks, sized by what goes in;
//! - [`adapt`]: a network of the same build for other pictures and classes, narrower or deeper;
//! - [`gallery`]: the list of all templates that the page fetches, one type for who writes it and
//!   who reads it.
//!
//! ```
//! # #[cfg(feature = "templates")] {
//! use filtro_net::{Target, inspect};
//! use filtro_zoo::{adapt, template};
//!
//! let vgg = template("vgg-16").unwrap();
//! assert_eq!(inspect(&vgg, None).parameters, 138_357_544);
//! let cifar = adapt::Adaptation::to(Target { input: [3, 32, 32], classes: 10 });
//! let small = adapt::adapt(&vgg, &cifar).network;
//! assert!(inspect(&small, None).is_valid());
//! # }
//! ```

pub mod adapt;
pub mod gallery;
mod modules;
mod presets;
mod sources;
#[cfg(feature = "templates")]
pub mod templates;

pub use presets::{PRESETS, Preset};
#[cfg(feature = "templates")]
pub use templates::{TEMPLATES, Template, template};
