//! Every exercise can be built, is solved by its own solution and by nothing else.

use super::*;
use filtro_net::catalogue::{Conv2d, MaxPool2d, Padding};
use filtro_net::{Layer, LayerKind, Shape, inspect};
use proptest::prelude::*;

fn series() -> impl Strategy<Value = Exercise> {
    (any::<u32>(), 0u32..200, 1..=LEVELS)
        .prop_map(|(seed, number, level)| Exercise::new(seed, number, level))
}

fn ten() -> Exercise {
    Exercise::new(1, 6, 1)
}

#[test]
fn the_lecture_comes_first_whatever_the_seed() {
    let answers = |number: u32| -> Vec<u64> {
        let exercise = Exercise::new(99, number, 1);
        exercise.parts.iter().flat_map(|part| exercise.answers(*part)).collect()
    };
    // (5·5·1 + 1)·6, halved by pooling, (3·3·1 + 1)·24, (5·5·3 + 1)·6 in colour.
    assert_eq!(answers(0), [6, 28, 28, 156]);
    assert_eq!(answers(1), [6, 14, 14]);
    assert_eq!(answers(2), [24, 30, 30, 240]);
    assert_eq!(answers(3), [6, 28, 28, 456]);
    // (7 − 3)/1 + 1, (7 − 3)/2 + 1, (32 + 2·2 − 5)/1 + 1 with ten filters, (5·5·3 + 1)·10.
    assert_eq!(answers(4), [5, 5]);
    assert_eq!(answers(5), [3, 3]);
    assert_eq!(answers(6), [10, 32, 32]);
    assert_eq!(answers(7), [760]);
    assert!(lecture::exercise(OPENING - 1).is_some() && lecture::exercise(OPENING).is_none());
    assert_eq!(Exercise::new(1, 3, 1), Exercise::new(2, 3, 1));
    assert_ne!(Exercise::new(1, OPENING, 1), Exercise::new(2, OPENING, 1));
}

#[test]
fn a_stride_of_3_leaves_a_row_of_7_over() {
    let aside = Exercise::new(1, 5, 1).aside.unwrap();
    let [rows, columns] = aside.window().unwrap().slide([7, 7]).unwrap();
    assert_eq!((rows.unused(), columns.unused()), (1, 1));
}

#[test]
fn typical_slips_are_named() {
    let wrong = |part, answer| match ten().check(part, answer) {
        Verdict::Wrong(slip) => slip,
        Verdict::Right => panic!("{answer} is right"),
    };
    // (32 + 4 − 5)/1, (32 − 5) + 1, (32 + 2 − 5) + 1.
    assert_eq!(wrong(Part::Height, 31), Some(Slip::NoPlusOne));
    assert_eq!(wrong(Part::Width, 28), Some(Slip::PaddingIgnored));
    assert_eq!(wrong(Part::Width, 30), Some(Slip::PaddingOnce));
    assert_eq!(wrong(Part::Width, 36), Some(Slip::WindowIgnored));
    assert_eq!(wrong(Part::Height, 17), None);
    assert_eq!(wrong(Part::Channels, 30), Some(Slip::ChannelsMultiplied));
    assert_eq!(wrong(Part::Channels, 3), Some(Slip::InputChannels));
    // 10·75, 10·75 + 1, 10·(25 + 1), 75 + 1, 3·(10·25 + 1), 10·75·32·32.
    assert_eq!(wrong(Part::Parameters, 750), Some(Slip::NoBias));
    assert_eq!(wrong(Part::Parameters, 751), Some(Slip::OneBias));
    assert_eq!(wrong(Part::Parameters, 260), Some(Slip::DepthIgnored));
    assert_eq!(wrong(Part::Parameters, 76), Some(Slip::OneFilter));
    assert_eq!(wrong(Part::Parameters, 753), Some(Slip::DepthSwapped));
    assert_eq!(wrong(Part::Parameters, 768_000), Some(Slip::WorkCounted));
    assert_eq!(wrong(Part::Parameters, 759), None);
}

#[test]
fn slips_of_pooling_groups_and_rows_of_layers() {
    let pool = Exercise::of(Shape::map(6, 28, 28), &MaxPool2d::new(2).into()).unwrap();
    assert_eq!(pool.check(Part::Parameters, 0), Verdict::Right);
    assert_eq!(pool.check(Part::Parameters, 24), Verdict::Wrong(Some(Slip::NothingLearnt)));
    assert_eq!(pool.check(Part::Channels, 3), Verdict::Wrong(Some(Slip::EachByItself)));
    assert_eq!(pool.check(Part::Height, 28), Verdict::Wrong(Some(Slip::InputSize)));

    let groups = Conv2d { groups: 2, ..Conv2d::new(8, 3, Padding::Valid) };
    let groups = Exercise::of(Shape::map(4, 9, 12), &groups.into()).unwrap();
    assert_eq!(groups.check(Part::Parameters, 8 * (2 * 9 + 1)), Verdict::Right);
    let seen = groups.check(Part::Parameters, 8 * (4 * 9 + 1));
    assert_eq!(seen, Verdict::Wrong(Some(Slip::GroupsIgnored)));
    assert_eq!(groups.check(Part::Height, 10), Verdict::Wrong(Some(Slip::AxesSwapped)));

    let row = Exercise::new(1, 1, 1);
    assert_eq!(row.check(Part::Height, 28), Verdict::Wrong(Some(Slip::FirstLayer)));
}

