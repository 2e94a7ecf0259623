//! Takes the answers in the order of the inputs and writes them, with the report and the progress.

use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::analyze::Form;
use super::input::Source;
use super::interrupt::{self, Interrupt};
use super::output::{Found, Output, WriteError};
use super::progress::Progress;
use super::report::{Entry, Report, Status};

/// How often it is looked whether the program was asked to end.
const PAUSE: Duration = Duration::from_millis(100);

/// What a worker says of a piece of work.
pub enum Message {
    /// An article was analysed.
    Article(Found),
    /// It, or an article in it, could not be read.
    Failed(String),
    /// The analysis was given up.
    Stopped,
    /// That was all of it.
    End,
}

/// What the reader says, in the order of the inputs.
pub enum Step {
    /// A piece of work of the input number `source`, so many bytes of it, with the place where its answers arrive.
    Answers {
        /// Which input.
        source: usize,
        /// How much of it.
        bytes: u64,
        /// The answers.
        answers: Receiver<Message>,
    },
    /// A line that was answered in an earlier run.
    AnsweredBefore {
        /// Its length.
        bytes: u64,
    },
    /// That was all of an input.
    Ended {
        /// Which input.
        source: usize,
    },
    /// An input that was done in an earlier run.
    DoneBefore {
        /// Which input.
        source: usize,
    },
    /// That was all.
    Finished,
}

/// How writing ended, where not by itself.
enum Ending {
    /// Whoever read the output has enough.
    Closed,
    /// Standard output does not take more.
    Standard(std::io::Error),
    /// The program was asked to end.
    Stopped,
}

/// Writes all answers.
pub struct Writer<'a> {
    /// The inputs.
    pub sources: &'a [Source],
    /// Where the answers go.
    pub output: Output,
    /// The report.
    pub report: Report,
    /// What is shown on a terminal.
    pub progress: Progress,
    /// How the answers are written.
    pub form: &'a Form,
}

/// How far it is with an input.
#[derive(Default)]
struct Current {
    source: usize,
    articles: u64,
    failed: bool,
}

