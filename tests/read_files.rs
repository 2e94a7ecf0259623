//! The sample files of every format, each read and held against what a person found right.
//!
//! `UPDATE_GOLDEN=1 cargo test --test read_files` writes the expected articles anew; read the difference before you commit it.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use standpoint::article::{Article, ParagraphKind};
use standpoint::read::{Collection, Options, read_articles, read_bytes};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

/// Whether a file in the folder is no sample but tells of them.
fn is_aside(name: &str) -> bool {
    matches!(name, "README.md" | "make.py" | "golden") || name.starts_with('.')
}

fn samples() -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !is_aside(&name) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// What is expected: the articles, or the words of the error.
fn found(name: &str) -> String {
    let path = folder().join(name);
    match read_articles(&path) {
        Ok(articles) => serde_json::to_string_pretty(&articles).unwrap_or_default() + "\n",
        Err(error) => format!("{}\n", error.to_string().replace(&*path.to_string_lossy(), name)),
    }
}

#[test]
fn every_sample_is_read_as_a_person_found_right() -> Outcome {
    let golden = folder().join("golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differing = Vec::new();
    for name in samples()? {
        let found = found(&name);
        let path = golden.join(format!("{name}.json"));
        if update {
            std::fs::create_dir_all(&golden)?;
            std::fs::write(&path, &found)?;
        } else if std::fs::read_to_string(&path).unwrap_or_default() != found {
            differing.push(format!("{name}:\n{found}"));
        }
    }
    assert!(differing.is_empty(), "not as expected:\n{}", differing.join("\n"));
    Ok(())
}

#[test]
fn every_expectation_has_its_sample() -> Outcome {
    let samples = samples()?;
    for entry in std::fs::read_dir(folder().join("golden"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        assert!(samples.iter().any(|sample| name == format!("{sample}.json")), "{name}");
    }
    Ok(())
}

/// Headline, byline, the day, and how many articles: what each sample was made with.
#[test]
fn every_format_tells_what_its_sample_was_made_with() -> Outcome {
    let title = Some("Old bridge to stay shut until spring");
    let (byline, day) = (Some("Ada Brandt"), Some("2031-05-03"));
    let expected = [
        ("article.docx", 1, title, byline, day, 4),
        ("article.odt", 1, title, byline, day, 4),
        ("article.rtf", 1, title, byline, day, 4),
        ("book.epub", 1, Some("The Bridge Papers"), byline, day, 4),
        ("message.eml", 2, Some("Old bridge to stay shut until spring – Zoë Lang"), byline, day, 2),
        ("messages.mbox", 2, title, byline, day, 2),
        ("page.mht", 1, title, None, None, 4),
        ("article.txt.gz", 1, title, byline, None, 4),
        ("article.txt.zst", 1, title, byline, None, 4),
        ("news.zip", 3, title, byline, None, 4),
        ("plain.pdf", 1, title, byline, None, 0),
        ("owned.pdf", 1, title, byline, None, 0),
        ("columns.pdf", 1, title, byline, None, 4),
        ("browser.pdf", 1, title, byline, None, 4),
        ("feed.rss", 2, title, byline, day, 2),
        ("feed.atom", 2, title, byline, day, 2),
        ("story.nitf", 1, title, byline, day, 4),
        ("story.newsml", 1, title, byline, day, 4),
        ("story.json", 1, title, byline, day, 4),
        ("page.webarchive", 1, title, None, None, 4),
        ("crawl.warc.gz", 1, title, None, None, 4),
        ("xml.webarchive", 1, title, None, None, 4),
        ("packed.warc", 3, Some("Old bridge to stay shut until spring (br)"), None, None, 4),
        ("pandoc.docx", 1, title, byline, day, 4),
        ("pandoc.odt", 1, title, byline, day, 4),
        ("pandoc.rtf", 1, title, None, day, 4),
        ("pandoc.epub", 1, title, byline, day, 4),
        ("pandoc.html", 1, title, byline, day, 4),
        ("writer.docx", 1, title, byline, day, 4),
        ("writer.odt", 1, title, byline, day, 4),
        ("writer.rtf", 1, title, byline, day, 4),
        ("writer.fodt", 1, title, byline, day, 4),
        ("writer.html", 1, title, byline, day, 4),
        ("writer.txt", 1, title, None, None, 4),
        ("writer.pdf", 1, title, byline, None, 4),
        ("saved.html", 1, title, byline, day, 4),
        ("saved.mhtml", 1, title, byline, day, 4),
        ("reply.eml", 3, Some("Re: Old bridge to stay shut until spring"), byline, day, 3),
        ("rich.msg", 1, title, byline, day, 4),
        ("western.txt", 1, title, byline, None, 0),
        ("wide.txt", 1, title, byline, None, 4),
        ("marked.txt", 1, title, byline, None, 4),
        ("spoilt.txt", 1, title, byline, None, 4),
    ];
    let starts = ["KESSEL — The old bridge", "“Nobody should cross it", "The difficult part", "The council wants"];
    for (name, count, title, byline, day, paragraphs) in expected {
        let articles = read_articles(&folder().join(name))?;
        assert_eq!(articles.len(), count, "{name}");
        let first = articles.first().ok_or("no article")?;
        let date = first.date.as_deref().and_then(|date| date.get(..10));
        // A PDF tells when it was made.
        let date = date.filter(|_| !name.ends_with(".pdf"));
        assert_eq!((first.title.as_deref(), first.byline.as_deref(), date), (title, byline, day), "{name}");
        for start in starts.iter().take(paragraphs) {
            let begins = |p: &&_| first.paragraph_text(p).starts_with(start);
            let found = first.paragraphs.iter().find(begins).map(|p| p.kind);
            assert_eq!(found, Some(ParagraphKind::Body), "{name}: {start}");
        }
        assert_eq!(first.paragraphs.first().map(|p| p.kind), Some(ParagraphKind::Heading), "{name}");
    }
    Ok(())
}

#[test]
fn documents_keep_captions_and_crossheads() -> Outcome {
    for name in ["article.docx", "article.odt", "article.rtf", "writer.docx", "writer.odt", "writer.rtf", "writer.fodt"]
    {
        let articles = read_articles(&folder().join(name))?;
        let article = articles.first().ok_or("no article")?;
        let kind = |words: &str| article.paragraphs.iter().find(|p| article.paragraph_text(p) == words).map(|p| p.kind);
        assert_eq!(kind("The old bridge on Sunday evening."), Some(ParagraphKind::Caption), "{name}");
        assert_eq!(kind("Who pays"), Some(ParagraphKind::Heading), "{name}");
    }
    Ok(())
}

#[test]
fn lines_of_lists_and_tables_are_no_crossheads() -> Outcome {
    for name in ["pandoc.docx", "pandoc.odt", "pandoc.html", "writer.odt", "writer.rtf", "writer.pdf"] {
        let articles = read_articles(&folder().join(name))?;
        let article = articles.first().ok_or("no article")?;
        let sums = article.paragraphs.iter().filter(|p| article.paragraph_text(p).ends_with("million crowns"));
        let kinds: Vec<ParagraphKind> = sums.map(|p| p.kind).collect();
        assert_eq!(kinds, [ParagraphKind::Body; 2], "{name}");
    }
    Ok(())
}

#[test]
fn columns_of_a_pdf_are_read_one_after_the_other_without_what_stands_on_every_page() -> Outcome {
    let articles = read_articles(&folder().join("columns.pdf"))?;
    let article = articles.first().ok_or("no article")?;
    let words: Vec<&str> = article.paragraphs.iter().map(|p| article.paragraph_text(p)).collect();
    assert_eq!(words.len(), 12, "{words:#?}");
    let money = "The difficult part is the money. The ferrymen’s union rejected an offer of 40,000 crowns as an insult, and \
        its head, Zoë Lang, called for a first-class replacement: “A ferry is no bridge.”";
    assert_eq!(words.iter().filter(|words| **words == money).count(), 2, "{words:#?}");
    for running in ["Saturday edition", "\u{fb01}", "\u{ad}", "- "] {
        assert!(!article.text.contains(running), "{running}: {}", article.text);
    }
    let headings = article.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Heading);
    let headings: Vec<&str> = headings.map(|p| article.paragraph_text(p)).collect();
    assert_eq!(headings, ["Old bridge to stay shut until spring", "Who pays", "Who waits"]);
    Ok(())
}

#[test]
fn scans_and_locked_documents_are_said_to_be_ones() {
    let message =
        |name: &str| read_articles(&folder().join(name)).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(message("scan.pdf").contains("is a scan: its pages are pictures without text"), "{}", message("scan.pdf"));
    assert!(message("locked.pdf").contains("protected by a password"), "{}", message("locked.pdf"));
}

#[test]
fn a_file_of_several_articles_is_listed() -> Outcome {
    let collection = Collection::open(&folder().join("feed.rss"), &Options::default())?;
    let titles: Vec<String> = collection.entries().into_iter().map(|entry| entry.title).collect();
    assert_eq!(titles, ["Old bridge to stay shut until spring", "Who pays?"]);
    assert_eq!(collection.entries().first().and_then(|entry| entry.byline.clone()).as_deref(), Some("Ada Brandt"));
    let second = collection.article(1).ok_or("no second article")?;
    assert!(second.text.starts_with("Who pays?\n\nThe difficult part"), "{}", second.text);
    assert_eq!((collection.count(), collection.article(2)), (2, None));
    Ok(())
}

#[test]
fn subtitles_become_turns() -> Outcome {
    for (name, mia, turns) in [("council.srt", "MIA ROTH", 3), ("council.vtt", "Mia Roth", 2)] {
        let articles = read_articles(&folder().join(name))?;
        let article = articles.first().ok_or("no article")?;
        assert!(
            article.text.starts_with(&format!("{mia}: The old bridge will stay shut until the spring.\n")),
            "{name}"
        );
        let kinds: Vec<_> = article.paragraphs.iter().map(|p| p.kind).collect();
        assert_eq!(kinds, vec![ParagraphKind::Turn; turns], "{name}");
    }
    Ok(())
}

#[test]
fn several_articles_in_one_file_are_told_of() -> Outcome {
    let bytes = std::fs::read(folder().join("news.zip"))?;
    let article = read_bytes("news.zip", &bytes)?;
    let told: Vec<_> = article.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(told.contains(&"The file holds 2 more articles, which are not shown here."), "{told:?}");
    assert!(told.iter().any(|message| message.contains("news/bridge.png is a picture")), "{told:?}");
    Ok(())
}

#[test]
fn what_is_recognised_and_not_read_names_its_remedy() {
    let cases: [(&str, &[u8], &str); 7] = [
        ("a.pdf", b"%PDF-1.7", "is a PDF document that is damaged or cut off"),
        ("a.xml", b"<rss version=\"2.0\"><channel/></rss>", "has no text in it"),
        ("a.json", b"{\"key\": \"No.\"}", "is JSON in which no field holds a text. Name the field"),
        ("a.warc", b"WARC/1.0\r\n", "is a web archive that is damaged or cut off"),
        ("a.webarchive", b"bplist00", "is a web page saved by Safari that is damaged or cut off"),
        ("a.doc", b"\xd0\xcf\x11\xe0 ", "is a Word document of before 2007, which Standpoint does not read. Open it"),
        ("a.docx", b"PK\x03\x04[Content_Types].xml word/", "is a Word document that is damaged or cut off"),
    ];
    for (name, bytes, expected) in cases {
        let message = read_bytes(name, bytes).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains(expected), "{name}: {message}");
    }
}

