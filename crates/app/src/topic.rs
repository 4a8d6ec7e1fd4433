//! What requests and reports are about.

use filtro_protocol::{Command, Failure, Report};

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Loading a data set.
    Load,
    /// Pictures of the data set.
    Samples,
    /// What is followed through the network.
    Watch,
    /// The own picture's classes.
    Classify,
    /// The weights from here on: a run, or others in their place.
    Run,
    /// A test that no run precedes.
    Test,
    /// Timing the device, or steps of the network.
    Timing,
    /// A picture that is being decoded.
    Picture,
    /// A network whose file is being read or fetched.
    Document,
    /// A file of weights that is being read.
    Weights,
    /// Everything else: answers are about the worker, or name what they are about.
    Other,
}

/// Topics; the last one needs no number.
pub(crate) const TOPICS: usize = Topic::Other as usize;

impl Topic {
    pub(crate) const fn of(command: &Command) -> Self {
        match command {
            Command::LoadData(_) => Self::Load,
            Command::Samples { .. } => Self::Samples,
            Command::Watch { .. } => Self::Watch,
            Command::Classify { .. } => Self::Classify,
            Command::Train { .. }
            | Command::Step { .. }
            | Command::Reset { .. }
            | Command::Restore { .. } => Self::Run,
            Command::Evaluate => Self::Test,
            Command::Calibrate | Command::Rehearse { .. } | Command::Compare { .. } => Self::Timing,
            Command::Start { .. }
            | Command::SetNetwork { .. }
            | Command::CancelLoad
            | Command::ForgetKept
            | Command::Pause
            | Command::Stop
            | Command::SetLearningRate(_)
            | Command::Checkpoint
            | Command::Use { .. } => Self::Other,
        }
    }

    /// What a report is about.
    pub(crate) const fn of_report(report: &Report) -> Self {
        match report {
            Report::DataProgress(_)
            | Report::Data(_)
            | Report::DataFailed { .. }
            | Report::Failed(Failure::NotKept(_)) => Self::Load,
            Report::Maps(_) => Self::Watch,
            Report::Classified { .. } => Self::Classify,
            Report::Running
            | Report::Telemetry(_)
            | Report::Epoch(_)
            | Report::Paused
            | Report::Stopped
            | Report::Finished
            | Report::Testing { .. }
            | Report::Tested { .. }
            | Report::WasReset
            | Report::Restored { .. }
            | Report::Failed(Failure::Diverged { .. }) => Self::Run,
            Report::Calibrated { .. }
            | Report::Rehearsed { .. }
            | Report::Compared { .. }
            | Report::Untimed => Self::Timing,
            // These name what they are about: a generation, a data set.
            Report::Network { .. }
            | Report::Checkpoint { .. }
            | Report::Samples { .. }
            | Report::Kept { .. }
            // And these are about the worker.
            | Report::Ready { .. }
            | Report::Device(_)
            | Report::DataFound { .. }
            | Report::Compiling(_)
            | Report::Failed(_) => Self::Other,
        }
    }
}
