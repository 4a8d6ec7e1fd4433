//! What can be changed about the lanes of a block, wherever it is shown.

use filtro_app::Event;
use filtro_net::{BlockSort, Edit, Merge, NodeId};
use filtro_text::Text;
use filtro_ui::control::{Button, ChoiceOption, Select};
use filtro_ui::icon::Icon;
use yew::prelude::*;

const MERGES: [(Merge, &str); 3] =
    [(Merge::Concat, "concat"), (Merge::Add, "add"), (Merge::Multiply, "multiply")];

/// A choice of merges.
pub fn merge_field(text: &Text, block: NodeId, merge: Merge, send: &Callback<Event>) -> Html {
    let t = &text.blocks;
    let value = MERGES.iter().find(|(sort, _)| *sort == merge).map_or("", |(_, key)| *key);
    let options: Vec<_> =
        MERGES.iter().map(|(merge, key)| ChoiceOption::new(*key, (t.merged)(*merge))).collect();
    let send = send.clone();
    let onchange = Callback::from(move |key: AttrValue| {
        let chosen = MERGES.iter().find(|(_, name)| *name == key);
        if let Some((merge, _)) = chosen {
            send.emit(Event::Edit(Edit::SetMerge { block, merge: *merge }));
        }
    });
    html! { <Select label={t.merge} {options} {value} {onchange} /> }
}

/// Takes a branch out, or empties a shortcut; nothing where there is nothing to take.
pub fn remove_lane(
    text: &Text,
    block: NodeId,
    sort: BlockSort,
    lane: usize,
    nodes: usize,
    send: &Callback<Event>,
) -> Html {
    let t = &text.blocks;
    let label = match (sort, lane) {
        (BlockSort::Parallel(_), _) => (t.remove_lane)(&(t.lane)(sort, lane)),
        (BlockSort::Residual, 1) if nodes > 0 => t.clear_shortcut.to_owned(),
        (BlockSort::Residual, _) => return html! {},
    };
    let onclick = send.reform(move |()| Event::Edit(Edit::RemoveLane { block, lane }));
    html! { <Button {label} icon={Icon::Trash} icon_only=true class="quiet" {onclick} /> }
}

/// Gives a parallel block another branch.
pub fn add_lane(text: &Text, block: NodeId, sort: BlockSort, send: &Callback<Event>) -> Html {
    if sort == BlockSort::Residual {
        return html! {};
    }
    let onclick = send.reform(move |()| Event::Edit(Edit::AddLane { block }));
    html! {
        <Button label={text.blocks.add_lane} icon={Icon::Plus} class="small-target" {onclick} />
    }
}
