//! Data sets.

use super::effects::{Effects, send, send_with};
use super::{picture, training};
use crate::data::SourceKind;
use crate::effect::{Attach, Effect};
use crate::notice::NoticeCode;
use crate::state::State;
use filtro_protocol::{Command, DataFailure, DataSource, DataSummary, Failure, Report};
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
    state.data.loading = Some((source.clone(), None));
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

/// The person uses the set in use although files are missing.
pub(super) fn accept(state: &mut State) {
    state.data.accepted = state.data.summary.as_ref().map(|summary| summary.id);
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
        Report::DataFound { kept, served } => found(state, kept, served, out),
        Report::DataProgress(progress) => {
            if let Some((_, slot)) = &mut state.data.loading {
                *slot = Some(progress);
            }
        }
        Report::Data(summary) => {
            if summary.complete {
                state.data.loading = None;
            }
            in_use(state, Some(summary), out);
        }
        Report::DataFailed { why, left } => {
            if let Some((source, _)) = state.data.loading.take() {
                // Giving up is no failure.
                if why != DataFailure::Cancelled {
                    state.data.failure = Some((SourceKind::of(&source), why));
                }
            }
            in_use(state, left, out);
            if state.data.summary.is_none() {
                request(state, DataSource::Synthetic, out);
            }
        }
        Report::Kept { set } => kept(state, set),
        _ => {}
    }
}

/// What the engine has found at its start.
fn found(state: &mut State, kept: bool, served: bool, out: &mut Effects) {
    if !state.data.kept_heard {
        state.data.kept = kept;
    }
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

/// The browser keeps another set now, or none; it need not be the one in use.
fn kept(state: &mut State, set: Option<u32>) {
    (state.data.kept, state.data.kept_heard) = (set.is_some(), true);
    if let Some(summary) = &mut state.data.summary {
        Rc::make_mut(summary).kept = set == Some(summary.id);
    }
    state.withdraw(|code| matches!(code, NoticeCode::Engine(Failure::NotKept(_))));
}

/// News of a load that was given up for another: its end is of no interest, but what it says of
/// the set in use is true.
pub(super) fn late(state: &mut State, report: Report, out: &mut Effects) {
    match report {
        Report::Data(summary) => in_use(state, Some(summary), out),
        Report::DataFailed { left, .. } => in_use(state, left, out),
        _ => {}
    }
}

/// The engine uses this set, whichever load is in progress.
fn in_use(state: &mut State, summary: Option<DataSummary>, out: &mut Effects) {
    let id = |summary: &DataSummary| summary.id;
    let before = state.data.summary.as_deref().map(id);
    let other = before != summary.as_ref().map(id);
    if let Some(summary) = &summary {
        state.data.kept |= summary.kept;
        state.data.active = Some(summary.source.clone());
    }
    state.data.summary = summary.map(Rc::new);
    let target = state.target();
    state.document.inspect(target);
    if other {
        out.push(Effect::ClearThumbnails);
        state.withdraw(|code| matches!(code, NoticeCode::Engine(Failure::NotKept(_))));
    }
    if other && state.data.summary.is_some() {
        picture::rewatch(state, out);
        // Its pictures are scaled otherwise.
        picture::refresh(state, out);
    }
    outdate_test(state);
    training::proceed(state, out);
}

/// A test of other pictures than those in use is not shown beside them. Of a test of the last
/// visit the pictures may still be on their way.
fn outdate_test(state: &mut State) {
    let (Some(test), Some(summary)) = (state.run.test, &state.data.summary) else { return };
    let other = summary.key != state.run.tested_on
        || (summary.complete && summary.sizes.test != test.count);
    if other && state.data.chosen {
        state.run.test = None;
    }
}
