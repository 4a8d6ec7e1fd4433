//! What can be written behind `filtro`.

use clap::builder::{PossibleValuesParser, RangedU64ValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use filtro_recipe::{Optimizer, TrainConfig};
use filtro_zoo::TEMPLATES;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Convolutional networks: layer table, training and evaluation of Filtro's network documents.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the exit codes say; the command's own too.
const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    failed; the reason is on standard error
  2    wrong usage
  3    training has diverged; the last good weights stay where --save has put them
  129, 130, 143
       ended by SIGHUP, SIGINT (Ctrl-C) or SIGTERM; with --save the weights are saved
  141  nobody reads the results any more, and there was nothing to save";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the layer table: shapes, parameters, multiply-adds, memory, receptive fields
    Summary(SummaryArgs),
    /// Train a network, with a line for each epoch
    #[command(after_help = EXIT_CODES)]
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
    /// Pictures per step; the last of an epoch may have fewer [default: 64, or the resumed run's]
    #[arg(long, value_name = "N", value_parser = at_least_one())]
    pub batch_size: Option<usize>,
    /// Passes over the training pictures, in all [default: 5, or the resumed run's]
    #[arg(long, value_name = "N", value_parser = at_least_one())]
    pub epochs: Option<usize>,
    /// Fixes first weights, order of the pictures and dropout [default: 1, or the resumed run's]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How weights follow gradients [default: adam, or the resumed run's]
    #[arg(long, value_enum)]
    pub optimizer: Option<OptimizerArg>,
    /// Learning rate [default: 0.001, or the resumed run's]
    #[arg(long, value_name = "RATE", value_parser = learning_rate)]
    pub lr: Option<f64>,
    /// Train on the validation pictures too, and test after every epoch
    #[arg(long)]
    pub no_validation: bool,
    /// Keep the run here (safetensors): written after every epoch, three times a minute within a
    /// long one, at the end and when interrupted, whatever becomes of the output. A file that
    /// holds something else is never overwritten
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Go on with the run that --save has kept here, as if it had never stopped; it is kept in
    /// the same file unless --save names another
    #[arg(long, value_name = "FILE")]
    pub resume: Option<PathBuf>,
    /// Train even where memory will not suffice, by all that is known
    #[arg(long)]
    pub ignore_memory: bool,
}

impl TrainArgs {
    /// The settings: what is not said is as in `usual`.
    pub fn config(&self, usual: TrainConfig) -> TrainConfig {
        TrainConfig {
            optimizer: self.optimizer.map_or(usual.optimizer, OptimizerArg::optimizer),
            learning_rate: self.lr.unwrap_or(usual.learning_rate),
            batch_size: self.batch_size.unwrap_or(usual.batch_size),
            epochs: self.epochs.unwrap_or(usual.epochs),
            seed: self.seed.unwrap_or(usual.seed),
        }
    }

    /// Where the run is kept, if it is.
    pub fn kept(&self) -> Option<&Path> {
        self.save.as_deref().or(self.resume.as_deref())
    }
}

/// `filtro evaluate`.
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    /// The network.
    #[command(flatten)]
    pub source: Source,
    /// Trained weights (safetensors), as `filtro train --save` and the page write them; of a run
    /// that is not over, those of its last step
    #[arg(long, value_name = "FILE")]
    pub weights: PathBuf,
    /// Pictures that are measured together
    #[arg(long, value_name = "N", default_value_t = TrainConfig::default().batch_size,
        value_parser = at_least_one())]
    pub batch_size: usize,
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

    /// They are written into the help by hand: a run that is resumed has others.
    #[test]
    fn the_help_names_the_defaults() {
        let mut command = Args::command();
        let help = command.find_subcommand_mut("train").unwrap().render_long_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let usual = TrainConfig::default();
        assert_eq!(usual.optimizer, Optimizer::Adam);
        let TrainConfig { epochs, seed, learning_rate: rate, batch_size, .. } = usual;
        let values = [epochs.to_string(), seed.to_string(), batch_size.to_string()];
        for value in values.into_iter().chain(["adam".into(), rate.to_string()]) {
            let expected = format!("[default: {value}, or the resumed run's]");
            assert!(help.contains(&expected), "no {expected} in {help}");
        }
    }

    #[test]
    fn a_learning_rate_is_a_positive_number() {
        assert_eq!(learning_rate("1e-3"), Ok(0.001));
        for wrong in ["0", "-1", "inf", "NaN", "x"] {
            assert!(learning_rate(wrong).is_err(), "{wrong}");
        }
    }
}
