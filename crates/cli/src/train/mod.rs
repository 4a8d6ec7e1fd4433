//! `filtro train`: everything that can be checked before the first step, then the run.

mod diverged;
mod keeper;
mod report;
mod session;

use crate::args::TrainArgs;
use crate::dataset::Lesson;
use crate::output::{is_closed, plain, tell};
use crate::problem::node;
use crate::stop::Stop;
use crate::weights::Place;
use crate::{dataset, device, document, memory, weights};
use anyhow::{Context, Result, anyhow, bail};
use diverged::Diverged;
use filtro_data::Part;
use filtro_engine::{Device, Model};
use filtro_net::{Network, Report, Severity};
use filtro_recipe::{Split, TrainConfig};
use filtro_run::{Pictures, Position, Run, position};
use keeper::Keeper;
use report::Header;
use session::Session;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

/// Training has come apart.
const DIVERGED: u8 = 3;
/// As shells report a process that writing to a closed pipe has ended.
const CLOSED: u8 = 141;

/// Checks, trains, reports and saves.
pub fn run(args: &TrainArgs) -> Result<ExitCode> {
    let network = args.source.load()?;
    let resumed = args.resume.as_deref().map(Resumed::read).transpose()?;
    let usual = resumed.as_ref().map_or_else(TrainConfig::default, |it| it.position.config);
    let config = args.config(usual);
    if let Some(resumed) = &resumed {
        resumed.check(&config)?;
    }
    let data = dataset::load(&args.run.data, args.run.incomplete)?;
    let lesson = Lesson { data, whole: args.no_validation };
    let report = check(&network, &lesson, &config, args)?;
    let kept = args.kept().map(Place::check).transpose()?;
    let (stop, device) = (Stop::listen()?, device::open(args.run.device)?);
    let run = start(&network, &config, resumed.as_ref(), &device)?;
    Header { network: &network, parameters: report.parameters, lesson: &lesson }.show(args);
    if let Some(resumed) = &resumed {
        resumed.announce(&config, &lesson);
    } else if let Some(place) = kept.as_ref().filter(|place| place.is_taken()) {
        tell(&format!("note: the weights that are in {} now will be replaced", place.name()));
    }
    let saved = resumed.as_ref().filter(|_| args.save.is_none()).map(|it| it.position.step);
    let keeper = kept.map(|place| Keeper::new(place, saved));
    let session = Session::new(args, config, Rc::new(lesson), stop, run, keeper);
    pollster::block_on(session.run()).or_else(code)
}

/// Failures with exit codes of their own.
fn code(error: anyhow::Error) -> Result<ExitCode> {
    if is_closed(&error) {
        tell("nobody reads the results any more, and --save names no file: training ends here");
        return Ok(ExitCode::from(CLOSED));
    }
    if error.is::<Diverged>() {
        tell(&format!("error: {error}"));
        return Ok(ExitCode::from(DIVERGED));
    }
    Err(error)
}

/// Fails where the network does not fit the pictures, there are none, or memory will not do.
fn check(
    network: &Network,
    lesson: &Lesson,
    config: &TrainConfig,
    args: &TrainArgs,
) -> Result<Report> {
    let target = dataset::target(&lesson.data);
    let (report, program) = document::check(network, Some(target), Severity::Warning)?;
    let pictures = lesson.data.len(Part::Train);
    if pictures == 0 {
        bail!("expected training pictures, found none");
    }
    steps(network, &report, config, lesson.count(Split::Train))?;
    // A graphics card has memory of its own, and does not say how much.
    if args.run.device == crate::args::DeviceArg::Cpu && !args.ignore_memory {
        memory::check(&program, config, pictures)?;
    }
    Ok(report)
}

/// Refuses steps of one picture where a batch norm of the network cannot bear them: one value has
/// no variance. PyTorch refuses them too.
fn steps(network: &Network, report: &Report, config: &TrainConfig, pictures: usize) -> Result<()> {
    let Some(norm) = report.lone_norm.filter(|_| config.smallest_step(pictures) == Some(1)) else {
        return Ok(());
    };
    let norm = node(network, norm);
    let single = if config.batch_size == 1 {
        "batches of one picture".to_owned()
    } else {
        format!("batches of {}, which leave one of {pictures} pictures over,", config.batch_size)
    };
    let sound = |batch_size: &usize| {
        let config = TrainConfig { batch_size: *batch_size, ..*config };
        config.smallest_step(pictures) > Some(1)
    };
    let near = (1..=pictures).flat_map(|by| {
        [config.batch_size.saturating_add(by), config.batch_size.saturating_sub(by)]
    });
    let remedy = near.into_iter().find(sound).map_or_else(
        || "more pictures are needed, or a network without it".to_owned(),
        |batch| format!("try --batch-size {batch}"),
    );
    bail!("{norm}: {single} give it one value per channel, which has no variance; {remedy}")
}

fn start(
    network: &Network,
    config: &TrainConfig,
    resumed: Option<&Resumed>,
    device: &Device,
) -> Result<Run<Lesson>> {
    let model = Model::new(network, config.seed, device)?;
    let mut run = match resumed {
        Some(resumed) => resumed.run(model)?,
        None => Run::new(model, *config),
    };
    run.go_on(config, None);
    Ok(run)
}

/// A file with a run to go on with.
struct Resumed<'a> {
    path: &'a Path,
    file: Vec<u8>,
    position: Position,
}

impl<'a> Resumed<'a> {
    fn read(path: &'a Path) -> Result<Self> {
        let name = path.display();
        let file = weights::read(path)?;
        let position = position::read(&file)
            .map_err(|error| anyhow!(plain(&error.to_string())))
            .with_context(|| format!("cannot go on with {name}"))?;
        let Some(position) = position else {
            bail!(
                "cannot go on with {name}: it holds weights alone, without the run that made them"
            );
        };
        Ok(Self { path, file, position })
    }

    /// What a run is made of cannot change in its middle.
    fn check(&self, config: &TrainConfig) -> Result<()> {
        let own = self.position.config;
        let differs = [
            ("--batch-size", own.batch_size != config.batch_size),
            ("--seed", own.seed != config.seed),
            ("--optimizer", own.optimizer != config.optimizer),
        ];
        if let Some((option, _)) = differs.into_iter().find(|(_, differs)| *differs) {
            bail!("the run in {} has another {option}; leave it out to go on", self.path.display());
        }
        Ok(())
    }

    fn run(&self, model: Model) -> Result<Run<Lesson>> {
        let run = Run::resume(model, &self.file);
        let run = run.map_err(|error| anyhow!(plain(&error.to_string())));
        let run = run.with_context(|| format!("cannot go on with {}", self.path.display()))?;
        run.context("expected a run, found weights alone")
    }

    /// Says where it goes on.
    fn announce(&self, config: &TrainConfig, lesson: &Lesson) {
        let Position { step, epoch, data, pictures, .. } = &self.position;
        let name = self.path.display();
        if *epoch as usize >= config.epochs {
            let more = epoch.saturating_add(1);
            tell(&format!(
                "the run in {name} is over after {epoch} epochs; --epochs {more} goes on with it"
            ));
            return;
        }
        tell(&format!("going on after step {step} with epoch {}", epoch.saturating_add(1)));
        let found = lesson.count(Split::Train);
        if data != lesson.key() || *pictures != found {
            tell(&format!(
                "note: until now the run has learned from {pictures} pictures of {}; the epoch in \
                 progress begins anew with {found} of {}",
                plain(data),
                lesson.key()
            ));
        }
    }
}
