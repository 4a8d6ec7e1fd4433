//! What is measured, and putting it in order.

/// One measured point: step, value.
pub type Point = (f64, f64);

/// Sorts numbers, the smallest first: one sorting for all charts, since each costs kilobytes.
#[inline(never)]
pub fn sort(values: &mut [f64]) {
    values.sort_unstable_by(f64::total_cmp);
}
