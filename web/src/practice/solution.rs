//! The way to the answer, written out with an exercise's own numbers.

use crate::formula::{About, lines};
use filtro_course::{Exercise, Goal, Part};
use filtro_net::{Formula, Layer, NodeReport, Shape, WeightFormula, WindowFormula, inspect};
use filtro_text::Text;
use filtro_text::practice::Practice;
use filtro_text::repairs::shape_text;

/// What happens in one place, and the arithmetic behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// A layer in words, or what is done.
    pub(super) title: String,
    /// What a line computes, and the arithmetic.
    pub(super) lines: Vec<(&'static str, String)>,
}

/// The steps, in order.
pub(super) fn steps(exercise: &Exercise, text: &Text) -> Vec<Step> {
    match (exercise.goal, exercise.parts.as_slice()) {
        (Some(goal), [part, ..]) => vec![sought(exercise, text, *part, goal)],
        (None, [Part::Receptive]) => vec![receptive(exercise, &text.practice)],
        _ => forward(exercise, text),
    }
}

fn forward(exercise: &Exercise, text: &Text) -> Vec<Step> {
    let t = &text.practice;
    let asked = |part| exercise.parts.contains(&part);
    let report = inspect(&exercise.network(""), None);
    let mut steps: Vec<Step> = Vec::new();
    for (layer, node) in exercise.layers.iter().zip(&report.nodes) {
        let mut step = Step { title: flow(t, layer, node), lines: Vec::new() };
        for line in lines(node, text.lang) {
            let wanted = match line.about {
                About::Size | About::Height | About::Width => asked(Part::Height),
                About::Values => asked(Part::Values),
                About::Parameters => asked(Part::Parameters),
                _ => false,
            };
            if wanted {
                step.lines.push((about(text, line.about), line.text));
            }
        }
        let channels = node.output.map_or(0, Shape::channels).to_string();
        if asked(Part::Channels) && layer.window().is_some() {
            let kept = !matches!(layer, Layer::Conv2d(_));
            step.lines.push((if kept { t.channels_kept } else { t.one_map_a_filter }, channels));
        }
        if asked(Part::Parameters) && node.weights.is_none() && exercise.layers.len() == 1 {
            step.lines.push(((t.part)(Part::Parameters), "0".to_owned()));
        }
        steps.push(step);
        steps.extend(left_over(t, layer, node));
    }
    let counts: Vec<u64> = report.nodes.iter().map(|node| node.parameters).collect();
    let counts: Vec<String> =
        counts.iter().filter(|n| **n > 0).map(|n| text.lang.integer(*n)).collect();
    if asked(Part::Parameters) && counts.len() > 1 {
        let sum = format!("{} = {}", counts.join(" + "), text.lang.integer(report.parameters));
        let title = t.together.to_owned();
        steps.push(Step { title, lines: vec![((t.part)(Part::Parameters), sum)] });
    }
    steps.extend(aside(exercise, text));
    steps
}

/// A layer and what it makes of what.
fn flow(t: &Practice, layer: &Layer, node: &NodeReport) -> String {
    let shape = |shape: Option<Shape>| shape.map_or_else(String::new, shape_text);
    format!("{}: {} → {}", (t.layer)(layer, None), shape(node.input), shape(node.output))
}

fn about(text: &Text, about: About) -> &'static str {
    let t = &text.network;
    match about {
        About::Size => t.both_axes,
        About::Height => t.height,
        About::Width => t.width,
        About::Values => t.flat,
        About::Parameters => t.parameters,
        _ => t.multiply_adds,
    }
}

/// Pixels behind the last window.
fn left_over(t: &Practice, layer: &Layer, node: &NodeReport) -> Option<Step> {
    let Some(Formula::Window([height, width])) = layer.formula(node.input?) else { return None };
    let (rows, columns) = (height.unused(), width.unused());
    let any = rows + columns > 0;
    any.then(|| Step { title: (t.left_over)(rows, columns), lines: Vec::new() })
}

/// The same with another layer.
fn aside(exercise: &Exercise, text: &Text) -> Vec<Step> {
    let Some(layer) = &exercise.aside else { return Vec::new() };
    let other = Exercise { layers: vec![layer.clone()], aside: None, ..exercise.clone() };
    let mut steps = forward(&other, text);
    if let (Some(first), Some(window)) = (steps.first_mut(), layer.window()) {
        let [stride, _] = window.stride;
        first.title = (text.practice.with_stride)(stride);
    }
    steps
}

fn receptive(exercise: &Exercise, t: &Practice) -> Step {
    let mut sum = "1".to_owned();
    let mut strides: Vec<String> = Vec::new();
    for window in exercise.layers.iter().filter_map(Layer::window) {
        let ([reach, _], [stride, _]) = (window.reach(), window.stride);
        sum += &format!(" + ({reach} − 1)");
        for stride in &strides {
            sum += &format!("·{stride}");
        }
        if stride > 1 {
            strides.push(stride.to_string());
        }
    }
    let result = exercise.answers(Part::Receptive).first().copied().unwrap_or(0);
    let lines = vec![((t.part)(Part::Receptive), format!("{sum} = {result}"))];
    Step { title: t.receptive_rule.to_owned(), lines }
}

