//! What there is to read: files, folders and patterns of names, and standard input, whole or a line at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::read::{Format, MAX_FILE_SIZE};

/// An input: what is read, and what is written about it is named after.
#[derive(Clone, Debug)]
pub struct Source {
    /// What is read.
    pub input: Input,
    /// The name of what is written about it, without its ending; with the folders below the one that was named.
    pub name: PathBuf,
}

/// What is read.
#[derive(Clone, Debug)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
    /// A file with an article a line.
    Lines(PathBuf),
}

/// What is to be read and analysed by one worker.
#[derive(Debug)]
pub enum Work {
    /// A file with articles.
    File(PathBuf),
    /// A file that is in memory.
    Text {
        /// As a file name.
        name: String,
        /// All of it.
        bytes: Vec<u8>,
    },
    /// An article in a line of JSON.
    Line {
        /// Where the line stands, for messages (`line 3 of a.jsonl`).
        place: String,
        /// The line.
        bytes: Vec<u8>,
    },
    /// Nothing: it could not be read.
    Failed(String),
}

/// Takes a piece of work; `false` when no more is wanted.
type Feed<'a> = &'a mut dyn FnMut(Work) -> bool;

/// The inputs that the command line names, and what is wrong with some of them.
#[derive(Debug, Default)]
pub struct Sources {
    /// In the order of the command line; those in a folder in the order of their names.
    pub found: Vec<Source>,
    /// Names that lead to nothing, each in a sentence.
    pub problems: Vec<String>,
}

impl Sources {
    /// The inputs that `files` name, which may be files, folders and patterns (`news/**/*.html`); none means standard input.
    pub fn of(files: &[PathBuf]) -> Self {
        let mut sources = Self::default();
        if files.is_empty() {
            sources.standard();
        }
        for path in files {
            let pattern = path.to_string_lossy();
            if path == Path::new("-") {
                sources.standard();
            } else if !path.exists() && pattern.contains(['*', '?', '[']) {
                sources.pattern(&pattern);
            } else {
                sources.path(path);
            }
        }
        sources
    }

    fn standard(&mut self) {
        self.found.push(Source { input: Input::Standard, name: PathBuf::from("stdin") });
    }

    fn path(&mut self, path: &Path) {
        if path.is_dir() {
            self.folder(path);
        } else {
            self.file(path.to_owned(), path.parent().unwrap_or(Path::new("")));
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let before = self.found.len();
        match glob::glob(pattern) {
            Ok(paths) => paths.flatten().for_each(|path| self.path(&path)),
            Err(error) => self.problems.push(format!("{pattern} is no pattern of file names: {error}.")),
        }
        if self.found.len() == before {
            self.problems.push(format!("no file fits {pattern}. Check the folder and the ending."));
        }
    }

    /// All files in a folder that may be articles by their endings, and those in its folders; not what is hidden. Links that
    /// lead round in a circle are followed once.
    fn folder(&mut self, folder: &Path) {
        let before = self.found.len();
        let hidden =
            |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && may_be_article(entry.path()) => {
                    self.file(entry.into_path(), folder);
                }
                Ok(_) => {}
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder).display().to_string();
                    let source = error.into_io_error().map_or_else(String::new, |error| format!(": {error}"));
                    self.problems.push(format!("{path} could not be looked into{source}. Check that you may read it."));
                }
            }
        }
        if self.found.len() == before {
            self.problems.push(format!(
                "{} is a folder without articles. Name the files in it to have them read all the same.",
                folder.display()
            ));
        }
    }

    fn file(&mut self, path: PathBuf, root: &Path) {
        let name = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        let name = if name.as_os_str().is_empty() { PathBuf::from("article") } else { name };
        let input = if is_list(&path) { Input::Lines(path) } else { Input::File(path) };
        self.found.push(Source { input, name });
    }
}

/// Whether a file in a folder is read: one with an ending that articles have, or with none.
fn may_be_article(path: &Path) -> bool {
    let Some(ending) = path.extension() else { return true };
    let ending = ending.to_string_lossy().to_ascii_lowercase();
    is_list(path) || Format::READ.iter().any(|format| format.endings().contains(&ending.as_str()))
}

fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson"))
}

