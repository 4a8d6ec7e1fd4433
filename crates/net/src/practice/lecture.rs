//! The lecture's own exercises.

use super::{Exercise, Part};
use crate::catalogue::{Conv2d, MaxPool2d, Padding};

/// How many there are.
pub(super) const COUNT: u32 = 8;

/// The exercise `number` of them. A 3×3 window over 7×7 with a stride of 1 and of 2, ten filters of
/// 5×5 over 32×32×3 with their volume and their parameters (as in Stanford's CS231n); then
/// six filters of 5×5 with pooling behind, in grey and in colour, and 24 filters of 3×3.
pub(super) fn exercise(number: u32) -> Option<Exercise> {
    let seven = |stride| {
        let conv = Conv2d { stride: [stride; 2], ..Conv2d::new(1, 3, Padding::Valid) };
        Exercise::forward([1, 7, 7], vec![conv.into()], &[Part::Height, Part::Width])
    };
    let wide = |parts: &[Part]| {
        let conv = Conv2d::new(10, 5, Padding::Explicit([2, 2]));
        Exercise::forward([3, 32, 32], vec![conv.into()], parts)
    };
    let six = || Conv2d::new(6, 5, Padding::Valid).into();
    Some(match number {
        0 => seven(1),
        1 => {
            let conv = Conv2d { stride: [3; 2], ..Conv2d::new(1, 3, Padding::Valid) };
            Exercise { aside: Some(conv.into()), ..seven(2) }
        }
        2 => wide(&Part::SHAPE),
        3 => wide(&[Part::Parameters]),
        4 => Exercise::forward([1, 32, 32], vec![six()], &Part::VOLUME),
        5 => {
            let layers = vec![six(), MaxPool2d::new(2).into()];
            Exercise::forward([1, 32, 32], layers, &Part::SHAPE)
        }
        6 => Exercise::forward([3, 32, 32], vec![six()], &Part::VOLUME),
        7 => {
            let conv = Conv2d::new(24, 3, Padding::Valid).into();
            Exercise::forward([1, 32, 32], vec![conv], &Part::VOLUME)
        }
        _ => return None,
    })
}
