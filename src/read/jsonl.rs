//! One article in a line of JSON: `{"id": "a1", "text": "…"}`.

use serde::Deserialize;

use super::text;
use crate::article::Article;

/// Why a line is no article.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The line is no JSON object with the fields that are asked for.
    #[error("not an article: {}. A line needs to be a JSON object with \"id\" and \"text\".", place_in_line(.0))]
    Json(#[from] serde_json::Error),
    /// The line is not valid UTF-8.
    #[error("not valid UTF-8 (byte {0} of the line). JSON lines must be in UTF-8: convert the file first.")]
    Encoding(usize),
}

/// The parser counts lines of its own, which are always the first here.
fn place_in_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

#[derive(Deserialize)]
struct Line {
    id: Id,
    text: String,
    title: Option<String>,
    byline: Option<String>,
    date: Option<String>,
    source: Option<String>,
    url: Option<String>,
}

/// The `id` of a line, where it has one; the rest of it may be anything.
pub fn id_of(json: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: Id,
    }
    serde_json::from_slice::<Named>(json).ok().map(|line| line.id.into())
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        match id {
            Id::Text(id) => id,
            Id::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "\"id\" must be a string or a number")]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Reads an article from a line `{"id", "text"}`, with optional `title`, `byline`, `date`, `source` and `url`; other fields
/// are passed over. The text is kept as it is.
///
/// # Errors
///
/// A [`LineError`] when the line is not UTF-8, not JSON, or lacks one of the two fields.
pub fn read_line(json: &[u8]) -> Result<Article, LineError> {
    let json = std::str::from_utf8(json).map_err(|error| LineError::Encoding(error.valid_up_to() + 1))?;
    let line: Line = serde_json::from_str(json.trim_start_matches('\u{feff}'))?;
    let mut article = text::read(&String::from(line.id), line.text);
    for (field, told) in [
        (&mut article.title, line.title),
        (&mut article.byline, line.byline),
        (&mut article.date, line.date),
        (&mut article.source, line.source),
        (&mut article.url, line.url),
    ] {
        if told.is_some() {
            *field = told;
        }
    }
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_fields_are_kept() -> Result<(), LineError> {
        let article = read_line(br#"{"id": 7, "text": " \u00e9\r\n\u0000 x\n", "title": "T", "other": [1]}"#)?;
        assert_eq!((article.id.as_str(), article.text.as_str()), ("7", " é\r\n\0 x\n"));
        assert_eq!(article.title.as_deref(), Some("T"));
        Ok(())
    }

    #[test]
    fn bad_lines_say_what_is_wrong() {
        let message = |line: &[u8]| read_line(line).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message(b"{\"id\": 1}").contains("missing field `text`"));
        assert!(message(b"{\"id\": [1], \"text\": \"\"}").contains("must be a string or a number"));
        assert!(message(b"hello").contains("JSON object"));
        assert!(message(b"{\"id\": \"\xff\"}").contains("UTF-8 (byte 9"));
    }
}
