//! Dropout.

use super::pass::{Back, Pass};
use crate::tensor::Tensor;
use filtro_net::NodeId;
use filtro_program::Dropout;
use filtro_recipe::Random;

/// Zeroes values with probability `rate` in training and scales the others by 1 / (1 − rate).
#[derive(Clone, Copy, Debug)]
pub(crate) struct DropoutOp(pub(crate) Dropout);

/// Keeps dropout's streams apart from those of the initial weights.
const STREAM: u64 = 0x6472_6f70;

impl DropoutOp {
    /// The mask is drawn here and not by the device, so that a seed means the same everywhere
    /// and a resumed run goes on as if it had never stopped.
    pub(crate) fn train(&self, x: Tensor, pass: &Pass<'_>, id: NodeId) -> (Tensor, Back) {
        if self.0.rate <= 0.0 {
            return (x, Box::new(|grad, _| Some(grad)));
        }
        let mut random = Random::of_weights(pass.seed, &[STREAM, u64::from(id.0), pass.step]);
        let mut dims = x.dims();
        if self.0.spatial {
            dims.iter_mut().skip(2).for_each(|size| *size = 1);
        }
        let mask = self.mask(&mut random, dims.iter().product());
        let mask = Tensor::new(mask, &dims, pass.device);
        (x.mul(mask.clone()), Box::new(move |grad, _| Some(grad.mul(mask))))
    }

    fn mask(&self, random: &mut Random, len: usize) -> Vec<f32> {
        let keep = 1.0 - self.0.rate;
        let kept = (1.0 / keep) as f32;
        // Two draws of 32 bits from each number.
        let below = (keep * 4_294_967_296.0) as u64;
        let value = |bits: u64| if bits < below { kept } else { 0.0 };
        let mut mask = Vec::with_capacity(len.next_multiple_of(2));
        while mask.len() < len {
            let bits = random.bits();
            mask.extend([value(bits >> 32), value(bits & 0xffff_ffff)]);
        }
        mask.truncate(len);
        mask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_keeps_its_share_and_the_mean() {
        for rate in [0.1, 0.5, 0.9] {
            let mask = DropoutOp(Dropout { rate, spatial: false })
                .mask(&mut Random::of_weights(3, &[]), 100_001);
            let zeros = mask.iter().filter(|value| **value == 0.0).count() as f64 / 100_001.0;
            let mean = mask.iter().map(|value| f64::from(*value)).sum::<f64>() / 100_001.0;
            assert!((zeros - rate).abs() < 0.01, "{rate}: {zeros}");
            assert!((mean - 1.0).abs() < 0.04, "{rate}: {mean}");
        }
    }
}
