//! Files on disk, read into articles.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use standpoint::article::{Article, ParagraphKind};
use standpoint::read::{Format, MAX_FILE_SIZE, Problem, ReadError, from_text, read_bytes, read_file};
use standpoint::warning::WarningKind;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn words(article: &Article) -> Vec<&str> {
    article.paragraphs.iter().map(|paragraph| article.paragraph_text(paragraph)).collect()
}

fn kinds(article: &Article) -> Vec<WarningKind> {
    article.warnings.iter().map(|warning| warning.kind).collect()
}

fn write(folder: &Path, name: &str, content: &[u8]) -> std::io::Result<PathBuf> {
    let path = folder.join(name);
    std::fs::write(&path, content)?;
    Ok(path)
}

#[test]
fn the_same_article_comes_out_of_every_encoding() -> Outcome {
    let text = "Bridge shut\n\n“We’re ready,” said Zoë Brandt.\n\n“Nobody — nobody — crosses,” she added.\n";
    let utf16 = |little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let cases = [
        (text.as_bytes().to_vec(), "UTF-8", false),
        (marked(b"\xef\xbb\xbf", text.as_bytes()), "UTF-8", false),
        (marked(b"\xff\xfe", &utf16(true)), "UTF-16LE", false),
        (marked(b"\xfe\xff", &utf16(false)), "UTF-16BE", false),
        (utf16(true), "UTF-16LE", true),
        (windows.into_owned(), "windows-1252", true),
    ];
    for (bytes, encoding, guessed) in cases {
        let article = read_bytes("bridge.txt", &bytes)?;
        assert_eq!(article.text, text, "{encoding}");
        assert_eq!(article.encoding.as_deref(), Some(encoding));
        assert_eq!(kinds(&article).contains(&WarningKind::UncertainEncoding), guessed, "{encoding}");
        assert_eq!(article.id, "bridge");
    }
    Ok(())
}

#[test]
fn spoilt_letters_are_put_right_and_said() -> Outcome {
    let article = read_bytes("a.txt", "â€œWeâ€™re readyâ€\u{9d}, she said.".as_bytes())?;
    assert_eq!(article.text, "“We’re ready”, she said.");
    assert_eq!(kinds(&article), [WarningKind::RepairedEncoding]);
    Ok(())
}

#[test]
fn plain_text_is_kept_to_the_byte() {
    for text in ["", "\n", " a\r\nb\rc\n\n ", "\u{feff}a", "a\0b", "â€œWeâ€™re", "🎉 Ada\u{301} "] {
        assert_eq!(from_text("a", text.to_owned()).text, text);
    }
}

#[test]
fn the_format_is_told_by_the_content() -> Outcome {
    let page = "<!doctype html><html><body><h1>Bridge shut</h1><p>The <b>mayor</b> said no.</p></body></html>";
    let article = read_bytes("page.txt", page.as_bytes())?;
    assert_eq!(words(&article), ["Bridge shut", "The mayor said no."]);
    let article = read_bytes("notes", b"# Bridge shut\n\nThe **mayor** said no.\n")?;
    assert_eq!(words(&article), ["Bridge shut", "The mayor said no."]);
    assert_eq!(article.title.as_deref(), Some("Bridge shut"));
    let article = read_bytes("page.html", b"The mayor said 3 < 4 and *no*.")?;
    assert_eq!(article.text, "The mayor said 3 < 4 and *no*.");
    Ok(())
}

#[test]
fn a_hard_wrapped_interview_has_its_turns() -> Outcome {
    let text = "The mayor of Kessel talked to us in her office about the bridge, the\n\
        money and the winter that is to come.\n\n\
        Q: Will the bridge open again before the winter, as the engineers\nhave promised?\n\n\
        A: No. It will not, and nobody who has seen the piers would say that\nit should.\n";
    let article = read_bytes("talk.txt", text.as_bytes())?;
    let found: Vec<_> = article.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(found, [ParagraphKind::Body, ParagraphKind::Turn, ParagraphKind::Turn]);
    Ok(())
}

#[test]
fn what_is_no_article_is_named_with_a_remedy() -> Outcome {
    let folder = tempfile::tempdir()?;
    let message = |path: &Path| read_file(path).err().map(|error| error.to_string()).unwrap_or_default();
    let problem = |path: &Path| match read_file(path) {
        Err(ReadError::Content { problem, .. }) => Some(problem),
        _ => None,
    };
    let picture = write(folder.path(), "paper.txt", b"\x89PNG\r\n\x1a\n")?;
    assert!(matches!(problem(&picture), Some(Problem::Unsupported(Format::Image))));
    assert!(message(&picture).contains("paper.txt is a picture, which Standpoint does not read. Save or export"));
    let zeros = write(folder.path(), "zeros.txt", b"some\0thing")?;
    assert!(matches!(problem(&zeros), Some(Problem::Unsupported(Format::Binary))));
    let empty = write(folder.path(), "empty.html", b"")?;
    assert!(matches!(problem(&empty), Some(Problem::Empty)));
    let hollow = write(folder.path(), "hollow.html", b"<!doctype html><html><body><img src=x></body></html>")?;
    assert!(matches!(problem(&hollow), Some(Problem::Empty)));
    assert!(matches!(read_file(folder.path()), Err(ReadError::Directory { .. })));
    let missing = folder.path().join("missing.txt");
    assert!(matches!(read_file(&missing), Err(ReadError::Io { .. })));
    assert!(message(&missing).contains("missing.txt could not be read"));
    // Sparse: takes no room on the disk.
    let large = folder.path().join("large.txt");
    std::fs::File::create(&large)?.set_len(MAX_FILE_SIZE + 1)?;
    assert!(matches!(problem(&large), Some(Problem::TooLarge)));
    Ok(())
}

/// What every reader must hold to, whatever the file.
fn is_sound(article: &Article) -> bool {
    let mut at = 0;
    let ordered = article.paragraphs.iter().all(|paragraph| {
        let gap = article.text.get(at..paragraph.span.start);
        at = paragraph.span.end;
        let words = paragraph.span.of(&article.text);
        gap.is_some_and(|gap| gap.trim().is_empty()) && !words.is_empty() && words.trim() == words
    });
    ordered && article.text.get(at..).is_some_and(|rest| rest.trim().is_empty())
}

proptest! {
    #[test]
    fn any_bytes_make_a_sound_article_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in "[a-z]{1,3}(\\.(txt|md|html))?") {
        if let Ok(article) = read_bytes(&name, &bytes) {
            prop_assert!(is_sound(&article), "{article:?}");
        }
    }

    #[test]
    fn any_marks_make_a_sound_article(
        pieces in proptest::collection::vec("(<p>|</p>|<div|<h1>|<br>|# |\\*\\*|\\[a\\]\\(|---\n|title: |By |A: |> |\n|\n\n|  |“[a-z ]{1,9}”|[A-Z][a-z]{1,8}\\.? |é|🎉|&amp;|<figcaption>|</)", 0..40),
        name in "a\\.(txt|md|html)",
    ) {
        let text = pieces.concat();
        if let Ok(article) = read_bytes(&name, text.as_bytes()) {
            prop_assert!(is_sound(&article), "{article:?}");
        }
        let article = from_text("a", text.clone());
        prop_assert!(is_sound(&article), "{article:?}");
        prop_assert_eq!(article.text, text);
    }
}
