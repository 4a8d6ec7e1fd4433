//! What the transport bar shows.

use crate::train::inherited;
use filtro_app::{Ahead, Blocked, EnginePhase, RunPhase, State, Way};
use filtro_net::Shape;
use filtro_text::Lang;
use filtro_text::repairs::shape_text;
use yew::AttrValue;

/// Where the engine stands.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineView {
    /// Its code is arriving: bytes here, bytes in all.
    Loading(u64, Option<u64>),
    /// Its code is here; no device yet.
    Starting,
    /// The network is being built.
    Building,
    /// The first step is being prepared: GPU kernels compiled so far.
    Compiling(u32),
    /// A run waits for some steps on each device, to find the faster.
    Comparing,
    /// Able to train.
    Ready,
    /// Dead.
    Failed,
}

/// Where the run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunView {
    /// None yet.
    Idle,
    /// Asked for; waits for the engine.
    Queued,
    /// Training.
    Running,
    /// Waiting to go on.
    Paused,
    /// Measuring test accuracy: images done, in all.
    Testing(u32, u32),
    /// Ended by the person.
    Stopped,
    /// Ended by itself.
    Finished,
}

/// What the transport bar shows.
#[derive(Clone, PartialEq)]
pub struct TransportView {
    /// The engine.
    pub engine: EngineView,
    /// The run.
    pub run: RunView,
    /// The number of the run's last epoch.
    pub epochs: u32,
    /// Epochs that had ended when the run began.
    pub base: u32,
    /// What Train would do.
    pub ahead: Ahead,
    /// Layers that have kept their weights after a change of the network, and all; none where it
    /// has not been changed since the last step, or it is not known yet.
    pub inherited: Option<(usize, usize)>,
    /// Steps behind the weights.
    pub step: u32,
    /// Epochs of a run.
    pub length: u32,
    /// Why training cannot start.
    pub blocked: Option<AttrValue>,
    /// Where that can be changed.
    pub way: Option<Way>,
    /// The last test accuracy, 0–1.
    pub test: Option<f64>,
    /// Memory, or the size of the steps, keeps a sound network from being trained.
    pub too_large: bool,
}

impl TransportView {
    /// Of the application's state.
    pub fn of(state: &State, lang: Lang) -> Self {
        let engine = &state.engine;
        let unbuilt = state.is_valid()
            && state.can_be_built()
            && engine.built != Some(state.document.generation);
        let engine_view = match engine.phase {
            EnginePhase::Loading { done, total } => EngineView::Loading(done, total),
            EnginePhase::Starting => EngineView::Starting,
            EnginePhase::Dead => EngineView::Failed,
            EnginePhase::Ready => match engine.compiling {
                Some(count) => EngineView::Compiling(count),
                None if unbuilt && engine.refused != Some(state.document.generation) => {
                    EngineView::Building
                }
                None if state.is_comparing() && matches!(state.run.phase, RunPhase::Queued(_)) => {
                    EngineView::Comparing
                }
                None => EngineView::Ready,
            },
        };
        let run = match (state.run.testing, state.run.phase) {
            (Some((done, total)), _) => RunView::Testing(done, total),
            (None, RunPhase::Idle) => RunView::Idle,
            (None, RunPhase::Queued(_)) => RunView::Queued,
            (None, RunPhase::Running) => RunView::Running,
            (None, RunPhase::Paused) => RunView::Paused,
            (None, RunPhase::Stopped) => RunView::Stopped,
            (None, RunPhase::Finished) => RunView::Finished,
        };
        let blocked = state.blocked();
        Self {
            engine: engine_view,
            run,
            epochs: state.run.goal(),
            base: state.run.next_base(),
            ahead: state.ahead(),
            inherited: inherited(state).map(|found| (found.kept.len(), found.all())),
            step: state.run.step,
            length: u32::try_from(state.run.config.epochs).unwrap_or(u32::MAX),
            blocked: blocked.map(|why| reason(why, lang)),
            way: blocked.map(Blocked::way),
            test: state.run.test.map(|test| test.accuracy.into()),
            too_large: matches!(blocked, Some(Blocked::TooLarge | Blocked::Single)),
        }
    }
}

impl TransportView {
    /// Whether a run goes on, or is about to.
    pub(super) const fn busy(&self) -> bool {
        matches!(self.run, RunView::Running | RunView::Queued)
    }

    /// Whether a run is in progress, a paused one included.
    pub(super) fn in_run(&self) -> bool {
        self.busy() || self.run == RunView::Paused
    }
}

/// Why a run cannot begin.
fn reason(why: Blocked, lang: Lang) -> AttrValue {
    let t = &lang.text().shell;
    match why {
        Blocked::ForOthers([channels, height, width]) => {
            let input = shape_text(Shape::map(channels, height, width));
            (t.why_for_others)(&input).into()
        }
        Blocked::Problems(count, _) => (t.why_problems)(count).into(),
        Blocked::Outdated => t.why_outdated.into(),
        Blocked::EngineDead => t.why_engine_failed.into(),
        Blocked::Refused => t.why_refused.into(),
        Blocked::TooLarge => lang.text().cost.blocked.into(),
        Blocked::Single => lang.text().cost.blocked_single.into(),
        Blocked::NoData => t.why_no_data.into(),
        Blocked::NoTraining => t.why_no_training.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words_of_its_own() {
        let all = [
            Blocked::ForOthers([3, 224, 224]),
            Blocked::Problems(1, None),
            Blocked::Problems(2, None),
            Blocked::Outdated,
            Blocked::EngineDead,
            Blocked::Refused,
            Blocked::TooLarge,
            Blocked::Single,
            Blocked::NoData,
            Blocked::NoTraining,
        ];
        let mut words: Vec<_> =
            Lang::ALL.iter().flat_map(|lang| all.map(|why| reason(why, *lang))).collect();
        assert!(words.iter().all(|words| !words.is_empty()));
        words.sort();
        words.dedup();
        assert_eq!(words.len(), 2 * all.len());
    }
}
