//! An export while its window is open: the format, what goes in, and what comes out.

use std::sync::Arc;

use crate::analysis::ActorId;
use crate::article::Article;
use crate::export::{ExportFile, Options};

/// An export as far as it is.
#[derive(Clone, Debug)]
pub enum Written {
    /// It is being written.
    Pending,
    /// It is there.
    Ready(Arc<Output>),
    /// It failed, and this is why.
    Failed(String),
}

/// An export that was written to memory.
#[derive(Clone, Debug)]
pub struct Output {
    /// All of it.
    pub bytes: Vec<u8>,
    /// The files of a format that has several; `bytes` is the archive of them.
    pub files: Vec<ExportFile>,
    /// The beginning of it.
    pub preview: Preview,
}

impl Output {
    /// With a preview of the bytes, or of the files one below the other where there are some.
    pub fn new(bytes: Vec<u8>, files: Vec<ExportFile>) -> Self {
        let mut preview = if files.is_empty() { Preview::of(&bytes) } else { Preview::of_files(&files) };
        // The archive is no text, whatever is in it.
        preview.is_text &= files.is_empty();
        Self { bytes, files, preview }
    }
}

/// The beginning of an export, cut into lines that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The lines, each cut to a length that can be drawn.
    pub lines: Vec<String>,
    /// Whether there is more.
    pub cut: bool,
    /// Whether it is text, which can be copied.
    pub is_text: bool,
}

impl Preview {
    /// The most bytes that are looked at.
    const BYTES: usize = 256 * 1024;
    /// The most lines that are shown.
    const LINES: usize = 3000;
    /// The most characters of a line that are shown.
    const COLUMNS: usize = 400;

    /// The beginning of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..Self::BYTES).unwrap_or(bytes);
        // A letter may be cut in two at the end.
        if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) {
            let sentence = "There is no preview of this format. Save it, and open it in its program.";
            return Self { lines: vec![sentence.to_owned()], cut: false, is_text: false };
        }
        let text = String::from_utf8_lossy(head);
        let mut cut = head.len() < bytes.len();
        let mut lines = Vec::new();
        for line in text.lines() {
            if lines.len() == Self::LINES {
                cut = true;
                break;
            }
            let mut shown: String = line.chars().take(Self::COLUMNS).collect();
            if shown.len() < line.len() {
                shown.push('…');
            }
            lines.push(shown.replace('\t', "    "));
        }
        Self { lines, cut, is_text: true }
    }

    /// The beginnings of files, each below its name.
    pub fn of_files(files: &[ExportFile]) -> Self {
        let mut all = Self { lines: Vec::new(), cut: false, is_text: true };
        for file in files {
            if all.lines.len() >= Self::LINES {
                all.cut = true;
                break;
            }
            if !all.lines.is_empty() {
                all.lines.push(String::new());
            }
            all.lines.push(format!("▸ {}", file.name));
            let one = Self::of(&file.bytes);
            all.cut |= one.cut;
            all.lines.extend(one.lines);
        }
        all
    }
}

/// The export window while it is open.
#[derive(Clone, Debug)]
pub struct ExportState {
    /// Index of the format.
    pub format: usize,
    /// What goes in.
    pub options: Options,
    /// The export.
    pub written: Written,
    /// What was done with it last.
    pub outcome: Option<Result<String, String>>,
}

impl ExportState {
    /// A window that waits for the export in that format, with what `options` ask for.
    pub fn new(format: usize, options: Options) -> Self {
        Self { format, options, written: Written::Pending, outcome: None }
    }

    /// Takes over what was written.
    pub fn set_written(&mut self, written: Result<Arc<Output>, String>) {
        self.written = match written {
            Ok(output) => Written::Ready(output),
            Err(why) => Written::Failed(why),
        };
    }

    /// All of the export, when it is there.
    pub fn output(&self) -> Option<&Arc<Output>> {
        match &self.written {
            Written::Ready(output) => Some(output),
            _ => None,
        }
    }

    /// Whether this actor's words and thoughts go in.
    pub fn has(&self, actor: ActorId) -> bool {
        self.options.actors.as_ref().is_none_or(|actors| actors.contains(&actor))
    }
}

/// The name that is offered for the file.
pub fn file_name(article: &Article, extension: &str) -> String {
    let name = if article.id.is_empty() { article.title.as_deref().unwrap_or("article") } else { &article.id };
    let safe: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ') { c } else { '-' })
        .take(80)
        .collect();
    let safe = safe.trim().trim_start_matches('.');
    format!("{}.{extension}", if safe.is_empty() { "article" } else { safe })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_of_something_huge_is_short_and_says_so() {
        let preview = Preview::of("line\n".repeat(200_000).as_bytes());
        assert!(preview.cut && preview.lines.len() == Preview::LINES);
        let preview = Preview::of("x".repeat(10_000).as_bytes());
        assert!(!preview.cut);
        assert_eq!(preview.lines.first().map(|line| line.chars().count()), Some(Preview::COLUMNS + 1));
    }

    #[test]
    fn what_is_no_text_is_not_shown_as_such() {
        let preview = Preview::of(b"PK\x03\x04\xff\xfe");
        assert!(!preview.is_text && preview.lines.len() == 1);
        let mut long = vec![b'x'; Preview::BYTES - 1];
        long.extend("é".as_bytes());
        assert!(Preview::of(&long).is_text);
    }

    #[test]
    fn offered_file_names_can_be_used() {
        let article = |id: &str| Article { id: id.to_owned(), ..Article::default() };
        assert_eq!(file_name(&article("a/b:c"), "json"), "a-b-c.json");
        assert_eq!(file_name(&article(""), "md"), "article.md");
        assert_eq!(file_name(&article("../x"), "md"), "-x.md");
    }
}
