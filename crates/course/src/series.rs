//! Which exercises follow each other.

use crate::draw::Draw;
use crate::exercise::Exercise;
use crate::{generate, lecture};

/// Exercises that open the first level, whatever the seed.
pub const OPENING: u32 = lecture::COUNT;
/// Those of them that are the lecture's own: the first.
pub const LECTURE: u32 = lecture::OWN;
/// The hardest level; the easiest is 1.
pub const LEVELS: u8 = 4;

impl Exercise {
    /// The exercise `number` (from 0 on) of the series `seed` at `level` (1 to [`LEVELS`]; what
    /// is beyond counts as the nearest). The first level opens with the lecture's.
    pub fn new(seed: u32, number: u32, level: u8) -> Self {
        let level = level.clamp(1, LEVELS);
        if level == 1
            && let Some(exercise) = lecture::exercise(number)
        {
            return exercise;
        }
        generate::exercise(&mut Draw::new(seed, number, level), seed, number, level)
    }
}
