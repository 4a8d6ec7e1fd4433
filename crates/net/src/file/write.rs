//! From the document to JSON: one line a layer, so that a file is read and compared with ease.

use super::{FORMAT, VERSION};
use crate::network::Network;
use crate::node::{Block, Item, Node};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io;

/// Writes a network file; see the [module](super) for its form.
pub fn to_json(network: &Network) -> String {
    let mut text = String::from("{\n");
    text.push_str(&format!("  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION},\n"));
    text.push_str(&format!("  \"name\": {},\n", one_line(&network.name)));
    text.push_str(&format!("  \"input\": {},\n  \"nodes\": ", one_line(&network.input)));
    lane(&mut text, &network.nodes, 1);
    text.push_str("\n}\n");
    text
}

fn lane(text: &mut String, nodes: &[Node], depth: usize) {
    list(text, nodes, depth, |text, node| match &node.item {
        Item::Layer(_) => text.push_str(&one_line(node)),
        Item::Block(block) => block_lines(text, node, block, depth + 1),
    });
}

fn block_lines(text: &mut String, node: &Node, block: &Block, depth: usize) {
    text.push_str(&format!("{{\"id\": {}, ", node.id.0));
    if let Some(name) = &node.name {
        text.push_str(&format!("\"name\": {}, ", one_line(name)));
    }
    text.push_str(&format!("\"kind\": \"{}\", ", block.name()));
    match block {
        Block::Residual { body, shortcut } => {
            text.push_str("\"body\": ");
            lane(text, body, depth);
            text.push_str(", \"shortcut\": ");
            lane(text, shortcut, depth);
        }
        Block::Parallel { branches, merge } => {
            text.push_str(&format!("\"merge\": {}, \"branches\": ", one_line(merge)));
            list(text, branches, depth, |text, branch| lane(text, branch, depth + 1));
        }
    }
    text.push('}');
}

/// A list with an item a line, `depth` steps in; an empty one on the spot.
fn list<T>(text: &mut String, items: &[T], depth: usize, write: impl Fn(&mut String, &T)) {
    let indent = "  ".repeat(depth);
    text.push('[');
    for (index, item) in items.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&indent);
        text.push_str("  ");
        write(text, item);
    }
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&indent);
    }
    text.push(']');
}

fn one_line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, OneLine));
    // Writing to memory cannot fail, and every key is a text.
    debug_assert!(written.is_ok(), "a layer is always JSON");
    String::from_utf8(bytes).unwrap_or_default()
}

/// JSON on one line with a space behind each comma and colon.
struct OneLine;

impl Formatter for OneLine {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
