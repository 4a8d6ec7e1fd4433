//! Batch normalisation.

use super::pass::{Back, Pass, State};
use crate::cpu::norm::{self, Normalised};
use crate::tensor::Tensor;
use crate::tensor::host::{Values, give, take};
use filtro_program::BatchNorm;

/// Batch normalisation over the channels of maps or the values of vectors.
#[derive(Clone, Debug)]
pub(crate) struct BatchNormOp(pub(crate) BatchNorm);

impl BatchNormOp {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>) -> Tensor {
        let deviation = state.running.get(self.0.variance).add_scalar(self.0.epsilon).sqrt();
        let scale = state.params.get(self.0.weight).div(deviation);
        let shift =
            state.params.get(self.0.bias).sub(state.running.get(self.0.mean).mul(scale.clone()));
        if x.on_processor() {
            let (dims, axes, mut values) = (x.dims(), x.axes(), take(x));
            norm::affine(&mut values, axes, &Values::of(&scale), &Values::of(&shift));
            return give(values, &dims);
        }
        let dims = per_channel(&x);
        x.mul(scale.reshape(&dims)).add(shift.reshape(&dims))
    }

    pub(crate) fn train(&self, x: Tensor, pass: &mut Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let (weight, bias) = (pass.params.get(self.0.weight), pass.params.get(self.0.bias));
        if x.on_processor() {
            self.on_processor(x, weight, &bias, pass)
        } else {
            self.on_device(x, weight, bias, pass, input_grad)
        }
    }

    fn on_processor(
        &self,
        x: Tensor,
        weight: Tensor,
        bias: &Tensor,
        pass: &mut Pass<'_>,
    ) -> (Tensor, Back) {
        let (dims, axes): (_, [usize; 4]) = (x.dims(), x.axes());
        let [_, channels, ..] = axes;
        let (scale, shift) = (Values::of(&weight), Values::of(bias));
        let found = norm::train(take(x), axes, &scale, &shift, self.0.epsilon);
        let Normalised { y, normal, mean, variance, inverse } = found;
        pass.statistics.put(self.0.mean, give(mean, &[channels]));
        pass.statistics.put(self.0.variance, give(variance, &[channels]));
        let (scale_id, shift_id) = (self.0.weight, self.0.bias);
        let y = give(y, &dims);
        let back: Back = Box::new(move |grad, grads| {
            let [grad, scale, shift] =
                norm::back(take(grad), axes, &normal, &Values::of(&weight), &inverse);
            grads.put(scale_id, give(scale, &[channels]));
            grads.put(shift_id, give(shift, &[channels]));
            Some(give(grad, &dims))
        });
        (y, back)
    }

    fn on_device(
        &self,
        x: Tensor,
        weight: Tensor,
        bias: Tensor,
        pass: &mut Pass<'_>,
        input_grad: bool,
    ) -> (Tensor, Back) {
        let dims = x.dims();
        let x = rows(x);
        let [count, channels] = x.axes();
        let mean = x.clone().mean_axis(0);
        let centred = x.sub(mean.clone());
        let variance = centred.clone().mul(centred.clone()).mean_axis(0);
        pass.statistics.put(self.0.mean, mean);
        pass.statistics.put(self.0.variance, variance.clone());
        let inverse = variance.add_scalar(self.0.epsilon).sqrt().recip();
        let normal = centred.mul(inverse.clone());
        let (weight, bias) = (weight.reshape(&[1, channels]), bias.reshape(&[1, channels]));
        let y = normal.clone().mul(weight.clone()).add(bias);
        let y = maps(y, &dims);

        let op = self.clone();
        let back: Back = Box::new(move |grad, grads| {
            let grad = rows(grad);
            let bias = grad.clone().sum_axis(0);
            let scale = grad.clone().mul(normal.clone()).sum_axis(0);
            grads.put(op.0.bias, bias.clone());
            grads.put(op.0.weight, scale.clone());
            if !input_grad {
                return None;
            }
            // γ/σ · (g − mean g − x̂ · mean(g x̂))
            let share = 1.0 / count as f64;
            let along = normal.mul(scale.mul_scalar(share));
            let grad = grad.sub(bias.mul_scalar(share)).sub(along);
            Some(maps(grad.mul(weight.mul(inverse)), &dims))
        });
        (y, back)
    }
}

/// One value a channel, to be broadcast over `x`.
fn per_channel(x: &Tensor) -> Vec<usize> {
    let axes = x.dims();
    let one = |(axis, size): (usize, &usize)| if axis == 1 { *size } else { 1 };
    axes.iter().enumerate().map(one).collect()
}

/// One row for each position, one column for each channel. Maps lie channels last on a GPU, where
/// this order of axes needs no copy.
pub(super) fn rows(x: Tensor) -> Tensor {
    match *x.dims() {
        [count, channels, height, width] => {
            x.permute(&[0, 2, 3, 1]).reshape(&[count * height * width, channels])
        }
        _ => x,
    }
}

/// Undoes [`rows`] for maps of these axes.
pub(super) fn maps(x: Tensor, dims: &[usize]) -> Tensor {
    match *dims {
        [count, channels, height, width] => {
            x.reshape(&[count, height, width, channels]).permute(&[0, 3, 1, 2])
        }
        _ => x,
    }
}
