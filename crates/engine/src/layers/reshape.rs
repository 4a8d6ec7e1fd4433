//! Flatten.

use super::pass::Back;
use crate::tensor::Tensor;

pub(super) fn flatten(x: Tensor) -> Tensor {
    let [count] = x.axes();
    let values = x.len() / count.max(1);
    x.reshape(&[count, values])
}

pub(super) fn train(x: Tensor) -> (Tensor, Back) {
    let dims = x.dims();
    (flatten(x), Box::new(move |grad, _| Some(grad.reshape(&dims))))
}
