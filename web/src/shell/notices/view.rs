//! What a notice says, and what can be done about it.

use crate::names::numbered;
use filtro_app::{EnginePhase, KeptError, Notice, NoticeAction, NoticeCode, State, Unkept};
use filtro_net::{Network, NodeId};
use filtro_protocol::{Failure, Misfit};
use filtro_text::{Lang, Text};
use yew::AttrValue;

/// Tensors of a file that does not fit that are named: the others are counted.
const MISFITS: usize = 12;

/// How bad a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is broken; said at once.
    Error,
    /// Worth attention.
    Warning,
    /// Good to know.
    Info,
    /// It worked.
    Good,
}

/// A notice as it is shown.
#[derive(Clone, PartialEq)]
pub struct NoticeView {
    /// Tells notices apart.
    pub id: u64,
    /// How bad.
    pub tone: Tone,
    /// What happened.
    pub words: AttrValue,
    /// What to do next.
    pub next: Option<AttrValue>,
    /// The next step as a button.
    pub action: Option<(AttrValue, NoticeAction)>,
}

/// The notices.
pub fn notices(state: &State, lang: Lang) -> Vec<NoticeView> {
    let dead = state.engine.phase == EnginePhase::Dead;
    let rate = state.run.config.learning_rate;
    let network = &state.document.network;
    state.notices.iter().map(|notice| view(notice, (rate, dead), network, lang)).collect()
}

/// What does not fit, tensor by tensor.
fn misfits(why: &Failure, network: &Network, lang: Lang) -> Option<String> {
    let Failure::Misfit(found) = why else { return None };
    let t = &lang.text().weights;
    let words = |misfit: &Misfit| {
        let id = misfit.name.split_once('.').and_then(|(id, _)| id.parse().ok()).map(NodeId);
        let name = id.and_then(|id| numbered(&[id], network, lang).into_iter().next());
        let unknown =
            || misfit.name.split('.').next().map_or_else(String::new, |id| format!("#{id}"));
        (t.misfit)(&name.map_or_else(unknown, |name| name.to_string()), misfit)
    };
    let mut lines: Vec<String> = found.iter().take(MISFITS).map(words).collect();
    if found.len() > MISFITS {
        lines.push((t.more)(found.len() - MISFITS));
    }
    Some(format!("{}. ", lines.join("; ")))
}

fn view(notice: &Notice, (rate, dead): (f64, bool), network: &Network, lang: Lang) -> NoticeView {
    let (tone, words, next) = said(&notice.code, network, lang);
    let action = notice.action(rate, dead);
    let action = action.map(|action| (label(&action, &notice.code, lang.text()), action));
    NoticeView { id: notice.id, tone, words: words.into(), next: next.map(AttrValue::from), action }
}

