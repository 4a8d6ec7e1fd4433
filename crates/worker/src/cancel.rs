//! Giving up a task at any point where it waits.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Poll, Waker};

/// Set once, seen by whoever races against it.
#[derive(Debug, Default)]
pub struct Cancel {
    set: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Cancel {
    /// From now on.
    pub fn set(&self) {
        self.set.set(true);
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }

    /// Whether it was.
    pub fn is_set(&self) -> bool {
        self.set.get()
    }

    /// What `task` comes to, or nothing if it is given up; it is then dropped where it stood.
    pub async fn race<T>(&self, task: impl Future<Output = T>) -> Option<T> {
        let mut task = pin!(task);
        poll_fn(|context| {
            if self.is_set() {
                return Poll::Ready(None);
            }
            *self.waker.borrow_mut() = Some(context.waker().clone());
            task.as_mut().poll(context).map(Some)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_lite::future::zip;
    use pollster::block_on;
    use std::future::{pending, ready};

    #[test]
    fn a_task_that_ends_has_its_result() {
        assert_eq!(block_on(Cancel::default().race(ready(7))), Some(7));
    }

    #[test]
    fn a_task_that_hangs_can_be_given_up() {
        let cancel = Cancel::default();
        let found = block_on(async {
            let (found, ()) = zip(cancel.race(pending::<()>()), async { cancel.set() }).await;
            found
        });
        assert_eq!(found, None);
        assert_eq!(block_on(cancel.race(ready(7))), None);
    }
}
