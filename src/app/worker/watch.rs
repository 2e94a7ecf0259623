//! What a running job and the window share.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use eframe::egui::Context;

use crate::analyse::Monitor;

/// What a running job and the window share.
#[derive(Default)]
pub(super) struct Watch {
    cancelled: AtomicBool,
    /// The share that is done, as the bits of an `f32`.
    done: AtomicU32,
    ctx: Option<Context>,
}

impl Watch {
    /// For a job that wakes `ctx` when it gets on.
    pub(super) fn new(ctx: Context) -> Self {
        Self { ctx: Some(ctx), ..Self::default() }
    }

    /// Asks the job to end.
    pub(super) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// The share that is done, from 0 to 1.
    pub(super) fn done(&self) -> f32 {
        f32::from_bits(self.done.load(Ordering::Relaxed))
    }
}

impl Monitor for Watch {
    fn progress(&self, done: f32) {
        // A frame for every percent, not for every sentence.
        let before = self.done();
        if (done * 100.0).floor() > (before * 100.0).floor() {
            self.done.store(done.to_bits(), Ordering::Relaxed);
            if let Some(ctx) = &self.ctx {
                ctx.request_repaint();
            }
        }
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
