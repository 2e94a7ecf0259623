//! Formats that need several files for one article, in a folder or in one archive.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Style;
use crate::analysis::Analysis;
use crate::article::Article;

/// A file among those that one article is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// Its name: of one part, without what file systems refuse.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What an [`Exporter`](super::Exporter) with several files for an article can do besides.
pub trait Bundle: Sync {
    /// The files. They have different names, also where upper and lower case are the same.
    fn files(&self, article: &Article, analysis: &Analysis, style: Style) -> io::Result<Vec<ExportFile>>;
}

/// Writes `files` as a ZIP archive. The same files make the same archive: it holds no time.
pub(super) fn write_archive(files: &[ExportFile], out: &mut dyn Write) -> io::Result<()> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for file in files {
        archive.start_file(file.name.as_str(), options)?;
        archive.write_all(&file.bytes)?;
    }
    out.write_all(archive.finish()?.get_ref())
}

/// The most characters of a name: short enough for every file system, with an ending.
const LONGEST: usize = 80;

/// `words` as the stem of a file's name that every system, and Obsidian's links, can take.
pub(super) fn file_stem(words: &str) -> String {
    let plain: String = words
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']' | '%' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let short: String = words.join(" ").chars().take(LONGEST).collect();
    let stem = short.trim_matches([' ', '.', '-']).to_owned();
    // Windows keeps these names, with any ending, for itself.
    let first = stem.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(first.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (first.len() == 4 && (first.starts_with("COM") || first.starts_with("LPT")));
    match stem {
        stem if stem.is_empty() => "article".to_owned(),
        stem if device => format!("{stem}_"),
        stem => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_fit_every_system() {
        assert_eq!(file_stem("../a/b:c"), "a b c");
        assert_eq!(file_stem("  “Zoë”\n Müller "), "“Zoë” Müller");
        assert_eq!(file_stem("..."), "article");
        assert_eq!(file_stem("aux.x"), "aux.x_");
        assert_eq!(file_stem(&"é".repeat(200)).chars().count(), LONGEST);
    }
}
