//! Exercises in shapes.

mod en;
mod es;
mod words;

pub use en::EN;
pub use es::ES;
use filtro_course::{Exercise, Part, Slip};
use filtro_net::Layer;

/// Texts of the room `#practice`.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Practice {
    pub title: &'static str,
    pub lead: &'static str,

    pub exercise: fn(u32) -> String,
    pub of_the_lecture: &'static str,
    pub of_the_network: &'static str,
    pub given: fn(&str) -> String,
    pub layer: fn(&Layer, Option<Part>) -> String,
    pub ask: fn(&Exercise) -> String,
    pub part: fn(Part) -> &'static str,

    pub check: &'static str,
    pub give_up: &'static str,
    pub next: &'static str,
    pub right: &'static str,
    pub wrong: &'static str,
    pub number_needed: &'static str,
    pub slip: fn(Slip) -> String,

    pub solution: &'static str,
    pub one_map_a_filter: &'static str,
    pub channels_kept: &'static str,
    pub together: &'static str,
    pub receptive_rule: &'static str,
    pub left_over: fn(usize, usize) -> String,
    pub with_stride: fn(usize) -> String,
    pub build: &'static str,

    pub series: &'static str,
    pub level: &'static str,
    pub levels: [&'static str; 4],
    pub seed: &'static str,
    pub seed_help: &'static str,
    pub other_series: &'static str,
    pub link: &'static str,
    pub own: &'static str,
    pub own_missing: &'static str,

    pub progress: &'static str,
    pub score: fn(u32, u32, u32) -> String,
    pub reset: &'static str,
}
