//! One layer in the fold: its report, its problems and their repairs.

use super::fixes::{insert, remove, same_padding, set_pair, set_size};
use super::flow::{Flow, LARGEST, Spot};
use super::fold::Fold;
use crate::address::NodeId;
use crate::catalogue::{Conv2d, Flatten, GlobalAvgPool, Interpolation, Padding, Upsample, Window};
use crate::diagnostic::{Diagnostic, Fix, FixKind, Severity};
use crate::edit::Edit;
use crate::layer::Layer;
use crate::param::{Choice, Field, ParamKind, Value};
use crate::problem::{Counted, Problem};
use crate::report::NodeReport;
use crate::shape::Shape;
use crate::shape_problem::ShapeProblem;

impl Fold {
    /// Folds one layer: reports it and returns what comes out of it.
    pub(super) fn layer(&mut self, spot: &Spot, layer: &Layer) -> Flow {
        let (id, flow) = (spot.node.id, spot.flow);
        let at = self.report.nodes.len() + 1;
        let clamped = self.ranges(at, id, layer);
        let in_range = clamped == *layer;
        let (shape, fits) = self.shapes(at, spot, clamped, in_range);
        let next = Flow { shape, sound: flow.sound && fits && in_range, ..flow };
        let next = self.through(spot, layer, next);
        let mut report = NodeReport { id, ..NodeReport::unknown(flow.known()) };
        if next.sound {
            report.parameters = layer.parameters(flow.shape);
            report.multiply_adds = layer.multiply_adds(flow.shape);
            report.formula = layer.formula(flow.shape);
            report.weights = layer.weights(flow.shape);
            self.window_remarks(at, spot, layer);
            self.norm_remarks(at, spot, layer);
        }
        let next = self.check_size(at, id, next);
        let next = self.check_parameters(at, id, report.parameters, next);
        report.output = next.known();
        report.receptive = next.sound.then_some(next.seen);
        self.report.nodes.push(report);
        next
    }

    /// What `next`, which comes out of the layer, sees, and how deep it lies.
    fn through(&self, spot: &Spot, layer: &Layer, next: Flow) -> Flow {
        let flow = spot.flow;
        let window = layer.window().and_then(|window| window.over(flow.shape).ok());
        let seen = match window {
            Some(window) => flow.seen.slide(&window),
            None => flow.seen.through(flow.shape, next.shape, self.picture),
        };
        let seen = match layer {
            Layer::Upsample(Upsample { scale, mode: Interpolation::Bilinear }) => {
                flow.seen.blended(seen, *scale)
            }
            _ => seen,
        };
        let depth = flow.depth.saturating_add(layer.depth(flow.shape));
        Flow { seen, depth, ..next }
    }

    /// Reports every parameter outside its table's range; returns the layer with them inside.
    fn ranges(&mut self, at: usize, id: NodeId, layer: &Layer) -> Layer {
        let mut clamped = layer.clone();
        for row in layer.visible_params() {
            let Some(found) = layer.get(row.field) else { continue };
            let Some(value) = row.clamp(found) else { continue };
            let (min, max) = match row.kind {
                ParamKind::Integer { min, max } => (min as f64, max as f64),
                ParamKind::Number { min, max, .. } => (min, max),
                ParamKind::Switch | ParamKind::Choice(_) => continue,
            };
            // The table's values are of its own kind, so this cannot fail.
            if clamped.set(row.field, value).is_err() {
                continue;
            }
            let problem = Problem::OutOfRange { min, max, found: number(found) };
            let kind = FixKind::SetValue { field: row.field, value: number(value) };
            let fix = Fix { kind, edits: vec![Edit::Set { id, field: row.field, value }] };
            let (severity, field) = (Severity::Error, Some(row.field));
            let fixes = vec![fix];
            self.push(at, Diagnostic { severity, node: Some(id), field, problem, fixes });
        }
        clamped
    }

    /// The output shape and whether it is the layer's real one. Where the layer does not fit,
    /// each obstacle is reported and cleared away until a plausible shape comes out.
    fn shapes(
        &mut self,
        at: usize,
        spot: &Spot,
        mut layer: Layer,
        in_range: bool,
    ) -> (Shape, bool) {
        let mut input = spot.flow.shape;
        let mut fits = true;
        loop {
            let problem = match layer.output(input) {
                Ok(output) => return (output, fits),
                Err(problem) => problem,
            };
            fits = false;
            let of_input =
                matches!(problem, ShapeProblem::NeedsMap { .. } | ShapeProblem::NeedsVector { .. });
            // A window brought into range only in thought need not fit.
            if in_range || of_input {
                let diagnostic = Diagnostic {
                    severity: Severity::Error,
                    node: Some(spot.node.id),
                    field: blamed(problem),
                    fixes: repairs(spot, &layer, problem),
                    problem: problem.into(),
                };
                self.push(at, diagnostic);
            }
            let cleared = match problem {
                ShapeProblem::NeedsVector { found } => {
                    input = Shape::Vector(found.len());
                    true
                }
                ShapeProblem::WindowTooLarge { .. } | ShapeProblem::PaddingTooLarge { .. } => {
                    layer.set(Field::PaddingMode, Value::Choice(Choice::Same)).is_ok()
                }
                ShapeProblem::GroupsDoNotDivide { .. } | ShapeProblem::UnevenGroups { .. } => {
                    layer.set(Field::Groups, Value::Integer(1)).is_ok()
                }
                ShapeProblem::NeedsMap { .. } => false,
            };
            if !cleared {
                return (input, false);
            }
        }
    }

