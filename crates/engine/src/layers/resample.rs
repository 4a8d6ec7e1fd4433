//! Adaptive average pooling and upsampling: maps along the height and along the width, one after
//! the other.

use super::pass::Back;
use crate::band::Band;
use crate::cpu;
use crate::device::{Device, is_processor};
use crate::tensor::Tensor;
use crate::tensor::host::{Values, given};
use filtro_net::catalogue::Interpolation;
use filtro_program::Resample;
use std::sync::Arc;

/// A change of size that is linear along each axis.
#[derive(Clone, Debug)]
pub(crate) struct ResampleOp {
    there: Arc<Way>,
    back: Arc<Way>,
}

/// One direction: along the height and along the width.
#[derive(Debug)]
enum Way {
    OnProcessor([Band; 2]),
    /// As matrices of outputs × inputs.
    OnDevice([Tensor; 2]),
}

impl ResampleOp {
    pub(crate) fn new(resample: &Resample, device: &Device) -> Self {
        let bands = match *resample {
            Resample::Adaptive { size, output } => {
                pairs(size, output).map(|(size, output)| Band::adaptive(size, output))
            }
            Resample::Upsample { size, scale, mode } => {
                let band = match mode {
                    Interpolation::Nearest => Band::nearest,
                    Interpolation::Bilinear => Band::linear,
                };
                pairs(size, scale).map(|(size, scale)| band(size, scale))
            }
        };
        let back = bands.each_ref().map(Band::transposed);
        Self { there: Arc::new(Way::new(bands, device)), back: Arc::new(Way::new(back, device)) }
    }

    pub(crate) fn infer(&self, x: Tensor) -> Tensor {
        self.there.go(x)
    }

    pub(crate) fn train(&self, x: Tensor) -> (Tensor, Back) {
        let back = Arc::clone(&self.back);
        (self.there.go(x), Box::new(move |grad, _| Some(back.go(grad))))
    }
}

impl Way {
    fn new(bands: [Band; 2], device: &Device) -> Self {
        if is_processor(device) {
            return Self::OnProcessor(bands);
        }
        Self::OnDevice(
            bands
                .map(|band| Tensor::new(band.matrix(), &[1, band.sums.len(), band.inputs], device)),
        )
    }

    fn go(&self, x: Tensor) -> Tensor {
        match self {
            Self::OnProcessor(bands) => {
                given(cpu::resample::apply(Values::of(&x).view(), bands.each_ref()))
            }
            Self::OnDevice([down, across]) => {
                let [count, channels, height, width] = x.axes();
                let ([_, rows], [_, columns]) = (down.axes(), across.axes());
                // Maps lie channels last on a GPU, where this order of axes needs no copy.
                let x = x.permute(&[0, 2, 3, 1]).reshape(&[count, height, width * channels]);
                let x = down.clone().matmul(x).reshape(&[count * rows, width, channels]);
                let x = across.clone().matmul(x);
                x.reshape(&[count, rows, columns, channels]).permute(&[0, 3, 1, 2])
            }
        }
    }
}

fn pairs([a, b]: [usize; 2], [x, y]: [usize; 2]) -> [(usize, usize); 2] {
    [(a, x), (b, y)]
}
