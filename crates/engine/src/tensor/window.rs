//! Convolution and pooling with symmetric padding, and their gradients.

use super::Tensor;
use super::host::{Values, given};
use crate::cpu;
use crate::window::{ConvOptions, PoolWindow};
use burn_backend::IntDType;
use burn_backend::ops::{ConvOptions as BurnOptions, FloatTensorOps, ModuleOps, PadMode};
use burn_dispatch::{Dispatch, DispatchTensor};
use filtro_program::Pads;

impl From<ConvOptions> for BurnOptions<2> {
    fn from(options: ConvOptions) -> Self {
        let ConvOptions { stride, padding, dilation, groups } = options;
        Self::new(stride, padding, dilation, groups)
    }
}

/// Where each maximum came from.
pub(crate) enum MaxIndices {
    /// As the device's pooling wants them back.
    OnDevice(Box<DispatchTensor>),
    /// On the processor: within each map.
    Places(Vec<u32>),
}

impl Tensor {
    /// Maps N×C×H×W with `value` around them.
    pub(crate) fn pad(self, pads: Pads, value: f32) -> Self {
        let [height, width] = pads;
        let pads = [(0, 0), (0, 0), height, width];
        Self::from_handle(Dispatch::float_pad(self.into_handle(), &pads, PadMode::Constant(value)))
    }

    /// Undoes [`Tensor::pad`]: the maps of `[height, width]` inside `pads`.
    pub(crate) fn crop(self, pads: Pads, [height, width]: [usize; 2]) -> Self {
        let [(top, _), (left, _)] = pads;
        self.narrow(2, top, top.saturating_add(height)).narrow(3, left, left.saturating_add(width))
    }

    /// Cross-correlation of N×C×H×W with O×(C/groups)×h×w.
    pub(crate) fn conv2d(self, weight: Self, bias: Option<Self>, options: ConvOptions) -> Self {
        if self.on_processor() {
            let (x, weight) = (Values::of(&self), Values::of(&weight));
            let bias = bias.as_ref().map(Values::of);
            return given(cpu::conv::forward(x.view(), weight.view(), bias.as_deref(), options));
        }
        Self::from_handle(Dispatch::conv2d(
            self.into_handle(),
            weight.into_handle(),
            bias.map(|bias| bias.into_handle()),
            options.into(),
        ))
    }

    /// Gradient at the input of a convolution; `self` is that at its output. Of `input` only the
    /// shape matters.
    pub(crate) fn conv2d_input_grad(self, input: Self, weight: Self, options: ConvOptions) -> Self {
        if self.on_processor() {
            let (grad, weight) = (Values::of(&self), Values::of(&weight));
            return given(cpu::conv::input_grad(&grad, input.axes(), weight.view(), options));
        }
        Self::from_handle(Dispatch::conv2d_x_backward(
            input.into_handle(),
            weight.into_handle(),
            self.into_handle(),
            options.into(),
        ))
    }

    /// Gradient of a convolution's weights; `self` is that at its output. Of `weight` only the
    /// shape matters.
    pub(crate) fn conv2d_weight_grad(
        self,
        input: Self,
        weight: Self,
        options: ConvOptions,
    ) -> Self {
        if self.on_processor() {
            let (grad, input) = (Values::of(&self), Values::of(&input));
            return given(cpu::conv::weight_grad(&grad, input.view(), weight.axes(), options));
        }
        Self::from_handle(Dispatch::conv2d_weight_backward(
            input.into_handle(),
            weight.into_handle(),
            self.into_handle(),
            options.into(),
        ))
    }

    /// Sum over all but the channel axis of N×C×H×W: the gradient of a bias. Maps lie channels
    /// last on a GPU, where this order of axes needs no copy.
    pub(crate) fn sum_channels(self) -> Self {
        if self.on_processor() {
            return given(cpu::conv::sum_channels(Values::of(&self).view()));
        }
        let [count, channels, height, width] = self.axes();
        self.permute(&[0, 2, 3, 1])
            .reshape(&[count * height * width, channels])
            .sum_axis(0)
            .reshape(&[channels])
    }

    /// Greatest value of each window.
    pub(crate) fn max_pool2d(self, window: PoolWindow) -> Self {
        if self.on_processor() {
            return given(cpu::pool::max(Values::of(&self).view(), window).0);
        }
        let PoolWindow { kernel, stride, padding } = window;
        Self::from_handle(Dispatch::max_pool2d(
            self.into_handle(),
            kernel,
            stride,
            padding,
            [1; 2],
            false,
        ))
    }

    /// [`Tensor::max_pool2d`], remembering where the values came from.
    pub(crate) fn max_pool2d_indexed(self, window: PoolWindow) -> (Self, MaxIndices) {
        if self.on_processor() {
            let (y, places) = cpu::pool::max(Values::of(&self).view(), window);
            return (given(y), MaxIndices::Places(places));
        }
        let PoolWindow { kernel, stride, padding } = window;
        let dtype = IntDType::I32;
        let pooled = Dispatch::max_pool2d_with_indices(
            self.into_handle(),
            kernel,
            stride,
            padding,
            [1; 2],
            false,
            dtype,
        );
        (Self::from_handle(pooled.output), MaxIndices::OnDevice(Box::new(pooled.indices)))
    }

    /// Gradient at the input of a max pooling; `self` is that at its output. Of `input` only the
    /// shape matters.
    pub(crate) fn max_pool2d_grad(
        self,
        input: Self,
        indices: MaxIndices,
        window: PoolWindow,
    ) -> Self {
        let indices = match indices {
            MaxIndices::OnDevice(indices) => *indices,
            MaxIndices::Places(places) => {
                return given(cpu::pool::max_grad(&Values::of(&self), &places, input.axes()));
            }
        };
        let PoolWindow { kernel, stride, padding } = window;
        let back = Dispatch::max_pool2d_with_indices_backward(
            input.into_handle(),
            kernel,
            stride,
            padding,
            [1; 2],
            false,
            self.into_handle(),
            indices,
        );
        Self::from_handle(back.x_grad)
    }

    /// Mean of each window; the window has no padding.
    pub(crate) fn avg_pool2d(self, window: PoolWindow) -> Self {
        if self.on_processor() {
            return given(cpu::pool::avg(Values::of(&self).view(), window));
        }
        let PoolWindow { kernel, stride, padding } = window;
        Self::from_handle(Dispatch::avg_pool2d(
            self.into_handle(),
            kernel,
            stride,
            padding,
            true,
            false,
        ))
    }

    /// Gradient at the input of an average pooling; `self` is that at its output. Of `input` only
    /// the shape matters.
    pub(crate) fn avg_pool2d_grad(self, input: Self, window: PoolWindow) -> Self {
        if self.on_processor() {
            return given(cpu::pool::avg_grad(&Values::of(&self), input.axes(), window));
        }
        let PoolWindow { kernel, stride, padding } = window;
        Self::from_handle(Dispatch::avg_pool2d_backward(
            input.into_handle(),
            self.into_handle(),
            kernel,
            stride,
            padding,
            true,
            false,
        ))
    }
}
