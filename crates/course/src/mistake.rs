//! What is wrong with an answer, where it is a mistake that people make.
//!
//! Every slip is the exercise computed again with that one mistake, so it is named only where it
//! leads to the very number that was typed.

use crate::exercise::{Exercise, Goal, Part};
use filtro_net::catalogue::Window;
use filtro_net::{Layer, Shape, WeightFormula, WindowFormula};

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Wrong, and how it may have come about.
    Wrong(Option<Slip>),
}

/// A mistake that leads to the number that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The first position of the window was not counted.
    NoPlusOne,
    /// No padding.
    PaddingIgnored,
    /// Padding on one side only.
    PaddingOnce,
    /// A stride of 1.
    StrideIgnored,
    /// Rounded up.
    RoundedUp,
    /// As if the window covered one pixel.
    WindowIgnored,
    /// As if the window's taps were neighbours.
    DilationIgnored,
    /// The input's size.
    InputSize,
    /// Height for width.
    AxesSwapped,
    /// What comes out of the first layer.
    FirstLayer,
    /// The input's channels, though there are filters.
    InputChannels,
    /// Input channels times filters.
    ChannelsMultiplied,
    /// The filters of one group.
    OneGroup,
    /// Pooling takes each channel by itself.
    EachByItself,
    /// No bias.
    NoBias,
    /// One bias in all.
    OneBias,
    /// A bias though there is none.
    BiasCounted,
    /// As if the input had one channel.
    DepthIgnored,
    /// The parameters of a single filter or unit.
    OneFilter,
    /// Input and output channels exchanged.
    DepthSwapped,
    /// As if every filter saw all channels.
    GroupsIgnored,
    /// Multiply-adds: the weights are shared by all positions.
    WorkCounted,
    /// There is nothing to learn in pooling.
    NothingLearnt,
    /// One map of several.
    OneMap,
    /// The windows' sides added up.
    SidesAdded,
    /// The padding of both sides together.
    BothSides,
    /// The sought parameter gives this `[height, width]`.
    Gives([usize; 2]),
    /// The sought parameter gives so many parameters.
    GivesParameters(u64),
    /// The layer cannot be built so.
    DoesNotFit,
}

/// Mistakes about a size, in the order in which they are thought of.
const SIZES: [Slip; 7] = [
    Slip::NoPlusOne,
    Slip::PaddingIgnored,
    Slip::PaddingOnce,
    Slip::DilationIgnored,
    Slip::RoundedUp,
    Slip::StrideIgnored,
    Slip::WindowIgnored,
];

/// Mistakes about parameters.
const COUNTS: [Slip; 8] = [
    Slip::NoBias,
    Slip::OneBias,
    Slip::BiasCounted,
    Slip::DepthIgnored,
    Slip::OneFilter,
    Slip::DepthSwapped,
    Slip::GroupsIgnored,
    Slip::WorkCounted,
];

impl Exercise {
    /// Judges an answer to `part`.
    pub fn check(&self, part: Part, answer: u64) -> Verdict {
        let right = match self.goal {
            Some(_) => self.reaches(part, answer),
            None => self.result(part) == Some(answer),
        };
        if right { Verdict::Right } else { Verdict::Wrong(self.slip(part, answer)) }
    }

    fn slip(&self, part: Part, answer: u64) -> Option<Slip> {
        let found = match part {
            Part::Height => self.size_slip(false, answer),
            Part::Width => self.size_slip(true, answer),
            Part::Channels => self.channel_slip(answer),
            Part::Parameters => self.count_slip(answer),
            Part::Values => self.value_slip(answer),
            Part::Receptive => self.receptive_slip(answer),
            Part::Padding | Part::Stride | Part::Kernel | Part::Filters => {
                return Some(self.sought_slip(part, answer));
            }
        };
        let first = || {
            let first =
                Self { layers: self.layers.first().cloned().into_iter().collect(), ..self.clone() };
            let several = self.layers.len() > 1 && first.result(part) == Some(answer);
            several.then_some(Slip::FirstLayer)
        };
        found.or_else(first)
    }

    fn size_slip(&self, across: bool, answer: u64) -> Option<Slip> {
        let [height, width] = self.size()?;
        let other = if across { height } else { width };
        let is = |value: usize| value as u64 == answer;
        let slips = SIZES.into_iter();
        let mut found = slips.filter(|slip| self.side(across, *slip).is_some_and(is));
        found
            .next()
            .or_else(|| is(other).then_some(Slip::AxesSwapped))
            .or_else(|| is(side(self.input_shape().size(), across)).then_some(Slip::InputSize))
    }

