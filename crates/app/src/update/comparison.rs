//! The comparison of networks.

use super::{Effects, document};
use crate::comparison::{CompareEvent, Kept};
use crate::effect::Effect;
use crate::state::State;

pub(super) fn compare(state: &mut State, event: CompareEvent, out: &mut Effects) {
    match event {
        CompareEvent::Choose { name, chosen } => state.comparison.choose(name, chosen),
        // Of a network with problems not everything could be counted.
        CompareEvent::Keep if !state.comparable() => return,
        CompareEvent::Keep => {
            let document = &state.document;
            let kept = Kept::new(&document.network, &document.report, state.measured());
            state.comparison.keep(kept);
        }
        CompareEvent::Rename { index, name } => state.comparison.rename(index, &name),
        CompareEvent::Remove { index } => state.comparison.remove(index),
        CompareEvent::Open { index } => {
            let text = state.comparison.kept.get(index).map(|kept| kept.text.clone());
            return text.iter().for_each(|text| document::open(state, text, out));
        }
    }
    out.push(Effect::SaveComparison(state.comparison.write()));
}
