//! Loss and accuracy over several groups of steps.

use filtro_engine::Metrics;

/// Sums, from which means are made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    loss: f64,
    correct: f64,
    count: f64,
}

impl Sums {
    /// From [`Sums::parts`].
    pub const fn of_parts([loss, correct, count]: [f64; 3]) -> Self {
        Self { loss, correct, count }
    }

    /// Loss times pictures, right answers, pictures.
    pub const fn parts(self) -> [f64; 3] {
        [self.loss, self.correct, self.count]
    }

    /// Adds means over some pictures.
    pub fn add(&mut self, metrics: Metrics) {
        let count = metrics.count as f64;
        self.loss += metrics.loss * count;
        self.correct += metrics.accuracy * count;
        self.count += count;
    }

    /// Mean loss and accuracy; none of no pictures.
    pub fn means(self) -> Option<[f32; 2]> {
        (self.count > 0.0)
            .then(|| [(self.loss / self.count) as f32, (self.correct / self.count) as f32])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_weigh_pictures_not_groups() {
        let mut sums = Sums::default();
        assert_eq!(sums.means(), None);
        sums.add(Metrics { loss: 2.0, accuracy: 0.5, count: 2 });
        sums.add(Metrics { loss: 1.0, accuracy: 1.0, count: 6 });
        assert_eq!(sums.means(), Some([1.25, 0.875]));
        assert_eq!(Sums::of_parts(sums.parts()), sums);
    }
}
