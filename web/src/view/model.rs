//! From the application's state to what the views show.

use crate::ports::prefs::Theme;
use crate::store::Store;
use crate::text::repairs::shape_text;
use crate::text::{Lang, list};
use crate::view::chart::Curves;
use crate::view::cost::CostView;
use crate::view::data::{DataView, SourceKind};
use crate::view::header::{HeaderView, TemplateEntry};
use crate::view::notices::{NoticeView, Tone};
use crate::view::room::Room;
use crate::view::training::TrainingView;
use crate::view::transport::{EngineView, RunView, TransportView};
use filtro_app::{
    Announcement, Blocked, Dragged, EnginePhase, Event, Inherited, Notice, NoticeAction,
    NoticeCode, RunPhase, State,
};
use filtro_net::{Item, Network, Node, NodeId, Shape};
use filtro_protocol::{Device, DeviceKind, Failure, Misfit};
use std::rc::Rc;
use yew::prelude::*;

/// The templates of the menu, which are at hand before the gallery's list is: name, title,
/// parameters.
const AT_HAND: [(&str, &str, u64); 5] = [
    ("lenet-5-cifar", "LeNet-5 (CIFAR)", 62_006),
    ("cnn3-cifar", "CNN3 (CIFAR)", 161_130),
    ("dense-cifar", "Dense (CIFAR)", 61_670),
    ("resnet-8-cifar", "ResNet-8 (CIFAR)", 78_042),
    ("vgg-cifar", "VGG (CIFAR)", 550_570),
];

/// Tensors of a file that does not fit that are named: the others are counted.
const MISFITS: usize = 12;

/// The templates of the menu, with their sizes.
pub fn templates(lang: Lang) -> Vec<TemplateEntry> {
    AT_HAND
        .map(|(key, name, parameters)| TemplateEntry {
            key: key.into(),
            name: name.into(),
            note: lang.integer(parameters).into(),
        })
        .to_vec()
}

/// The header.
pub fn header(
    state: &State,
    lang: Lang,
    theme: Theme,
    templates: Vec<TemplateEntry>,
    room: Room,
) -> HeaderView {
    let t = &lang.text().shell;
    let device = match state.engine.device.as_ref().map(|device| device.kind) {
        Some(DeviceKind::Cpu) => t.device_cpu,
        Some(DeviceKind::Gpu) => t.device_gpu,
        None => t.device_none,
    };
    let about = |device: &Device| (lang.text().training.device_reason)(&device.reason).into();
    HeaderView {
        name: state.document.network.name.clone().into(),
        can_undo: state.document.can_undo(),
        can_redo: state.document.can_redo(),
        weights: state.can_save_weights(),
        templates,
        earlier: earlier(state, lang),
        device: device.into(),
        device_why: state.engine.device.as_ref().map(about),
        theme,
        room,
    }
}

/// The networks of earlier visits.
fn earlier(state: &State, lang: Lang) -> Vec<TemplateEntry> {
    let entry = |it: &filtro_app::Earlier| TemplateEntry {
        key: it.key.clone().into(),
        name: it.name.clone().into(),
        note: lang.moment(it.kept.saved).into(),
    };
    state.visit.earlier.iter().map(entry).collect()
}

