//! Reading, analysing, writing and saving on threads of their own, so that the window never waits.
//!
//! There is one desk for each kind of work. A new job on a desk cancels the one before: what that still reports is
//! thrown away. Jobs that panic report a failure. The analysis of a long article reports twice: a part first.

mod report;
mod watch;

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use eframe::egui::Context;

use super::corrector::{Change, Keeper, Outcome};
use super::export_state::Output;
use super::find::Needle;
use super::glimpse::{self, Glimpse};
use super::services::Services;
use crate::analyse::{Monitor, Share};
use crate::analysis::Analysis;
use crate::article::Article;
use crate::export::{self, Exporter};
use crate::read::{Collection, Options};
pub use report::{Opened, Origin, Report, Stamp};
use report::{sorted_out, stamp};
use watch::Watch;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Desk {
    Read,
    /// One for each open article, by its number.
    Analyse(u64),
    Write,
    Save,
    Look,
    Find,
    Watch,
    Sample,
}

/// The job that a desk works on.
struct Job {
    ticket: u64,
    watch: Arc<Watch>,
}

/// A job that waits for its turn.
type Turn = Box<dyn FnOnce() + Send>;

struct Envelope {
    /// `None` for a job that was done in its turn.
    desk: Option<Desk>,
    ticket: u64,
    report: Report,
    /// Whether the job goes on.
    goes_on: bool,
}

/// What a job at a desk works with.
struct Post {
    watch: Arc<Watch>,
    desk: Desk,
    ticket: u64,
    sender: Sender<Envelope>,
    ctx: Context,
}

impl Post {
    fn send(&self, report: Report, goes_on: bool) {
        // When the window is gone nobody listens any more.
        let _ = self.sender.send(Envelope { desk: Some(self.desk), ticket: self.ticket, report, goes_on });
        self.ctx.request_repaint();
    }
}

/// Runs jobs and collects their reports.
pub struct Worker {
    services: Services,
    ctx: Context,
    sender: Sender<Envelope>,
    receiver: Receiver<Envelope>,
    jobs: HashMap<Desk, Job>,
    tickets: u64,
    /// The thread that does one job after the other, and how many it has to do.
    queue: Option<(Sender<Turn>, JoinHandle<()>)>,
    turns: usize,
}

impl Worker {
    /// A worker that wakes `ctx` when there is something to report.
    pub fn new(services: Services, ctx: Context) -> Self {
        let (sender, receiver) = channel();
        Self { services, ctx, sender, receiver, jobs: Default::default(), tickets: 0, queue: None, turns: 0 }
    }

    /// The parts of the program that it works with.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Reads the article in a file, or of several the one with number `part`; without a number, several are listed. With
    /// the encoding of that WHATWG name, or the one that seems right.
    pub fn read_file(&mut self, path: PathBuf, part: Option<usize>, encoding: Option<String>) {
        let read = Arc::clone(&self.services.read);
        let name = path.display().to_string();
        let origin = Origin::File(path.clone());
        self.start(
            Desk::Read,
            move |_| {
                // Looked at first: a change while it is read is seen as one later.
                let stamp = stamp(&path);
                match read(&path, &Options { encoding: encoding.clone() }) {
                    Err(why) => Report::Read(Origin::File(path), Err(why)),
                    Ok(collection) => sorted_out((path, part, encoding), collection, stamp),
                }
            },
            move |why| Report::Read(origin, Err(format!("{name} could not be read: {why}."))),
        );
    }

    /// Makes the article with number `at` of a file that was read, with that encoding if one was chosen, ready to be shown.
    pub fn pick(&mut self, file: PathBuf, encoding: Option<String>, collection: Arc<Collection>, at: usize) {
        let origin = Origin::Part { file: file.clone(), at };
        let bad = origin.clone();
        self.start(
            Desk::Read,
            move |_| {
                let stamp = stamp(&file);
                let article = collection.article(at).cloned();
                let opened = article.map(|article| Opened { stamp, encoding, ..Opened::from(article) });
                Report::Read(origin, opened.ok_or_else(|| format!("{} has no such article.", file.display())))
            },
            move |why| Report::Read(bad, Err(format!("The article could not be read: {why}."))),
        );
    }

    /// Makes an article of text that is at hand already.
    pub fn read_text(&mut self, origin: Origin, name: &'static str, text: String) {
        self.make(origin, move || crate::read::from_text(name, text));
    }

    /// Makes an article that is at hand ready to be shown.
    pub fn show(&mut self, origin: Origin, article: Article) {
        self.make(origin, move || article);
    }

    /// Makes an article of a text that was pasted, and of the HTML that lies beside it on the clipboard.
    pub fn read_paste(&mut self, name: &'static str, text: String) {
        let clipboard = Arc::clone(&self.services.clipboard);
        self.make(Origin::Clipboard, move || crate::read::from_paste(name, text, clipboard().as_deref()));
    }

