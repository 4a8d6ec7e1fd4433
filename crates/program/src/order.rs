//! In what order training goes through a sequence.

use crate::step::{Lane, Op, Step};
use filtro_net::Shape;
use filtro_net::catalogue::Function;

/// A ReLU straight before a max pooling is trained behind it. max(0, ·) never changes which value
/// of a window is the greatest, so the two can change places in training, where nobody looks
/// between them: the ReLU then has only the pooled values to do. Gradients are the same: where the
/// maximum is not above zero they end either way.
fn swapped(first: &Op, second: &Op) -> bool {
    let is_relu = matches!(first, Op::Activation(it) if it.function == Function::Relu);
    is_relu && matches!(second, Op::MaxPool(_))
}

/// The indices of `steps` in the order of training.
pub(crate) fn training(steps: &[Step]) -> Vec<usize> {
    let mut order = Vec::with_capacity(steps.len());
    let mut at = 0;
    while let Some(first) = steps.get(at) {
        match steps.get(at + 1) {
            Some(second) if swapped(&first.op, &second.op) => {
                order.extend([at + 1, at]);
                at += 2;
            }
            _ => {
                order.push(at);
                at += 1;
            }
        }
    }
    order
}

/// A step as training sees it.
#[derive(Clone, Copy, Debug)]
pub struct Trained<'a> {
    /// The step.
    pub step: &'a Step,
    /// What comes out in training, of one sample: of a ReLU that changes places with the pooling
    /// behind it, the pooled maps.
    pub output: Option<Shape>,
    /// The position of the node whose output that is; none of a pooling that changes places.
    pub(crate) made: Option<usize>,
}

impl Lane {
    /// The steps in the order of training.
    pub fn trained(&self) -> impl Iterator<Item = Trained<'_>> {
        let order = self.training.iter().enumerate();
        order.filter_map(|(turn, at)| {
            let step = self.steps.get(*at)?;
            let (output, made) = if turn > *at {
                // It has waited for the pooling behind it.
                let pool = self.steps.get(at + 1)?;
                (pool.output, Some(pool.position))
            } else {
                (step.output, (turn == *at).then_some(step.position))
            };
            Some(Trained { step, output, made })
        })
    }
}
