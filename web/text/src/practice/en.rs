//! English.

use super::Practice;
use super::words::{Words, area, layer};
use crate::lang::Lang;
use filtro_course::{Exercise, Goal, Part, Slip};

const WORDS: Words = Words {
    filter: "filter of",
    filters: "filters of",
    stride: "stride",
    padding: "padding",
    same: "“same”",
    dilation: "dilation",
    groups: |groups| format!("in {groups} groups"),
    one_each: " (one filter each)",
    no_bias: "without bias",
    max_pool: "max pooling over",
    avg_pool: "average pooling over",
    rounded_up: "rounded up",
    flatten: "flatten",
    dense: |units| format!("a dense layer of {units} units"),
    other: "a layer",
};

fn ask(exercise: &Exercise) -> String {
    let several = exercise.layers.len() > 1;
    let what = |wanted: String| match exercise.parts.first() {
        Some(Part::Padding) => format!("Which padding {wanted}?"),
        Some(Part::Stride) => format!("Which stride {wanted}?"),
        _ => format!("Which side of the square window {wanted}?"),
    };
    match exercise.goal {
        Some(Goal::Size(size)) if exercise.input_shape().size() == size => {
            what(format!("keeps the size at {}", area(size)))
        }
        Some(Goal::Size(size)) => what(format!("gives an output of {}", area(size))),
        Some(Goal::Parameters(count)) => {
            let count = Lang::En.integer(count);
            format!("The layer has {count} parameters. How many filters does it have?")
        }
        None => match exercise.parts.as_slice() {
            [Part::Parameters] => "How many parameters does this layer have?",
            [Part::Values, ..] => {
                "How many values does the dense layer see, and how many parameters does it have?"
            }
            [Part::Receptive] => {
                "How many pixels of the input, from side to side, does one output value depend on?"
            }
            [.., Part::Parameters] if several => {
                "What comes out at the end, and with how many parameters in all?"
            }
            [.., Part::Parameters] => "What comes out, and with how many parameters?",
            _ if several => "What comes out at the end?",
            _ => "What comes out?",
        }
        .to_owned(),
    }
}

fn slip(slip: Slip) -> String {
    match slip {
        Slip::NoPlusOne => {
            "One less than it should be: the first position of the window counts too, so add 1."
        }
        Slip::PaddingIgnored => "The padding is missing: it makes the input larger on every side.",
        Slip::PaddingOnce => "Padding is added on both sides, so it counts twice.",
        Slip::StrideIgnored => "That is for a stride of 1. Divide by the stride.",
        Slip::RoundedUp => "Round down: a window that no longer fits is left out.",
        Slip::WindowIgnored => {
            "The window's size is missing: it cannot go beyond the edge, so subtract it first."
        }
        Slip::DilationIgnored => {
            "The window is spread: with dilation d it covers d·(kernel − 1) + 1 pixels."
        }
        Slip::InputSize => "That is the input's size. Does it really stay the same here?",
        Slip::AxesSwapped => "That is the other direction: height comes before width.",
        Slip::FirstLayer => "That is what the first layer gives. There is more after it.",
        Slip::InputChannels => "Those are the input's channels. Each filter makes one map.",
        Slip::ChannelsMultiplied => {
            "A filter goes through all input channels at once and makes a single map of them."
        }
        Slip::OneGroup => "Those are the filters of one group. Their maps are stacked.",
        Slip::EachByItself => "Pooling takes each channel by itself: their number stays.",
        Slip::NoBias => "The biases are missing: one for each filter or unit.",
        Slip::OneBias => "There is one bias for each filter or unit, not one in all.",
        Slip::BiasCounted => "This layer has no bias.",
        Slip::DepthIgnored => "A filter is as deep as its input: multiply by the input's channels.",
        Slip::OneFilter => "That is a single one of them. How many are there?",
        Slip::DepthSwapped => {
            "Channels and filters are exchanged: the input's channels are the depth of a filter."
        }
        Slip::GroupsIgnored => {
            "In groups a filter sees only its group's channels: divide the depth by the groups."
        }
        Slip::WorkCounted => {
            "Those are the multiplications. The weights are shared by all positions."
        }
        Slip::NothingLearnt => "Pooling has nothing to learn: it only picks or averages.",
        Slip::OneMap => "That is one map. The values of all channels are put in one line.",
        Slip::SidesAdded => {
            "Windows overlap: each adds its side less 1, and one pixel to begin with."
        }
        Slip::BothSides => "That is both sides together. Padding is given for one side.",
        Slip::Gives(size) => {
            return format!("With that value, the output would be {}.", area(size));
        }
        Slip::GivesParameters(count) => {
            let count = Lang::En.integer(count);
            return format!("With that many, there would be {count} parameters.");
        }
        Slip::DoesNotFit => "With that value, the layer cannot be built.",
    }
    .to_owned()
}

/// English.
pub const EN: Practice = Practice {
    title: "Shape practice",
    lead: "What comes out of a layer, and with how many parameters? Work it out, type it in, and \
           see where it went wrong.",
    exercise: |number| format!("Exercise {number}"),
    of_the_lecture: "From the lecture",
    of_the_network: "From your network",
    given: |input| format!("Input {input} (channels × height × width)."),
    layer: |this, sought| layer(&WORDS, this, sought),
    ask,
    part: |part| match part {
        Part::Height => "Height",
        Part::Width => "Width",
        Part::Channels => "Channels",
        Part::Values => "Values",
        Part::Parameters => "Parameters",
        Part::Receptive => "Receptive field",
        Part::Padding => "Padding",
        Part::Stride => "Stride",
        Part::Kernel => "Window side",
        Part::Filters => "Filters",
    },
    check: "Check",
    give_up: "Show the solution",
    next: "Next exercise",
    right: "Right.",
    wrong: "Not yet. Check the formula again.",
    number_needed: "Type a whole number.",
    slip,
    solution: "Solution",
    one_map_a_filter: "One map for each filter",
    channels_kept: "Channels stay",
    together: "Together",
    receptive_rule: "One pixel, and each layer adds (window − 1) · all strides before it",
    left_over: |rows, columns| {
        format!("The window stops before the end. Rows left over: {rows}, columns: {columns}.")
    },
    with_stride: |stride| format!("With a stride of {stride}, for comparison"),
    build: "Open in the builder",
    series: "Series",
    level: "Level",
    levels: ["1 · Basics", "2 · Strides", "3 · In a row", "4 · Groups"],
    seed: "Seed",
    seed_help: "The same seed and level give everybody the same exercises.",
    other_series: "Another series",
    link: "Link to this series",
    own: "Exercise from the selected layer",
    own_missing: "Select a convolution or pooling layer of your network first.",
    progress: "Progress",
    score: |right, done, streak| format!("{right} of {done} solved · {streak} in a row"),
    reset: "Reset progress",
};
