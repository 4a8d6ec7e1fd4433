//! Adam in one pass.

use super::pieces;

/// Values in one piece of work.
const PIECE: usize = 1 << 14;

/// Numbers of a step: θ ← θ − rate · G / (√S + ε), see `optim`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scales {
    pub(crate) beta: [f64; 2],
    pub(crate) rate: f64,
    pub(crate) epsilon: f64,
}

/// One step in place; `sums` are those of gradients and of their squares.
pub(crate) fn step(
    params: &mut [f32],
    [gradients, squares]: [&mut [f32]; 2],
    grad: &[f32],
    scales: Scales,
) {
    let Scales { beta: [beta1, beta2], rate, epsilon } = scales;
    let [beta1, beta2, rate, epsilon] = [beta1, beta2, rate, epsilon].map(|it| it as f32);
    // Two passes over pieces that fit the cache, since a piece borrows one vector at a time.
    pieces(gradients, PIECE, |at, sums| {
        let grads = grad.get(at * PIECE..).unwrap_or_default();
        sums.iter_mut().zip(grads).for_each(|(sum, grad)| *sum = *sum * beta1 + grad);
    });
    pieces(squares, PIECE, |at, sums| {
        let grads = grad.get(at * PIECE..).unwrap_or_default();
        sums.iter_mut().zip(grads).for_each(|(sum, grad)| *sum = *sum * beta2 + grad * grad);
    });
    pieces(params, PIECE, |at, params| {
        let gradients = gradients.get(at * PIECE..).unwrap_or_default();
        let squares = squares.get(at * PIECE..).unwrap_or_default();
        for (param, (gradient, square)) in params.iter_mut().zip(gradients.iter().zip(squares)) {
            *param -= rate * gradient / (square.sqrt() + epsilon);
        }
    });
}
