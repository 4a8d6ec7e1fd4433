//! The parameters of a program: tensors with a name, a shape and a beginning.

use filtro_net::NodeId;

/// What a tensor is to its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Of a convolution, filters × channels a group × height × width; of a dense layer, units ×
    /// inputs; the scale of a normalisation.
    Weight,
    /// Added to each filter, unit or normalised channel.
    Bias,
    /// Mean of a batch norm's channels over batches.
    RunningMean,
    /// Variance of a batch norm's channels over batches.
    RunningVar,
    /// Of the first step of a separable convolution.
    DepthwiseWeight,
    /// Of its second step.
    PointwiseWeight,
    /// Added behind its second step.
    PointwiseBias,
}

impl Role {
    /// As PyTorch names it, and files do.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::Bias => "bias",
            Self::RunningMean => "running_mean",
            Self::RunningVar => "running_var",
            Self::DepthwiseWeight => "depthwise.weight",
            Self::PointwiseWeight => "pointwise.weight",
            Self::PointwiseBias => "pointwise.bias",
        }
    }

    /// Its number among the keys of random streams; must never change.
    pub const fn key(self) -> u64 {
        match self {
            Self::Weight => 0,
            Self::Bias => 1,
            Self::RunningMean => 2,
            Self::RunningVar => 3,
            Self::DepthwiseWeight => 4,
            Self::PointwiseWeight => 5,
            Self::PointwiseBias => 6,
        }
    }
}

/// How a tensor begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// Evenly from −bound to bound.
    Uniform(f32),
    /// All this.
    Constant(f32),
}

impl Init {
    /// PyTorch's default for weights and biases of convolutions and dense layers: Kaiming
    /// uniform with a = √5, which is U(±1/√fan-in) for both (He et al., 2015).
    pub fn fan_in(inputs: usize) -> Self {
        Self::Uniform(1.0 / (inputs.max(1) as f32).sqrt())
    }
}

/// One tensor of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// The node that it belongs to.
    pub node: NodeId,
    /// What it is to that node.
    pub role: Role,
    /// Its axes, outermost first.
    pub dims: Vec<usize>,
    /// Its first values.
    pub init: Init,
}

impl Param {
    /// `<node>.<role>`, for files.
    pub fn name(&self) -> String {
        format!("{}.{}", self.node.0, self.role.name())
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.dims.iter().fold(1, |all, size| all.saturating_mul(*size))
    }

    /// Whether it has no value at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A running statistic of a batch norm, and how it follows the batches.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// The tensor.
    pub param: Param,
    /// Share of a new batch in it, 0–1.
    pub share: f64,
    /// For variances, values of one sample that share the statistic: PyTorch keeps the unbiased
    /// estimate, batch · area / (batch · area − 1) times what normalises the batch.
    pub unbiased_over: Option<usize>,
}

/// A place in the list of a program's trained parameters, or of its running statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParamId(pub usize);
