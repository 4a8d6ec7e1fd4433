//! The comparison of networks.

use super::document;
use super::effects::Effects;
use crate::comparison::{CompareEvent, Comparison, Kept};
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
            state.comparison.keep(kept, &state.visit.tab);
        }
        CompareEvent::Rename { id, name } => state.comparison.rename(&id, &name),
        CompareEvent::Remove { id } => state.comparison.remove(&id),
        CompareEvent::Open { id } => {
            let text = state.comparison.find(&id).map(|kept| kept.text.clone());
            return text.iter().for_each(|text| document::open(state, text, out));
        }
        CompareEvent::Heard(text) => {
            state.comparison.join(Comparison::read(&text));
            // Else what is kept is what is here.
            if state.comparison.write() == text {
                return;
            }
        }
    }
    out.push(Effect::SaveComparison(state.comparison.write()));
}
