//! Repairs for lanes that do not fit at their merge, found by trying.

use super::fixes::{set_pair, set_same};
use super::flow::Target;
use super::fold::fold;
use crate::address::{Lane, NodeId, Place};
use crate::apply::apply_all;
use crate::catalogue::{Conv2d, Dense, GlobalAvgPool, MaxPool2d, Padding};
use crate::diagnostic::{Fix, FixKind};
use crate::edit::Edit;
use crate::layer::Layer;
use crate::network::{Network, Walk};
use crate::node::{Block, Merge, Node};
use crate::param::Field;
use crate::problem::Problem;
use crate::report::Report;
use crate::shape::Shape;

/// Each trial folds the whole network; a network with very many such blocks gets only removal.
const MOST_BLOCKS: usize = 8;

/// Puts repairs in front of the removal that every [`Problem::LanesDiffer`] already has.
pub(super) fn add_fixes(network: &Network, target: Option<Target>, report: &mut Report) {
    let errors = report.errors().count();
    let differing = report.diagnostics.iter_mut().filter_map(|found| match &found.problem {
        Problem::LanesDiffer { shapes, .. } => {
            Some((found.node?, shapes.clone(), &mut found.fixes))
        }
        _ => None,
    });
    for (id, shapes, fixes) in differing.take(MOST_BLOCKS) {
        let Some(block) = network.find(id).and_then(|node| node.item.block()) else { continue };
        let trials = Trials { network, target, errors, id, block };
        fixes.splice(0..0, trials.fixes(&shapes));
    }
}

/// The block under repair.
struct Trials<'a> {
    network: &'a Network,
    target: Option<Target>,
    /// Errors of the network as it is.
    errors: usize,
    id: NodeId,
    block: &'a Block,
}

/// What becomes of the block's problem after some edits.
enum Outcome {
    Solved,
    Remains(Vec<Shape>),
    Worse,
}

