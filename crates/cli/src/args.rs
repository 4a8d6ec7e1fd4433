//! What can be written behind `filtro`.

use clap::builder::{PossibleValuesParser, RangedU64ValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use filtro_engine::DeviceChoice;
use filtro_net::{Optimizer, TEMPLATES, TrainConfig};
use std::path::PathBuf;
use std::str::FromStr;

/// Convolutional networks: layer table, training and evaluation of Filtro's network documents.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the layer table: shapes, parameters, multiply-adds, memory, receptive fields
    Summary(SummaryArgs),
    /// Train a network, with a line for each epoch
    Train(TrainArgs),
    /// Measure loss and accuracy of trained weights on the test pictures
    Evaluate(EvaluateArgs),
}

/// Where the network comes from.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct Source {
    /// A network document (JSON) as the page saves it, or the name of a ready-made network; `-`
    /// reads standard input
    pub file: Option<PathBuf>,
    /// A ready-made network
    #[arg(long, value_name = "NAME", value_parser = templates())]
    pub template: Option<String>,
}

fn templates() -> PossibleValuesParser {
    PossibleValuesParser::new(TEMPLATES.iter().map(|template| template.name))
}

/// `filtro summary`.
#[derive(Debug, clap::Args)]
pub struct SummaryArgs {
    /// The network.
    #[command(flatten)]
    pub source: Source,
    /// Pictures per step, for the memory of training
    #[arg(long, alias = "batch", value_name = "N",
        default_value_t = TrainConfig::default().batch_size, value_parser = at_least_one())]
    pub batch_size: usize,
    /// How weights follow gradients, for the memory of training
    #[arg(long, value_enum, default_value_t = OptimizerArg::Adam)]
    pub optimizer: OptimizerArg,
    /// Print one JSON object and nothing else
    #[arg(long)]
    pub json: bool,
}

/// Data and device, common to training and evaluation.
#[derive(Debug, clap::Args)]
pub struct Run {
    /// Pictures: `synthetic` (built in), or CIFAR-10: its archive (.tar.gz), or a folder with its
    /// .bin files
    #[arg(long, value_name = "PATH|synthetic", default_value = "synthetic")]
    pub data: DataArg,
    /// Use pictures of which some files are missing
    #[arg(long)]
    pub incomplete: bool,
    /// Where to compute; on the CPU a run repeats bit for bit
    #[arg(long, value_enum, default_value_t = DeviceArg::Cpu)]
    pub device: DeviceArg,
    /// Pictures per step
    #[arg(long, value_name = "N", default_value_t = TrainConfig::default().batch_size,
        value_parser = at_least_one())]
    pub batch_size: usize,
    /// Print JSON on standard output, one object per line
    #[arg(long)]
    pub json: bool,
}

/// `filtro train`.
#[derive(Debug, clap::Args)]
pub struct TrainArgs {
    /// The network.
    #[command(flatten)]
    pub source: Source,
    /// Data and device.
    #[command(flatten)]
    pub run: Run,
    /// Passes over the training pictures
    #[arg(long, value_name = "N", default_value_t = TrainConfig::default().epochs,
        value_parser = at_least_one())]
    pub epochs: usize,
    /// Fixes first weights, order of the pictures and dropout
    #[arg(long, value_name = "N", default_value_t = TrainConfig::default().seed)]
    pub seed: u64,
    /// How weights follow gradients
    #[arg(long, value_enum, default_value_t = OptimizerArg::Adam)]
    pub optimizer: OptimizerArg,
    /// Learning rate
    #[arg(long, value_name = "RATE", default_value_t = TrainConfig::default().learning_rate,
        value_parser = learning_rate)]
    pub lr: f64,
    /// Train on the validation pictures too, and test after every epoch
    #[arg(long)]
    pub no_validation: bool,
    /// Write the weights here at the end (safetensors), also when interrupted
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
}

impl TrainArgs {
    /// The settings as the engine knows them.
    pub const fn config(&self) -> TrainConfig {
        TrainConfig {
            optimizer: self.optimizer.optimizer(),
            learning_rate: self.lr,
            batch_size: self.run.batch_size,
            epochs: self.epochs,
            seed: self.seed,
        }
    }
}

/// `filtro evaluate`.
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    /// The network.
    #[command(flatten)]
    pub source: Source,
    /// Trained weights (safetensors), as `filtro train --save` and the page write them
    #[arg(long, value_name = "FILE")]
    pub weights: PathBuf,
    /// Data and device.
    #[command(flatten)]
    pub run: Run,
}

/// Where pictures come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataArg {
    /// The built-in set.
    Synthetic,
    /// A folder or an archive.
    Path(PathBuf),
}

impl FromStr for DataArg {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text == "synthetic" { Self::Synthetic } else { Self::Path(text.into()) })
    }
}

/// Where to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeviceArg {
    /// The processor
    Cpu,
    /// A graphics card
    Gpu,
}

impl DeviceArg {
    /// As the engine knows it.
    pub const fn choice(self) -> DeviceChoice {
        match self {
            Self::Cpu => DeviceChoice::Cpu,
            Self::Gpu => DeviceChoice::Gpu,
        }
    }
}

/// How weights follow gradients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OptimizerArg {
    /// Stochastic gradient descent
    Sgd,
    /// The same with momentum 0.9
    Momentum,
    /// Adam with β 0.9 and 0.999, ε 1e-8
    Adam,
}

impl OptimizerArg {
    /// As the engine knows it.
    pub const fn optimizer(self) -> Optimizer {
        match self {
            Self::Sgd => Optimizer::Sgd,
            Self::Momentum => Optimizer::Momentum,
            Self::Adam => Optimizer::Adam,
        }
    }
}

fn at_least_one() -> RangedU64ValueParser<usize> {
    // The order of epochs is keyed by 32 bits; nobody trains or batches as many.
    RangedU64ValueParser::new().range(1..=u64::from(u32::MAX))
}

fn learning_rate(text: &str) -> Result<f64, String> {
    let rate: f64 = text.parse().map_err(|_parse| "expected a number".to_owned())?;
    if rate.is_finite() && rate > 0.0 {
        Ok(rate)
    } else {
        Err("expected a number greater than 0".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_learning_rate_is_a_positive_number() {
        assert_eq!(learning_rate("1e-3"), Ok(0.001));
        for wrong in ["0", "-1", "inf", "NaN", "x"] {
            assert!(learning_rate(wrong).is_err(), "{wrong}");
        }
    }
}
