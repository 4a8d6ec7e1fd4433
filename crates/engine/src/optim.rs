//! Optimisers on one long vector, with PyTorch's meaning of every number.

use crate::cpu::adam::{self, Scales};
use crate::device::Device;
use crate::tensor::Tensor;
use crate::tensor::host::{Values, give, take};
use filtro_recipe::Optimizer;

/// Momentum of [`Optimizer::Momentum`].
const MOMENTUM: f64 = 0.9;
/// β₁, β₂ and ε of Adam.
const BETA: [f64; 2] = [0.9, 0.999];
const EPSILON: f64 = 1e-8;

/// An optimiser and its memory, one value for each parameter.
#[derive(Clone, Debug)]
pub(crate) struct Optim {
    kind: Optimizer,
    /// Steps done.
    pub(crate) steps: u64,
    /// SGD: none. Momentum: the velocity. Adam: Σ β₁ᵏ g and Σ β₂ᵏ g², that is, the moments
    /// without their factors 1 − β; the factors go into the numbers of the update, which saves
    /// two passes over all parameters.
    pub(crate) memory: Vec<Tensor>,
}

impl Optim {
    /// At rest, for `len` parameters.
    pub(crate) fn new(kind: Optimizer, len: usize, device: &Device) -> Self {
        let memory = Self::names(kind).iter().map(|_| Tensor::zeros(&[len], device)).collect();
        Self { kind, steps: 0, memory }
    }

    pub(crate) const fn kind(&self) -> Optimizer {
        self.kind
    }

    /// What its memory is called in checkpoints.
    pub(crate) const fn names(kind: Optimizer) -> &'static [&'static str] {
        match kind {
            Optimizer::Sgd => &[],
            Optimizer::Momentum => &["velocity"],
            Optimizer::Adam => &["gradients", "squares"],
        }
    }

    /// One step: the parameters after it.
    pub(crate) fn step(&mut self, params: Tensor, grad: Tensor, rate: f64) -> Tensor {
        self.steps += 1;
        match self.kind {
            // θ ← θ − rate · g
            Optimizer::Sgd => params.sub(grad.mul_scalar(rate)),
            // v ← 0.9 v + g; θ ← θ − rate · v
            Optimizer::Momentum => {
                let decayed = self.memory.drain(..).map(|velocity| velocity.mul_scalar(MOMENTUM));
                let velocity = decayed.fold(grad, Tensor::add);
                self.memory.push(velocity.clone());
                params.sub(velocity.mul_scalar(rate))
            }
            Optimizer::Adam => {
                let scales = scales(rate, self.steps);
                if params.on_processor() {
                    self.adam_on_processor(params, &grad, scales)
                } else {
                    self.adam(params, grad, scales)
                }
            }
        }
    }

    /// Adam in one pass.
    fn adam_on_processor(&mut self, params: Tensor, grad: &Tensor, scales: Scales) -> Tensor {
        let dims = params.dims();
        let mut params = take(params);
        let mut sums: Vec<_> = self.memory.drain(..).map(take).collect();
        if let [gradients, squares] = sums.as_mut_slice() {
            adam::step(&mut params, [gradients, squares], &Values::of(grad), scales);
        }
        self.memory.extend(sums.into_iter().map(|sum| give(sum, &dims)));
        give(params, &dims)
    }

    /// Adam for any device.
    fn adam(&mut self, params: Tensor, grad: Tensor, scales: Scales) -> Tensor {
        let Scales { beta, rate, epsilon } = scales;
        let news = [grad.clone(), grad.clone().mul(grad)].into_iter().zip(beta);
        let decayed = self.memory.drain(..).zip(news);
        self.memory = decayed.map(|(sum, (new, beta))| sum.mul_scalar(beta).add(new)).collect();
        let mut sums = self.memory.iter().cloned();
        match (sums.next(), sums.next()) {
            (Some(gradients), Some(squares)) => {
                let deviation = squares.sqrt().add_scalar(epsilon);
                params.sub(gradients.div(deviation).mul_scalar(rate))
            }
            _ => params,
        }
    }
}

/// Numbers of one Adam step on the raw sums G = m / (1 − β₁) and S = v / (1 − β₂).
///
/// Adam's θ ← θ − rate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), rewritten as
/// θ − rate′ · G / (√S + ε′).
fn scales(rate: f64, step: u64) -> Scales {
    let [bias1, bias2] = BETA.map(|beta| 1.0 - beta.powf(step as f64));
    let root = (bias2 / (1.0 - BETA[1])).sqrt();
    Scales { beta: BETA, rate: rate * (1.0 - BETA[0]) / bias1 * root, epsilon: EPSILON * root }
}