/// What every reader must hold to.
fn is_sound(article: &Article) -> bool {
    let mut at = 0;
    let in_text = |warning: &standpoint::warning::Warning| {
        warning.span.is_none_or(|span| article.text.get(span.start..span.end).is_some())
    };
    article.warnings.iter().all(in_text)
        && article.paragraphs.iter().all(|paragraph| {
            let gap = article.text.get(at..paragraph.span.start);
            at = paragraph.span.end;
            let words = paragraph.span.of(&article.text);
            gap.is_some_and(|gap| gap.trim().is_empty()) && !words.is_empty() && words.trim() == words
        })
}

#[test]
fn damaged_samples_end_in_an_article_or_an_error() -> Outcome {
    for name in samples()? {
        let bytes = std::fs::read(folder().join(&name))?;
        // Cut off at many places, and with a byte changed at many.
        for part in 1..24 {
            let at = bytes.len() * part / 24;
            let mut changed = bytes.clone();
            if let Some(byte) = changed.get_mut(at) {
                *byte ^= 0x55;
            }
            for damaged in [bytes.get(..at).unwrap_or_default(), &changed] {
                let read = standpoint::read::read_bytes_with(&name, damaged, &standpoint::read::Options::default());
                for article in read.iter().flatten() {
                    assert!(is_sound(article), "{name} at {at}: {article:?}");
                }
            }
        }
    }
    Ok(())
}

