//! Where a run is kept, and when.

use crate::dataset::Lesson;
use crate::weights::Place;
use anyhow::Result;
use filtro_run::Run;
use filtro_run::pace::Share;

/// Keeps a run in a file.
pub struct Keeper {
    place: Place,
    /// Within an epoch: three times a minute, and less than a twentieth of the time.
    within: Share,
    /// After an epoch: once a second at most, and less than a tenth of the time.
    between: Share,
    /// Something has happened since the last time.
    behind: bool,
    /// The step that was saved last.
    saved: Option<u32>,
}

impl Keeper {
    /// In this file, which holds the run as it was after the step `saved`, if it does already.
    pub fn new(place: Place, saved: Option<u32>) -> Self {
        let mut within = Share::new(20_000.0, 20.0);
        // The first time is due after some time, not at once.
        within.took(0.0, 0.0);
        Self { place, within, between: Share::new(1_000.0, 10.0), behind: false, saved }
    }

    /// The file, as the person wrote it.
    pub fn name(&self) -> std::path::Display<'_> {
        self.place.name()
    }

    /// The step that was saved last.
    pub const fn saved(&self) -> Option<u32> {
        self.saved
    }

    /// The run has gone on.
    pub const fn fall_behind(&mut self) {
        self.behind = true;
    }

    /// Whether it is time to save in the middle of an epoch, at `now` milliseconds.
    pub fn is_due_within(&self, now: f64) -> bool {
        self.within.is_due(now)
    }

    /// Whether it is time to save at the end of one.
    pub fn is_due_between(&self, now: f64) -> bool {
        self.between.is_due(now)
    }

    /// Saves what is not saved yet. Whether the weights are good: those that are no numbers are
    /// not saved. `now` is a clock in milliseconds.
    ///
    /// # Errors
    /// The engine's and the disk's.
    pub async fn keep(&mut self, run: &Run<Lesson>, now: &dyn Fn() -> f64) -> Result<bool> {
        if !self.behind {
            return Ok(true);
        }
        let start = now();
        let Some(file) = run.checkpoint().await? else { return Ok(false) };
        let written = self.place.write(&file);
        let end = now();
        self.within.took(start, end);
        self.between.took(start, end);
        written?;
        self.behind = false;
        self.saved = Some(run.step());
        Ok(true)
    }
}
