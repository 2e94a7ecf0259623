//! Ctrl-C, or a request of the system to end: what is being analysed is given up, what is done is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::analyse::Monitor;

/// The exit code of a program that Ctrl-C ended.
pub const EXIT: u8 = 130;

/// Whether the program was asked to end.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Looks out for it from now on. Asked a second time, the program ends at once.
    pub fn watched() -> Self {
        let interrupt = Self::default();
        let asked = Arc::clone(&interrupt.0);
        // Where the system has no such requests, none will come.
        let _ = ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::SeqCst) {
                std::process::exit(i32::from(EXIT));
            }
        });
        interrupt
    }

    /// Whether it was asked.
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

impl Monitor for Interrupt {
    fn cancelled(&self) -> bool {
        self.asked()
    }
}
