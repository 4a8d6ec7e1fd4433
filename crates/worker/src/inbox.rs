//! Commands that wait for the session, and how newer ones replace older ones.

use crate::host::Incoming;
use filtro_protocol::{Command, Request};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// A request with what came beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope<F> {
    /// The request.
    pub request: Request,
    /// Its attachments.
    pub attachments: Vec<Incoming<F>>,
}

/// The queue between the message handler and the session.
#[derive(Debug)]
pub struct Inbox<F> {
    queue: RefCell<VecDeque<Envelope<F>>>,
    woken: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl<F> Default for Inbox<F> {
    fn default() -> Self {
        Self { queue: RefCell::default(), woken: Cell::new(false), waker: RefCell::default() }
    }
}

impl<F> Inbox<F> {
    /// Adds a request; those that it makes pointless leave the queue unanswered.
    pub fn push(&self, mut envelope: Envelope<F>) {
        let mut queue = self.queue.borrow_mut();
        replace(&mut queue, &mut envelope.request.command);
        queue.push_back(envelope);
        drop(queue);
        self.wake();
    }

    /// The oldest.
    pub fn take(&self) -> Option<Envelope<F>> {
        self.queue.borrow_mut().pop_front()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.queue.borrow().is_empty()
    }

    /// Ends a [`wait`](Self::wait): something else than a request has happened.
    pub fn wake(&self) {
        self.woken.set(true);
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    /// Waits for the next request or [`wake`](Self::wake).
    pub async fn wait(&self) {
        poll_fn(|context| {
            if self.woken.replace(false) || !self.is_empty() {
                return Poll::Ready(());
            }
            *self.waker.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// Removes what `newer` replaces.
fn replace<F>(queue: &mut VecDeque<Envelope<F>>, newer: &mut Command) {
    match newer {
        // What is looked at: only the last wish counts, whatever happens in between.
        Command::Watch { .. } => {
            queue.retain(|old| !matches!(old.request.command, Command::Watch { .. }));
        }
        Command::Classify { .. } => {
            queue.retain(|old| !matches!(old.request.command, Command::Classify { .. }));
        }
        Command::SetLearningRate(_) => {
            if let Some(at) = behind(queue, |old| matches!(old, Command::SetLearningRate(_))) {
                queue.remove(at);
            }
        }
        Command::SetNetwork { fresh, .. } => {
            if let Some(at) = behind(queue, |old| matches!(old, Command::SetNetwork { .. })) {
                let older = queue.remove(at).map(|old| old.request.command);
                *fresh |= matches!(older, Some(Command::SetNetwork { fresh: true, .. }));
            }
        }
        _ => {}
    }
}

/// Where a command that `wanted` knows stands, behind which nothing depends on it.
fn behind<F>(queue: &VecDeque<Envelope<F>>, wanted: fn(&Command) -> bool) -> Option<usize> {
    for (at, old) in queue.iter().enumerate().rev() {
        let command = &old.request.command;
        if wanted(command) {
            return Some(at);
        }
        let passive = matches!(
            command,
            Command::Watch { .. }
                | Command::Classify { .. }
                | Command::Samples { .. }
                | Command::SetLearningRate(_)
                | Command::CancelLoad
                | Command::ForgetKept
        );
        if !passive {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_protocol::{SampleId, Subject};
    use filtro_recipe::TrainConfig;

    fn filled(commands: Vec<Command>) -> Vec<(u32, Command)> {
        let inbox = Inbox::<()>::default();
        for (seq, command) in (1..).zip(commands) {
            inbox.push(Envelope { request: Request { seq, command }, attachments: Vec::new() });
        }
        let take = || inbox.take().map(|envelope| envelope.request);
        std::iter::from_fn(take).map(|request| (request.seq, request.command)).collect()
    }

    fn network(generation: u32, fresh: bool) -> Command {
        Command::SetNetwork { document: String::new(), generation, seed: 1, fresh }
    }

    fn watch(index: u32) -> Command {
        Command::Watch { subject: Some(Subject::Sample(SampleId { test: false, index })) }
    }

    fn classify() -> Command {
        Command::Classify { width: 1, height: 1, crop: [0.0, 0.0, 1.0] }
    }

    fn train() -> Command {
        Command::Train { config: TrainConfig::default() }
    }

    fn order(commands: Vec<Command>) -> Vec<u32> {
        filled(commands).into_iter().map(|(seq, _)| seq).collect()
    }

    #[test]
    fn only_the_last_look_counts() {
        assert_eq!(order(vec![watch(1), train(), watch(2), Command::Pause, watch(3)]), [2, 4, 5]);
        assert_eq!(order(vec![classify(), Command::Stop, classify(), watch(1)]), [2, 3, 4]);
    }

    #[test]
    fn samples_are_all_answered() {
        let samples = || Command::Samples { ids: Vec::new() };
        assert_eq!(order(vec![samples(), samples(), samples()]), [1, 2, 3]);
    }

    #[test]
    fn networks_replace_each_other_while_nothing_depends_on_them() {
        assert_eq!(order(vec![network(1, false), watch(1), network(2, false)]), [2, 3]);
        assert_eq!(order(vec![network(1, false), train(), network(2, false)]), [1, 2, 3]);
        assert_eq!(order(vec![network(1, false), Command::Checkpoint, network(2, false)]).len(), 3);
    }

    #[test]
    fn the_wish_for_fresh_weights_outlives_its_document() {
        let left = filled(vec![network(1, true), network(2, false)]);
        assert_eq!(left, [(2, network(2, true))]);
    }

    #[test]
    fn a_rate_that_a_step_has_seen_stays() {
        let rate = Command::SetLearningRate;
        let step = || Command::Step { config: TrainConfig::default() };
        assert_eq!(order(vec![rate(0.1), rate(0.2), step(), rate(0.3)]), [2, 3, 4]);
    }

    #[test]
    fn who_waits_is_woken() {
        let inbox = Inbox::<()>::default();
        inbox.wake();
        pollster::block_on(inbox.wait());
        let request = Request { seq: 1, command: Command::Pause };
        let both = async {
            futures_lite::future::zip(inbox.wait(), async {
                inbox.push(Envelope { request, attachments: Vec::new() });
            })
            .await
        };
        pollster::block_on(both);
        assert!(!inbox.is_empty());
    }
}
