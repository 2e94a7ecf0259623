//! The command line.

mod analyze;
mod input;
mod interrupt;
mod lines_file;
mod output;
mod progress;
mod report;
mod writer;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::analyse::Engine;
use crate::analysis::{Actor, Analysis};
use crate::export::{self, Options, Style};

/// Reads news articles and shows who is in a story, what each of them said, and where they stand.
#[derive(Debug, Parser)]
#[command(
    name = "standpoint",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    after_help = "Examples:\n  \
        standpoint                              open the window\n  \
        standpoint article.html                 open an article, in the window that is open if there is one\n  \
        standpoint analyze article.txt          print a summary, without a window\n\n\
        `standpoint analyze --help` tells the formats and what the exit codes mean."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Articles to open in the window: text, web page, PDF, Word, OpenDocument, RTF, EPUB, e-mail, subtitles, packed or not
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What finds names and quotes: the trained model, or rules and word lists alone
    #[arg(long, value_enum, default_value_t = EngineName::Model)]
    engine: EngineName,

    /// Open a window of its own, also while another one is open
    #[arg(long)]
    new_window: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Analyse articles without a window
    #[command(
        visible_alias = "analyse",
        after_help = "Examples:\n  \
            standpoint analyze article.html                          print a summary to paste\n  \
            standpoint analyze -f json article.txt > article.json    all that was found, as data\n  \
            standpoint analyze -f html -o pages/ *.txt               a page for each article, in a folder\n  \
            standpoint analyze -f docx article.txt > article.docx    a document for Word\n  \
            standpoint analyze --actor Brandt --context a.txt        what one actor says, with its paragraphs\n  \
            pbpaste | standpoint analyze                             analyse what was copied\n  \
            standpoint analyze -f jsonl < articles.jsonl             one analysis a line, in the same order\n  \
            standpoint analyze -f json -o out/ --resume news/        all articles in a folder; goes on where it ended\n\n\
            Lines of JSON:\n  \
            Standard input and files named *.jsonl may hold an article a line:\n  \
            {\"id\": \"a1\", \"text\": \"…\"}, and as you like \"title\", \"byline\", \"date\", \"source\" and \"url\".\n  \
            A bad line is reported with its number and does not end the rest.\n\n\
            Exit codes:\n  \
            0  everything was read and written\n  \
            1  some input could not be read, or some output not be written\n  \
            2  the command line was not understood\n  \
            130  ended by Ctrl-C; what was done is kept"
    )]
    Analyze(Analyze),
}

/// What `standpoint analyze` was asked to do.
#[derive(Debug, Args)]
struct Analyze {
    /// Articles to read: files of any format that is read, folders of them, or patterns (`'news/**/*.html'`); `-` or none is
    /// standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What to write
    #[arg(short, long, default_value = "markdown", value_parser = PossibleValuesParser::new(export::all().iter().map(|format| format.name())))]
    format: String,

    /// What finds names and quotes: the trained model, or rules and word lists alone, which are some sixty times as fast
    #[arg(long, value_enum, default_value_t = EngineName::Model)]
    engine: EngineName,

    /// Read text in this encoding (utf-8, windows-1250, koi8-r, shift_jis) [default: what the file or its letters tell]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,

    /// Write a file for each input into this folder, made if it is not there [default: standard output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Leave out what an earlier run has written into the folder since the input was changed last
    #[arg(long, requires = "output")]
    resume: bool,

    /// Write a line of JSON for each input into this file: done, failed and why, done before
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    #[command(flatten)]
    content: Content,

    /// How many articles to analyse at the same time [default: one per core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// The encoding with one of its usual names.
fn encoding(name: &str) -> Result<String, String> {
    match encoding_rs::Encoding::for_label(name.trim().as_bytes()) {
        Some(encoding) => Ok(encoding.name().to_owned()),
        None => Err("no encoding of the web is called that".to_owned()),
    }
}

/// The engines by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EngineName {
    Model,
    Rules,
}

impl EngineName {
    fn engine(self) -> Engine<'static> {
        match self {
            EngineName::Model => Engine::MODEL,
            EngineName::Rules => Engine::Rules,
        }
    }

    /// Windows with different engines do not take each other's files.
    #[cfg(feature = "window")]
    const fn name(self) -> &'static str {
        match self {
            EngineName::Model => "model",
            EngineName::Rules => "rules",
        }
    }
}

/// What goes into what is written.
#[derive(Clone, Debug, Args)]
struct Content {
    /// Only what this actor says and thinks, by name; may be given several times
    #[arg(long = "actor", value_name = "NAME")]
    actors: Vec<String>,

    /// Leave this out; may be given several times
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    without: Vec<Part>,

    /// Give quotes and positions with the paragraphs they stand in (markdown, notes, docx, pdf, csv)
    #[arg(long)]
    context: bool,
}

/// A part that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Quotes,
    Positions,
    Warnings,
    /// The article's own text (notes, docx, pdf)
    Text,
}

impl Content {
    fn with(&self, part: Part) -> bool {
        !self.without.contains(&part)
    }

    fn style(&self) -> Style {
        Style { context: self.context, text: self.with(Part::Text) }
    }

    /// The same for one article, whose actors have numbers.
    fn options(&self, analysis: &Analysis) -> Options {
        let asked = |name: &str| self.actors.iter().any(|asked| asked.to_lowercase() == name.to_lowercase());
        let is_asked = |actor: &&Actor| asked(&actor.name) || actor.aliases.iter().any(|alias| asked(alias));
        let ids = || analysis.actors.iter().filter(is_asked).map(|actor| actor.id).collect();
        Options {
            actors: (!self.actors.is_empty()).then(ids),
            quotes: self.with(Part::Quotes),
            positions: self.with(Part::Positions),
            warnings: self.with(Part::Warnings),
            style: self.style(),
        }
    }
}

/// The command line could not be understood, or asks for something that this build cannot do.
const USAGE: u8 = 2;

/// Runs the program on the arguments of the process.
pub fn run() -> ExitCode {
    run_with(std::env::args_os())
}

fn run_with(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Cli::try_parse_from(arguments) {
        Ok(Cli { command: Some(Command::Analyze(options)), .. }) => analyze::run(&options),
        Ok(Cli { command: None, files, engine, new_window }) => open_window(files, engine, new_window),
        Err(message) => {
            // Nobody is left to be told when even this cannot be printed.
            let _ = message.print();
            u8::try_from(message.exit_code()).map_or(ExitCode::from(USAGE), ExitCode::from)
        }
    }
}

#[cfg(feature = "window")]
fn open_window(files: Vec<PathBuf>, engine: EngineName, new_window: bool) -> ExitCode {
    use crate::app::{Start, handover};
    // The window that takes them was started elsewhere; and recent files must be found from wherever the next one is.
    let files: Vec<PathBuf> = files.into_iter().map(|file| std::path::absolute(&file).unwrap_or(file)).collect();
    let address = handover::Address::usual(engine.name());
    if !new_window && handover::hand_over(&address, &files).is_ok() {
        return ExitCode::SUCCESS;
    }
    match crate::app::run(Start { files, engine: engine.engine(), address: Some(address) }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("standpoint: the window could not be opened: {error}");
            eprintln!("`standpoint analyze FILE` works without a display.");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn open_window(_files: Vec<PathBuf>, _engine: EngineName, _new_window: bool) -> ExitCode {
    eprintln!("standpoint: this build has no window.");
    eprintln!("Use `standpoint analyze FILE`, or build with the window: `cargo build --release`.");
    ExitCode::from(USAGE)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }
}