/// The transport bar.
pub fn transport(state: &State, lang: Lang) -> TransportView {
    let engine = &state.engine;
    let unbuilt =
        state.is_valid() && state.can_be_built() && engine.built != Some(state.document.generation);
    let engine_view = match engine.phase {
        EnginePhase::Loading { done, total } => EngineView::Loading(done, total),
        EnginePhase::Starting => EngineView::Starting,
        EnginePhase::Dead => EngineView::Failed,
        EnginePhase::Ready => match engine.compiling {
            Some(count) => EngineView::Compiling(count),
            None if unbuilt && engine.refused != Some(state.document.generation) => {
                EngineView::Building
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
    TransportView {
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

/// The data panel.
pub fn data(state: &State) -> DataView {
    let kind = |kind: filtro_app::SourceKind| match kind {
        filtro_app::SourceKind::Synthetic => SourceKind::Synthetic,
        filtro_app::SourceKind::Files => SourceKind::Files,
        filtro_app::SourceKind::Kept => SourceKind::Kept,
        filtro_app::SourceKind::Served => SourceKind::Served,
    };
    let data = &state.data;
    let loading = data.loading.as_ref();
    DataView {
        summary: data.summary.clone(),
        active: data.active.as_ref().map(SourceKind::of),
        loading: loading.map(|(source, progress)| (SourceKind::of(source), *progress)),
        failure: data.failure.as_ref().map(|(source, why)| (kind(*source), why.clone())),
        accepted: data.summary.as_ref().is_some_and(|it| data.accepted == Some(it.id)),
        lacks_training: state.lacks_training(),
        kept: data.kept,
        served: data.served,
        subject: state.subject.clone(),
    }
}

/// Time and memory.
pub fn cost(state: &State) -> CostView {
    let forecast = state.forecast();
    CostView {
        epoch: forecast.epoch,
        step: forecast.step,
        error: forecast.error,
        basis: forecast.basis,
        last: state.cost.last,
        epochs: u64::from(state.run.goal() - state.run.done),
        calibrating: state.cost.calibrating,
        calibrated: state.meter().is_some_and(|meter| meter.rates.is_some()),
        gpu: state.engine.device.as_ref().is_some_and(|device| device.kind == DeviceKind::Gpu),
        busy: !state.can_calibrate(),
        fit: forecast.fit,
    }
}

/// What an edit has made of the trained weights, once the engine has said it.
fn inherited(state: &State) -> Option<&Inherited> {
    let found = state.run.inherited.as_deref()?;
    (found.all() > 0).then_some(found)
}

/// The names of nodes for people; those of one name are numbered in their order.
fn names(nodes: &[NodeId], network: &Network, lang: Lang) -> Vec<Rc<str>> {
    let named = |node: &Node| (node.id, name_of(&node.item, node.name.as_deref(), lang));
    let all: Vec<_> = network.walk().map(named).collect();
    let name = |id: &NodeId| {
        let (_, name) = all.iter().find(|(other, _)| other == id)?;
        let same: Vec<_> = all.iter().filter(|(_, other)| other == name).collect();
        let place = same.iter().position(|(other, _)| other == id).filter(|_| same.len() > 1);
        Some(place.map_or_else(|| name.clone(), |place| format!("{name} {}", place + 1)).into())
    };
    nodes.iter().filter_map(name).collect()
}

/// The same in words.
fn inherited_words(state: &State, lang: Lang) -> Option<[Option<String>; 2]> {
    let (found, t) = (inherited(state)?, &lang.text().weights);
    let words = |nodes: &[NodeId], words: fn(&str) -> String| {
        let names = names(nodes, &state.document.network, lang);
        (!names.is_empty()).then(|| words(&list(lang, &names)))
    };
    Some([words(&found.kept, t.kept), words(&found.fresh, t.fresh)])
}

/// The training panel.
pub fn training(state: &State, cost: CostView, lang: Lang) -> TrainingView {
    let run = &state.run;
    let epoch_steps = run.curves.epoch_steps.map(f64::from);
    let curves = |train: &filtro_app::Curve, validation: &filtro_app::Curve| {
        Rc::new(Curves {
            train: train.points().to_vec(),
            validation: validation.points().to_vec(),
            epoch_steps,
            marks: run.curves.marks.clone(),
        })
    };
    let busy = matches!(run.phase, RunPhase::Running | RunPhase::Queued(_));
    let summary = state.data.summary.as_ref();
    TrainingView {
        config: run.config,
        in_run: run.phase.is_active(),
        loss: curves(&run.curves.train_loss, &run.curves.validation_loss),
        accuracy: curves(&run.curves.train_accuracy, &run.curves.validation_accuracy),
        epochs: Rc::clone(&run.epochs),
        since: run.curves.since(),
        inherited: inherited_words(state, lang),
        test: run.test,
        testing: run.testing,
        can_test: !busy
            && run.testing.is_none()
            && state.engine.built == Some(state.document.generation)
            && summary.is_some_and(|summary| summary.sizes.test > 0),
        classes: summary.map_or(0, |summary| summary.classes.len()),
        device: state.engine.device.clone(),
        preference: state.preferences.device,
        comparing: state.is_comparing(),
        cost,
    }
}

/// The class names of the data set in the page's language.
pub fn classes(state: &State, lang: Lang) -> Vec<AttrValue> {
    let summary = state.data.summary.as_ref();
    summary.map_or_else(Vec::new, |summary| {
        summary
            .classes
            .iter()
            .map(|class| match (lang.text().data.class_name)(class) {
                Some(name) => name.into(),
                None => class.clone().into(),
            })
            .collect()
    })
}

/// The notices.
pub fn notices(state: &State, lang: Lang, send: &Callback<Event>) -> Vec<NoticeView> {
    let dead = state.engine.phase == EnginePhase::Dead;
    let rate = state.run.config.learning_rate;
    let network = &state.document.network;
    state.notices.iter().map(|notice| view(notice, (rate, dead), network, lang, send)).collect()
}

/// What does not fit, tensor by tensor.
fn misfits(why: &Failure, network: &Network, lang: Lang) -> Option<String> {
    let Failure::Misfit(found) = why else { return None };
    let t = &lang.text().weights;
    let words = |misfit: &Misfit| {
        let id = misfit.name.split_once('.').and_then(|(id, _)| id.parse().ok()).map(NodeId);
        let name = id.and_then(|id| names(&[id], network, lang).into_iter().next());
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

fn view(
    notice: &Notice,
    (rate, dead): (f64, bool),
    network: &Network,
    lang: Lang,
    send: &Callback<Event>,
) -> NoticeView {
    let text = lang.text();
    let p = &text.problems;
    let (tone, words, next) = match &notice.code {
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
            (Tone::Warning, (text.weights.unkept)(*why), Some(next))
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
            (Tone::Warning, (text.visit.unreadable)(why), None)
        }
    };
    let action = notice.action(rate, dead).map(|action| {
        let label: AttrValue = match &action {
            NoticeAction::RestartEngine if matches!(notice.code, NoticeCode::NotLoaded(_)) => {
                text.shell.retry.into()
            }
            NoticeAction::RestartEngine => text.shell.restart.into(),
            NoticeAction::Template(_) => text.shell.retry.into(),
            NoticeAction::Reload => text.shell.reload.into(),
            NoticeAction::OpenEarlier(_) => text.visit.open_earlier.into(),
            NoticeAction::SaveUnreadable(_) => text.visit.save_unreadable.into(),
            NoticeAction::LowerRate(rate) => {
                format!("{}: {}", text.training.learning_rate, lang.significant(*rate, 2)).into()
            }
        };
        (label, send.reform(move |()| Event::Act(action.clone())))
    });
    let id = notice.id;
    NoticeView {
        id,
        tone,
        words: words.into(),
        next: next.map(AttrValue::from),
        action,
        dismiss: send.reform(move |()| Event::Dismiss(id)),
    }
}

/// The name of a node for people.
pub fn name_of(item: &Item, name: Option<&str>, lang: Lang) -> String {
    let t = &lang.text().network;
    name.map_or_else(
        || match item {
            Item::Layer(layer) => (t.layer)(layer.kind()).to_owned(),
            Item::Block(block) => (t.block)(block).to_owned(),
        },
        str::to_owned,
    )
}

/// The name of what is dragged, for people.
pub fn name_of_dragged(what: &Dragged, network: &Network, lang: Lang) -> String {
    match what {
        Dragged::New(item) => name_of(item, None, lang),
        Dragged::Preset(preset) => (lang.text().blocks.preset)(*preset).to_owned(),
        Dragged::Node(id) => network
            .find(*id)
            .map_or_else(String::new, |node| name_of(&node.item, node.name.as_deref(), lang)),
        Dragged::Nodes(ids) => (lang.text().blocks.several)(ids.len()),
    }
}

/// What is said last to assistive technology.
pub fn announcement(store: &Store, lang: Lang) -> AttrValue {
    let Some(said) = store.announcement() else { return AttrValue::default() };
    let state = store.state();
    let name = match &said {
        Announcement::PickedUp(what, _)
        | Announcement::Over(what, _)
        | Announcement::Outside(what)
        | Announcement::Dropped(what, _)
        | Announcement::Cancelled(what) => name_of_dragged(what, &state.document.network, lang),
        _ => String::new(),
    };
    (lang.text().network.announce)(&said, &name).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::template;

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

    #[test]
    fn the_menu_says_of_templates_what_they_are() {
        for (key, name, parameters) in AT_HAND {
            let network = template(key).unwrap();
            assert_eq!((name, parameters), (&*network.name, inspect(&network, None).parameters));
        }
    }
}
