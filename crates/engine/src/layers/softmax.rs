//! Softmax between other layers. (The last one of a network is part of the loss.)

use super::pass::Back;
use crate::tensor::Tensor;

/// ∂/∂xᵢ = yᵢ (gᵢ − Σⱼ gⱼ yⱼ).
pub(super) fn train(x: Tensor) -> (Tensor, Back) {
    let y = x.softmax(1);
    let kept = y.clone();
    let back: Back = Box::new(move |grad, _| {
        let weighted = grad.mul(kept.clone());
        let total = weighted.clone().sum_axis(1);
        Some(weighted.sub(kept.mul(total)))
    });
    (y, back)
}
