//! Work on a thread of its own: a panic ends nothing else, and what does not come to an end is given up.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The stack of the thread, for objects nest as deep as the parser lets them.
const STACK: usize = 64 << 20;

/// Why there is no result.
#[derive(Debug)]
pub enum Lost {
    /// The thread could not be started.
    NotStarted(io::Error),
    /// The work panicked, with this.
    Panicked(Box<dyn Any + Send>),
    /// It took too long. The thread goes on by itself until the program ends, for nothing can stop it.
    GivenUp,
}

/// What `work` gives, if it ends within `longest`.
///
/// # Errors
///
/// See [`Lost`].
pub fn within<T: Send + 'static>(longest: Duration, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Lost> {
    let (sender, receiver) = channel();
    let reading = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
    let spawned = reading.spawn(move || {
        // Nobody may be listening any more.
        let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
    });
    spawned.map_err(Lost::NotStarted)?;
    match receiver.recv_timeout(longest) {
        Ok(result) => result.map_err(Lost::Panicked),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Lost::GivenUp),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    #[test]
    fn a_result_comes_back() {
        assert!(matches!(within(LONG, || 6 * 7), Ok(42)));
    }

    #[test]
    fn a_panic_ends_nothing_else() {
        let lost = within(LONG, || std::panic::resume_unwind(Box::new("broken")));
        let Err(Lost::Panicked(panic)) = lost.map(|(): ()| ()) else { panic!("it panicked") };
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"broken"));
    }

    #[test]
    fn what_does_not_end_is_given_up() {
        let (held, wait) = channel::<()>();
        assert!(matches!(within(Duration::ZERO, move || wait.recv().is_ok()), Err(Lost::GivenUp)));
        drop(held);
    }
}