    fn make(&mut self, origin: Origin, make: impl FnOnce() -> Article + Send + 'static) {
        let (good, bad) = (origin.clone(), origin);
        self.start(
            Desk::Read,
            move |_| Report::Read(good, Ok(make().into())),
            move |why| Report::Read(bad, Err(format!("The text could not be read: {why}."))),
        );
    }

    /// Looks what a file is like.
    pub fn look_at(&mut self, file: PathBuf) {
        let stamp = move || stamp(&file).map_or(Report::Nothing, |stamp| Report::Stamp(file.clone(), stamp));
        self.start(Desk::Watch, move |_| stamp(), |_| Report::Nothing);
    }

    /// Reads some words of a file with each encoding.
    pub fn sample(&mut self, file: PathBuf) {
        self.start(Desk::Sample, move |_| Report::Samples(crate::read::encoding_samples(&file)), |_| Report::Nothing);
    }

    /// Analyses the article of the document with number `id`; some of its paragraphs first, if a `part` is named, of which
    /// is told before the rest is looked at.
    pub fn analyse(&mut self, id: u64, article: Arc<Article>, part: Option<Range<usize>>) {
        let (analyse, glance) = (Arc::clone(&self.services.analyse), Arc::clone(&self.services.glance));
        self.start(
            Desk::Analyse(id),
            move |post| {
                let from = part.as_ref().map_or(0.0, |part| glimpse::share(&article, part));
                let share = |from, to| Share { monitor: &*post.watch, from, to };
                if let Some(part) = part {
                    // Without it one waits for the whole.
                    let found = catch_unwind(AssertUnwindSafe(|| glance(&article, part, &share(0.0, from))));
                    if let Ok(Some(found)) = found {
                        post.send(Report::Glanced(id, Glimpse::from(found)), true);
                    }
                    if post.watch.cancelled() {
                        return Report::Analysed(id, Ok(None));
                    }
                }
                Report::Analysed(id, Ok(analyse(&article, &share(from, 1.0)).map(Arc::new)))
            },
            move |why| Report::Analysed(id, Err(why)),
        );
    }

    /// Changes the corrections of the document with number `id`, saves them, and lays them over what was found. Changes
    /// are made one after the other, in the order in which they are asked for; none is left out.
    pub fn correct(
        &mut self,
        id: u64,
        keeper: Keeper,
        (article, found): (&Arc<Article>, &Arc<Analysis>),
        change: Change,
    ) {
        let (article, found) = (Arc::clone(article), Arc::clone(found));
        let (good, bad) = (change.clone(), (change, Arc::clone(&found)));
        self.in_turn(
            move || {
                let outcome = keeper.carry_out(&article, &found, good.clone());
                Report::Corrected(id, good, Box::new(outcome))
            },
            move |why| {
                let failure = Some(format!("The correction could not be made: {why}."));
                let (change, analysis) = bad;
                Report::Corrected(id, change, Box::new(Outcome { analysis, failure, ..Outcome::default() }))
            },
        );
    }

    /// Writes an export to memory.
    pub fn write(
        &mut self,
        exporter: &'static dyn Exporter,
        (article, analysis): (Arc<Article>, Arc<Analysis>),
        options: export::Options,
    ) {
        let write = move || -> std::io::Result<Arc<Output>> {
            let bytes = export::to_bytes_with(exporter, &article, &analysis, &options)?;
            let files = match exporter.bundle() {
                Some(bundle) => bundle.files(&article, &options.select(&analysis), options.style)?,
                None => Vec::new(),
            };
            Ok(Arc::new(Output::new(bytes, files)))
        };
        self.start(
            Desk::Write,
            move |_| Report::Written(write().map_err(|error| error.to_string())),
            |why| Report::Written(Err(why)),
        );
    }

    /// Searches in the article of the document with number `id`.
    pub fn find(&mut self, id: u64, article: &Arc<Article>, needle: Needle) {
        let article = Arc::clone(article);
        self.start(
            Desk::Find,
            move |_| Report::Found(id, needle.search(&article.text)),
            move |why| Report::Found(id, Err(format!("The search failed: {why}."))),
        );
    }

    /// Saves an export to a file, or its files to a folder.
    pub fn save(&mut self, path: PathBuf, output: Arc<Output>, folder: bool) {
        let save = Arc::clone(&self.services.save);
        let bad = path.clone();
        self.start(
            Desk::Save,
            move |_| {
                let saved = if folder {
                    export::save_folder(&path, &output.files).map_err(|error| error.to_string())
                } else {
                    save(&path, &output.bytes)
                };
                Report::Saved(path, saved)
            },
            move |why| {
                let message = format!("{} could not be saved: {why}.", bad.display());
                Report::Saved(bad, Err(message))
            },
        );
    }

    /// Looks which of the files are not there; on a thread, as a dead network drive takes its time to answer.
    pub fn look_for(&mut self, files: Vec<PathBuf>) {
        self.start(
            Desk::Look,
            move |_| Report::Missing(files.into_iter().filter(|file| !file.exists()).collect()),
            |_| Report::Missing(Vec::new()),
        );
    }

    /// Whether an article is being read.
    pub fn is_reading(&self) -> bool {
        self.jobs.contains_key(&Desk::Read)
    }