/// The equation, the unknown alone, and every value that solves it.
fn sought(exercise: &Exercise, text: &Text, part: Part, goal: Goal) -> Step {
    let t = &text.practice;
    let input = exercise.input_shape();
    let layer = exercise.layers.first();
    let title = layer.map(|layer| (t.layer)(layer, Some(part))).unwrap_or_default();
    let name = (t.part)(part);
    let letter = match part {
        Part::Padding => "P",
        Part::Stride => "S",
        Part::Kernel => "K",
        _ => "F",
    };
    let mut lines = Vec::new();
    let mut push = |line: String| lines.push((name, line));
    match (goal, layer.and_then(|layer| layer.formula(input)), layer.and_then(|l| l.weights(input)))
    {
        (Goal::Size(_), Some(Formula::Window([axis, _])), _) => {
            let WindowFormula { size, pad_before, kernel, stride, result, .. } = axis;
            let is = |this, number: usize| {
                if part == this { letter.to_owned() } else { number.to_string() }
            };
            let (p, k, s) =
                (is(Part::Padding, pad_before), is(Part::Kernel, kernel), is(Part::Stride, stride));
            push(format!("⌊({size} + 2·{p} − {k})/{s}⌋ + 1 = {result}"));
            // What is rounded down lies from one whole number to the next.
            let less = result.saturating_sub(1);
            push(format!("{less}·{s} ≤ {size} + 2·{p} − {k} < {result}·{s}"));
        }
        (Goal::Parameters(all), _, Some(WeightFormula::Conv { inputs: [c, h, w], bias, .. })) => {
            let one = if bias {
                format!("({c} · {h} · {w} + 1)")
            } else {
                format!("{c} · {h} · {w}")
            };
            let each = (c * h * w) as u64 + u64::from(bias);
            push(format!("{letter} · {one} = {}", text.lang.integer(all)));
            push(format!("{letter} = {} / {}", text.lang.integer(all), text.lang.integer(each)));
        }
        _ => {}
    }
    let answers: Vec<String> = exercise.answers(part).iter().map(u64::to_string).collect();
    push(match answers.as_slice() {
        [only] => format!("{letter} = {only}"),
        several => format!("{letter} ∈ {{{}}}", several.join(", ")),
    });
    Step { title, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_course::LEVELS;
    use filtro_text::Lang;
    use proptest::prelude::*;

    fn written(exercise: &Exercise, lang: Lang) -> Vec<String> {
        let steps = steps(exercise, lang.text());
        let lines = |step: Step| step.lines.into_iter().map(|(_, line)| line);
        steps.into_iter().flat_map(lines).collect()
    }

    #[test]
    fn the_opening_solutions() {
        let of = |number| written(&Exercise::new(1, number, 1), Lang::En);
        assert_eq!(of(4), ["⌊(7 + 2·0 − 3)/1⌋ + 1 = 5"]);
        assert_eq!(of(5), ["⌊(7 + 2·0 − 3)/2⌋ + 1 = 3", "⌊(7 + 2·0 − 3)/3⌋ + 1 = 2"]);
        assert_eq!(of(6), ["⌊(32 + 2·2 − 5)/1⌋ + 1 = 32", "10"]);
        assert_eq!(of(7), ["10 · (3 · 5 · 5 + 1) = 760"]);
        let seven = steps(&Exercise::new(1, 5, 1), Lang::En.text());
        assert!(seven.last().unwrap().title.contains("Rows left over: 1, columns: 1"));
    }

    #[test]
    fn a_receptive_field_is_added_up() {
        let mut all = (0..200).map(|number| Exercise::new(5, number, 4));
        let strided = |one: &Exercise| {
            let first = one.layers.first().and_then(Layer::window);
            one.parts == [Part::Receptive] && first.is_some_and(|window| window.stride == [2, 2])
        };
        let exercise = all.find(strided).unwrap();
        let line = written(&exercise, Lang::En).remove(0);
        let (sum, result) = line.split_once(" = ").unwrap();
        let term = |term: &str| -> u64 {
            let bare = term.replace(['(', ')'], "");
            let factor = |factor: &str| match factor.split_once(" − ") {
                Some((side, one)) => side.parse::<u64>().unwrap() - one.parse::<u64>().unwrap(),
                None => factor.parse().unwrap(),
            };
            bare.split('·').map(factor).product()
        };
        let added: u64 = sum.split(" + ").map(term).sum();
        assert_eq!(added.to_string(), result, "{line}");
        assert!(sum.ends_with("·2·2"), "{line}");
    }

    #[test]
    fn what_is_sought_stands_alone_in_the_end() {
        let keep = (0..).map(|number| Exercise::new(1, number, 1));
        let keep = keep.into_iter().find(|one| one.parts == [Part::Padding]).unwrap();
        let lines = written(&keep, Lang::Es);
        assert!(lines[0].contains("2·P"), "{lines:?}");
        assert_eq!(lines[2], format!("P = {}", keep.answers(Part::Padding)[0]));
    }

    proptest! {
        /// Whatever is asked for stands in the solution, in both languages.
        #[test]
        fn every_answer_is_written(seed: u32, number in 0u32..60, level in 1..=LEVELS) {
            let exercise = Exercise::new(seed, number, level);
            for lang in Lang::ALL {
                let text = lang.text();
                prop_assert!((text.practice.ask)(&exercise).ends_with('?'));
                let lines = written(&exercise, lang);
                for part in &exercise.parts {
                    let answers = exercise.answers(*part);
                    let last = answers.iter().map(|n| lang.integer(*n)).collect::<Vec<_>>();
                    let [first, ..] = last.as_slice() else { panic!("no answer") };
                    let found = lines.iter().any(|line| {
                        line.ends_with(&format!("= {first}"))
                            || line == first
                            || line.contains(&format!("{{{first}"))
                    });
                    prop_assert!(found, "{:?} {} in {:?}", part, first, lines);
                }
            }
        }
    }
}