    /// The size along one axis, computed with a mistake in every window.
    fn side(&self, across: bool, slip: Slip) -> Option<usize> {
        let mut size = side(self.input_shape().size(), across);
        for window in self.layers.iter().filter_map(Layer::window) {
            let Window { kernel, stride, dilation, ceil_mode: mut ceil, .. } = window;
            let [pad_h, pad_w] = window.pads([size; 2]);
            let mut pads = if across { pad_w } else { pad_h };
            let [mut kernel, mut stride, mut dilation] =
                [kernel, stride, dilation].map(|pair| side(pair, across));
            let mut less = 0;
            match slip {
                Slip::NoPlusOne => less = 1,
                Slip::PaddingIgnored => pads = (0, 0),
                Slip::PaddingOnce => pads.0 = 0,
                Slip::StrideIgnored => stride = 1,
                Slip::RoundedUp => ceil = true,
                Slip::WindowIgnored => kernel = 1,
                Slip::DilationIgnored => dilation = 1,
                _ => {}
            }
            let formula = WindowFormula::new(size, pads, kernel, dilation, stride, ceil)?;
            size = formula.result.checked_sub(less)?;
        }
        Some(size)
    }

    fn channel_slip(&self, answer: u64) -> Option<Slip> {
        let [inputs, ..] = self.input;
        let is = |value: usize| value as u64 == answer;
        let mut convs = self.layers.iter().filter_map(|layer| match layer {
            Layer::Conv2d(conv) => Some(conv),
            _ => None,
        });
        let Some(conv) = convs.next() else { return Some(Slip::EachByItself) };
        if is(inputs.saturating_mul(conv.filters)) {
            Some(Slip::ChannelsMultiplied)
        } else if is(inputs) {
            Some(Slip::InputChannels)
        } else if conv.groups > 1 && is(conv.filters / conv.groups) {
            Some(Slip::OneGroup)
        } else {
            None
        }
    }

    fn count_slip(&self, answer: u64) -> Option<Slip> {
        if self.result(Part::Parameters) == Some(0) {
            return Some(Slip::NothingLearnt);
        }
        COUNTS.into_iter().find(|slip| self.count(*slip) == answer)
    }

    /// The parameters, counted with a mistake in every layer.
    fn count(&self, slip: Slip) -> u64 {
        let layers = self.layers.iter().zip(self.shapes());
        layers.map(|(layer, input)| counted(layer, input, slip)).sum()
    }

    fn value_slip(&self, answer: u64) -> Option<Slip> {
        let shapes = self.shapes();
        let maps = shapes.iter().rev().find(|shape| matches!(shape, Shape::Map { .. }))?;
        let [height, width] = maps.size();
        ((height * width) as u64 == answer).then_some(Slip::OneMap)
    }

    fn receptive_slip(&self, answer: u64) -> Option<Slip> {
        let windows = || self.layers.iter().filter_map(Layer::window);
        let reach = |window: Window| side(window.reach(), false);
        if windows().map(reach).sum::<usize>() as u64 == answer {
            Some(Slip::SidesAdded)
        } else if windows().map(|window| reach(window) - 1).sum::<usize>() as u64 + 1 == answer {
            Some(Slip::StrideIgnored)
        } else {
            None
        }
    }

    fn sought_slip(&self, part: Part, answer: u64) -> Slip {
        let both =
            part == Part::Padding && answer.is_multiple_of(2) && self.reaches(part, answer / 2);
        if both {
            return Slip::BothSides;
        }
        let with = self.with(part, answer);
        let given = match self.goal {
            Some(Goal::Parameters(_)) => {
                with.and_then(|with| with.result(Part::Parameters)).map(Slip::GivesParameters)
            }
            _ => with.and_then(|with| with.size()).map(Slip::Gives),
        };
        given.unwrap_or(Slip::DoesNotFit)
    }
}

/// A layer's parameters, counted with a mistake.
fn counted(layer: &Layer, input: Shape, slip: Slip) -> u64 {
    let Some(formula) = layer.weights(input) else { return 0 };
    if slip == Slip::WorkCounted {
        return layer.multiply_adds(input);
    }
    match formula {
        WeightFormula::Conv { mut filters, mut inputs, mut bias } => {
            let [depth, _, _] = &mut inputs;
            match slip {
                Slip::NoBias => bias = false,
                Slip::OneBias if bias => return formula.products().saturating_add(1),
                Slip::BiasCounted => bias = true,
                Slip::DepthIgnored => *depth = 1,
                Slip::OneFilter => filters = 1,
                Slip::DepthSwapped => std::mem::swap(depth, &mut filters),
                Slip::GroupsIgnored => *depth = input.channels(),
                _ => {}
            }
            WeightFormula::Conv { filters, inputs, bias }.total()
        }
        WeightFormula::Dense { mut units, inputs, mut bias } => {
            match slip {
                Slip::NoBias => bias = false,
                Slip::OneBias if bias => return formula.products().saturating_add(1),
                Slip::BiasCounted => bias = true,
                Slip::OneFilter => units = 1,
                _ => {}
            }
            WeightFormula::Dense { units, inputs, bias }.total()
        }
        WeightFormula::Separable { .. }
        | WeightFormula::Norm { .. }
        | WeightFormula::NormEach { .. } => formula.total(),
    }
}

const fn side([height, width]: [usize; 2], across: bool) -> usize {
    if across { width } else { height }
}