    /// How far the analysis of the document with number `id` is, from 0 to 1, while one is running.
    pub fn progress(&self, id: u64) -> Option<f32> {
        self.jobs.get(&Desk::Analyse(id)).map(|job| job.watch.done())
    }

    /// Asks the running analysis of the document with number `id` to end; it reports when it does.
    pub fn cancel_analysis(&self, id: u64) {
        if let Some(job) = self.jobs.get(&Desk::Analyse(id)) {
            job.watch.cancel();
        }
    }

    /// Whether any job is running.
    pub fn is_busy(&self) -> bool {
        self.turns > 0 || !self.jobs.is_empty()
    }

    /// The next report that is there already.
    pub fn poll(&mut self) -> Option<Report> {
        while let Ok(envelope) = self.receiver.try_recv() {
            if let Some(report) = self.accept(envelope) {
                return Some(report);
            }
        }
        None
    }

    /// The next report, waiting for it; `None` when nothing is running. For tests: the window must not wait.
    pub fn wait(&mut self) -> Option<Report> {
        while self.is_busy() {
            let envelope = self.receiver.recv().ok()?;
            if let Some(report) = self.accept(envelope) {
                return Some(report);
            }
        }
        None
    }

    fn accept(&mut self, envelope: Envelope) -> Option<Report> {
        let Some(desk) = envelope.desk else {
            self.turns = self.turns.saturating_sub(1);
            return Some(envelope.report);
        };
        // What a newer job has silenced is not waited for any more.
        self.jobs.get(&desk).filter(|job| job.ticket == envelope.ticket)?;
        if !envelope.goes_on {
            self.jobs.remove(&desk);
        }
        Some(envelope.report)
    }

    fn start(
        &mut self,
        desk: Desk,
        work: impl FnOnce(&Post) -> Report + Send + 'static,
        failed: impl FnOnce(String) -> Report + Send + 'static,
    ) {
        self.tickets += 1;
        let ticket = self.tickets;
        let watch = Arc::new(Watch::new(self.ctx.clone()));
        if let Some(older) = self.jobs.insert(desk, Job { ticket, watch: Arc::clone(&watch) }) {
            older.watch.cancel();
        }

        let post = Post { watch, desk, ticket, sender: self.sender.clone(), ctx: self.ctx.clone() };
        let spawned = std::thread::Builder::new().name(format!("{desk:?}").to_lowercase()).spawn(move || {
            let report = match catch_unwind(AssertUnwindSafe(|| work(&post))) {
                Ok(report) => report,
                Err(panic) => failed(format!("the program made a mistake ({})", panic_message(&*panic))),
            };
            post.send(report, false);
        });
        if let Err(error) = spawned {
            // `work` went down with the thread that never was; the desk is free again and the reader is told.
            let why = format!("the system gives no thread to do it ({error})");
            let report = match desk {
                Desk::Read => Report::Read(Origin::Clipboard, Err(format!("The article could not be read: {why}."))),
                Desk::Analyse(id) => Report::Analysed(id, Err(why)),
                Desk::Write => Report::Written(Err(why)),
                Desk::Save => Report::Saved(PathBuf::new(), Err(format!("The export could not be saved: {why}."))),
                Desk::Look => Report::Missing(Vec::new()),
                Desk::Watch | Desk::Sample => Report::Nothing,
                Desk::Find => Report::Found(0, Err(format!("The search failed: {why}."))),
            };
            let _ = self.sender.send(Envelope { desk: Some(desk), ticket, report, goes_on: false });
        }
    }

    /// Does a job when all jobs before it are done, on one thread for all of them.
    fn in_turn(
        &mut self,
        work: impl FnOnce() -> Report + Send + 'static,
        failed: impl FnOnce(String) -> Report + Send + 'static,
    ) {
        self.turns += 1;
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let turn: Turn = Box::new(move || {
            let report = match catch_unwind(AssertUnwindSafe(work)) {
                Ok(report) => report,
                Err(panic) => failed(format!("the program made a mistake ({})", panic_message(&*panic))),
            };
            // When the window is gone nobody listens any more.
            let _ = sender.send(Envelope { desk: None, ticket: 0, report, goes_on: false });
            ctx.request_repaint();
        });
        if self.queue.is_none() {
            let (queue, turns) = channel::<Turn>();
            let thread = std::thread::Builder::new().name("in turn".to_owned());
            let spawned = thread.spawn(move || turns.into_iter().for_each(|turn| turn()));
            self.queue = spawned.ok().map(|thread| (queue, thread));
        }
        match &self.queue {
            Some((queue, _)) => {
                // The thread ends only when the queue is dropped.
                let _ = queue.send(turn);
            }
            // Without a thread it is better to wait than to lose what the reader did.
            None => turn(),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        for job in self.jobs.values() {
            job.watch.cancel();
        }
        // What was corrected last is still to be saved.
        if let Some((queue, thread)) = self.queue.take() {
            drop(queue);
            let _ = thread.join();
        }
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given")
}

#[cfg(test)]
mod tests;
