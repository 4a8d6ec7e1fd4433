//! Signals: the first stops at the next step; Ctrl-C a second time leaves at once.

use crate::system::is_ignored;
use anyhow::Result;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Ctrl-C, a polite kill, and a terminal that is closed.
#[cfg(unix)]
const SIGNALS: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [SIGINT, SIGTERM];

/// Whether the person, or the system, wants an end.
#[derive(Clone, Debug)]
pub struct Stop {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// Listens from now on, to all but the signals that whoever started this process has had
    /// ignored, as `nohup` does.
    pub fn listen() -> Result<Self> {
        let stop = Self { asked: Arc::default(), signal: Arc::default() };
        for signal in SIGNALS.into_iter().filter(|signal| !is_ignored(*signal)) {
            // Not for the others: a terminal that is closed sends SIGHUP twice, once by itself and
            // once by its shell, and the second must not end what saves the run.
            if signal == SIGINT {
                // In this order: the first finds the flag down and raises it, the second ends the
                // process.
                let again = Arc::<AtomicBool>::default();
                flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again))?;
                flag::register(signal, again)?;
            }
            flag::register(signal, Arc::clone(&stop.asked))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&stop.signal), number)?;
        }
        Ok(stop)
    }

    /// Whether a signal has come.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// As shells report a process that a signal has ended: 128 and the signal's number.
    pub fn exit_code(&self) -> ExitCode {
        let signal = u8::try_from(self.signal.load(Ordering::Relaxed)).unwrap_or_default();
        ExitCode::from(128_u8.saturating_add(signal))
    }
}
