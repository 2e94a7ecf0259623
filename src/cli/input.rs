//! What there is to read: files and standard input, whole or a line at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::read::MAX_FILE_SIZE;

/// An input as it was named on the command line.
#[derive(Clone, Debug)]
pub enum Source {
    /// Standard input.
    Standard,
    /// A file with one article.
    File(PathBuf),
    /// A file with an article a line.
    Lines(PathBuf),
}

/// What is to be read and analysed by one worker.
#[derive(Debug)]
pub enum Work {
    /// A file with one article.
    File(PathBuf),
    /// An article that is in memory.
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

/// The inputs that `files` name; none means standard input. `lines` tells whether lines of JSON may come.
pub fn sources(files: &[PathBuf], lines: bool) -> Vec<Source> {
    if files.is_empty() {
        return vec![Source::Standard];
    }
    let of = |path: &PathBuf| match path {
        path if path == Path::new("-") => Source::Standard,
        path if lines && is_list(path) => Source::Lines(path.clone()),
        path => Source::File(path.clone()),
    };
    files.iter().map(of).collect()
}

fn is_list(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson"))
}

impl Source {
    /// The stem for the name of what is written about it.
    pub fn stem(&self) -> String {
        match self {
            Source::Standard => "stdin".to_owned(),
            Source::File(path) | Source::Lines(path) => {
                path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_else(|| "article".to_owned())
            }
        }
    }

    /// The file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Source::Standard => None,
            Source::File(path) | Source::Lines(path) => Some(path),
        }
    }

    /// Hands all work in this input to `feed`; `false` when no more is wanted. `lines` tells whether standard input may hold
    /// lines of JSON.
    pub fn read(self, lines: bool, feed: Feed<'_>) -> bool {
        match self {
            Source::File(path) if is_list(&path) => {
                feed(Work::Failed(format!("{} is a list of articles. Use `--format jsonl` for it.", path.display())))
            }
            Source::File(path) => feed(Work::File(path)),
            Source::Lines(path) => match File::open(&path) {
                Ok(file) => read_lines(BufReader::new(file), &path.display().to_string(), feed),
                // The same words as for any other file.
                Err(_) => feed(Work::File(path)),
            },
            Source::Standard => {
                let mut input = BufReader::with_capacity(64 * 1024, io::stdin());
                if lines && input.fill_buf().is_ok_and(holds_lines) {
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

/// Whether the beginning of an input looks like lines of JSON: its first line that is not blank begins with `{`, or, should
/// that one be broken, another one does so like an object. Nothing at all is an empty list.
fn holds_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    lines.next().is_none_or(|line| line.starts_with(b"{")) || lines.any(|line| line.starts_with(b"{\""))
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
        assert!(holds_lines(b"\n {\"id\": 1"));
        assert!(holds_lines(b"oops\n{\"id\": 1}"));
        assert!(!holds_lines(b"The mayor said no.\n{She laughed.}"));
        assert!(holds_lines(b"\n"));
    }
}
