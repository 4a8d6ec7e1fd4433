//! Finding layers by kind, own name, shape or settings.

use super::entry::Entry;
use super::summary::summary;
use crate::names::name_of;
use crate::shared::Shared;
use filtro_net::{Item, NodeId};
use filtro_text::repairs::shape_text;
use filtro_text::{Text, plain};

/// Whether `term` is in `words`, never a part of a longer number only: 12 is not in 512.
fn holds(words: &str, term: &str) -> bool {
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    words.match_indices(term).any(|(at, _)| {
        let before = words.get(..at).and_then(|part| part.chars().next_back());
        let behind = words.get(at + term.len()..).and_then(|part| part.chars().next());
        let cut_before = digit(before) && digit(term.chars().next());
        let cut_behind = digit(behind) && digit(term.chars().next_back());
        !cut_before && !cut_behind
    })
}

/// Whether all words of `query` are in `words`.
fn matches(words: &str, query: &str) -> bool {
    query.split_whitespace().all(|term| holds(words, term))
}

/// The nodes that `query` speaks of, in document order; none where it says nothing.
pub(super) fn find(text: &Text, entries: &[Shared<Entry>], query: &str) -> Vec<NodeId> {
    let query = plain(query);
    let mut found = Vec::new();
    if !query.trim().is_empty() {
        collect(text, entries, &query, &mut found);
    }
    found
}

fn collect(text: &Text, entries: &[Shared<Entry>], query: &str, found: &mut Vec<NodeId>) {
    for entry in entries {
        if matches(&plain(&words(text, entry)), query) {
            found.push(entry.id);
        }
        for lane in &entry.lanes {
            collect(text, lane, query, found);
        }
    }
}

/// All that a person may call a node.
fn words(text: &Text, entry: &Entry) -> String {
    let mut words = name_of(&entry.item, None, text.lang);
    let settings = match &entry.item {
        Item::Layer(layer) => summary(text, layer),
        Item::Block(_) => String::new(),
    };
    let shape = entry.report.as_ref().and_then(|report| report.output).map(shape_text);
    for more in [entry.name.clone(), Some(settings), shape].into_iter().flatten() {
        words.push(' ');
        words.push_str(&more);
    }
    words
}

/// The found node that comes next, or the one before; from the end it goes on at the start.
pub(super) fn step(
    found: &[NodeId],
    order: &[NodeId],
    now: Option<NodeId>,
    forward: bool,
) -> Option<NodeId> {
    let place = |id: NodeId| order.iter().position(|other| *other == id);
    let here = now.and_then(place);
    let beyond = |id: &&NodeId| match (here, place(**id)) {
        (Some(here), Some(there)) => {
            if forward {
                there > here
            } else {
                there < here
            }
        }
        _ => true,
    };
    if forward {
        found.iter().find(beyond).or_else(|| found.first()).copied()
    } else {
        found.iter().rev().find(beyond).or_else(|| found.last()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Look;
    use super::super::tree::Tree;
    use super::*;
    use filtro_net::{Edit, apply_all, inspect};
    use filtro_text::Lang;
    use filtro_zoo::template;

    #[test]
    fn words_are_found_in_any_case_and_without_accents() {
        assert!(matches(&plain("Activación ReLU 64 × 8 × 8"), &plain("activacion relu")));
        assert!(matches(&plain("Activacion"), &plain("ACTIVACIÓN")));
        assert!(!matches(&plain("Activation ReLU"), &plain("relu pool")));
    }

    #[test]
    fn numbers_are_found_whole() {
        let words = plain("Conv 2D 512 · 3×3 512 × 28 × 28");
        for term in ["512", "28x28", "28×28", "512x28", "3x3", "2d", "conv 512"] {
            assert!(matches(&words, &plain(term)), "{term}");
        }
        for term in ["12", "51", "8x28", "2 1", "conv 3d"] {
            assert!(!matches(&words, &plain(term)), "{term}");
        }
    }

    #[test]
    fn layers_inside_of_blocks_are_found_in_document_order_in_both_languages() {
        let network = template("resnet-8-cifar").unwrap();
        let named = network.walk().last().unwrap().id;
        let name = Edit::Rename { id: named, name: "Última".into() };
        let network = apply_all(&[name], &network).unwrap().network;
        let tree =
            Tree::build(&network, &inspect(&network, None), &Look::default(), &Tree::default());
        let convs: Vec<NodeId> = network
            .walk()
            .filter(|node| node.item.kind() == Some(filtro_net::LayerKind::Conv2d))
            .map(|node| node.id)
            .collect();
        let find = |lang: Lang, query| find(lang.text(), &tree.root, query);
        assert_eq!(find(Lang::En, "conv 2d"), convs);
        assert_eq!(find(Lang::Es, "ultima"), [named]);
        assert_eq!(find(Lang::En, "  "), []);
        assert_eq!(find(Lang::En, "no such layer"), []);
    }

    #[test]
    fn steps_go_around() {
        let order = [1, 2, 3, 4, 5].map(NodeId);
        let found = [2, 4].map(NodeId);
        let from = |now: Option<u32>, forward| {
            step(&found, &order, now.map(NodeId), forward).map(|id| id.0)
        };
        assert_eq!(
            [None, Some(1), Some(2), Some(4), Some(5)].map(|now| from(now, true)),
            [Some(2), Some(2), Some(4), Some(2), Some(2)]
        );
        assert_eq!(
            [Some(5), Some(4), Some(2), Some(1)].map(|now| from(now, false)),
            [Some(4), Some(2), Some(4), Some(4)]
        );
        assert_eq!(step(&[], &order, None, true), None);
    }
}
