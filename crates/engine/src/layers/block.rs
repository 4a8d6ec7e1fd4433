//! Blocks: lanes that see the same input and come together.

use super::{Back, Observer, Pass, State, Step, Tape};
use crate::tensor::Tensor;
use filtro_net::{Merge, Shape};

/// Lanes side by side.
#[derive(Clone, Debug)]
pub(crate) struct BlockOp {
    pub(crate) lanes: Vec<Lane>,
    pub(crate) merge: Merge,
    /// Of the merged sample.
    pub(crate) output: Shape,
}

/// A lane and what comes out of it.
#[derive(Clone, Debug)]
pub(crate) struct Lane {
    pub(crate) steps: Vec<Step>,
    pub(crate) output: Shape,
}

impl BlockOp {
    pub(crate) fn infer(&self, x: Tensor, state: State<'_>, observe: Observer<'_>) -> Tensor {
        let outputs = self
            .lanes
            .iter()
            .map(|lane| super::infer(&lane.steps, x.clone(), state, &mut *observe))
            .collect();
        self.join(outputs)
    }

    pub(crate) fn train(&self, x: Tensor, pass: &mut Pass<'_>, input_grad: bool) -> (Tensor, Back) {
        let (outputs, tapes): (Vec<_>, Vec<_>) =
            self.lanes.iter().map(|lane| super::train(&lane.steps, x.clone(), pass)).unzip();
        // Only a product's derivative needs the lanes' values.
        let kept = if self.merge == Merge::Multiply { outputs.clone() } else { Vec::new() };
        let y = self.join(outputs);
        let op = self.clone();
        let back: Back = Box::new(move |grad, grads| {
            let parts = op.split(grad, &kept);
            let behind = |(tape, part): (Tape, Tensor)| tape.back(part, grads);
            let inputs: Vec<_> = tapes.into_iter().zip(parts).filter_map(behind).collect();
            if input_grad { inputs.into_iter().reduce(Tensor::add) } else { None }
        });
        (y, back)
    }

    fn join(&self, outputs: Vec<Tensor>) -> Tensor {
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
    fn split(&self, grad: Tensor, kept: &[Tensor]) -> Vec<Tensor> {
        match self.merge {
            Merge::Add => vec![grad; self.lanes.len()],
            Merge::Concat => {
                let mut start = 0;
                let part = |lane: &Lane| {
                    let end = start + lane.output.channels();
                    let part = grad.clone().narrow(1, start, end);
                    start = end;
                    part
                };
                self.lanes.iter().map(part).collect()
            }
            Merge::Multiply => {
                let part = |(index, lane): (usize, &Lane)| {
                    let others = kept.iter().enumerate().filter(|(other, _)| *other != index);
                    let factors = others.map(|(_, output)| self.align(output.clone()));
                    let grad = factors.fold(grad.clone(), Tensor::mul);
                    self.reduce(grad, lane.output)
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
