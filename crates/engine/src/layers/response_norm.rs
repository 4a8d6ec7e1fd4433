//! Local response normalisation: x / (k + α/n · Σ x²)^β over neighbouring channels.

use super::batch_norm::{maps, rows};
use super::pass::Back;
use crate::cpu::response_norm::{self as kernel, Around, Norm};
use crate::device::{Device, is_processor};
use crate::tensor::Tensor;
use crate::tensor::host::{Values, give};
use filtro_program::ResponseNorm;

/// Local response normalisation of maps.
#[derive(Clone, Debug)]
pub(crate) struct ResponseNormOp {
    norm: Norm,
    /// On a device that is not the processor: which channels see which, 1 or 0.
    band: Option<Tensor>,
}

impl ResponseNormOp {
    pub(crate) fn new(layer: &ResponseNorm, device: &Device) -> Self {
        let ResponseNorm { channels, size, alpha, beta, base } = *layer;
        let around = Around { before: size / 2, behind: (size - 1) / 2 };
        let sees = |from: usize, to: usize| {
            let seen = from + around.before >= to && to + around.behind >= from;
            if seen { 1.0 } else { 0.0 }
        };
        let band = (!is_processor(device)).then(|| {
            let row = |from| (0..channels).map(move |to| sees(from, to));
            Tensor::new((0..channels).flat_map(row).collect(), &[channels, channels], device)
        });
        Self { norm: Norm { around, share: alpha / size as f64, beta, base }, band }
    }

    pub(crate) fn infer(&self, x: Tensor) -> Tensor {
        match &self.band {
            None => {
                let [y, _] = kernel::forward(Values::of(&x).view(), self.norm);
                give(y, &x.dims())
            }
            Some(band) => {
                let (dims, x) = (x.dims(), rows(x));
                let divisor = self.divisor(&x, band);
                maps(x.mul(divisor.powf(-self.norm.beta)), &dims)
            }
        }
    }

    pub(crate) fn train(&self, x: Tensor) -> (Tensor, Back) {
        match self.band.clone() {
            None => {
                let (dims, norm) = (x.dims(), self.norm);
                let [y, divisor] = kernel::forward(Values::of(&x).view(), norm);
                let y = give(y, &dims);
                let back: Back = Box::new(move |grad, _| {
                    let (grad, x) = (Values::of(&grad), Values::of(&x));
                    Some(give(kernel::back(&grad, x.view(), &divisor, norm), &dims))
                });
                (y, back)
            }
            Some(band) => self.on_device(x, band),
        }
    }

    /// k + α/n · Σ x², for one row a place.
    fn divisor(&self, x: &Tensor, band: &Tensor) -> Tensor {
        let squares = x.clone().mul(x.clone());
        squares.matmul(band.clone()).mul_scalar(self.norm.share).add_scalar(self.norm.base)
    }

    fn on_device(&self, x: Tensor, band: Tensor) -> (Tensor, Back) {
        let (dims, x) = (x.dims(), rows(x));
        let divisor = self.divisor(&x, &band);
        let factor = divisor.clone().powf(-self.norm.beta);
        let y = maps(x.clone().mul(factor.clone()), &dims);
        let twice = -2.0 * self.norm.beta * self.norm.share;
        let back: Back = Box::new(move |grad, _| {
            // g u^−β − 2β α/n · x · Σ g x u^(−β−1), the sum over the channels that see this one.
            let direct = rows(grad).mul(factor);
            let through = direct.clone().mul(x.clone()).div(divisor).matmul(band.transpose());
            Some(maps(direct.add(x.mul(through).mul_scalar(twice)), &dims))
        });
        (y, back)
    }
}
