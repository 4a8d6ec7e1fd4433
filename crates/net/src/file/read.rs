//! From JSON to the document.

use super::layers::layer;
use super::object::{Spot, named};
use super::{FORMAT, FileError, MAX_BYTES, VERSION};
use crate::address::NodeId;
use crate::ids::FreshIds;
use crate::layer::LayerKind;
use crate::network::Network;
use crate::node::{Block, Item, Merge, Node};

type Result<T> = std::result::Result<T, FileError>;

/// Reads a network file; see the [module](super) for its form.
///
/// # Errors
/// The first thing that is not of that form, with its place.
pub fn from_json(text: &str) -> Result<Network> {
    if text.len() > MAX_BYTES {
        return Err(FileError::TooLong { limit: MAX_BYTES, found: text.len() });
    }
    // Editors on Windows put a mark of the byte order before a text, which no JSON has.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| FileError::Syntax(error.to_string()))?;
    let mut file = Spot::root(&value).object()?;
    file.required("format")?.word(&[(FORMAT, ())])?;
    let version = file.required("version")?;
    match version.value.as_u64() {
        Some(VERSION) => {}
        Some(found) if found > VERSION => {
            return Err(FileError::Version { expected: VERSION, found });
        }
        _ => return Err(version.unexpected(VERSION.to_string())),
    }
    let name = file.or("name", String::new(), |name| name.text().map(str::to_owned))?;
    let input = file.required("input")?.sizes()?;
    let nodes = file.required("nodes")?;
    file.finish()?;
    let mut reader = Reader { left: Network::MAX_NODES };
    let mut network = Network { name, input, nodes: reader.lane(&nodes, 0)? };
    give_ids(&mut network);
    Ok(network)
}

struct Reader {
    /// Nodes that may still come.
    left: usize,
}

impl Reader {
    fn lane(&mut self, list: &Spot, depth: usize) -> Result<Vec<Node>> {
        list.items()?.into_iter().map(|node| self.node(node, depth)).collect()
    }

    fn node(&mut self, spot: Spot, depth: usize) -> Result<Node> {
        let too_many = FileError::TooManyNodes { limit: Network::MAX_NODES };
        self.left = self.left.checked_sub(1).ok_or(too_many)?;
        let path = spot.path.clone();
        let mut object = spot.object()?;
        let id = object.or("id", MISSING, |id| match id.whole()? {
            0 => Err(id.unexpected("a whole number from 1")),
            number => Ok(NodeId(number)),
        })?;
        let name = object.or("name", None, |name| name.text().map(|name| Some(name.to_owned())))?;
        let kind = object.required("kind")?.word(&kinds())?;
        let item = match kind {
            Kind::Layer(kind) => Item::Layer(layer(kind, &mut object)?),
            Kind::Residual | Kind::Parallel if depth >= Network::MAX_DEPTH => {
                return Err(FileError::TooDeep { path: named(&path), limit: Network::MAX_DEPTH });
            }
            Kind::Residual => {
                let body = self.lane(&object.required("body")?, depth + 1)?;
                let shortcut = match object.optional("shortcut") {
                    Some(list) => self.lane(&list, depth + 1)?,
                    None => Vec::new(),
                };
                Item::Block(Block::Residual { body, shortcut })
            }
            Kind::Parallel => {
                let merge = object.required("merge")?.word(MERGES)?;
                let branches = object.required("branches")?.items()?;
                let lanes = branches.iter().map(|lane| self.lane(lane, depth + 1));
                Item::Block(Block::Parallel { branches: lanes.collect::<Result<_>>()?, merge })
            }
        };
        object.finish()?;
        Ok(Node { id, name: name.filter(|name| !name.is_empty()), item })
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Layer(LayerKind),
    Residual,
    Parallel,
}

fn kinds() -> Vec<(&'static str, Kind)> {
    let layers = LayerKind::ALL.into_iter().map(|kind| (kind.name(), Kind::Layer(kind)));
    layers.chain([("residual", Kind::Residual), ("parallel", Kind::Parallel)]).collect()
}

const MERGES: &[(&str, Merge)] =
    &[("concat", Merge::Concat), ("add", Merge::Add), ("multiply", Merge::Multiply)];

/// Marks a node without an id until all of them are known; no file has it.
const MISSING: NodeId = NodeId(0);

fn give_ids(network: &mut Network) {
    let used: Vec<_> = network.walk().map(|node| node.id.0).filter(|id| *id != MISSING.0).collect();
    let mut fresh = FreshIds::new(used);
    give(&mut network.nodes, &mut fresh);
}

fn give(nodes: &mut [Node], fresh: &mut FreshIds) {
    for node in nodes {
        if node.id == MISSING {
            node.id = fresh.take();
        }
        if let Item::Block(block) = &mut node.item {
            block.lanes_mut().into_iter().for_each(|lane| give(lane, fresh));
        }
    }
}
