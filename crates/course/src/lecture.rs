//! What the first level opens with: the lecture's own exercises, then four classics.

use crate::exercise::{Exercise, Part};
use filtro_net::catalogue::{Conv2d, MaxPool2d, Padding};

/// How many of them are the lecture's.
pub(crate) const OWN: u32 = 4;
/// How many there are.
pub(crate) const COUNT: u32 = 8;

/// The exercise `number` of them. The lecture's: six filters of 5×5 over 32×32 in grey, pooling
/// behind them, 24 filters of 3×3 instead, and the six in colour. Then those of Stanford's CS231n:
/// a 3×3 window over 7×7 with a stride of 1 and of 2, ten filters of 5×5 over 32×32×3 with their
/// volume and their parameters.
pub(crate) fn exercise(number: u32) -> Option<Exercise> {
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
        0 => Exercise::forward([1, 32, 32], vec![six()], &Part::VOLUME),
        1 => {
            let layers = vec![six(), MaxPool2d::new(2).into()];
            Exercise::forward([1, 32, 32], layers, &Part::SHAPE)
        }
        2 => {
            let conv = Conv2d::new(24, 3, Padding::Valid).into();
            Exercise::forward([1, 32, 32], vec![conv], &Part::VOLUME)
        }
        3 => Exercise::forward([3, 32, 32], vec![six()], &Part::VOLUME),
        4 => seven(1),
        5 => {
            let conv = Conv2d { stride: [3; 2], ..Conv2d::new(1, 3, Padding::Valid) };
            Exercise { aside: Some(conv.into()), ..seven(2) }
        }
        6 => wide(&Part::SHAPE),
        7 => wide(&[Part::Parameters]),
        _ => return None,
    })
}
