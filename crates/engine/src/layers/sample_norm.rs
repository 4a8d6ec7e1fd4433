//! Group and layer normalisation: each sample by itself, in prediction as in training.

use super::pass::{Back, Pass, State};
use crate::cpu;
use crate::tensor::Tensor;
use crate::tensor::host::{Values, give, take};
use filtro_program::SampleNorm;

/// Normalisation over groups of channels. The scale and the shift are one a channel, or (layer
/// norm) one a value of a sample.
#[derive(Clone, Debug)]
pub(crate) struct SampleNormOp(pub(crate) SampleNorm);

impl SampleNormOp {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>) -> Tensor {
        let (weight, bias) = (state.params.get(self.0.weight), state.params.get(self.0.bias));
        if x.on_processor() {
            let dims = x.dims();
            return give(self.on_processor(x, &weight, &bias).y, &dims);
        }
        let dims = x.dims();
        let (normal, _) = self.normalise(x);
        affine(ungrouped(normal, &dims), weight, bias)
    }

    pub(crate) fn train(&self, x: Tensor, pass: &Pass<'_>) -> (Tensor, Back) {
        let (weight, bias) = (pass.params.get(self.0.weight), pass.params.get(self.0.bias));
        if !x.on_processor() {
            return self.on_device(x, weight, bias);
        }
        let (dims, factors, [count]) = (x.dims(), weight.dims(), x.axes());
        let found = self.on_processor(x, &weight, &bias);
        let (normal, inverse) = (found.normal, found.inverse);
        let (scale_id, shift_id) = (self.0.weight, self.0.bias);
        let y = give(found.y, &dims);
        let back: Back = Box::new(move |grad, grads| {
            let (grad, weight) = (take(grad), Values::of(&weight));
            let [grad, scale, shift] =
                cpu::sample_norm::back(grad, count, &normal, &weight, &inverse);
            grads.put(scale_id, give(scale, &factors));
            grads.put(shift_id, give(shift, &factors));
            Some(give(grad, &dims))
        });
        (y, back)
    }

    fn on_processor(
        &self,
        x: Tensor,
        weight: &Tensor,
        bias: &Tensor,
    ) -> cpu::sample_norm::Normalised {
        let [count] = x.axes();
        let (weight, bias) = (Values::of(weight), Values::of(bias));
        let SampleNorm { groups, epsilon, .. } = self.0;
        cpu::sample_norm::train(take(x), count, [&weight, &bias], groups, epsilon)
    }

    fn on_device(&self, x: Tensor, weight: Tensor, bias: Tensor) -> (Tensor, Back) {
        let dims = x.dims();
        let (normal, inverse) = self.normalise(x);
        let y = affine(ungrouped(normal.clone(), &dims), weight.clone(), bias);
        let op = self.clone();
        let back: Back = Box::new(move |grad, grads| {
            let along = grad.clone().mul(ungrouped(normal.clone(), &dims));
            grads.put(op.0.bias, summed(grad.clone(), &weight));
            grads.put(op.0.weight, summed(along, &weight));
            // 1/σ · (ĝ − mean ĝ − x̂ · mean(ĝ x̂)) with ĝ = γ g
            let grad = op.grouped(grad.mul(beside(weight, &dims)));
            let shift = mean(grad.clone());
            let along = mean(grad.clone().mul(normal.clone()));
            let grad = grad.sub(shift).sub(normal.mul(along)).mul(inverse);
            Some(ungrouped(grad, &dims))
        });
        (y, back)
    }

    /// What comes to mean 0 and variance 1 in each group, and 1/σ; both [`SampleNormOp::grouped`].
    fn normalise(&self, x: Tensor) -> (Tensor, Tensor) {
        let x = self.grouped(x);
        let centred = x.clone().sub(mean(x));
        let variance = mean(centred.clone().mul(centred.clone()));
        let inverse = variance.add_scalar(self.0.epsilon).sqrt().recip();
        (centred.mul(inverse.clone()), inverse)
    }

    /// Samples × places × groups × channels. Maps lie channels last on a GPU, where this order of
    /// axes needs no copy.
    fn grouped(&self, x: Tensor) -> Tensor {
        let [count, channels, height, width] = x.axes();
        let x = if x.dims().len() == 4 { x.permute(&[0, 2, 3, 1]) } else { x };
        let groups = self.0.groups.max(1);
        x.reshape(&[count, height * width, groups, channels / groups])
    }
}

fn affine(normal: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
    let dims = normal.dims();
    normal.mul(beside(weight, &dims)).add(beside(bias, &dims))
}

/// Undoes [`SampleNormOp::grouped`].
fn ungrouped(x: Tensor, dims: &[usize]) -> Tensor {
    match *dims {
        [count, channels, height, width] => {
            x.reshape(&[count, height, width, channels]).permute(&[0, 3, 1, 2])
        }
        _ => x.reshape(dims),
    }
}

/// Over the places and channels of each group.
fn mean(x: Tensor) -> Tensor {
    x.mean_axis(1).mean_axis(3)
}

/// Factors with the axes that broadcast them over samples of `dims`.
fn beside(factors: Tensor, dims: &[usize]) -> Tensor {
    let own = factors.dims();
    let mut axes = vec![1; dims.len()];
    axes.iter_mut().skip(1).zip(&own).for_each(|(axis, size)| *axis = *size);
    factors.reshape(&axes)
}

/// Sum over what shares a factor.
fn summed(x: Tensor, factors: &Tensor) -> Tensor {
    let dims = factors.dims();
    if dims.len() == 1 && x.dims().len() == 4 {
        return x.sum_channels();
    }
    x.sum_axis(0).reshape(&dims)
}
