//! From measured times to rates.

use crate::rates::Rates;
use crate::work::CLASSES;

/// A step that was timed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Units of each class in it.
    pub units: [f64; CLASSES],
    /// Milliseconds.
    pub time: f64,
}

/// How far a rate may leave its usual proportion for the price of a time that is off by as much.
const TRUST: f64 = 0.03;
/// Rounds of the descent; it settles within some dozens.
const ROUNDS: usize = 400;

/// The rates, none of them negative, that explain `samples` best in proportion: least squares of
/// (predicted − measured) / measured. Where the samples say little of a class, it keeps its
/// proportion to the others in `usual`.
pub fn fit(samples: &[Sample], usual: &Rates) -> Rates {
    let sound = |sample: &&Sample| sample.time.is_finite() && sample.time > 0.0;
    let samples: Vec<&Sample> = samples.iter().filter(sound).collect();
    if samples.is_empty() {
        return *usual;
    }
    let scale = scale(&samples, usual);
    // In units of the usual rates of a machine of this speed every unknown is near 1.
    let start = usual.values().map(|rate| rate * scale);
    let rows: Vec<[f64; CLASSES]> = samples
        .iter()
        .map(|sample| {
            let mut row = sample.units;
            for (units, rate) in row.iter_mut().zip(start) {
                *units *= rate * 1e-6 / sample.time;
            }
            row
        })
        .collect();
    let factors = descend(&rows);
    let mut rates = start;
    for (rate, factor) in rates.iter_mut().zip(factors) {
        *rate *= factor;
    }
    Rates::new(rates)
}

/// How much slower than usual the machine is: the middle of what the samples say.
fn scale(samples: &[&Sample], usual: &Rates) -> f64 {
    let ratio = |sample: &&Sample| sample.time / usual.time(&sample.units).max(1e-9);
    let mut ratios: Vec<f64> = samples.iter().map(ratio).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(1.0)
}

/// Minimises Σ (row · x − 1)² + TRUST² Σ (x − 1)² over x ≥ 0, one unknown after the other.
fn descend(rows: &[[f64; CLASSES]]) -> [f64; CLASSES] {
    let trust = TRUST * TRUST;
    let mut x = [1.0; CLASSES];
    let mut rest: Vec<f64> = rows.iter().map(|row| row.iter().sum::<f64>() - 1.0).collect();
    for _ in 0..ROUNDS {
        for (at, x) in x.iter_mut().enumerate() {
            let column = || rows.iter().map(|row| row.get(at).copied().unwrap_or_default());
            let slope: f64 = column().zip(&rest).map(|(unit, rest)| unit * rest).sum::<f64>()
                + trust * (*x - 1.0);
            let curve: f64 = column().map(|unit| unit * unit).sum::<f64>() + trust;
            let next = (*x - slope / curve).max(0.0);
            for (rest, unit) in rest.iter_mut().zip(column()) {
                *rest += unit * (next - *x);
            }
            *x = next;
        }
    }
    x
}
