//! The program.

use crate::param::{Param, Running};
use crate::step::Lane;
use filtro_net::{NodeId, Shape};
use std::ops::RangeInclusive;

/// A network lowered. Of a network with errors, what stands before them.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// `[channels, height, width]` of a picture.
    pub input: [usize; 3],
    /// What is computed of a picture.
    pub lane: Lane,
    /// What is trained, in document order.
    pub params: Vec<Param>,
    /// Running statistics of batch norms, in document order.
    pub running: Vec<Running>,
    /// Values of one sample that training saves: of the picture, then of each node in document
    /// order.
    pub(crate) saved: Vec<u64>,
    /// Nodes in each node, itself counted, in document order.
    pub(crate) sizes: Vec<usize>,
    /// Values of the largest output of a node.
    pub(crate) largest: u64,
    /// The first batch norm over single values.
    pub(crate) lone_norm: Option<NodeId>,
}

impl Program {
    /// Number of classes: the length of what comes out. None where that is no vector, or an error
    /// stands in the way.
    pub const fn classes(&self) -> Option<usize> {
        match self.lane.output {
            Some(Shape::Vector(classes)) => Some(classes),
            _ => None,
        }
    }

    /// Trained parameters.
    pub fn parameters(&self) -> u64 {
        sum(self.params.iter().map(|param| param.len() as u64))
    }

    /// Values of one sample that training saves for the way back, the picture's included.
    pub fn saved(&self) -> u64 {
        sum(self.saved.iter().copied())
    }

    /// Those of the picture itself.
    pub fn saved_of_picture(&self) -> u64 {
        self.saved.first().copied().unwrap_or(0)
    }

    /// Those of the node at `position` (1 is the first in document order): its output, where it or
    /// a later step needs that, and what it notes for itself. A tensor that several steps need
    /// counts once, where it is made. Of a block: what comes out of it, without its contents.
    pub fn saved_at(&self, position: usize) -> u64 {
        self.saved.get(position).copied().unwrap_or(0)
    }

    /// The positions of each node and its contents, in document order.
    pub(crate) fn spans(&self) -> impl Iterator<Item = RangeInclusive<usize>> {
        self.sizes.iter().zip(1..).map(|(size, at)| at..=at + size - 1)
    }

    /// The first batch norm that gets a single value of each channel from one picture, as
    /// [`Report::lone_norm`](filtro_net::Report::lone_norm) says: it bears no steps of one picture.
    pub const fn lone_norm(&self) -> Option<NodeId> {
        self.lone_norm
    }

    /// Values of the largest output of a node, of one sample.
    pub const fn largest_output(&self) -> u64 {
        self.largest
    }
}

fn sum(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0, u64::saturating_add)
}