    /// What runs but may not be meant: padding that windows see nothing but, pixels that no
    /// window sees.
    fn window_remarks(&mut self, at: usize, spot: &Spot, layer: &Layer) {
        let Some(window) = layer.window() else { return };
        let id = spot.node.id;
        if let (
            Layer::Conv2d(_) | Layer::DepthwiseConv2d(_) | Layer::SeparableConv2d(_),
            Padding::Explicit(padding),
        ) = (layer, window.padding)
        {
            let max = window.reach().map(|reach| reach - 1);
            if padding.iter().zip(max).any(|(padding, max)| *padding > max) {
                let problem = ShapeProblem::PaddingTooLarge { padding, max }.into();
                let fixes = padding_fixes(id, padding, max);
                let (severity, field) = (Severity::Warning, Some(Field::PaddingMode));
                self.push(at, Diagnostic { severity, node: Some(id), field, problem, fixes });
            }
        }
        let unused = unused(&window, spot.flow.shape);
        if unused != [0, 0] {
            let problem = Problem::PixelsLeftOver { unused };
            let (severity, field) = (Severity::Hint, Some(Field::PaddingMode));
            let fixes = vec![same_padding(id)];
            self.push(at, Diagnostic { severity, node: Some(id), field, problem, fixes });
        }
    }

    /// Normalisations that may have one value only to take mean and variance of.
    fn norm_remarks(&mut self, at: usize, spot: &Spot, layer: &Layer) {
        let (id, shape) = (spot.node.id, spot.flow.shape);
        let channels = shape.channels();
        let [height, width] = shape.size();
        let fixes = match layer {
            Layer::BatchNorm2d(_) => {
                let lone = height.saturating_mul(width) == 1;
                self.report.lone_norm = self.report.lone_norm.or(lone.then_some(id));
                return;
            }
            Layer::GroupNorm(norm) if shape.values() == norm.groups as u64 => {
                // The next number of groups that leaves each of them two values or more.
                let groups = largest_divisor(channels, channels / 2);
                let edits = vec![set_size(id, Field::Groups, groups)];
                let fewer = Fix { kind: FixKind::SetGroups(groups), edits };
                (channels > 1).then_some(fewer).into_iter().chain([remove(id)]).collect()
            }
            Layer::LayerNorm(_) if shape.values() == 1 => vec![remove(id)],
            _ => return,
        };
        self.at_node(at, id, Severity::Warning, Problem::SingleValues, fixes);
    }

    fn check_parameters(&mut self, at: usize, id: NodeId, values: u64, flow: Flow) -> Flow {
        if values <= LARGEST || self.huge {
            return flow;
        }
        self.huge = true;
        let problem = Problem::TooLarge { of: Counted::Parameters, values, limit: LARGEST };
        self.at_node(at, id, Severity::Error, problem, vec![remove(id)]);
        Flow { sound: false, ..flow }
    }
}

/// Rows and columns behind the last window. Not where the stride exceeds the window: such a
/// layer skips pixels on purpose, like the 1×1 projection of a residual network.
fn unused(window: &Window, input: Shape) -> [usize; 2] {
    match window.over(input) {
        Ok([height, width]) => {
            let [reach_h, reach_w] = window.reach();
            let rows = if height.stride > reach_h { 0 } else { height.unused() };
            let columns = if width.stride > reach_w { 0 } else { width.unused() };
            [rows, columns]
        }
        Err(_) => [0, 0],
    }
}

fn blamed(problem: ShapeProblem) -> Option<Field> {
    match problem {
        ShapeProblem::WindowTooLarge { window: [height, _], input: [rows, _] } => {
            Some(if height > rows { Field::KernelHeight } else { Field::KernelWidth })
        }
        ShapeProblem::PaddingTooLarge { .. } => Some(Field::PaddingMode),
        // Where the input divides, the number of filters is at fault.
        ShapeProblem::GroupsDoNotDivide { channels, groups, .. } => {
            let divides = channels.checked_rem(groups) == Some(0);
            Some(if divides { Field::Filters } else { Field::Groups })
        }
        ShapeProblem::UnevenGroups { .. } => Some(Field::Groups),
        ShapeProblem::NeedsMap { .. } | ShapeProblem::NeedsVector { .. } => None,
    }
}

