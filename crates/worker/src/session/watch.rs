//! What is looked at.

use filtro_protocol::Subject;
use filtro_run::pace::Share;

/// The own picture as it was cut.
pub(super) struct Picture {
    pub(super) shape: [usize; 3],
    pub(super) bytes: Vec<u8>,
}

/// What the feature maps are shown for.
pub(super) struct Watch {
    pub(super) subject: Option<Subject>,
    /// The request that the maps answer.
    pub(super) seq: u32,
    /// The page has not seen the present state.
    pub(super) stale: bool,
    pub(super) share: Share,
}

impl Default for Watch {
    fn default() -> Self {
        // Below a tenth of the time, with something left for the page's own work.
        Self { subject: None, seq: 0, stale: false, share: Share::new(250.0, 14.0) }
    }
}

impl Watch {
    pub(super) fn set(&mut self, seq: u32, subject: Option<Subject>) {
        (self.seq, self.subject) = (seq, subject);
        self.hurry();
    }

    /// The share of the time that showing them takes.
    pub(super) fn part(&self) -> f64 {
        if self.subject.is_some() { self.share.part() } else { 0.0 }
    }

    /// To be shown as soon as possible.
    pub(super) fn hurry(&mut self) {
        self.stale = true;
        self.share.hurry();
    }
}
