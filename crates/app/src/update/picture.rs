//! What is followed through the network, and the own picture.

use super::effects::{Effects, send, send_with};
use crate::effect::{Attach, Effect};
use crate::notice::{NoticeCode, Spot};
use crate::picture::{Picture, PictureTrouble, TRAY};
use crate::state::State;
use filtro_protocol::{Command, SampleId, Subject};
use std::rc::Rc;

pub(super) fn watch(state: &mut State, subject: Subject, out: &mut Effects) {
    if subject == Subject::Picture && state.picture.size.is_none() {
        return;
    }
    state.subject = Some(subject.clone());
    send(state, Command::Watch { subject: Some(subject) }, out);
}

/// Another data set: its first test picture, unless the own one is followed.
pub(super) fn rewatch(state: &mut State, out: &mut Effects) {
    let test = state.data.summary.as_ref().is_some_and(|summary| summary.sizes.test > 0);
    let subject = match &state.subject {
        Some(Subject::Picture) => Subject::Picture,
        _ => Subject::Sample(SampleId { test, index: 0 }),
    };
    watch(state, subject, out);
}

/// A fresh engine knows of neither.
pub(super) fn resume(state: &mut State, out: &mut Effects) {
    classify(state, out);
    if let Some(subject) = state.subject.clone() {
        watch(state, subject, out);
    }
}

/// More pictures: the oldest make room.
pub(super) fn came(state: &mut State, all: Vec<(u32, String)>) {
    let shown = state.picture.id;
    let tray = Rc::make_mut(&mut state.tray);
    tray.extend(all);
    while tray.len() > TRAY {
        // Never the one that is shown.
        let oldest = tray.iter().position(|(id, _)| *id != shown).unwrap_or(0);
        tray.remove(oldest);
    }
}

pub(super) fn decoded(state: &mut State, id: u32, (width, height): (u32, u32), out: &mut Effects) {
    let (w, h) = (f64::from(width), f64::from(height));
    let side = w.min(h);
    if side < 1.0 {
        return;
    }
    state.withdraw(is_trouble);
    let crop = [(w - side) / 2.0, (h - side) / 2.0, side];
    state.picture = Picture { id, size: Some((width, height)), crop, ..Picture::default() };
    // An answer that is on its way is of the picture before, and late.
    out.push(Effect::ClearSeen);
    classify(state, out);
    watch(state, Subject::Picture, out);
}

const fn is_trouble(code: &NoticeCode) -> bool {
    matches!(code, NoticeCode::PictureUndecodable(_) | NoticeCode::PictureTooLarge(_))
}

pub(super) fn failed(state: &mut State, id: u32, trouble: PictureTrouble) {
    Rc::make_mut(&mut state.tray).retain(|(other, _)| *other != id);
    state.withdraw(is_trouble);
    let code = match trouble {
        PictureTrouble::Undecodable(name) => NoticeCode::PictureUndecodable(name),
        PictureTrouble::TooLarge(name) => NoticeCode::PictureTooLarge(name),
    };
    state.notify(Spot::Picture, code);
}

pub(super) fn crop(state: &mut State, [left, top, side]: [f64; 3], out: &mut Effects) {
    let Some((width, height)) = state.picture.size else { return };
    if ![left, top, side].into_iter().all(f64::is_finite) {
        return;
    }
    let (width, height) = (f64::from(width), f64::from(height));
    let side = side.max(1.0).min(width.min(height));
    let edge = |value: f64, length: f64| value.max(0.0).min(length - side);
    let crop = [edge(left, width), edge(top, height), side];
    if crop != state.picture.crop {
        state.picture.crop = crop;
        classify(state, out);
    }
}

/// Asks for the picture's classes: one request at a time, the newest crop wins.
fn classify(state: &mut State, out: &mut Effects) {
    let Some((width, height)) = state.picture.size else { return };
    if state.engine.phase != crate::EnginePhase::Ready {
        return;
    }
    if state.picture.waiting {
        state.picture.again = true;
        return;
    }
    state.picture.waiting = true;
    let crop = state.picture.crop;
    send_with(state, Command::Classify { width, height, crop }, Attach::Picture, out);
}

/// The network has learnt, or is another one.
pub(super) fn refresh(state: &mut State, out: &mut Effects) {
    classify(state, out);
}

pub(super) fn classified(state: &mut State, out: &mut Effects) {
    state.picture.waiting = false;
    if std::mem::take(&mut state.picture.again) {
        classify(state, out);
    }
}
