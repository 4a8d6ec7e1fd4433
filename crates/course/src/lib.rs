//! Exercises in shapes: what comes out of a layer, with how many parameters, and which parameter
//! gives what is wanted.
//!
//! An exercise is an input and real layers. Every answer comes from the layers' own rules, so an
//! exercise can say nothing that the builder would not. A sought parameter has no stored answer:
//! whatever value gives what is wanted is right. A series is drawn from its seed, so that a
//! teacher's link gives everybody the same one.
//!
//! ```
//! use filtro_course::{Exercise, Part, Slip, Verdict};
//!
//! // The lecture's first: six filters of 5×5 over 32×32 in grey.
//! let exercise = Exercise::new(7, 0, 1);
//! assert_eq!(exercise.answers(Part::Height), [28]);
//! // 32 − 5 without the first position of the window.
//! let verdict = exercise.check(Part::Height, 27);
//! assert_eq!(verdict, Verdict::Wrong(Some(Slip::NoPlusOne)));
//! ```

mod answer;
mod draw;
mod exercise;
mod generate;
mod lecture;
mod mistake;
mod series;
#[cfg(test)]
mod tests;

pub use exercise::{Exercise, Goal, Part};
pub use mistake::{Slip, Verdict};
pub use series::{LECTURE, LEVELS, OPENING};
