//! Runs inputs through the analysis on all cores and writes the answers in the order of the inputs.
//!
//! One thread reads, some analyse, and this one writes. The reader hands each piece of work to the workers and, in the same
//! order, the place where its answers will arrive to the writer. All queues are short: little is read ahead, a worker waits
//! until its answers are taken, and however long the input is, little of it is held.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::input::{Source, Sources, Work};
use super::interrupt::Interrupt;
use super::lines_file::LinesFile;
use super::output::{Found, Output, is_alone};
use super::progress::Progress;
use super::report::Report;
use super::writer::{self, Message, Step};
use super::{Analyze, Content, USAGE};
use crate::analyse::{Engine, analyse_with};
use crate::article::Article;
use crate::export::{self, Exporter};
use crate::read::{self, jsonl};

/// What is to be written of each article, and how.
#[derive(Clone)]
pub struct Form {
    engine: Engine<'static>,
    /// The format.
    pub exporter: &'static dyn Exporter,
    /// How files are read.
    reading: read::Options,
    /// What goes in.
    pub content: Content,
    /// Whether each input has a file, or a folder, of its own.
    folder: bool,
    /// Whether the workers write.
    in_worker: bool,
}

/// Work with the place for its answers.
struct Task {
    work: Work,
    answers: SyncSender<Message>,
}

/// Runs `standpoint analyze`.
pub fn run(options: &Analyze) -> ExitCode {
    let Some(exporter) = export::by_name(&options.format) else {
        return usage(&format!("there is no format {}. See `standpoint analyze --help`.", options.format));
    };
    if options.files.is_empty() && io::stdin().is_terminal() {
        return usage("nothing to read. Name a file or a folder, or pipe an article in: `standpoint analyze FILE`.");
    }
    let Sources { found: sources, problems } = Sources::of(&options.files);
    let several = sources.len() > 1 || sources.iter().any(Source::is_lines);
    if exporter.is_whole_file() && several && options.output.is_none() {
        return usage("several files of this format do not fit on standard output. Name a folder for them: `-o DIR`.");
    }
    if !exporter.is_text() && options.output.is_none() && io::stdout().is_terminal() {
        return usage(
            "a terminal cannot show this format. Name a folder for it: `-o DIR`, or send it to a file: `> FILE`.",
        );
    }
    let output = match &options.output {
        Some(folder) => Output::folder(folder, exporter, &sources).map_err(|error| error.to_string()),
        None => Ok(Output::standard()),
    };
    let report = Report::create(options.report.as_deref()).map_err(|error| {
        let path = options.report.as_deref().unwrap_or(std::path::Path::new("")).display();
        format!("{path} could not be written: {error}. Check that its folder exists and that you may write there.")
    });
    let (output, report) = match (output, report) {
        (Ok(output), Ok(report)) => (output, report),
        (Err(message), _) | (_, Err(message)) => {
            eprintln!("standpoint: {message}");
            return ExitCode::FAILURE;
        }
    };
    let threads = options.threads.map(usize::from).or_else(|| thread::available_parallelism().ok().map(usize::from));
    let folder = options.output.is_some();
    let form = Form {
        engine: options.engine.engine(),
        exporter,
        reading: read::Options { encoding: options.encoding.clone() },
        content: options.content.clone(),
        folder,
        in_worker: exporter.name() == "jsonl" || (folder && is_alone(exporter)),
    };
    let interrupt = Interrupt::watched();
    let progress = Progress::new(&sources, !folder);
    let inputs = inputs(&sources, &output, exporter, options.resume);
    let steps = start(inputs, threads.unwrap_or(1), &form, &interrupt);
    let mut writer = writer::Writer { sources: &sources, output, report, progress, form: &form };
    for problem in &problems {
        writer.failed(problem, problem);
    }
    writer.run(&steps, &interrupt, !problems.is_empty(), options.resume || folder)
}

fn usage(message: &str) -> ExitCode {
    eprintln!("standpoint: {message}");
    ExitCode::from(USAGE)
}

/// An input as the reader takes it.
struct Input {
    source: Source,
    /// Whether it was done in an earlier run.
    done: bool,
    /// Where answers to its lines may have been left by an earlier run, without an ending.
    left: Option<PathBuf>,
}

