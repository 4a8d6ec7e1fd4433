//! What a data set demands: its picture shape at the input, its class count at the end.

use super::fixes::{insert, remove, set_size};
use super::flow::{Flow, LARGEST, Target};
use super::fold::Fold;
use super::habits;
use crate::address::{NodeId, Place};
use crate::catalogue::{Dense, Flatten, GlobalAvgPool};
use crate::diagnostic::{Diagnostic, Fix, FixKind, Severity};
use crate::edit::Edit;
use crate::layer::{Layer, LayerKind};
use crate::network::Network;
use crate::node::{Item, Node};
use crate::param::Field;
use crate::problem::{Counted, Problem};
use crate::receptive::Receptive;
use crate::shape::Shape;

impl Fold {
    /// Checks the input and returns what flows into the first node.
    pub(super) fn input(&mut self, network: &Network, target: Option<Target>) -> Flow {
        let found = network.input;
        let clamped = found.map(|size| size.clamp(1, Network::MAX_INPUT));
        let mut sound = true;
        if let Some(size) = found.iter().find(|size| !(1..=Network::MAX_INPUT).contains(size)) {
            sound = false;
            let (min, max) = (1.0, Network::MAX_INPUT as f64);
            let problem = Problem::OutOfRange { min, max, found: *size as f64 };
            self.input_error(problem, vec![set_input(clamped)]);
        }
        let [channels, height, width] = clamped;
        let shape = Shape::map(channels, height, width);
        let values = shape.values();
        if values > LARGEST {
            (sound, self.huge) = (false, true);
            self.input_error(
                Problem::TooLarge { of: Counted::Input, values, limit: LARGEST },
                Vec::new(),
            );
        }
        if let Some(target) = target
            && target.input != found
        {
            let problem = Problem::InputShape { expected: target.input, found };
            self.input_error(problem, vec![set_input(target.input)]);
        }
        Flow { shape, sound, seen: Receptive::PIXEL, depth: 0 }
    }

    fn input_error(&mut self, problem: Problem, fixes: Vec<Fix>) {
        let severity = Severity::Error;
        self.push(0, Diagnostic { severity, node: None, field: None, problem, fixes });
    }

    /// Checks what comes out of the last node.
    pub(super) fn ending(&mut self, network: &Network, target: Option<Target>, end: Flow) {
        for (id, fixes) in habits::early_softmax(network) {
            let at = self.position(id);
            self.at_node(at, id, Severity::Warning, Problem::SoftmaxNotLast, fixes);
        }
        if network.is_empty() {
            let fixes = target.map(|target| classifier(network, end.shape, target.classes));
            return self.network_error(Problem::Empty, fixes.into_iter().collect());
        }
        let Some(Target { classes, .. }) = target else { return };
        match end.shape {
            Shape::Map { channels, .. } => {
                let place = Place::root(network.nodes.len());
                let pool = insert(FixKind::InsertGlobalAvgPool, place, GlobalAvgPool {});
                let dense = classifier(network, end.shape, classes);
                // As many maps as classes: the end of an all-convolutional network.
                let fixes = if channels == classes { vec![pool, dense] } else { vec![dense, pool] };
                self.network_error(Problem::MissingClassifier { found: end.shape }, fixes);
            }
            Shape::Vector(found) if found == classes => {
                if let Some(id) = habits::bent_scores(network) {
                    let (at, fixes) = (self.position(id), vec![remove(id)]);
                    self.at_node(at, id, Severity::Warning, Problem::ActivationLast, fixes);
                }
            }
            Shape::Vector(found) => {
                // Behind an error the length counts only if a dense layer decides it: a
                // convolution may itself be what is wrong.
                let decides = |source: &Source| end.sound || source.field == Field::Units;
                let source = Source::of(network).filter(decides);
                if end.sound || source.is_some() {
                    let fixes = resize(network, source, end.shape, classes);
                    self.network_error(Problem::ClassCount { expected: classes, found }, fixes);
                }
            }
        }
    }
    /// Of a node in the document, counted from 1: 0 is the input.
    fn position(&self, id: NodeId) -> usize {
        let mut nodes = self.report.nodes.iter();
        nodes.position(|report| report.id == id).map_or(0, |index| index + 1)
    }
}

/// The layer that decides how long the last vector is.
struct Source<'a> {
    node: &'a Node,
    field: Field,
    /// An activation stands behind it, as behind a hidden layer.
    hidden: bool,
}

impl<'a> Source<'a> {
    /// Found backwards: a dense layer, or the convolution before a global pooling.
    fn of(network: &'a Network) -> Option<Self> {
        let mut hidden = false;
        let mut pooled = false;
        for node in network.nodes.iter().rev() {
            match &node.item {
                Item::Layer(Layer::Dense(_)) if !pooled => {
                    return Some(Self { node, field: Field::Units, hidden });
                }
                Item::Layer(Layer::Conv2d(_) | Layer::SeparableConv2d(_)) if pooled => {
                    return Some(Self { node, field: Field::Filters, hidden: false });
                }
                Item::Layer(Layer::GlobalAvgPool(_) | Layer::GlobalMaxPool(_)) if !pooled => {
                    pooled = true;
                }
                Item::Layer(Layer::Activation(_)) => hidden = true,
                Item::Layer(Layer::Softmax(_) | Layer::Flatten(_)) if !pooled => {}
                Item::Layer(Layer::Dropout(_) | Layer::BatchNorm2d(_) | Layer::LayerNorm(_)) => {}
                Item::Layer(
                    Layer::MaxPool2d(_)
                    | Layer::AvgPool2d(_)
                    | Layer::AdaptiveAvgPool2d(_)
                    | Layer::Upsample(_)
                    | Layer::LocalResponseNorm(_)
                    | Layer::SpatialDropout(_),
                ) if pooled => {}
                _ => return None,
            }
        }
        None
    }
}

fn resize(network: &Network, source: Option<Source>, end: Shape, classes: usize) -> Vec<Fix> {
    let append = classifier(network, end, classes);
    let Some(Source { node, field, hidden }) = source else { return vec![append] };
    let kind = match &node.item {
        Item::Layer(Layer::Conv2d(conv)) if classes.checked_rem(conv.groups) != Some(0) => {
            return vec![append];
        }
        _ if field == Field::Filters => FixKind::SetFilters(classes),
        _ => FixKind::SetUnits(classes),
    };
    let set = Fix { kind, edits: vec![set_size(node.id, field, classes)] };
    if hidden { vec![append, set] } else { vec![set, append] }
}

/// A dense layer with one unit a class at the end, before a closing softmax; a flatten before it
/// where the end is a map.
fn classifier(network: &Network, end: Shape, classes: usize) -> Fix {
    let is_softmax = |node: &&Node| node.item.kind() == Some(LayerKind::Softmax);
    let closing = network.nodes.iter().rev().take_while(is_softmax).count();
    let mut at = Place::root(network.nodes.len() - closing);
    let mut edits = Vec::new();
    if let Shape::Map { .. } = end {
        edits.push(Edit::Insert { at, item: Flatten {}.into() });
        at.index += 1;
    }
    edits.push(Edit::Insert { at, item: Dense::new(classes).into() });
    Fix { kind: FixKind::InsertClassifier(classes), edits }
}

fn set_input(input: [usize; 3]) -> Fix {
    Fix { kind: FixKind::SetInput(input), edits: vec![Edit::SetInput(input)] }
}
