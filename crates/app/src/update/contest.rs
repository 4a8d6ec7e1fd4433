//! The choice between processor and GPU: measured before the first run, and after large changes.

use super::cost::idle;
use super::effects::{Effects, send};
use crate::contest::{Class, Compared, Contest, KEPT};
use crate::effect::Effect;
use crate::state::State;
use filtro_protocol::{Command, Device, DeviceKind, DevicePreference, DeviceReason};

/// Milliseconds that a start waits for it at most.
const PATIENCE: u32 = 2_000;

impl State {
    /// What decides which device is faster, of the present network and settings.
    pub(crate) fn class(&self) -> Class {
        let report = &self.document.report;
        Class {
            adds: report.multiply_adds,
            layers: report.nodes.iter().filter(|node| !node.is_block).count() as u64,
            batch: self.run.config.batch_size as u64,
        }
    }

    /// The device that runs, where the page may choose between it and another one: a real GPU is
    /// there, and the person has not decided.
    pub(crate) fn contested(&self) -> Option<&Device> {
        let open = self.preferences.device == DevicePreference::Auto && !self.contest.lost;
        self.engine.device.as_ref().filter(|device| {
            let measurable = matches!(
                device.reason,
                DeviceReason::HardwareAdapter | DeviceReason::Measured { .. }
            );
            open && measurable && device.adapter.is_some()
        })
    }

    /// What is known of the present network on both devices.
    pub(crate) fn compared(&self) -> Option<&Compared> {
        let adapter = self.engine.device.as_ref()?.adapter.as_ref()?;
        let class = self.class();
        let mut known = self.preferences.compared.iter();
        known.find(|it| it.adapter == *adapter && it.class.is_near(class))
    }

    /// Takes a finding in, the newest first, in the place of what was known of the same.
    pub(crate) fn learn_compared(&mut self, found: Compared) {
        let known = &mut self.preferences.compared;
        known.retain(|old| old.adapter != found.adapter || !old.class.is_near(found.class));
        known.insert(0, found);
        known.truncate(KEPT);
    }

    /// Whether both devices are being timed.
    pub const fn is_comparing(&self) -> bool {
        self.contest.asked.is_some()
    }
}

/// While nothing else goes on: asks for a comparison where none is known, and has the engine use
/// the device that was the faster one.
pub(super) fn proceed(state: &mut State, out: &mut Effects) {
    // The engine gives a comparison of another network up without a word.
    let generation = state.document.generation;
    let asked = state.contest.asked.filter(|(of, _)| *of == generation);
    if asked != state.contest.asked {
        (state.contest.asked, state.contest.hurried) = (asked, false);
    }
    let settled = state.engine.built == Some(generation)
        && state.data.summary.as_ref().is_some_and(|it| it.complete && it.sizes.train > 0);
    if !settled || !idle(state) || !state.is_valid() || state.contested().is_none() {
        return;
    }
    if !choose(state, out) && state.contest.failed != Some(state.class()) {
        ask(state, None, out);
    }
}

/// Whether a start has to wait for a comparison. Where one is known, the device is chosen.
pub(super) fn hold(state: &mut State, out: &mut Effects) -> bool {
    if state.contested().is_none() || choose(state, out) {
        return false;
    }
    let class = Some(state.class());
    if state.contest.late == class || state.contest.failed == class {
        return false;
    }
    if !state.contest.hurried {
        ask(state, Some(PATIENCE), out);
    }
    state.contest.hurried
}

/// Makes the faster device run, where it is known; whether it is.
fn choose(state: &mut State, out: &mut Effects) -> bool {
    let Some(found) = state.compared().cloned() else { return false };
    let kind = found.faster();
    if let Some(device) = &mut state.engine.device
        && !state.contest.moving
    {
        if device.kind == kind {
            device.reason = found.reason();
        } else {
            state.contest.moving = true;
            let Compared { cpu, gpu, .. } = found;
            send(state, Command::Use { kind, cpu, gpu }, out);
        }
    }
    true
}

/// Asks for a comparison, or for the end of one within so many milliseconds.
fn ask(state: &mut State, limit_ms: Option<u32>, out: &mut Effects) {
    let class = state.class();
    let known = state.contest.asked.is_some_and(|(_, of)| of == class);
    let kinds = [DeviceKind::Cpu, DeviceKind::Gpu];
    if (known && limit_ms.is_none()) || !kinds.iter().all(|kind| state.fits_on(*kind)) {
        return;
    }
    // The engine times one thing at a time.
    (state.cost.calibrating, state.cost.rehearsing) = (false, None);
    state.contest.asked = Some((state.document.generation, class));
    state.contest.hurried = limit_ms.is_some();
    let (config, trial) = (state.run.config, state.trial_on_processor());
    send(state, Command::Compare { config, trial, limit_ms }, out);
}

/// Both devices were timed, or could not be. Whether that was waited for.
pub(super) fn compared(
    state: &mut State,
    generation: u32,
    rates: Option<[u32; 2]>,
    out: &mut Effects,
) -> bool {
    let asked = state.contest.asked.take_if(|(of, _)| *of == generation);
    let Some((_, class)) = asked else { return false };
    let hurried = std::mem::take(&mut state.contest.hurried);
    let adapter = state.engine.device.as_ref().and_then(|device| device.adapter.clone());
    match (rates, adapter) {
        (Some([cpu, gpu]), Some(adapter)) => {
            state.learn_compared(Compared { adapter, class, cpu, gpu });
            out.push(Effect::SavePreferences);
        }
        _ if hurried => state.contest.late = Some(class),
        _ => state.contest.failed = Some(class),
    }
    true
}

/// The engine uses another device now, or could not.
pub(super) fn moved(state: &mut State, device: Device) {
    state.contest.moving = false;
    state.engine.device = Some(device);
    super::cost::restarted(state);
}

/// A run has begun: what came too late for it may be measured after it.
pub(super) fn begun(state: &mut State) {
    (state.contest.asked, state.contest.hurried, state.contest.late) = (None, false, None);
}

/// A new worker. What the one before died of is not tried again by itself.
pub(super) fn restarted(state: &mut State) {
    let failed = state.contest.asked.map(|(_, class)| class).or(state.contest.failed);
    state.contest = Contest { failed, ..Contest::default() };
}

/// The GPU is gone while the processor runs: whether that is all that has happened.
pub(super) fn lost(state: &mut State) -> bool {
    let processor = state.engine.device.as_ref().is_some_and(|it| it.kind == DeviceKind::Cpu);
    if !processor || state.contest.moving {
        return false;
    }
    state.contest = Contest { lost: true, ..Contest::default() };
    true
}
