//! Local response normalisation: x / (k + α/n · Σ x²)^β over neighbouring channels.

use super::Back;
use super::batch_norm::{maps, rows};
use crate::cpu;
use crate::device::{Device, is_processor};
use crate::tensor::Tensor;
use filtro_net::catalogue::LocalResponseNorm;

/// Local response normalisation of maps.
#[derive(Clone, Debug)]
pub(crate) struct ResponseNormOp {
    pub(crate) around: Around,
    /// α/n.
    pub(crate) share: f64,
    pub(crate) beta: f64,
    pub(crate) base: f64,
    /// On a device that is not the processor: which channels see which, 1 or 0.
    band: Option<Tensor>,
}

/// Channels in the sum beside a value's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    pub(crate) before: usize,
    pub(crate) behind: usize,
}

impl Around {
    /// Those that see a channel, instead of those that it sees.
    pub(crate) const fn reversed(self) -> Self {
        Self { before: self.behind, behind: self.before }
    }
}

impl ResponseNormOp {
    pub(crate) fn new(layer: &LocalResponseNorm, channels: usize, device: &Device) -> Self {
        let size = layer.size.max(1);
        let around = Around { before: size / 2, behind: (size - 1) / 2 };
        let sees = |from: usize, to: usize| {
            let seen = from + around.before >= to && to + around.behind >= from;
            if seen { 1.0 } else { 0.0 }
        };
        let band = (!is_processor(device)).then(|| {
            let row = |from| (0..channels).map(move |to| sees(from, to));
            Tensor::new((0..channels).flat_map(row).collect(), &[channels, channels], device)
        });
        let share = layer.alpha / size as f64;
        Self { around, share, beta: layer.beta, base: layer.k, band }
    }

    pub(crate) fn infer(&self, x: Tensor) -> Tensor {
        match &self.band {
            None => cpu::response_norm::forward(&x, self).0,
            Some(band) => {
                let (dims, x) = (x.dims(), rows(x));
                let divisor = self.divisor(&x, band);
                maps(x.mul(divisor.powf(-self.beta)), &dims)
            }
        }
    }

    pub(crate) fn train(&self, x: Tensor) -> (Tensor, Back) {
        match self.band.clone() {
            None => {
                let (y, divisor) = cpu::response_norm::forward(&x, self);
                let op = self.clone();
                let back: Back = Box::new(move |grad, _| {
                    Some(cpu::response_norm::back(&grad, &x, &divisor, &op))
                });
                (y, back)
            }
            Some(band) => self.on_device(x, band),
        }
    }

    /// k + α/n · Σ x², for one row a place.
    fn divisor(&self, x: &Tensor, band: &Tensor) -> Tensor {
        let squares = x.clone().mul(x.clone());
        squares.matmul(band.clone()).mul_scalar(self.share).add_scalar(self.base)
    }

    fn on_device(&self, x: Tensor, band: Tensor) -> (Tensor, Back) {
        let (dims, x) = (x.dims(), rows(x));
        let divisor = self.divisor(&x, &band);
        let factor = divisor.clone().powf(-self.beta);
        let y = maps(x.clone().mul(factor.clone()), &dims);
        let twice = -2.0 * self.beta * self.share;
        let back: Back = Box::new(move |grad, _| {
            // g u^−β − 2β α/n · x · Σ g x u^(−β−1), the sum over the channels that see this one.
            let direct = rows(grad).mul(factor);
            let through = direct.clone().mul(x.clone()).div(divisor).matmul(band.transpose());
            Some(maps(direct.add(x.mul(through).mul_scalar(twice)), &dims))
        });
        (y, back)
    }
}
