//! How lanes come together, and how gradients part again.

use crate::tensor::Tensor;
use filtro_net::{Merge, Shape};

/// Lanes of known shapes that come together.
#[derive(Clone, Debug)]
pub(crate) struct MergeOp {
    pub(crate) merge: Merge,
    /// What comes out of each lane, of one sample.
    pub(crate) lanes: Vec<Shape>,
    /// Of the merged sample.
    pub(crate) output: Shape,
}

impl MergeOp {
    pub(crate) fn join(&self, outputs: Vec<Tensor>) -> Tensor {
        match self.merge {
            Merge::Concat => Tensor::cat(outputs, 1),
            Merge::Add => sum(outputs),
            Merge::Multiply => {
                let aligned = outputs.into_iter().map(|output| self.align(output)).collect();
                product(aligned)
            }
        }
    }

    /// The gradient at each lane's output.
    pub(crate) fn split(&self, grad: Tensor, kept: &[Tensor]) -> Vec<Tensor> {
        match self.merge {
            Merge::Add => vec![grad; self.lanes.len()],
            Merge::Concat => {
                let mut start = 0;
                let part = |lane: &Shape| {
                    let end = start + lane.channels();
                    let part = grad.clone().narrow(1, start, end);
                    start = end;
                    part
                };
                self.lanes.iter().map(part).collect()
            }
            Merge::Multiply => {
                let part = |(index, lane): (usize, &Shape)| {
                    let others = kept.iter().enumerate().filter(|(other, _)| *other != index);
                    let factors = others.map(|(_, output)| self.align(output.clone()));
                    let grad = factors.fold(grad.clone(), Tensor::mul);
                    self.reduce(grad, *lane)
                };
                self.lanes.iter().enumerate().map(part).collect()
            }
        }
    }

    /// A vector of factors as C×1×1 beside maps.
    fn align(&self, x: Tensor) -> Tensor {
        match (self.output, x.dims().as_slice()) {
            (Shape::Map { .. }, [count, channels]) => x.reshape(&[*count, *channels, 1, 1]),
            _ => x,
        }
    }

    /// Undoes the broadcast of a lane over height and width.
    fn reduce(&self, grad: Tensor, lane: Shape) -> Tensor {
        let [count, channels] = grad.axes();
        let grad = match grad.dims().as_slice() {
            [_, _, height, width] if lane.size() != [*height, *width] => {
                let area = height * width;
                grad.permute(&[0, 2, 3, 1]).reshape(&[count, area, channels]).sum_axis(1)
            }
            _ => grad,
        };
        let dims: Vec<_> = [count].into_iter().chain(lane.dims()).collect();
        if grad.dims() == dims { grad } else { grad.reshape(&dims) }
    }
}

fn sum(outputs: Vec<Tensor>) -> Tensor {
    combine(outputs, Tensor::add)
}

/// Starts from a full map, so that every product has its shape.
fn product(mut outputs: Vec<Tensor>) -> Tensor {
    outputs.sort_by_key(|output| std::cmp::Reverse(output.len()));
    combine(outputs, Tensor::mul)
}

fn combine(outputs: Vec<Tensor>, with: impl FnMut(Tensor, Tensor) -> Tensor) -> Tensor {
    #[expect(clippy::expect_used, reason = "a block without lanes is an error of the document")]
    outputs.into_iter().reduce(with).expect("a validated block has lanes")
}
