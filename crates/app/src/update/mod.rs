//! One event: the next state, and what the shell has to do.

mod blocks;
mod chosen;
mod comparison;
mod contest;
mod cost;
mod data;
mod document;
mod drag;
mod effects;
mod engine;
mod fit;
mod forecast;
mod notices;
mod picture;
mod training;
mod turn;
mod visit;
mod weights;

use crate::effect::Effect;
use crate::event::Event;
use crate::notice::NoticeAction;
use crate::state::State;
use effects::{Effects, send};
use filtro_protocol::Command;

/// Takes an event in and says what is to be done about it.
pub fn update(state: &mut State, event: Event) -> Effects {
    let mut out = Effects::new();
    let before = state.document.generation;
    let history = history(state);
    state.document.chosen = state.chosen();
    dispatch(state, event, &mut out);
    if state.document.generation != before {
        cost::ended(state, &mut out);
        // Nothing new will come for a network with a problem.
        if !state.is_valid() {
            out.push(Effect::ClearMaps);
        }
    }
    turn::turned(state, &mut out);
    engine::synchronise(state, &mut out);
    weights::proceed(state, &mut out);
    contest::proceed(state, &mut out);
    cost::proceed(state, &mut out);
    if self::history(state) != history {
        weights::tidy(state, &mut out);
    }
    notices::settle(state);
    out
}

/// Which weights steps lead to, as far as it takes to notice a change.
fn history(state: &State) -> (crate::WeightsId, usize, bool, u64) {
    let document = &state.document;
    (document.weights, document.depth(), document.can_redo(), state.shelf.bytes())
}

fn dispatch(state: &mut State, event: Event, out: &mut Effects) {
    match event {
        Event::Started => {
            out.push(Effect::Spawn);
            visit::begin(state, out);
            out.push(Effect::Recall(crate::document::structure(&state.document.network)));
        }
        Event::Engine(news, now) => engine::hear(state, news, now, out),
        Event::Edit(edit) => {
            document::edit(state, &[edit], None, out);
        }
        Event::Fix(edits) => {
            document::edit(state, &edits, None, out);
        }
        Event::Set { id, values } => document::set(state, id, &values, out),
        Event::Settled => state.document.settle(),
        Event::Insert { item, at } => document::insert(state, item, at, out),
        Event::InsertPreset { preset, at } => blocks::insert_preset(state, preset, at, out),
        Event::Wrap { id, into } => blocks::wrap(state, id, into, out),
        Event::Unwrap(id) => blocks::unwrap(state, id, out),
        Event::Repeat { id, times } => blocks::repeat(state, id, times, out),
        Event::AskRepeat(id) => {
            state.asking = id.filter(|id| state.document.network.find(*id).is_some());
        }
        Event::Duplicate(id) => blocks::duplicate(state, id, out),
        Event::Delete(id) => blocks::delete(state, id, out),
        Event::Shift { id, up } => blocks::shift(state, id, up, out),
        Event::Undo => document::travel(state, true, out),
        Event::Redo => document::travel(state, false, out),
        Event::Select(node) => chosen::select(state, node),
        Event::Extend { from, to } => chosen::extend(state, from, to, out),
        Event::SelectAll => chosen::all(state, out),
        Event::Toggle(id) => chosen::toggle(state, id, out),
        Event::Template(name) => document::template(state, name, out),
        Event::Fetched { name, text } => document::fetched(state, name, text, out),
        Event::Opening => state.fetching = None,
        Event::Open { text } => document::open(state, &text, out),
        Event::Build(network) => document::build(state, network, out),
        Event::NotOpened { names } => document::not_opened(state, names),
        Event::Unknown { name } => document::unknown(state, name),
        Event::Save => document::save(state, out),
        Event::Keeping(keeping) => visit::keeping(state, keeping),
        Event::Visit(event) => visit::visit(state, event, out),
        Event::Compare(event) => comparison::compare(state, event, out),
        Event::Drag(event) => drag::drag(state, event, out),
        Event::Config(config) => training::configure(state, config, out),
        Event::Train => training::train(state, false, out),
        Event::Step => training::train(state, true, out),
        Event::Pause => training::pause(state, out),
        Event::Stop => training::stop(state, out),
        Event::Reset => training::reset(state),
        Event::Afresh => training::afresh(state, out),
        Event::SaveWeights => weights::save(state, out),
        Event::Weights { name } => weights::open(state, name, out),
        Event::Recalled { structure, record, bytes } => {
            weights::recalled(state, &structure, &record, bytes, out);
        }
        Event::Unkept(why) => weights::unkept(state, why),
        Event::Confirm(yes) => weights::confirm(state, yes, out),
        Event::Test => training::test(state, out),
        Event::Device(preference) => engine::switch(state, preference, out),
        Event::Calibrate => cost::calibrate(state, out),
        Event::Load(kind) => data::load(state, kind, out),
        Event::Files { names } => data::files(state, names, out),
        Event::CancelLoad => data::cancel(state, out),
        Event::UseIncomplete => data::accept(state),
        Event::Forget => data::forget(state, out),
        Event::Samples(ids) => send(state, Command::Samples { ids }, out),
        Event::Watch(id) => picture::watch(state, filtro_protocol::Subject::Sample(id), out),
        Event::WatchPicture => picture::watch(state, filtro_protocol::Subject::Picture, out),
        Event::Pictures(all) => picture::came(state, all),
        Event::Picture { id, width, height } => picture::decoded(state, id, (width, height), out),
        Event::PictureFailed(id, trouble) => picture::failed(state, id, trouble),
        Event::Crop(crop) => picture::crop(state, crop, out),
        Event::Dismiss(id) => notices::dismiss(state, id, out),
        Event::Act(action) => act(state, action, out),
    }
}

fn act(state: &mut State, action: NoticeAction, out: &mut Effects) {
    match action {
        NoticeAction::RestartEngine => engine::restart(state, out),
        NoticeAction::LowerRate(rate) => {
            let config = filtro_recipe::TrainConfig { learning_rate: rate, ..state.run.config };
            state.withdraw(|code| {
                matches!(code, crate::NoticeCode::Engine(filtro_protocol::Failure::Diverged { .. }))
            });
            training::configure(state, config, out);
            training::renew(state);
        }
        NoticeAction::Template(name) => document::template(state, name, out),
        NoticeAction::OpenEarlier(key) => visit::open(state, &key, out),
        NoticeAction::SaveUnreadable(key) => visit::save(state, &key, out),
        NoticeAction::Reload => out.push(Effect::Reload),
    }
}
