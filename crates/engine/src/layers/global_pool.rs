//! Global pooling: the mean or the greatest value of each map.

use super::max_pool::MaxPoolOp;
use super::pass::Back;
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

pub(super) fn infer_max(pool: &MaxPoolOp, x: Tensor) -> Tensor {
    let [count, channels] = x.axes();
    pool.infer(x).reshape(&[count, channels])
}

pub(super) fn train_max(pool: &MaxPoolOp, x: Tensor) -> (Tensor, Back) {
    let [count, channels] = x.axes();
    let (y, back) = pool.train(x);
    let back: Back =
        Box::new(move |grad, grads| back(grad.reshape(&[count, channels, 1, 1]), grads));
    (y.reshape(&[count, channels]), back)
}
