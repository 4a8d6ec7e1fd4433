//! Why a run cannot begin, and where that can be changed.

use crate::document::for_others;
use crate::engine::EnginePhase;
use crate::notice::NoticeCode;
use crate::state::State;
use filtro_estimate::Limit;
use filtro_net::{NodeId, Severity};

/// Why a run cannot begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The network is sound, but for pictures of this shape, `[channels, height, width]`.
    ForOthers([usize; 3]),
    /// The network has so many errors; the first is at this node, or of the network as a whole.
    Problems(usize, Option<NodeId>),
    /// Page and engine are of different versions.
    Outdated,
    /// The engine is dead, and is not started again by itself.
    EngineDead,
    /// The engine refused the network.
    Refused,
    /// There is not enough memory.
    TooLarge,
    /// Steps of one picture, of which a batch norm cannot make anything.
    Single,
    /// There is no data set, and none is on its way.
    NoData,
    /// The data set has no pictures to train on.
    NoTraining,
}

/// Where a reason can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// At a node.
    Node(NodeId),
    /// At the network as a whole.
    Network,
    /// At the data sets.
    Data,
    /// At the training's cost, where smaller settings are offered.
    Cost,
    /// The engine has to be started again.
    Restart,
    /// The page has to be loaded again.
    Reload,
}

impl Blocked {
    /// Where it can be changed.
    pub const fn way(self) -> Way {
        match self {
            Self::Problems(_, Some(node)) => Way::Node(node),
            Self::ForOthers(_) | Self::Problems(_, None) | Self::Refused => Way::Network,
            Self::Outdated => Way::Reload,
            Self::EngineDead => Way::Restart,
            Self::TooLarge | Self::Single => Way::Cost,
            Self::NoData | Self::NoTraining => Way::Data,
        }
    }
}

impl State {
    /// Why a run cannot begin; `None` where it can, now or as soon as engine and data are there.
    ///
    /// The network comes first: it is what a person has just changed.
    pub fn blocked(&self) -> Option<Blocked> {
        if let Some(input) = for_others(&self.document.report) {
            return Some(Blocked::ForOthers(input));
        }
        let all = &self.document.report.diagnostics;
        let mut errors = all.iter().filter(|found| found.severity == Severity::Error);
        if let Some(first) = errors.next() {
            return Some(Blocked::Problems(1 + errors.count(), first.node));
        }
        let data = &self.data;
        let training = data.summary.as_ref().map(|summary| (summary.complete, summary.sizes.train));
        if self.engine.phase == EnginePhase::Dead {
            let outdated = self.notices.iter().any(|it| it.code == NoticeCode::Outdated);
            return Some(if outdated { Blocked::Outdated } else { Blocked::EngineDead });
        }
        if self.engine.refused == Some(self.document.generation) {
            return Some(Blocked::Refused);
        }
        match self.lacks() {
            Some(Limit::Single { .. }) => return Some(Blocked::Single),
            Some(Limit::Total | Limit::Buffer) => return Some(Blocked::TooLarge),
            None => {}
        }
        match training {
            Some((true, 0)) if data.loading.is_none() => Some(Blocked::NoTraining),
            None if self.engine.phase == EnginePhase::Ready && data.loading.is_none() => {
                Some(Blocked::NoData)
            }
            _ => None,
        }
    }

    /// Whether training can start now, or as soon as the engine is there.
    pub fn can_train(&self) -> bool {
        self.blocked().is_none()
    }
}
