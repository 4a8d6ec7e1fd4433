//! What an exercise is.

use filtro_net::{Layer, Network, Shape};

/// One exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// What goes in, `[channels, height, width]`.
    pub input: [usize; 3],
    /// What it passes through. In an exercise with a goal the first layer has one value that
    /// reaches it.
    pub layers: Vec<Layer>,
    /// What is asked for, in the order of the fields.
    pub parts: Vec<Part>,
    /// What the sought parameter must reach; the parts are then that parameter alone.
    pub goal: Option<Goal>,
    /// A layer over the same input that the solution compares.
    pub aside: Option<Layer>,
}

/// A number that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Rows of the output.
    Height,
    /// Columns of the output.
    Width,
    /// Channels of the output.
    Channels,
    /// Values of the flat vector that a dense layer sees.
    Values,
    /// Trainable parameters of all layers together.
    Parameters,
    /// Rows (and columns) of the input that one output value depends on.
    Receptive,
    /// The padding on each side.
    Padding,
    /// The stride, the same in both directions.
    Stride,
    /// The side of a square window.
    Kernel,
    /// The number of filters.
    Filters,
}

/// What a sought parameter must reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// `[height, width]` of the output.
    Size([usize; 2]),
    /// Trainable parameters.
    Parameters(u64),
}

impl Exercise {
    /// What comes out of `layer`, and what it learns; `None` where it is no convolution or pooling,
    /// or does not fit `input`.
    pub fn of(input: Shape, layer: &Layer) -> Option<Self> {
        let Shape::Map { channels, height, width } = input else { return None };
        if !matches!(layer, Layer::Conv2d(_) | Layer::MaxPool2d(_) | Layer::AvgPool2d(_)) {
            return None;
        }
        layer.output(input).ok()?;
        Some(Self::forward([channels, height, width], vec![layer.clone()], &Part::VOLUME))
    }

    pub(crate) fn forward(input: [usize; 3], layers: Vec<Layer>, parts: &[Part]) -> Self {
        Self { input, layers, parts: parts.to_vec(), goal: None, aside: None }
    }

    pub(crate) fn backward(input: [usize; 3], layer: Layer, part: Part, goal: Goal) -> Self {
        Self { goal: Some(goal), ..Self::forward(input, vec![layer], &[part]) }
    }

    /// The input as a shape.
    pub const fn input_shape(&self) -> Shape {
        let [channels, height, width] = self.input;
        Shape::map(channels, height, width)
    }

    /// What goes into each layer and what comes out of the last: one shape more than layers.
    pub fn shapes(&self) -> Vec<Shape> {
        let mut shapes = vec![self.input_shape()];
        let mut last = self.input_shape();
        for layer in &self.layers {
            let Ok(output) = layer.output(last) else { break };
            shapes.push(output);
            last = output;
        }
        shapes
    }

    /// The input and the layers as a document.
    pub fn network(&self, name: &str) -> Network {
        let mut network = Network::new(name, self.input);
        for layer in &self.layers {
            network.push(layer.clone());
        }
        network
    }
}

impl Part {
    /// A volume that comes out, and what is learnt for it.
    pub(crate) const VOLUME: [Self; 4] =
        [Self::Channels, Self::Height, Self::Width, Self::Parameters];
    /// A volume that comes out.
    pub(crate) const SHAPE: [Self; 3] = [Self::Channels, Self::Height, Self::Width];
}