/// How bad it is, what happened, and what to do next.
fn said(code: &NoticeCode, network: &Network, lang: Lang) -> (Tone, String, Option<String>) {
    let text = lang.text();
    let p = &text.problems;
    match code {
        NoticeCode::Engine(failure) => {
            let tone = match failure {
                Failure::NotKept(_) | Failure::Diverged { .. } => Tone::Warning,
                _ => Tone::Error,
            };
            (tone, (p.engine)(failure), Some((p.engine_next)(failure).to_owned()))
        }
        NoticeCode::Crashed(why) if why.is_empty() => (Tone::Error, p.engine_silent.into(), None),
        NoticeCode::Crashed(why) => {
            let failure = Failure::Panic(why.clone());
            (Tone::Error, (p.engine)(&failure), Some((p.engine_next)(&failure).to_owned()))
        }
        NoticeCode::NotLoaded(why) => (Tone::Error, (p.engine_not_loaded)(why), None),
        NoticeCode::Outdated => (Tone::Error, p.engine_outdated.into(), None),
        NoticeCode::Restarted => (Tone::Info, p.engine_restarted.into(), None),
        NoticeCode::WeightsRestored(step) => {
            (Tone::Good, (p.weights_restored)(&lang.integer((*step).into())), None)
        }
        NoticeCode::WeightsRecalled(step) => {
            (Tone::Good, (text.weights.recalled)(&lang.integer((*step).into())), None)
        }
        NoticeCode::WeightsOpened(name, step) => {
            let steps = (*step > 0).then(|| lang.integer((*step).into()));
            (Tone::Good, (text.weights.opened)(name, steps.as_deref()), None)
        }
        NoticeCode::WeightsRefused(name, why) => {
            let next = misfits(why, network, lang).unwrap_or_default();
            let next = format!("{next}{}", text.weights.unchanged);
            (Tone::Error, (text.weights.refused)(name, why), Some(next))
        }
        NoticeCode::WeightsUnkept(why) => {
            let next = text.weights.unkept_next.to_owned();
            (Tone::Warning, unkept(*why, text), Some(next))
        }
        NoticeCode::WeightsLost => (Tone::Warning, p.weights_lost.into(), None),
        NoticeCode::PictureUndecodable(name) => (Tone::Error, (p.picture_undecodable)(name), None),
        NoticeCode::PictureTooLarge(name) => (Tone::Error, (p.picture_too_large)(name), None),
        NoticeCode::NetworkUnreadable(error) => (Tone::Error, (p.network_unreadable)(error), None),
        NoticeCode::TemplateMissing { name, why } => {
            (Tone::Error, (p.template_missing)(name, why), None)
        }
        NoticeCode::EditRefused(why) => (Tone::Warning, (p.edit_refused)(why), None),
        NoticeCode::NotOpened(names) => (Tone::Warning, (p.not_opened)(names), None),
        NoticeCode::FileUnknown(name) => (Tone::Error, (p.file_unknown)(name), None),
        NoticeCode::StorageFull => (Tone::Warning, p.storage_full.into(), None),
        NoticeCode::StorageMissing => (Tone::Info, text.visit.storage_missing.into(), None),
        NoticeCode::OtherTab => (Tone::Info, text.visit.other_tab.into(), None),
        NoticeCode::AlsoKept { name, saved, more, .. } => {
            (Tone::Info, (text.visit.also_kept)(name, &lang.moment(*saved), *more), None)
        }
        NoticeCode::KeptUnreadable { why, .. } => {
            (Tone::Warning, (text.visit.unreadable)(&unreadable(why, text)), None)
        }
    }
}

/// What a button is called that does what a notice offers.
fn label(action: &NoticeAction, code: &NoticeCode, text: &Text) -> AttrValue {
    match action {
        NoticeAction::RestartEngine if matches!(code, NoticeCode::NotLoaded(_)) => {
            text.shell.retry.into()
        }
        NoticeAction::RestartEngine => text.shell.restart.into(),
        NoticeAction::Template(_) => text.shell.retry.into(),
        NoticeAction::Reload => text.shell.reload.into(),
        NoticeAction::OpenEarlier(_) => text.visit.open_earlier.into(),
        NoticeAction::SaveUnreadable(_) => text.visit.save_unreadable.into(),
        NoticeAction::LowerRate(rate) => {
            let rate = text.lang.significant(*rate, 2);
            format!("{}: {rate}", text.training.learning_rate).into()
        }
    }
}

/// Why weights are not kept for the next visit.
fn unkept(why: Unkept, text: &Text) -> String {
    match why {
        Unkept::NoStore => text.weights.unkept_no_store.into(),
        Unkept::TooLarge(bytes) => (text.weights.unkept_too_large)(&text.lang.bytes(bytes)),
    }
}

/// Why something that the browser has kept cannot be read.
fn unreadable(why: &KeptError, text: &Text) -> String {
    match why {
        KeptError::Damaged => text.visit.damaged.into(),
        KeptError::Newer(_) => text.visit.newer.into(),
        KeptError::Network(error) => (text.problems.file_error)(error),
    }
}