impl Source {
    /// The file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.input {
            Input::Standard => None,
            Input::File(path) | Input::Lines(path) => Some(path),
        }
    }

    /// How people are told of it.
    pub fn label(&self) -> String {
        self.path().map_or_else(|| "standard input".to_owned(), |path| path.display().to_string())
    }

    /// Whether it has an article a line.
    pub fn is_lines(&self) -> bool {
        matches!(self.input, Input::Lines(_))
    }

    /// Hands all work in this input to `feed`; `false` when no more is wanted. `lines` tells whether standard input may as
    /// well hold lines of JSON.
    pub fn read(&self, lines: bool, feed: Feed<'_>) -> bool {
        match &self.input {
            Input::File(path) => feed(Work::File(path.clone())),
            Input::Lines(path) if path.is_file() => match File::open(path) {
                Ok(file) => read_lines(BufReader::new(file), &path.display().to_string(), feed),
                // The same words as for any other file.
                Err(_) => feed(Work::File(path.clone())),
            },
            Input::Lines(path) => feed(Work::File(path.clone())),
            Input::Standard => {
                let mut input = BufReader::with_capacity(64 * 1024, io::stdin());
                if input.fill_buf().is_ok_and(|head| holds_lines(head, lines)) {
                    return read_lines(input, "standard input", feed);
                }
                let mut bytes = Vec::new();
                match input.take(MAX_FILE_SIZE + 1).read_to_end(&mut bytes) {
                    Ok(_) => feed(Work::Text { name: "stdin".to_owned(), bytes }),
                    Err(error) => feed(Work::Failed(format!("standard input could not be read: {error}."))),
                }
            }
        }
    }
}

/// Whether the beginning of an input looks like lines of JSON: its first line that is not blank is an object, as far as can
/// be seen. Where lines are `expected`, that line may be broken, if another one begins like an object; and nothing at all is
/// an empty list.
fn holds_lines(head: &[u8], expected: bool) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let object = |line: &[u8]| line.starts_with(b"{\"") || line.starts_with(b"{ \"");
    match lines.next() {
        None => expected,
        // A document in JSON that is set over several lines has nothing else on its first.
        Some(b"{") => false,
        Some(first) if expected => first.starts_with(b"{") || lines.any(object),
        Some(first) => object(first) && (first.ends_with(b"}") || !head.contains(&b'\n')),
    }
}

fn read_lines(mut input: impl BufRead, name: &str, feed: Feed<'_>) -> bool {
    let mut number = 0u64;
    loop {
        number += 1;
        let work = match next_line(&mut input, MAX_FILE_SIZE) {
            Ok(None) => return true,
            Ok(Some(Line::Whole(bytes))) if bytes.trim_ascii().is_empty() => continue,
            Ok(Some(Line::Whole(bytes))) => Work::Line { place: format!("line {number} of {name}"), bytes },
            Ok(Some(Line::TooLong)) => Work::Failed(format!(
                "line {number} of {name} is longer than {} MiB, the most that Standpoint reads. Split the article.",
                MAX_FILE_SIZE / (1024 * 1024)
            )),
            Err(error) => {
                return feed(Work::Failed(format!("{name} could not be read after line {}: {error}.", number - 1)));
            }
        };
        if !feed(work) {
            return false;
        }
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The next line, of at most `limit` bytes; of a longer one nothing is kept.
fn next_line(input: &mut impl BufRead, limit: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || (line.len() as u64) < limit {
        return Ok(Some(Line::Whole(line)));
    }
    // The rest is passed over in pieces, for it may have no end.
    loop {
        line.clear();
        if input.by_ref().take(1 << 20).read_until(b'\n', &mut line)? == 0 || line.ends_with(b"\n") {
            return Ok(Some(Line::TooLong));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_long_a_line_is_passed_over() -> io::Result<()> {
        let mut input: &[u8] = b"short\nmuch too long\n\nend";
        let mut found = Vec::new();
        while let Some(line) = next_line(&mut input, 8)? {
            found.push(match line {
                Line::Whole(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Line::TooLong => "too long".to_owned(),
            });
        }
        assert_eq!(found, ["short\n", "too long", "\n", "end"]);
        Ok(())
    }

    #[test]
    fn lines_of_json_are_told_from_text() {
        assert!(holds_lines(b"\n {\"id\": 1", true));
        assert!(holds_lines(b"oops\n{\"id\": 1}", true));
        assert!(!holds_lines(b"The mayor said no.\n{She laughed.}", true));
        assert!(holds_lines(b"\n", true) && !holds_lines(b"\n", false));
        assert!(holds_lines(b"{\"id\": 1}\n{\"id\": 2}", false));
        for expected in [true, false] {
            assert!(!holds_lines(b"{\n  \"body_text\": \"x\"\n}", expected));
        }
        assert!(!holds_lines(b"{She laughed.}\nAnd went.", false));
    }
}
