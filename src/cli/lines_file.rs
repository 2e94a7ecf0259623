//! A file of JSON lines that grows while the input is read, and stays where it is should the program end in the middle.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::output::beside;
use crate::export::ExportError;
use crate::read::jsonl;

/// The unfinished file; it gets its name once all is done.
#[derive(Debug)]
pub struct LinesFile {
    path: PathBuf,
    file: BufWriter<File>,
}

/// Where the unfinished file for `path` is.
fn unfinished(path: &Path) -> PathBuf {
    beside(path, ".jsonl.part")
}

impl LinesFile {
    /// The file for `path`, which has no ending; goes on behind what an earlier run left.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub fn go_on(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().append(true).create(true).open(unfinished(path))?;
        Ok(Self { path: path.to_owned(), file: BufWriter::new(file) })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    ///
    /// When the rest of it cannot be written.
    pub fn commit(mut self) -> Result<(), ExportError> {
        let done = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        done.map_err(|source| ExportError { path: self.path.clone(), source })?;
        Self::commit_left(&self.path)
    }

    /// Gives an unfinished file of an earlier run its name, where there is one.
    ///
    /// # Errors
    ///
    /// When it cannot be moved.
    pub fn commit_left(path: &Path) -> Result<(), ExportError> {
        let (from, to) = (unfinished(path), beside(path, ".jsonl"));
        match fs::rename(from, &to) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(ExportError { path: to, source }),
            _ => Ok(()),
        }
    }

    /// Forgets what an earlier run left.
    pub fn discard(path: &Path) {
        // Where there is none, all is well; where it cannot be removed, writing to it tells.
        let _ = fs::remove_file(unfinished(path));
    }

    /// What an earlier run left of the answers to `input`, without a line that was cut off; nothing where there is none. What
    /// is older than the input is forgotten.
    pub fn before(path: &Path, input: &Path) -> Option<Before> {
        let left = unfinished(path);
        let changed = |path: &Path| path.metadata().and_then(|found| found.modified()).ok();
        if changed(&left)? < changed(input)? {
            Self::discard(path);
            return None;
        }
        let file = OpenOptions::new().read(true).write(true).open(&left).ok()?;
        let whole = whole_lines(&mut BufReader::new(&file)).ok()?;
        file.set_len(whole).ok()?;
        let ids: Ids = Box::new(
            BufReader::new(File::open(left).ok()?).split(b'\n').map_while(Result::ok).map(|line| id_of_answer(&line)),
        );
        Some(Before { ids: ids.peekable() })
    }
}

impl Write for LinesFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// How many bytes whole lines take.
fn whole_lines(file: &mut impl BufRead) -> io::Result<u64> {
    let (mut whole, mut line) = (0, Vec::new());
    loop {
        line.clear();
        let length = file.read_until(b'\n', &mut line)?;
        if length == 0 || !line.ends_with(b"\n") {
            return Ok(whole);
        }
        whole += length as u64;
    }
}

type Ids = Box<dyn Iterator<Item = Option<String>> + Send>;

/// The answers of an earlier run, one after the other.
pub struct Before {
    ids: Peekable<Ids>,
}

impl Before {
    /// Whether the next of them answers `line`; then the one behind it is the next. Answers stand in the order of the lines,
    /// so that each is looked at once.
    pub fn answers(&mut self, line: &[u8]) -> bool {
        let id = jsonl::id_of(line);
        id.is_some() && self.ids.next_if(|answered| *answered == id).is_some()
    }
}

fn id_of_answer(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Answer {
        article: Named,
    }
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    serde_json::from_slice::<Answer>(line).ok().map(|answer| answer.article.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_run_is_gone_on_with() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let (input, path) = (folder.path().join("in.jsonl"), folder.path().join("list"));
        fs::write(&input, "")?;
        assert!(LinesFile::before(&path, &input).is_none());
        let mut file = LinesFile::go_on(&path)?;
        // The third was cut off.
        file.write_all(b"{\"article\":{\"id\":\"a\"}}\n{\"article\":{\"id\":\"7\"}}\n{\"article\":{\"id\":\"c\"")?;
        drop(file);
        let mut before = LinesFile::before(&path, &input).ok_or("nothing left")?;
        let found: Vec<bool> = [&b"{\"id\":\"a\"}"[..], b"broken", b"{\"id\":7}", b"{\"id\":\"c\"}", b"{\"id\":\"a\"}"]
            .iter()
            .map(|line| before.answers(line))
            .collect();
        assert_eq!(found, [true, false, true, false, false]);
        let mut file = LinesFile::go_on(&path)?;
        file.write_all(b"{\"article\":{\"id\":\"c\"}}\n")?;
        file.commit()?;
        assert_eq!(fs::read_to_string(folder.path().join("list.jsonl"))?.lines().count(), 3);
        assert!(!unfinished(&path).exists());
        Ok(())
    }
}
