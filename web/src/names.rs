//! What nodes of the network are called.

use filtro_app::{Dragged, State};
use filtro_net::{Item, Network, Node, NodeId};
use filtro_text::{Lang, Text};
use std::rc::Rc;
use yew::AttrValue;

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

/// The names of nodes for people; those of one name are numbered in their order.
pub fn numbered(nodes: &[NodeId], network: &Network, lang: Lang) -> Vec<Rc<str>> {
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

/// A class name in the page's language, where the catalogue has one.
pub fn class_name(text: &Text, class: &str) -> String {
    (text.data.class_name)(class).unwrap_or(class).to_owned()
}

/// The class names of the data set in the page's language.
pub fn classes(state: &State, lang: Lang) -> Vec<AttrValue> {
    let summary = state.data.summary.as_ref();
    summary.map_or_else(Vec::new, |summary| {
        summary.classes.iter().map(|class| class_name(lang.text(), class).into()).collect()
    })
}
