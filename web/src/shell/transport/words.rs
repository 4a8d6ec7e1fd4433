//! The words of the transport bar.

use super::view::{EngineView, RunView, TransportView};
use filtro_app::Ahead;
use filtro_protocol::Telemetry;
use filtro_text::Text;

/// What Train will do, in a few words.
pub(super) fn train_label(text: &Text, view: &TransportView) -> String {
    let t = &text.weights;
    match view.ahead {
        _ if view.run == RunView::Paused => t.resume.to_owned(),
        Ahead::Begin(_) => text.shell.train.to_owned(),
        Ahead::GoOn { from, to, changed } => {
            let words = if changed { t.train_on } else { t.go_on };
            let number = |epoch: u32| text.lang.integer(epoch.into());
            words(&number(from), &number(to))
        }
    }
}

/// The state in one line of words. While nothing runs, the reason why nothing can comes first: how
/// the last run ended does not hide it.
pub(super) fn status(text: &Text, view: &TransportView) -> String {
    let t = &text.shell;
    let resting =
        matches!(view.run, RunView::Idle | RunView::Paused | RunView::Stopped | RunView::Finished);
    if let Some(why) = view.blocked.as_ref().filter(|_| resting) {
        return why.to_string();
    }
    let lang = text.lang;
    let engine = match &view.engine {
        EngineView::Loading(done, total) => Some((t.engine_loading)(&match total {
            Some(total) => lang.bytes_of(*done, *total),
            None => lang.bytes(*done),
        })),
        EngineView::Starting => Some(t.engine_starting.to_owned()),
        EngineView::Building => Some(t.engine_building.to_owned()),
        EngineView::Compiling(n) => Some((t.engine_compiling)(&lang.integer((*n).into()))),
        EngineView::Comparing => Some(text.training.device_comparing.to_owned()),
        EngineView::Failed => Some(t.why_engine_failed.to_owned()),
        EngineView::Ready => None,
    };
    let w = &text.weights;
    let rested = matches!(view.run, RunView::Idle | RunView::Stopped) && view.step > 0;
    let changed = rested.then_some(view.inherited).flatten();
    match (view.run, engine) {
        (RunView::Queued, Some(engine)) => format!("{engine} · {}", t.run_queued),
        (RunView::Queued, None) => t.run_queued.to_owned(),
        (_, Some(engine)) => engine,
        (RunView::Idle | RunView::Stopped, None) if changed.is_some() => {
            changed.map_or_else(String::new, |(kept, all)| (w.changed_kept)(kept, all))
        }
        (RunView::Idle, None) if rested => {
            let steps = (w.trained)(&lang.integer(view.step.into()));
            with_test(text, steps, view.test)
        }
        (RunView::Idle, None) => t.run_ready.to_owned(),
        (RunView::Running, ..) => t.run_running.to_owned(),
        (RunView::Paused, ..) => t.run_paused.to_owned(),
        (RunView::Testing(done, total), ..) => {
            (t.run_testing)(&lang.integer(done.into()), &lang.integer(total.into()))
        }
        (run, ..) => {
            let end = if run == RunView::Finished { t.run_finished } else { t.run_stopped };
            with_test(text, end.to_owned(), view.test)
        }
    }
}

fn with_test(text: &Text, words: String, test: Option<f64>) -> String {
    match test {
        Some(share) => {
            format!("{words}. {}", (text.shell.run_test_result)(&text.lang.percent(share, 1)))
        }
        None => words,
    }
}

/// How much is done of a run that began behind epoch `base` and ends with `epochs`.
pub(super) fn run_share(live: &Telemetry, base: u32, epochs: u32) -> f64 {
    let whole = f64::from(epochs.saturating_sub(base)) * f64::from(live.batches);
    let done = f64::from(live.epoch.saturating_sub(base)) * f64::from(live.batches)
        + f64::from(live.batch);
    if whole > 0.0 { (done / whole).min(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_text::EN;

    fn view(engine: EngineView, run: RunView) -> TransportView {
        TransportView {
            engine,
            run,
            epochs: 5,
            base: 0,
            ahead: Ahead::Begin(5),
            inherited: None,
            step: 0,
            length: 5,
            blocked: None,
            way: None,
            test: None,
            too_large: false,
        }
    }

    #[test]
    fn a_run_is_measured_over_all_epochs() {
        let live = Telemetry { epoch: 1, batch: 50, batches: 100, ..Telemetry::default() };
        assert_eq!(run_share(&live, 0, 2), 0.75);
        assert_eq!(run_share(&Telemetry { epoch: 5, ..live }, 5, 10), 0.1);
        assert_eq!(run_share(&Telemetry::default(), 0, 0), 0.0);
    }

    #[test]
    fn a_queued_run_says_what_it_waits_for() {
        let words =
            status(&EN, &view(EngineView::Loading(1_200_000, Some(2_800_000)), RunView::Queued));
        assert!(words.contains("1.2 of 2.8"), "{words}");
        assert!(words.contains(EN.shell.run_queued));
        let words = status(&EN, &view(EngineView::Comparing, RunView::Queued));
        assert!(words.starts_with("Measuring this network on the GPU and on the CPU"), "{words}");
    }

    #[test]
    fn a_reason_is_not_hidden_by_how_the_last_run_ended() {
        let engines = [
            EngineView::Ready,
            EngineView::Failed,
            EngineView::Building,
            EngineView::Loading(1, None),
            EngineView::Starting,
        ];
        for engine in engines {
            for run in [RunView::Idle, RunView::Paused, RunView::Stopped, RunView::Finished] {
                let mut view = view(engine.clone(), run);
                (view.blocked, view.test) = (Some("because".into()), Some(0.5));
                assert_eq!(status(&EN, &view), "because", "{engine:?} {run:?}");
            }
        }
    }

    #[test]
    fn train_says_what_it_will_do() {
        let mut view = view(EngineView::Ready, RunView::Idle);
        assert_eq!(train_label(&EN, &view), "Train");
        view.step = 703;
        view.ahead = Ahead::GoOn { from: 6, to: 10, changed: false };
        assert_eq!(train_label(&EN, &view), "Continue: epochs 6–10");
        assert_eq!(status(&EN, &view), "Trained 703 steps");
        view.ahead = Ahead::GoOn { from: 6, to: 10, changed: true };
        view.inherited = Some((4, 6));
        assert_eq!(train_label(&EN, &view), "Train on: epochs 6–10");
        assert_eq!(status(&EN, &view), "Network changed: 4 of 6 layers keep their weights");
        view.run = RunView::Paused;
        assert_eq!(train_label(&EN, &view), "Continue");
    }

    #[test]
    fn the_end_names_the_test_accuracy() {
        let mut done = view(EngineView::Ready, RunView::Finished);
        done.test = Some(0.612);
        assert_eq!(status(&EN, &done), "Finished. Test accuracy 61.2%");
    }
}
