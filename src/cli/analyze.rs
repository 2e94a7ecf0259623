//! Runs inputs through the analysis on all cores and writes the answers in the order of the inputs.
//!
//! One thread reads, some analyse, and this one writes. The reader hands each piece of work to the workers and, in the same
//! order, the place where its answer will arrive to the writer. Both queues are short: little is read ahead, and however
//! long the input is, little of it is held.

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::input::{self, Source, Work};
use super::output::{Output, WriteError};
use super::{Analyze, Content, USAGE};
use crate::analyse::{Engine, analyse_with};
use crate::analysis::Analysis;
use crate::article::Article;
use crate::export::{self, ExportFile, Exporter};
use crate::read::{jsonl, read_bytes, read_file};

/// An article with what was found in it, or a message about what failed.
type Answer = Result<Found, String>;

/// What a worker hands over.
pub enum Found {
    /// Written already, where the place in the output changes nothing.
    Written(Vec<u8>),
    /// Several files, for a folder of their own.
    Files(Vec<ExportFile>),
    /// Still to be written, because what stands before it matters.
    Raw(Box<(Article, Analysis)>),
}

/// What is to be written of each article, and how.
#[derive(Clone)]
struct Form {
    engine: Engine<'static>,
    exporter: &'static dyn Exporter,
    content: Content,
    /// Whether each input has a file, or a folder, of its own.
    folder: bool,
    /// Whether the workers write.
    in_worker: bool,
}

/// Work with the place for its answer.
struct Task {
    work: Work,
    answer: SyncSender<Answer>,
}

/// An answer to come, and the input that it belongs to.
struct Awaited {
    source: usize,
    answer: Receiver<Answer>,
}

/// Runs `standpoint analyze`.
pub fn run(options: &Analyze) -> ExitCode {
    let Some(exporter) = export::by_name(&options.format) else {
        return usage(&format!("there is no format {}. See `standpoint analyze --help`.", options.format));
    };
    if options.files.is_empty() && io::stdin().is_terminal() {
        return usage("nothing to read. Name a file, or pipe an article in: `standpoint analyze FILE`.");
    }
    if exporter.is_whole_file() && options.files.len() > 1 && options.output.is_none() {
        return usage("several files of this format do not fit on standard output. Name a folder for them: `-o DIR`.");
    }
    if !exporter.is_text() && options.output.is_none() && io::stdout().is_terminal() {
        return usage(
            "a terminal cannot show this format. Name a folder for it: `-o DIR`, or send it to a file: `> FILE`.",
        );
    }
    let lines = exporter.name() == "jsonl";
    let sources = input::sources(&options.files, lines);
    let output = match &options.output {
        Some(folder) => Output::folder(folder, exporter, &sources),
        None => Ok(Output::standard()),
    };
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            eprintln!("standpoint: {error}");
            return ExitCode::FAILURE;
        }
    };
    let threads = options.threads.map(usize::from).or_else(|| thread::available_parallelism().ok().map(usize::from));
    let in_worker = lines || options.output.is_some();
    let form = Form {
        engine: options.engine.engine(),
        exporter,
        content: options.content.clone(),
        folder: options.output.is_some(),
        in_worker,
    };
    let awaited = start(sources, lines, threads.unwrap_or(1), &form);
    write_all(&awaited, output, &form)
}

fn usage(message: &str) -> ExitCode {
    eprintln!("standpoint: {message}");
    ExitCode::from(USAGE)
}

/// Starts the reader and the workers. They end by themselves when the input does, or when nobody takes the answers.
fn start(sources: Vec<Source>, lines: bool, threads: usize, form: &Form) -> Receiver<Awaited> {
    let (send_task, tasks) = sync_channel::<Task>(threads);
    let (send_awaited, awaited) = sync_channel::<Awaited>(threads * 4);
    let tasks = Arc::new(Mutex::new(tasks));
    for _ in 0..threads {
        let tasks = Arc::clone(&tasks);
        let form = form.clone();
        thread::spawn(move || {
            loop {
                let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(Task { work, answer }) = task else { break };
                // The writer is gone when the output was closed: then the answer is not needed.
                let _ = answer.send(answer_to(work, &form));
            }
        });
    }
    thread::spawn(move || {
        for (source, input) in sources.into_iter().enumerate() {
            let fed = input.read(lines, &mut |work| {
                let (send, answer) = sync_channel(1);
                let queued = send_awaited.send(Awaited { source, answer }).is_ok();
                queued && send_task.send(Task { work, answer: send }).is_ok()
            });
            if !fed {
                break;
            }
        }
    });
    awaited
}

fn answer_to(work: Work, form: &Form) -> Answer {
    let article = match work {
        Work::File(path) => read_file(&path).map_err(|error| error.to_string()),
        Work::Text { name, bytes } => read_bytes(&name, &bytes).map_err(|error| error.to_string()),
        Work::Line { place, bytes } => jsonl::read_line(&bytes).map_err(|error| format!("{place}: {error}")),
        Work::Failed(message) => Err(message),
    }?;
    let analysis = analyse_with(&article, form.engine, &()).unwrap_or_default();
    let options = form.content.options(&analysis);
    if !form.in_worker {
        return Ok(Found::Raw(Box::new((article, options.select(&analysis)))));
    }
    let found = match form.exporter.bundle().filter(|_| form.folder) {
        Some(bundle) => bundle.files(&article, &options.select(&analysis), options.style).map(Found::Files),
        None => export::to_bytes_with(form.exporter, &article, &analysis, &options).map(Found::Written),
    };
    found.map_err(|error| format!("{} could not be written: {error}", article.id))
}

fn write_all(awaited: &Receiver<Awaited>, mut output: Output, form: &Form) -> ExitCode {
    let mut failed = false;
    loop {
        let next = match awaited.try_recv() {
            // Somebody may wait for these lines before sending more.
            Err(TryRecvError::Empty) => output.flush().and_then(|()| awaited.recv().map_err(|_| WriteError::Finished)),
            next => next.map_err(|_| WriteError::Finished),
        };
        let written = next.and_then(|Awaited { source, answer }| match answer.recv() {
            Ok(Ok(found)) => output.write(source, found, form.exporter, form.content.style()),
            Ok(Err(message)) => Err(WriteError::Failed(message)),
            Err(_) => {
                Err(WriteError::Failed("an article was lost: its analysis broke off. Please report this.".to_owned()))
            }
        });
        match written {
            Ok(()) => {}
            Err(WriteError::Failed(message)) => {
                failed = true;
                eprintln!("standpoint: {message}");
            }
            Err(WriteError::Finished) => break,
            Err(WriteError::Closed) => return ExitCode::SUCCESS,
            Err(WriteError::Standard(error)) => {
                eprintln!("standpoint: standard output could not be written: {error}. Check that the disk has room.");
                return ExitCode::FAILURE;
            }
        }
    }
    match output.finish() {
        Err(WriteError::Failed(message)) => {
            eprintln!("standpoint: {message}");
            ExitCode::FAILURE
        }
        Err(WriteError::Standard(error)) => {
            eprintln!("standpoint: standard output could not be written: {error}. Check that the disk has room.");
            ExitCode::FAILURE
        }
        _ if failed => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}