fn repairs(spot: &Spot, layer: &Layer, problem: ShapeProblem) -> Vec<Fix> {
    let id = spot.node.id;
    match problem {
        ShapeProblem::NeedsVector { .. } => vec![
            insert(FixKind::InsertFlatten, spot.place, Flatten {}),
            insert(FixKind::InsertGlobalAvgPool, spot.place, GlobalAvgPool {}),
        ],
        ShapeProblem::NeedsMap { .. } => {
            let before = spot.flattened.map(|(flat, to)| Fix {
                kind: FixKind::MoveBefore(flat),
                edits: vec![Edit::Move { id, to }],
            });
            before.into_iter().chain([remove(id)]).collect()
        }
        ShapeProblem::WindowTooLarge { input, .. } => {
            let smaller = layer.window().map(|window| smaller_kernel(id, &window, input));
            [same_padding(id)].into_iter().chain(smaller).chain([remove(id)]).collect()
        }
        ShapeProblem::PaddingTooLarge { padding, max } => padding_fixes(id, padding, max),
        ShapeProblem::GroupsDoNotDivide { channels, .. } => match layer {
            Layer::Conv2d(conv) => group_fixes(id, conv, channels),
            _ => Vec::new(),
        },
        ShapeProblem::UnevenGroups { channels, groups } => {
            let next = largest_divisor(channels, groups);
            let edits = vec![set_size(id, Field::Groups, next)];
            vec![Fix { kind: FixKind::SetGroups(next), edits }]
        }
    }
}

fn smaller_kernel(id: NodeId, window: &Window, [rows, columns]: [usize; 2]) -> Fix {
    let [kernel_h, kernel_w] = window.kernel;
    let [dilation_h, dilation_w] = window.dilation;
    let fitting = |kernel: usize, room: usize, dilation: usize| {
        kernel.min(room.saturating_sub(1) / dilation.max(1) + 1)
    };
    let kernel = [fitting(kernel_h, rows, dilation_h), fitting(kernel_w, columns, dilation_w)];
    let edits = set_pair(id, [Field::KernelHeight, Field::KernelWidth], kernel);
    Fix { kind: FixKind::SetKernel(kernel), edits }
}

fn padding_fixes(id: NodeId, [height, width]: [usize; 2], max: [usize; 2]) -> Vec<Fix> {
    let [max_h, max_w] = max;
    let padding = [height.min(max_h), width.min(max_w)];
    let edits = set_pair(id, [Field::PaddingHeight, Field::PaddingWidth], padding);
    vec![Fix { kind: FixKind::SetPadding(padding), edits }, same_padding(id)]
}

/// Repairs of the side at fault: where the input divides, the next numbers of filters that do;
/// and in any case the next numbers of groups that divide both.
fn group_fixes(id: NodeId, conv: &Conv2d, channels: usize) -> Vec<Fix> {
    let divides = |n: usize, by: usize| n.checked_rem(by) == Some(0);
    let both = |groups: &usize| divides(channels, *groups) && divides(conv.filters, *groups);
    let mut fixes = Vec::new();
    if divides(channels, conv.groups) {
        let less = conv.filters / conv.groups.max(1) * conv.groups;
        let more = less.saturating_add(conv.groups);
        for filters in [more, less] {
            if (1..=Conv2d::MAX_FILTERS).contains(&filters) {
                let edits = vec![set_size(id, Field::Filters, filters)];
                fixes.push(Fix { kind: FixKind::SetFilters(filters), edits });
            }
        }
    }
    let fewer = (1..conv.groups.min(channels.saturating_add(1))).rev().find(both).unwrap_or(1);
    let more = (conv.groups.saturating_add(1)..=channels.min(conv.filters)).find(both);
    for groups in [fewer].into_iter().chain(more) {
        let edits = vec![set_size(id, Field::Groups, groups)];
        fixes.push(Fix { kind: FixKind::SetGroups(groups), edits });
    }
    fixes
}

/// Of `n`, at most `limit`.
fn largest_divisor(n: usize, limit: usize) -> usize {
    (1..=limit.min(n)).rev().find(|by| n.checked_rem(*by) == Some(0)).unwrap_or(1)
}

fn number(value: Value) -> f64 {
    match value {
        Value::Integer(value) => value as f64,
        Value::Number(value) => value,
        Value::Switch(on) => f64::from(u8::from(on)),
        Value::Choice(_) => 0.0,
    }
}
