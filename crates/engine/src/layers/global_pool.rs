//! Global average pooling: the mean of each map.

use super::Back;
use crate::tensor::Tensor;

pub(super) fn infer(x: Tensor) -> Tensor {
    let [count, channels, height, width] = x.axes();
    // Maps lie channels last on a GPU, where this order of axes needs no copy.
    x.permute(&[0, 2, 3, 1])
        .reshape(&[count, height * width, channels])
        .mean_axis(1)
        .reshape(&[count, channels])
}

pub(super) fn train(x: Tensor) -> (Tensor, Back) {
    let [count, channels, height, width] = x.axes();
    let back: Back = Box::new(move |grad, _| {
        let share = grad.mul_scalar(1.0 / (height * width) as f64);
        Some(share.reshape(&[count, channels, 1, 1]).expand(&[count, channels, height, width]))
    });
    (infer(x), back)
}