/// What the formats that are told by their bytes begin with.
const STARTS: &[&[u8]] = &[
    b"",
    b"{\\rtf1",
    b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
    b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
    b"MIME-Version: 1.0\nFrom: a@b.invalid\nSubject: x\n",
    b"From a@b.invalid Sat May  3 10:00:00 2031\nSubject: x\n\n",
    b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument\"><office:body>",
    b"<!doctype html><p>",
    b"bplist00",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 200\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    b"{\"title\": \"x\", \"text\": ",
    b"<?xml version=\"1.0\"?><rss><channel><item><title>x</title><description>",
    b"<?xml version=\"1.0\"?><newsItem><contentSet><inlineXML>",
    b"<nitf><body><body.content><p>",
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
];

proptest! {
    #[test]
    fn any_bytes_end_in_an_article_or_an_error(
        start in proptest::sample::select(STARTS),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [start, bytes.as_slice()].concat();
        if let Ok(article) = read_bytes("any.txt", &bytes) {
            prop_assert!(is_sound(&article), "{article:?}");
        }
    }

    #[test]
    fn changed_samples_end_in_an_article_or_an_error(
        sample in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let names = samples()?;
        let name = sample.get(&names);
        let mut bytes = std::fs::read(folder().join(name))?;
        for (at, byte) in changes {
            *at.get_mut(&mut bytes) = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(article) = read_bytes(name, &bytes) {
            prop_assert!(is_sound(&article), "{name}: {article:?}");
        }
    }
}
