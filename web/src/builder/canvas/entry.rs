//! What the card of a layer or block shows, shared.
//!
//! A card compares its entry by address, so that a change renders the cards that show it and the
//! blocks around them, and no others.

use super::heat::Heat;
use crate::builder::diagnostics::Found;
use crate::shared::Shared;
use filtro_net::{Item, NodeId, NodeReport};

/// All that the card of a layer or block shows.
#[derive(PartialEq)]
pub(super) struct Entry {
    pub(super) id: NodeId,
    /// A name that the person gave.
    pub(super) name: Option<String>,
    /// The layer, or the block without its contents.
    pub(super) item: Item,
    pub(super) report: Option<NodeReport>,
    pub(super) problems: Vec<Found>,
    /// A block's lanes.
    pub(super) lanes: Vec<Vec<Shared<Entry>>>,
    /// Its lanes are not shown.
    pub(super) folded: bool,
    /// There is an error on it or inside.
    pub(super) faulty: bool,
    /// How much of the tint it has.
    pub(super) heat: Option<Heat>,
    /// Layers, itself or inside.
    pub(super) layers: u32,
    /// Nodes, itself counted.
    pub(super) count: u32,
    /// About how many cards it is high.
    pub(super) height: u32,
}
