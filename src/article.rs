//! An article as it was read: its text and what is known about it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::span::Span;
use crate::warning::Warning;

/// A news article, ready to be shown and analysed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// A name for it that outlives the program: the file's stem, or the `id` of a JSONL line.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// When it appeared: ISO 8601 where the source tells, else as written.
    pub date: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// BCP 47 tag of its language, when it was told or could be detected.
    pub language: Option<String>,
    /// The encoding that the file's bytes were read with, by its WHATWG name.
    pub encoding: Option<String>,
    /// The file it was read from; nothing for what was pasted, piped in or is a line among others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Origin>,
    /// All text that is shown. Every [`Span`] of the program points into it.
    pub text: String,
    /// The paragraphs in order; they do not overlap, and only white space stands between them.
    pub paragraphs: Vec<Paragraph>,
    /// What the reading of the file has to say.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// The words of a paragraph.
    pub fn paragraph_text(&self, paragraph: &Paragraph) -> &str {
        paragraph.span.of(&self.text)
    }
}

/// A file, so that others can tell whether they have the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its name, without the folders it lies in.
    pub name: String,
    /// The SHA-256 of its bytes, as they lie on disk, in small hexadecimal digits.
    pub sha256: String,
}

impl Origin {
    /// Of the file at `path`, in which `bytes` stand.
    pub fn of(path: &Path, bytes: &[u8]) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { name, sha256 }
    }
}

/// A paragraph of an [`Article`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Where it stands, without the white space around it; never empty.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// What a paragraph is in its article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphKind {
    /// A headline or a crosshead.
    Heading,
    /// Running text.
    #[default]
    Body,
    /// The words below a picture.
    Caption,
    /// A speaker's turn in an interview or transcript: a label, then what was said.
    Turn,
}