impl Writer<'_> {
    /// Writes until there is nothing more, or the program is asked to end. `failed` tells whether something did before;
    /// `resumable` whether a next run can go on from here.
    pub fn run(mut self, steps: &Receiver<Step>, interrupt: &Interrupt, failed: bool, resumable: bool) -> ExitCode {
        let mut current = Current::default();
        let ended = self.write_all(steps, interrupt, &mut current);
        let ended = ended.and_then(|()| self.output.flush().map_err(|error| self.ending(error)));
        match ended {
            Ok(()) => {
                self.progress.finish();
                if failed || self.progress.failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
            }
            Err(Ending::Closed) => ExitCode::SUCCESS,
            Err(Ending::Standard(error)) => {
                self.progress.finish();
                eprintln!("standpoint: standard output could not be written: {error}. Check that the disk has room.");
                ExitCode::FAILURE
            }
            Err(Ending::Stopped) => {
                self.stop(&current, resumable);
                ExitCode::from(interrupt::EXIT)
            }
        }
    }

    /// Keeps what is done and tells how to go on.
    fn stop(&mut self, current: &Current, resumable: bool) {
        let input = self.sources.get(current.source);
        let lines = input.is_some_and(Source::is_lines);
        let style = self.form.content.style();
        let kept = self.output.end_input(current.source, lines, false, self.form.exporter, style);
        let kept = kept.and_then(|()| self.output.flush());
        self.progress.finish();
        if let Err(WriteError::Failed(message)) = kept {
            eprintln!("standpoint: {message}");
        }
        if let Some(input) = input {
            let label = input.label();
            let entry = Entry { input: &label, status: Status::Stopped, articles: current.articles, message: None };
            self.tell(&entry);
        }
        let done = self.progress.articles;
        let how = if resumable { " The same command with `--resume` goes on from there." } else { "" };
        eprintln!("standpoint: stopped. What was done is kept: {done} articles.{how}");
    }

    fn write_all(
        &mut self,
        steps: &Receiver<Step>,
        interrupt: &Interrupt,
        current: &mut Current,
    ) -> Result<(), Ending> {
        loop {
            let step = match steps.try_recv() {
                Ok(step) => step,
                // Somebody may wait for these lines before sending more.
                Err(_) => {
                    self.output.flush().map_err(|error| self.ending(error))?;
                    wait(steps, interrupt)?.ok_or(Ending::Stopped)?
                }
            };
            match step {
                Step::Answers { source, bytes, answers } => {
                    if source != current.source {
                        *current = Current { source, ..Current::default() };
                    }
                    self.take(&answers, interrupt, current)?;
                    self.progress.done(bytes);
                }
                Step::AnsweredBefore { bytes } => self.progress.done(bytes),
                Step::Ended { source } => self.end(source, current)?,
                Step::DoneBefore { source } => {
                    let bytes = self.sources.get(source).and_then(Source::path).and_then(|path| path.metadata().ok());
                    self.progress.done(bytes.map_or(0, |found| found.len()));
                    let label = self.label(source);
                    self.tell(&Entry { input: &label, status: Status::DoneBefore, articles: 0, message: None });
                }
                Step::Finished => return Ok(()),
            }
        }
    }

    /// Writes all answers to a piece of work.
    fn take(
        &mut self,
        answers: &Receiver<Message>,
        interrupt: &Interrupt,
        current: &mut Current,
    ) -> Result<(), Ending> {
        let source = current.source;
        let lines = self.sources.get(source).is_some_and(Source::is_lines);
        let label = self.label(source);
        loop {
            let lost = || {
                Message::Failed(format!(
                    "{label}: an article was lost, for its analysis broke off. Please report this."
                ))
            };
            let (message, last) = match wait(answers, interrupt)? {
                Some(Message::End) => return Ok(()),
                Some(message) => (message, false),
                None => (lost(), true),
            };
            match message {
                Message::Article(found) => {
                    let style = self.form.content.style();
                    match self.output.write(source, lines, found, self.form.exporter, style) {
                        Ok(()) => {
                            self.progress.articles += 1;
                            current.articles += 1;
                        }
                        Err(WriteError::Failed(message)) => {
                            current.failed = true;
                            let message =
                                if message.starts_with("holds ") { format!("{label} {message}") } else { message };
                            self.failed(&label, &message);
                        }
                        Err(error) => return Err(self.ending(error)),
                    }
                }
                Message::Failed(message) => {
                    current.failed = true;
                    self.failed(&label, &message);
                }
                Message::Stopped => return Err(Ending::Stopped),
                Message::End => return Ok(()),
            }
            if last {
                return Ok(());
            }
        }
    }

    /// Ends an input: its file comes to its place.
    fn end(&mut self, source: usize, current: &mut Current) -> Result<(), Ending> {
        let (articles, failed) = if current.source == source { (current.articles, current.failed) } else { (0, false) };
        let lines = self.sources.get(source).is_some_and(Source::is_lines);
        let label = self.label(source);
        let style = self.form.content.style();
        match self.output.end_input(source, lines, true, self.form.exporter, style) {
            Ok(()) if articles > 0 || !failed => {
                self.tell(&Entry { input: &label, status: Status::Done, articles, message: None });
            }
            Ok(()) => {}
            Err(WriteError::Failed(message)) => self.failed(&label, &message),
            Err(error) => return Err(self.ending(error)),
        }
        *current = Current { source: source + 1, ..Current::default() };
        Ok(())
    }

    /// Says and reports what failed.
    pub fn failed(&mut self, input: &str, message: &str) {
        self.progress.failed += 1;
        self.progress.say(message);
        self.tell(&Entry { input, status: Status::Failed, articles: 0, message: Some(message) });
    }

    fn tell(&mut self, entry: &Entry<'_>) {
        if let Err(error) = self.report.add(entry) {
            self.progress.failed += 1;
            self.progress.say(&format!("the report could not be written: {error}. Check that the disk has room."));
        }
    }

    fn label(&self, source: usize) -> String {
        self.sources.get(source).map(Source::label).unwrap_or_default()
    }

    /// How writing ends by `error`; a file that could not be written ends nothing, and is not given to this.
    fn ending(&self, error: WriteError) -> Ending {
        match error {
            WriteError::Closed => Ending::Closed,
            WriteError::Standard(error) => Ending::Standard(error),
            WriteError::Failed(message) => Ending::Standard(std::io::Error::other(message)),
        }
    }
}

/// What comes next; nothing where the sender is gone.
fn wait<T>(receiver: &Receiver<T>, interrupt: &Interrupt) -> Result<Option<T>, Ending> {
    loop {
        match receiver.recv_timeout(PAUSE) {
            Ok(found) => return Ok(Some(found)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            // Whoever reads may wait for an input that does not come.
            Err(RecvTimeoutError::Timeout) if interrupt.asked() => return Err(Ending::Stopped),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
