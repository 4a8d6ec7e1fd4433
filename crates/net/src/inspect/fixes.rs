//! Repairs that several problems have.

use crate::address::{NodeId, Place};
use crate::diagnostic::{Fix, FixKind};
use crate::edit::Edit;
use crate::node::Item;
use crate::param::{Choice, Field, Value};

pub(super) fn remove(id: NodeId) -> Fix {
    Fix { kind: FixKind::RemoveLayer, edits: vec![Edit::Remove { id }] }
}

pub(super) fn insert(kind: FixKind, at: Place, item: impl Into<Item>) -> Fix {
    Fix { kind, edits: vec![Edit::Insert { at, item: item.into() }] }
}

/// Leaves what is inside a block in its place.
pub(super) fn unwrap(id: NodeId) -> Fix {
    Fix { kind: FixKind::Unwrap, edits: vec![Edit::Unwrap { id }] }
}

pub(super) fn same_padding(id: NodeId) -> Fix {
    Fix { kind: FixKind::SetPaddingSame, edits: vec![set_same(id)] }
}

pub(super) fn set_same(id: NodeId) -> Edit {
    Edit::Set { id, field: Field::PaddingMode, value: Value::Choice(Choice::Same) }
}

pub(super) fn set_size(id: NodeId, field: Field, size: usize) -> Edit {
    Edit::Set { id, field, value: Value::Integer(i64::try_from(size).unwrap_or(i64::MAX)) }
}

pub(super) fn set_pair(id: NodeId, fields: [Field; 2], sizes: [usize; 2]) -> Vec<Edit> {
    let [height, width] = fields;
    let [rows, columns] = sizes;
    vec![set_size(id, height, rows), set_size(id, width, columns)]
}