#[test]
fn all_values_that_reach_the_goal_are_right() {
    // ⌊(10 − 3)/S⌋ + 1 = 2 for S of 4 to 7.
    let layer = Conv2d { stride: [4; 2], ..Conv2d::new(4, 3, Padding::Valid) };
    let goal = Goal::Size([2, 2]);
    let found = Exercise::backward([1, 10, 10], layer.into(), Part::Stride, goal);
    assert_eq!(found.answers(Part::Stride), [4, 5, 6, 7]);
    assert_eq!(found.check(Part::Stride, 6), Verdict::Right);
    assert_eq!(found.check(Part::Stride, 3), Verdict::Wrong(Some(Slip::Gives([3, 3]))));
    assert_eq!(found.check(Part::Stride, 0), Verdict::Wrong(Some(Slip::DoesNotFit)));

    let layer = Conv2d::new(10, 5, Padding::Explicit([2, 2]));
    let keep = Exercise::backward([3, 32, 32], layer.into(), Part::Padding, Goal::Size([32, 32]));
    assert_eq!(keep.answers(Part::Padding), [2]);
    assert_eq!(keep.check(Part::Padding, 4), Verdict::Wrong(Some(Slip::BothSides)));
    assert_eq!(keep.check(Part::Padding, 1), Verdict::Wrong(Some(Slip::Gives([30, 30]))));
    let count = Exercise { goal: Some(Goal::Parameters(760)), parts: vec![Part::Filters], ..keep };
    assert_eq!(count.answers(Part::Filters), [10]);
    let seen = count.check(Part::Filters, 9);
    assert_eq!(seen, Verdict::Wrong(Some(Slip::GivesParameters(684))));
}

#[test]
fn a_receptive_field_grows_by_the_strides_before() {
    let layers = vec![
        Conv2d { stride: [2, 2], ..Conv2d::new(8, 5, Padding::Explicit([1, 1])) }.into(),
        MaxPool2d::new(2).into(),
        Conv2d::new(8, 3, Padding::Explicit([1, 1])).into(),
    ];
    let field = Exercise::forward([3, 32, 32], layers, &[Part::Receptive]);
    // 1 + 4 + 1·2 + 2·4.
    assert_eq!(field.answers(Part::Receptive), [15]);
    assert_eq!(field.check(Part::Receptive, 10), Verdict::Wrong(Some(Slip::SidesAdded)));
    assert_eq!(field.check(Part::Receptive, 8), Verdict::Wrong(Some(Slip::StrideIgnored)));
    assert_eq!(field.check(Part::Receptive, 5), Verdict::Wrong(Some(Slip::FirstLayer)));
}

#[test]
fn an_activation_is_no_exercise() {
    let input = Shape::map(3, 8, 8);
    let relu = Layer::new(LayerKind::Activation);
    assert_eq!(Exercise::of(input, &relu), None);
    let large = Conv2d::new(4, 9, Padding::Valid).into();
    assert_eq!(Exercise::of(input, &large), None);
}

#[test]
fn every_level_asks_for_every_sort_of_number() {
    let mut asked: Vec<Part> = Vec::new();
    for level in 1..=LEVELS {
        for number in 0..20 {
            asked.extend(Exercise::new(3, number, level).parts);
        }
    }
    let parts = Part::VOLUME.into_iter().chain([
        Part::Values,
        Part::Receptive,
        Part::Padding,
        Part::Stride,
        Part::Kernel,
        Part::Filters,
    ]);
    for part in parts {
        assert!(asked.contains(&part), "{part:?}");
    }
}

proptest! {
    #[test]
    fn an_exercise_can_be_built_and_gives_what_inspection_says(exercise in series()) {
        let report = inspect(&exercise.network(""), None);
        prop_assert!(report.is_valid(), "{:?}", report.diagnostics);
        prop_assert_eq!(report.nodes.len(), exercise.layers.len());
        prop_assert_eq!(report.output, exercise.shapes().last().copied());
        let right = |part| exercise.answers(part).first().copied();
        let size = report.output.unwrap().size().map(|side| Some(side as u64));
        for part in &exercise.parts {
            match part {
                Part::Height => prop_assert_eq!(right(*part), size[0]),
                Part::Width => prop_assert_eq!(right(*part), size[1]),
                Part::Parameters => prop_assert_eq!(right(*part), Some(report.parameters)),
                _ => {}
            }
        }
    }

    #[test]
    fn the_solution_is_right_and_nothing_else(exercise in series(), typed in 0u64..2000) {
        prop_assert!(!exercise.parts.is_empty());
        for part in &exercise.parts {
            let answers = exercise.answers(*part);
            prop_assert!((1..=5).contains(&answers.len()), "{part:?}: {answers:?}");
            if exercise.goal.is_none() {
                prop_assert_eq!(answers.len(), 1);
            }
            let near = answers.iter().flat_map(|n| [n.saturating_sub(1), *n, n + 1, 2 * n]);
            for answer in near.chain([typed]) {
                let right = exercise.check(*part, answer) == Verdict::Right;
                prop_assert_eq!(right, answers.contains(&answer), "{:?} {}", part, answer);
            }
        }
    }

    /// What a sought parameter is said to give is what comes out with it.
    #[test]
    fn hints_tell_the_truth(exercise in series(), typed in 0u64..300) {
        for part in &exercise.parts {
            let Verdict::Wrong(Some(slip)) = exercise.check(*part, typed) else { continue };
            let with = || exercise.with(*part, typed).map(|with| inspect(&with.network(""), None));
            match slip {
                Slip::Gives(size) => {
                    prop_assert_eq!(with().unwrap().output.unwrap().size(), size);
                }
                Slip::GivesParameters(all) => prop_assert_eq!(with().unwrap().parameters, all),
                Slip::DoesNotFit => {
                    prop_assert!(with().is_none_or(|report| report.output.is_none()));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_series_repeats(seed in any::<u32>(), number in 0u32..1000, level in 1..=LEVELS) {
        let once = Exercise::new(seed, number, level);
        prop_assert_eq!(once, Exercise::new(seed, number, level));
    }
}