impl Trials<'_> {
    fn fixes(&self, shapes: &[Shape]) -> Vec<Fix> {
        let mut fixes: Vec<Fix> = Vec::new();
        let bases = [
            (None, Vec::new()),
            (Some(FixKind::SetPaddingSame), self.same_padding()),
            (Some(FixKind::SetStride([1, 1])), self.unit_stride()),
        ];
        for (kind, edits) in bases {
            let shapes = match (kind, self.outcome(&edits)) {
                (Some(_), _) if edits.is_empty() => continue,
                (Some(kind), Outcome::Solved) => {
                    fixes.push(Fix { kind, edits });
                    // What solves it with less is enough.
                    break;
                }
                (_, Outcome::Remains(shapes)) => shapes,
                _ => continue,
            };
            if fixes.is_empty() {
                fixes.extend(self.ends(&shapes, &edits));
            }
        }
        // Where only the sizes must agree, a setting is a simpler answer than a layer. A residual's
        // stride is meant, though.
        let channels = shapes.first().map(|shape| shape.channels());
        let stacked = self.block.merge() == Merge::Concat;
        let simple = |kind| match kind {
            FixKind::SetPaddingSame => true,
            FixKind::SetStride(_) => stacked,
            _ => false,
        };
        if stacked || shapes.iter().all(|shape| Some(shape.channels()) == channels) {
            let setting = fixes.iter().position(|fix| simple(fix.kind));
            if let Some(first) = setting.and_then(|at| fixes.get_mut(..=at)) {
                first.rotate_right(1);
            }
        }
        fixes
    }

    /// Layers at the lanes' ends that bring them together, after the edits `base`.
    fn ends(&self, shapes: &[Shape], base: &[Edit]) -> Option<Fix> {
        let pooled = || Some((FixKind::InsertGlobalAvgPool, self.pool_maps(shapes)?));
        let projected = (0..shapes.len())
            .filter_map(|index| Some((FixKind::InsertProjection, self.project(shapes, index)?)));
        let candidates: Vec<_> = match self.block.merge() {
            Merge::Concat => {
                let shrunk = self.shrink_maps(shapes).map(|edits| (FixKind::InsertPool, edits));
                pooled().into_iter().chain(shrunk).collect()
            }
            Merge::Add | Merge::Multiply => projected.chain(pooled()).collect(),
        };
        candidates.into_iter().find_map(|(kind, extra)| {
            let edits: Vec<_> = base.iter().cloned().chain(extra).collect();
            matches!(self.outcome(&edits), Outcome::Solved).then_some(Fix { kind, edits })
        })
    }

    fn outcome(&self, edits: &[Edit]) -> Outcome {
        let Ok(applied) = apply_all(edits, self.network) else { return Outcome::Worse };
        let report = fold(&applied.network, self.target);
        let errors = report.errors().count();
        let remains = report.for_node(self.id).find_map(|found| match &found.problem {
            Problem::LanesDiffer { shapes, .. } => Some(shapes.clone()),
            _ => None,
        });
        match remains {
            Some(shapes) if errors <= self.errors => Outcome::Remains(shapes),
            None if errors < self.errors => Outcome::Solved,
            _ => Outcome::Worse,
        }
    }

    /// Appends to every lane that is not of the shape of lane `reference` the layer that gives
    /// it that shape.
    fn project(&self, shapes: &[Shape], reference: usize) -> Option<Vec<Edit>> {
        let target = *shapes.get(reference)?;
        let others = shapes.iter().enumerate().filter(|(_, shape)| **shape != target);
        others
            .map(|(lane, shape)| {
                let layer = projection(*shape, target, self.block.merge())?;
                Some(Edit::Insert { at: self.end(lane)?, item: layer.into() })
            })
            .collect()
    }

    /// Ends the lanes that are maps with a global pooling, where others are vectors.
    fn pool_maps(&self, shapes: &[Shape]) -> Option<Vec<Edit>> {
        let maps =
            shapes.iter().enumerate().filter(|(_, shape)| matches!(shape, Shape::Map { .. }));
        if maps.clone().count() == shapes.len() {
            return None;
        }
        maps.map(|(lane, _)| {
            Some(Edit::Insert { at: self.end(lane)?, item: GlobalAvgPool {}.into() })
        })
        .collect()
    }

    /// Ends the lanes whose maps are larger than the smallest with a pooling that brings them down
    /// to it.
    fn shrink_maps(&self, shapes: &[Shape]) -> Option<Vec<Edit>> {
        let [rows, columns] = [0, 1].map(|axis| {
            let sizes =
                shapes.iter().map(|shape| shape.size()).filter_map(|size| size.get(axis).copied());
            sizes.min().unwrap_or(0)
        });
        let larger = shapes.iter().enumerate().filter(|(_, shape)| shape.size() != [rows, columns]);
        larger
            .map(|(lane, shape)| {
                let [height, width] = shape.size();
                let kernel = [stride(height, rows)?, stride(width, columns)?];
                let ceil_mode = height % kernel[0] > 0 || width % kernel[1] > 0;
                let padding = Padding::Valid;
                let pool = MaxPool2d { kernel, stride: kernel, padding, ceil_mode };
                Some(Edit::Insert { at: self.end(lane)?, item: pool.into() })
            })
            .collect()
    }

    fn end(&self, lane: usize) -> Option<Place> {
        let index = self.block.lanes().get(lane)?.len();
        Some(Place { lane: Lane::Of { block: self.id, lane }, index })
    }

    fn windows(&self) -> impl Iterator<Item = (&Node, &Layer)> {
        let layers = Walk::lanes(self.block).filter_map(|node| Some((node, node.item.layer()?)));
        layers.filter(|(_, layer)| layer.window().is_some())
    }

    fn same_padding(&self) -> Vec<Edit> {
        let padded = |layer: &Layer| layer.window().is_some_and(|w| w.padding == Padding::Same);
        let others = self.windows().filter(|(_, layer)| !padded(layer));
        others.map(|(node, _)| set_same(node.id)).collect()
    }

    fn unit_stride(&self) -> Vec<Edit> {
        let fields = [Field::StrideHeight, Field::StrideWidth];
        let strided =
            self.windows().filter(|(_, layer)| layer.window().is_some_and(|w| w.stride != [1, 1]));
        let edits: Vec<_> =
            strided.flat_map(|(node, _)| set_pair(node.id, fields, [1, 1])).collect();
        if edits.is_empty() {
            return edits;
        }
        edits.into_iter().chain(self.same_padding()).collect()
    }
}

/// The layer from one shape to the other: a 1×1 convolution, with a stride where the map has to
/// shrink (He et al., 2016), or a dense layer.
pub(crate) fn projection(from: Shape, to: Shape, merge: Merge) -> Option<Layer> {
    match (from, to) {
        (Shape::Vector(_), Shape::Vector(units)) => Some(Dense::new(units).into()),
        (Shape::Vector(_), Shape::Map { channels, .. }) if merge == Merge::Multiply => {
            Some(Dense::new(channels).into())
        }
        (Shape::Map { .. }, Shape::Map { channels, height, width }) => {
            let [rows, columns] = from.size();
            let stride = [stride(rows, height)?, stride(columns, width)?];
            Some(Conv2d { stride, ..Conv2d::new(channels, 1, Padding::Valid) }.into())
        }
        _ => None,
    }
}

/// The stride with ⌈from / stride⌉ = to.
fn stride(from: usize, to: usize) -> Option<usize> {
    let stride = from.checked_div(to)?.max(1);
    [stride, stride + 1].into_iter().find(|stride| from.div_ceil(*stride) == to)
}
