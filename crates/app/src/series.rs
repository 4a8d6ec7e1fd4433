//! Curves of any length in bounded memory.

use serde::{Deserialize, Serialize};

/// Points kept at most. Twice the pixels of a wide chart.
const LIMIT: usize = 2_000;

/// A curve of (step, value). When it gets long, neighbours are thinned out: of every four points
/// the lowest and the highest stay, so that no peak is lost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    points: Vec<(f64, f64)>,
}

impl Curve {
    /// The points, in order.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// Adds a point. Values that are no numbers are left out; a step that is not behind the last
    /// one takes its place.
    pub fn push(&mut self, step: f64, value: f64) {
        if !step.is_finite() || !value.is_finite() {
            return;
        }
        while self.points.last().is_some_and(|last| last.0 >= step) {
            self.points.pop();
        }
        self.points.push((step, value));
        if self.points.len() >= LIMIT {
            self.thin();
        }
    }

    fn thin(&mut self) {
        // The last ones, one at least, stay as they are: they are what is looked at.
        let tail = self.points.split_off(self.points.len().saturating_sub(1) / 4 * 4);
        let mut kept = Vec::with_capacity(LIMIT);
        for group in self.points.chunks(4) {
            let low = group.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
            let high = group.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
            if let (Some(low), Some(high)) = (low, high) {
                let (first, second) = if low.0 <= high.0 { (low, high) } else { (high, low) };
                kept.push(first);
                if second.0 > first.0 {
                    kept.push(second);
                }
            }
        }
        kept.extend(tail);
        self.points = kept;
    }
}

/// Marks kept at most, the newest.
const MARKS: usize = 50;

/// What happened to a run at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happened {
    /// The network was changed: what lies before is of another one.
    Changed,
    /// A run that had come to its end went on.
    WentOn,
}

/// A place on the curves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Behind which step.
    pub step: f64,
    /// What happened there.
    pub what: Happened,
}

/// The four curves of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Curves {
    /// Mean loss between two measurements.
    pub train_loss: Curve,
    /// Accuracy between two measurements.
    pub train_accuracy: Curve,
    /// Behind each epoch.
    pub validation_loss: Curve,
    /// Behind each epoch.
    pub validation_accuracy: Curve,
    /// Steps of an epoch, where known.
    pub epoch_steps: Option<u32>,
    /// In the order of their steps.
    pub marks: Vec<Mark>,
}

impl Curves {
    /// Marks a step. A change counts for more than that training went on.
    pub fn mark(&mut self, step: u32, what: Happened) {
        let step = f64::from(step);
        self.marks.retain(|mark| mark.step < step || mark.what == Happened::Changed);
        if self.marks.iter().any(|mark| mark.step >= step) {
            return;
        }
        self.marks.push(Mark { step, what });
        if self.marks.len() > MARKS {
            self.marks.remove(0);
        }
    }

    /// Training stands at a step: what was marked behind it is no part of it.
    pub fn stand_at(&mut self, step: u32) {
        self.marks.retain(|mark| mark.step <= f64::from(step));
    }

    /// The step since which the curves are of the present network.
    pub fn since(&self) -> f64 {
        let changes = self.marks.iter().filter(|mark| mark.what == Happened::Changed);
        changes.map(|mark| mark.step).fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn long_curves_keep_their_extremes(values in prop::collection::vec(-1e6..1e6_f64, 1..9000)) {
            let mut curve = Curve::default();
            for (step, value) in values.iter().enumerate() {
                curve.push(step as f64, *value);
            }
            let points = curve.points();
            prop_assert!(points.len() < LIMIT);
            prop_assert!(points.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert!(points.iter().all(|&(step, value)| values[step as usize] == value));
            let max = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::MIN, f64::max);
            let min = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::MAX, f64::min);
            let kept = || points.iter().map(|point| point.1);
            prop_assert_eq!(max(&mut kept()), max(&mut values.iter().copied()));
            prop_assert_eq!(min(&mut kept()), min(&mut values.iter().copied()));
            prop_assert_eq!(points.last().map(|point| point.1), values.last().copied());
        }
    }

    #[test]
    fn the_newest_point_survives_the_thinning_that_it_causes() {
        let mut curve = Curve::default();
        for step in 0..LIMIT {
            // The last one lies between its neighbours.
            let value = if step + 1 == LIMIT { 0.5 } else { (step % 2) as f64 };
            curve.push(step as f64, value);
        }
        assert!(curve.points().len() < LIMIT);
        assert_eq!(curve.points().last(), Some(&((LIMIT - 1) as f64, 0.5)));
    }

    #[test]
    fn marks_say_where_the_network_changed() {
        let mut curves = Curves::default();
        curves.mark(70, Happened::WentOn);
        curves.mark(70, Happened::Changed);
        curves.mark(70, Happened::WentOn);
        curves.mark(90, Happened::WentOn);
        let found: Vec<_> = curves.marks.iter().map(|mark| (mark.step, mark.what)).collect();
        assert_eq!(found, [(70.0, Happened::Changed), (90.0, Happened::WentOn)]);
        assert_eq!(curves.since(), 70.0);
        curves.stand_at(80);
        assert_eq!(curves.marks.len(), 1);
        for step in 100..300 {
            curves.mark(step, Happened::Changed);
        }
        assert_eq!(curves.marks.len(), MARKS);
    }

    #[test]
    fn a_run_that_went_back_overwrites() {
        let mut curve = Curve::default();
        for (step, value) in [(1.0, 5.0), (2.0, 4.0), (3.0, f64::NAN), (2.0, 3.0)] {
            curve.push(step, value);
        }
        assert_eq!(curve.points(), [(1.0, 5.0), (2.0, 3.0)]);
    }
}
