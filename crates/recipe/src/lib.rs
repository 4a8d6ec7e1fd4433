//! How to train: the settings of a run, which pictures it learns from and in what order, and the
//! random numbers behind all of it.
//!
//! Page, worker, engine and command line speak of the same [`TrainConfig`], and every random draw
//! of the project is made by the one generator here, [`Random`]: a seed means the same natively
//! and in every browser, for ever.
//!
//! ```
//! use filtro_recipe::{Optimizer, TrainConfig, shuffled};
//!
//! let config = TrainConfig { optimizer: Optimizer::Momentum, batch_size: 32, ..TrainConfig::default() };
//! // 45,000 pictures leave eight for the last step of an epoch.
//! assert_eq!(config.smallest_step(45_000), Some(8));
//! // An epoch's order follows from the seed and its number.
//! assert_eq!(shuffled(vec![0, 1, 2, 3, 4], config.seed, 0), shuffled(vec![0, 1, 2, 3, 4], 1, 0));
//! ```

mod config;
mod order;
mod random;
mod split;

pub use config::{Optimizer, TrainConfig};
pub use order::shuffled;
pub use random::{Random, scatter};
pub use split::{Split, is_held_out};
