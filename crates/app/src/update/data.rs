//! Data sets.

use super::{Effects, picture, send, send_with, training};
use crate::effect::{Attach, Effect};
use crate::state::{SourceKind, State};
use filtro_protocol::{Command, DataSource, DataSummary, Report};
use std::rc::Rc;

/// The engine has just started: the set that was in use, or the built-in one.
pub(super) fn begin(state: &mut State, out: &mut Effects) {
    let interrupted = state.data.loading.take().map(|(source, _)| source);
    let source = interrupted.or_else(|| state.data.active.clone());
    request(state, source.unwrap_or(DataSource::Synthetic), out);
}

fn request(state: &mut State, source: DataSource, out: &mut Effects) {
    let attach = match source {
        DataSource::Files { .. } => Attach::Files,
        _ => Attach::Nothing,
    };
    let before = state.data.loading.replace((source.clone(), None));
    state.data.replaced = before.map(|(source, _)| source);
    let kind = SourceKind::of(&source);
    if state.data.failure.as_ref().is_some_and(|failure| failure.0 == kind) {
        state.data.failure = None;
    }
    send_with(state, Command::LoadData(source), attach, out);
}

pub(super) fn load(state: &mut State, kind: SourceKind, out: &mut Effects) {
    let source = match kind {
        SourceKind::Synthetic => DataSource::Synthetic,
        SourceKind::Kept => DataSource::Kept,
        SourceKind::Served => match &state.served {
            Some(base) => DataSource::Served { base: base.clone() },
            None => return,
        },
        // Files come with their own event.
        SourceKind::Files => return,
    };
    choose(state, source, out);
}

fn choose(state: &mut State, source: DataSource, out: &mut Effects) {
    state.data.chosen = true;
    let kind = SourceKind::of(&source);
    // What was dropped is not there at the next visit, but the browser may keep its contents.
    let remembered = if kind == SourceKind::Files { SourceKind::Kept } else { kind };
    if state.preferences.source != Some(remembered) {
        state.preferences.source = Some(remembered);
        out.push(Effect::SavePreferences);
    }
    request(state, source, out);
}

pub(super) fn files(state: &mut State, names: Vec<String>, out: &mut Effects) {
    if !names.is_empty() {
        choose(state, DataSource::Files { names }, out);
    }
}

pub(super) fn cancel(state: &State, out: &mut Effects) {
    if state.data.loading.is_some() {
        send(state, Command::CancelLoad, out);
    }
}

pub(super) fn forget(state: &mut State, out: &mut Effects) {
    state.data.kept = false;
    if state.preferences.source == Some(SourceKind::Kept) {
        state.preferences.source = None;
        out.push(Effect::SavePreferences);
    }
    send(state, Command::ForgetKept, out);
}

pub(super) fn reported(state: &mut State, report: Report, out: &mut Effects) {
    match report {
        Report::DataFound { kept, served } => {
            state.data.kept = kept;
            state.data.served = served;
            let wanted = match state.preferences.source {
                Some(SourceKind::Kept) => kept.then_some(SourceKind::Kept),
                Some(SourceKind::Served) => served.then_some(SourceKind::Served),
                _ => None,
            };
            // As it was at the last visit, unless the person has chosen since.
            if let (Some(kind), false) = (wanted, state.data.chosen) {
                load(state, kind, out);
            }
        }
        Report::DataProgress(progress) => {
            if let Some((_, slot)) = &mut state.data.loading {
                *slot = Some(progress);
            }
        }
        Report::Data(summary) => arrived(state, summary, out),
        Report::DataFailed(why) => {
            if let Some((source, _)) = state.data.loading.take() {
                let kind = SourceKind::of(&source);
                // Giving up is no failure.
                if why != filtro_protocol::DataFailure::Cancelled {
                    state.data.failure = Some((kind, why));
                }
            }
            if state.data.summary.is_none() && state.data.loading.is_none() {
                request(state, DataSource::Synthetic, out);
            }
        }
        _ => {}
    }
}

/// News of a load that was given up for another: its end is of no interest, but it may have put
/// its set in use just before.
pub(super) fn late(state: &mut State, report: Report, out: &mut Effects) {
    let Report::Data(summary) = report else { return };
    let source = state.data.replaced.clone().or_else(|| state.data.active.clone());
    in_use(state, summary, source, out);
}

fn arrived(state: &mut State, summary: DataSummary, out: &mut Effects) {
    let source = state.data.loading.as_ref().map(|(source, _)| source.clone());
    if summary.complete {
        state.data.loading = None;
        state.data.replaced = None;
    }
    in_use(state, summary, source, out);
}

fn in_use(state: &mut State, summary: DataSummary, source: Option<DataSource>, out: &mut Effects) {
    let other = state.data.summary.as_ref().is_none_or(|old| old.key != summary.key);
    let other = other || source.as_ref().is_some_and(|new| state.data.active.as_ref() != Some(new));
    if summary.kept && summary.key == "cifar10" {
        state.data.kept = true;
    }
    if let Some(source) = source {
        state.data.active = Some(source);
    }
    state.data.summary = Some(Rc::new(summary));
    let target = state.target();
    state.document.inspect(target);
    if other {
        out.push(Effect::ClearThumbnails);
        state.run.test = None;
        picture::rewatch(state, out);
    }
    training::proceed(state, out);
}