fn inputs(sources: &[Source], output: &Output, exporter: &dyn Exporter, resume: bool) -> Vec<Input> {
    let input = |(number, source): (usize, &Source)| {
        let left = output.path(number).filter(|_| source.is_lines() && exporter.name() == "jsonl");
        if let Some(path) = left.filter(|_| !resume) {
            LinesFile::discard(path);
        }
        let done = resume && output.is_done(number, source, exporter);
        Input { source: source.clone(), done, left: left.filter(|_| resume).map(PathBuf::from) }
    };
    sources.iter().enumerate().map(input).collect()
}

/// Starts the reader and the workers. They end by themselves when the input does, or when nobody takes the answers.
fn start(inputs: Vec<Input>, threads: usize, form: &Form, interrupt: &Interrupt) -> Receiver<Step> {
    let (send_task, tasks) = sync_channel::<Task>(threads);
    let (send_step, steps) = sync_channel::<Step>(threads * 4);
    let tasks = Arc::new(Mutex::new(tasks));
    for _ in 0..threads {
        let (tasks, form, interrupt) = (Arc::clone(&tasks), form.clone(), interrupt.clone());
        thread::spawn(move || {
            loop {
                let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(Task { work, answers }) = task else { break };
                // The writer is gone when the output was closed: then the answers are not needed.
                let mut send = |message| answers.send(message).is_ok();
                let done = catch_unwind(AssertUnwindSafe(|| answer(work, &form, &interrupt, &mut send)));
                if done.is_ok() {
                    send(Message::End);
                }
            }
        });
    }
    let (lines, interrupt) = (form.exporter.name() == "jsonl", interrupt.clone());
    thread::spawn(move || {
        for (source, input) in inputs.into_iter().enumerate() {
            if input.done {
                if send_step.send(Step::DoneBefore { source }).is_err() {
                    return;
                }
                continue;
            }
            let mut before =
                input.left.as_deref().zip(input.source.path()).and_then(|(left, path)| LinesFile::before(left, path));
            let fed = input.source.read(lines, &mut |work| {
                if interrupt.asked() {
                    return false;
                }
                let bytes = match &work {
                    Work::Line { bytes, .. } => bytes.len() as u64,
                    _ => input.source.path().and_then(|path| path.metadata().ok()).map_or(0, |found| found.len()),
                };
                if let (Work::Line { bytes: line, .. }, Some(before)) = (&work, &mut before)
                    && before.answers(line)
                {
                    return send_step.send(Step::AnsweredBefore { bytes }).is_ok();
                }
                let (send, answers) = sync_channel(1);
                let queued = send_step.send(Step::Answers { source, bytes, answers }).is_ok();
                queued && send_task.send(Task { work, answers: send }).is_ok()
            });
            if !fed || send_step.send(Step::Ended { source }).is_err() {
                return;
            }
        }
        // The writer is told that nothing was left out.
        let _ = send_step.send(Step::Finished);
    });
    steps
}

/// Reads and analyses a piece of work and sends all that comes of it; stops where nobody takes it.
fn answer(work: Work, form: &Form, interrupt: &Interrupt, send: &mut dyn FnMut(Message) -> bool) {
    let articles = match work {
        Work::File(path) => read::read_articles_with(&path, &form.reading).map_err(|error| error.to_string()),
        Work::Text { name, bytes } => {
            read::read_bytes_with(&name, &bytes, &form.reading).map_err(|error| error.to_string())
        }
        Work::Line { place, bytes } => {
            jsonl::read_line(&bytes).map(|article| vec![article]).map_err(|error| format!("{place}: {error}"))
        }
        Work::Failed(message) => Err(message),
    };
    let articles = match articles {
        Ok(articles) => articles,
        Err(message) => {
            send(Message::Failed(message));
            return;
        }
    };
    for article in articles {
        let message = found(article, form, interrupt);
        if !send(message) {
            break;
        }
    }
}

fn found(article: Article, form: &Form, interrupt: &Interrupt) -> Message {
    let Some(analysis) = analyse_with(&article, form.engine, interrupt) else { return Message::Stopped };
    let options = form.content.options(&analysis);
    if !form.in_worker {
        return Message::Article(Found::Raw(Box::new((article, options.select(&analysis)))));
    }
    let found = match form.exporter.bundle().filter(|_| form.folder) {
        Some(bundle) => bundle.files(&article, &options.select(&analysis), options.style).map(Found::Files),
        None => export::to_bytes_with(form.exporter, &article, &analysis, &options).map(Found::Written),
    };
    match found {
        Ok(found) => Message::Article(found),
        Err(error) => Message::Failed(format!("{} could not be written: {error}", article.id)),
    }
}
