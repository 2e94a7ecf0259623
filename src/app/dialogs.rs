//! The file dialogs of the system, behind a small interface: they may be missing, and tests bring their own.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Poll, Wake, Waker};

use eframe::egui::Context;

use crate::read::Format;

/// What a dialog is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A file to open.
    Open,
    /// A folder to put files into.
    Folder,
    /// A place to save at.
    Save {
        /// The name that is offered.
        name: String,
        /// What the format is called.
        label: String,
        /// The ending of its files, without the dot.
        extension: String,
    },
}

/// Asks the reader for a file. Never blocks: a question is put, and its answer is looked for in later frames.
pub trait FileDialogs {
    /// Puts the question, in place of one that was not answered yet.
    fn ask(&mut self, request: Request, ctx: &Context);

    /// The answer, once. `None` in it means that the reader cancelled **or** that there is no dialog on this system:
    /// the two cannot be told apart, so a way without dialogs must exist.
    fn answer(&mut self) -> Option<Option<PathBuf>>;
}

type Asked = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// The dialogs of the system.
#[derive(Default)]
pub struct SystemDialogs {
    asked: Option<(Asked, Waker)>,
}

/// The endings of files that are offered first; every other file can be opened too.
fn article_endings() -> Vec<&'static str> {
    Format::READ.iter().flat_map(|format| format.endings()).copied().collect()
}

impl FileDialogs for SystemDialogs {
    fn ask(&mut self, request: Request, ctx: &Context) {
        let dialog = rfd::AsyncFileDialog::new();
        let asked: Asked = match request {
            Request::Open => Box::pin(
                dialog
                    .set_title("Open an article")
                    .add_filter("Articles", &article_endings())
                    .add_filter("All files", &["*"])
                    .pick_file(),
            ),
            Request::Folder => Box::pin(dialog.set_title("Choose a folder for the export").pick_folder()),
            Request::Save { name, label, extension } => Box::pin(
                dialog
                    .set_title("Save the export")
                    .set_file_name(name)
                    .add_filter(label, &[extension])
                    .add_filter("All files", &["*"])
                    .save_file(),
            ),
        };
        self.asked = Some((asked, Waker::from(Arc::new(Repaint(ctx.clone())))));
        // The first look at the future is what opens the dialog.
        ctx.request_repaint();
    }

    fn answer(&mut self) -> Option<Option<PathBuf>> {
        let (asked, waker) = self.asked.as_mut()?;
        match asked.as_mut().poll(&mut std::task::Context::from_waker(waker)) {
            Poll::Pending => None,
            Poll::Ready(file) => {
                self.asked = None;
                Some(file.map(|file| file.path().to_owned()))
            }
        }
    }
}

/// Draws a frame when the dialog has an answer, so that it is looked for.
struct Repaint(Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

/// Answers that were written down beforehand, for tests.
#[derive(Default)]
pub struct ScriptedDialogs {
    answers: VecDeque<Option<PathBuf>>,
    asked: Vec<Request>,
    waiting: bool,
}

impl ScriptedDialogs {
    /// Will give these answers, one a question, and `None` when they are used up.
    pub fn new(answers: impl IntoIterator<Item = Option<PathBuf>>) -> Self {
        Self { answers: answers.into_iter().collect(), ..Self::default() }
    }

    /// What was asked so far.
    pub fn asked(&self) -> &[Request] {
        &self.asked
    }
}

impl FileDialogs for ScriptedDialogs {
    fn ask(&mut self, request: Request, ctx: &Context) {
        self.asked.push(request);
        self.waiting = true;
        ctx.request_repaint();
    }

    fn answer(&mut self) -> Option<Option<PathBuf>> {
        std::mem::take(&mut self.waiting).then(|| self.answers.pop_front().flatten())
    }
}
