//! Exports read back by readers that are not ours: ZIP, XML, PDF, BibTeX and Markdown libraries. What no library for Rust
//! reads is checked by the scripts in `tests/outside/`.

mod fixture;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use biblatex::{Bibliography, ChunksExt};
use pulldown_cmark::{Event, LinkType, Options as Dialect, Parser, Tag, TagEnd};
use quick_xml::events::Event as Xml;
use serde_json::Value;
use standpoint::article::Article;
use standpoint::export::{ExportFile, Options, Style, by_name, save_folder, to_bytes, to_bytes_with};
use standpoint::read::from_text;

type Outcome = Result<(), Box<dyn std::error::Error>>;
type Files = BTreeMap<String, Vec<u8>>;

fn export(name: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    Ok(to_bytes(by_name(name).ok_or("no such format")?, &fixture::article(), &fixture::analysis())?)
}

fn unpack(bytes: Vec<u8>) -> Result<Files, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if file.is_file() {
            files.insert(file.name()?.into_owned(), bytes);
        }
    }
    Ok(files)
}

fn text<'a>(files: &'a Files, name: &str) -> Result<&'a str, Box<dyn std::error::Error>> {
    Ok(std::str::from_utf8(files.get(name).ok_or_else(|| format!("no {name}"))?)?)
}

/// The paragraphs of a Word file: style and words.
fn paragraphs(document: &str) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut reader = quick_xml::Reader::from_str(document);
    let mut paragraphs: Vec<(String, String)> = Vec::new();
    let mut in_words = false;
    loop {
        match reader.read_event()? {
            Xml::Start(start) if start.name().as_ref() == b"w:p" => paragraphs.push(Default::default()),
            Xml::Start(start) if start.name().as_ref() == b"w:t" => in_words = true,
            Xml::End(end) if end.name().as_ref() == b"w:t" => in_words = false,
            Xml::Empty(empty) if empty.name().as_ref() == b"w:pStyle" => {
                let value = empty.try_get_attribute("w:val")?.ok_or("a style without a name")?;
                if let Some((style, _)) = paragraphs.last_mut() {
                    *style = String::from_utf8_lossy(&value.value).into_owned();
                }
            }
            Xml::Text(words) if in_words => {
                if let Some((_, all)) = paragraphs.last_mut() {
                    all.push_str(&words.decode()?);
                }
            }
            Xml::GeneralRef(reference) if in_words => {
                let letter = match reference.decode()?.as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("an unknown reference {other}"),
                };
                if let Some((_, all)) = paragraphs.last_mut() {
                    all.push(letter);
                }
            }
            Xml::Eof => return Ok(paragraphs),
            _ => {}
        }
    }
}

#[test]
fn a_word_file_holds_the_cast_and_the_article() -> Outcome {
    let files = unpack(export("docx")?)?;
    for part in files.keys().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let mut reader = quick_xml::Reader::from_str(text(&files, part)?);
        reader.config_mut().check_end_names = true;
        while !matches!(reader.read_event()?, Xml::Eof) {}
    }
    let paragraphs = paragraphs(text(&files, "word/document.xml")?)?;
    let of = |style: &str| {
        paragraphs.iter().filter(|(is, _)| is == style).map(|(_, words)| words.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("Title"), ["Bridge to stay shut, Kessel says 🌉"]);
    assert_eq!(
        of("Heading1"),
        ["Who is in the story", "What they say, and where they stand", "Speaker not found", "To check", "The article"]
    );
    assert_eq!(of("Heading2"), ["Ada Brandt", "Tom Reyes", "A senior official"]);
    assert!(of("ListBullet").contains(&"“We will pay,” … “every penny of it.”"));
    assert!(of("ListBullet").contains(&"“=1+1 is *not* <b>three</b> & never was,”"));
    // The article, word for word.
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let all: Vec<String> = paragraphs.iter().map(|(_, text)| words(text)).collect();
    for line in fixture::TEXT.lines() {
        assert!(all.contains(&words(line)), "{line}");
    }
    assert!(text(&files, "docProps/core.xml")?.contains("<dc:title>Bridge to stay shut, Kessel says 🌉</dc:title>"));
    // The one link is the article's address, and nothing runs or is fetched.
    let links = text(&files, "word/_rels/document.xml.rels")?;
    assert_eq!(links.matches("TargetMode=\"External\"").count(), 1);
    assert!(links.contains("https://courier.invalid/bridge?a=1&amp;b=2"));
    assert!(!files.keys().any(|name| name.contains("vba") || name.contains("embeddings")));
    Ok(())
}

#[test]
fn control_characters_do_not_spoil_a_word_file() -> Outcome {
    let article =
        Article { title: Some("A\u{1}B\u{fffe}C".to_owned()), ..from_text("x", "A\u{b}b \u{0}c.\n".to_owned()) };
    let files = unpack(to_bytes(by_name("docx").ok_or("no docx")?, &article, &Default::default())?)?;
    let document = text(&files, "word/document.xml")?;
    assert!(!document.contains(|c: char| c.is_control() && c != '\n'), "{document}");
    assert_eq!(paragraphs(document)?.first().map(|(_, words)| words.as_str()), Some("A B\u{fffd}C"));
    Ok(())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_pdf_gives_its_words_back() -> Outcome {
    let bytes = export("pdf")?;
    let words = squeezed(&pdf_extract::extract_text_from_mem(&bytes)?);
    for line in fixture::TEXT.lines().filter(|line| !line.contains(['🌉', '🎉'])) {
        assert!(words.contains(&squeezed(line)), "{line}\n{words}");
    }
    for found in
        ["Who is in the story", "Tom Reyes (person), her deputy", "“We will pay,” … “every penny of it.”", "To check"]
    {
        assert!(words.contains(&squeezed(found)), "{found}\n{words}");
    }
    // Inert: no script, no action when it is opened.
    for risky in [&b"/JavaScript"[..], b"/JS", b"/OpenAction", b"/Launch", b"/EmbeddedFile"] {
        assert!(!bytes.windows(risky.len()).any(|window| window == risky));
    }
    Ok(())
}

#[test]
fn accents_and_alphabets_come_back_from_a_pdf() -> Outcome {
    let text = "“Żółć, naïve façade” – Ærø, Łódź, Čapek, Ðorđe, straße.\nАнна Каренина сказала: «Нет».\nἩ Ἀθήνα; ‘Πειραιάς’ — €5 ≥ 4.\nVery fine office flow.\n";
    let article = from_text("alphabets", text.to_owned());
    let bytes = to_bytes(by_name("pdf").ok_or("no pdf")?, &article, &Default::default())?;
    let words = squeezed(&pdf_extract::extract_text_from_mem(&bytes)?);
    for line in text.lines() {
        assert!(words.contains(&squeezed(line)), "{line}\n{words}");
    }
    assert!(!words.contains("Nofontofthiscomputer"), "{words}");
    Ok(())
}

#[test]
fn a_pdf_says_which_characters_it_cannot_show() -> Outcome {
    let article = from_text("strange", "A sign that no font has: \u{e123}.\n".to_owned());
    let bytes = to_bytes(by_name("pdf").ok_or("no pdf")?, &article, &Default::default())?;
    let words = squeezed(&pdf_extract::extract_text_from_mem(&bytes)?);
    assert!(words.contains("U+E123") && words.contains("emptyboxesstandforthem"), "{words}");
    Ok(())
}

#[test]
fn a_long_pdf_has_all_its_paragraphs_once_and_in_order() -> Outcome {
    let text: String =
        (0..400).map(|n| format!("Paragraph {n} says that the harbour of Kessel is number {n}.\n")).collect();
    let article = from_text("long", text);
    let bytes = to_bytes(by_name("pdf").ok_or("no pdf")?, &article, &Default::default())?;
    let pages = pdf_extract::extract_text_from_mem_by_pages(&bytes)?;
    assert!(pages.len() > 5, "{}", pages.len());
    let words = pages.join(" ");
    let found: Vec<usize> = words
        .split("is number ")
        .skip(1)
        .filter_map(|rest| rest.split('.').next().and_then(|number| number.trim().parse().ok()))
        .collect();
    assert_eq!(found, (0..400).collect::<Vec<_>>());
    Ok(())
}

#[test]
fn bibtex_is_read_by_a_parser() -> Outcome {
    let mut article = fixture::article();
    article.title = Some("50% of {Kessel} & “the \\rest”_~^".to_owned());
    article.byline = Some("Mara Lindt, Jo van der Berg and Zoë Ó Reyes".to_owned());
    let exporter = by_name("bibtex").ok_or("no bibtex")?;
    let mut source = to_bytes(exporter, &article, &Default::default())?;
    exporter.write_next(&fixture::article(), &fixture::analysis(), Style::default(), &mut source)?;
    let source = String::from_utf8(source)?;
    let entries = Bibliography::parse(&source).map_err(|error| error.to_string())?;
    assert_eq!(entries.keys().collect::<Vec<_>>(), ["lindt2025kessel", "lindt2025bridge"]);
    let entry = entries.get("lindt2025bridge").ok_or("no entry")?;
    let field = |name: &str| entry.get(name).map(|chunks| chunks.format_verbatim()).unwrap_or_default();
    assert_eq!(field("title"), "Bridge to stay shut, Kessel says 🌉");
    assert_eq!(field("journal"), "Kessel <Courier>");
    assert_eq!(field("date"), "2025-05-03");
    assert_eq!(field("url"), "https://courier.invalid/bridge?a=1&b=2");
    let people = entries.get("lindt2025kessel").ok_or("no entry")?.author().map_err(|error| error.to_string())?;
    let names: Vec<(String, String)> = people
        .iter()
        .map(|person| {
            let family = if person.prefix.is_empty() {
                person.name.clone()
            } else {
                format!("{} {}", person.prefix, person.name)
            };
            (family, person.given_name.clone())
        })
        .collect();
    let pair = |family: &str, given: &str| (family.to_owned(), given.to_owned());
    assert_eq!(names, [pair("Lindt", "Mara"), pair("van der Berg", "Jo"), pair("Reyes", "Zoë Ó")]);
    Ok(())
}

#[test]
fn ris_has_a_field_a_line() -> Outcome {
    let source = String::from_utf8(export("ris")?)?;
    let lines: Vec<(&str, &str)> = source.split_terminator("\r\n").filter_map(|line| line.split_once("  - ")).collect();
    assert_eq!(lines.len(), source.lines().count());
    assert_eq!(lines.first(), Some(&("TY", "NEWS")));
    assert_eq!(lines.last(), Some(&("ER", "")));
    for field in [
        ("AU", "Lindt, Mara"),
        ("T2", "Kessel <Courier>"),
        ("PY", "2025"),
        ("DA", "2025/05/03/"),
        ("UR", "https://courier.invalid/bridge?a=1&b=2"),
    ] {
        assert!(lines.contains(&field), "{field:?} {lines:?}");
    }
    Ok(())
}

/// What a note says at its top, where its links lead, and its words.
struct Note {
    top: String,
    links: BTreeSet<String>,
    words: String,
}

fn note(source: &str) -> Note {
    let dialect = Dialect::ENABLE_WIKILINKS | Dialect::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut note = Note { top: String::new(), links: BTreeSet::new(), words: String::new() };
    let mut in_top = false;
    for event in Parser::new_ext(source, dialect) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => in_top = true,
            Event::End(TagEnd::MetadataBlock(_)) => in_top = false,
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                note.links.insert(dest_url.into_string());
            }
            Event::Text(text) if in_top => note.top.push_str(&text),
            Event::Text(text) => note.words.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                note.words.push('\n')
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in a note: {html}"),
            _ => {}
        }
    }
    note
}

#[test]
fn notes_link_to_each_other() -> Outcome {
    let files = unpack(export("notes")?)?;
    let stems: BTreeSet<String> = files.keys().filter_map(|name| name.strip_suffix(".md")).map(str::to_owned).collect();
    let home = "Bridge to stay shut, Kessel says 🌉";
    assert_eq!(
        stems,
        ["A senior official", "Ada Brandt", home, "Norland", "Norlanders", "North Sea Treaty Board", "Tom Reyes"]
            .map(str::to_owned)
            .into()
    );
    for stem in &stems {
        let note = note(text(&files, &format!("{stem}.md"))?);
        assert!(!note.links.is_empty() && note.links.is_subset(&stems), "{stem}: {:?}", note.links);
        assert!(!note.top.is_empty());
    }
    let brandt = note(text(&files, "Ada Brandt.md")?);
    assert!(brandt.links.contains(home));
    assert!(brandt.top.contains("aliases: [\"Brandt\"]"), "{}", brandt.top);
    assert!(brandt.words.contains("“We will pay,” … “every penny of it.”"), "{}", brandt.words);
    let article = note(text(&files, &format!("{home}.md"))?);
    assert_eq!(article.links.len(), stems.len() - 1);
    // The article in it, word for word.
    for line in fixture::TEXT.lines() {
        assert!(article.words.contains(line), "{line}\n{}", article.words);
    }
    Ok(())
}

#[test]
fn notes_and_brat_files_go_into_a_folder() -> Outcome {
    let folder = tempfile::tempdir()?;
    for name in ["notes", "brat"] {
        let exporter = by_name(name).ok_or("no such format")?;
        let bundle = exporter.bundle().ok_or("one file only")?;
        let files = bundle.files(&fixture::article(), &fixture::analysis(), Style::default())?;
        let place = folder.path().join(name);
        save_folder(&place, &files)?;
        let archive = unpack(export(name)?)?;
        assert_eq!(archive.len(), files.len());
        for ExportFile { name, bytes } in &files {
            assert_eq!(&std::fs::read(place.join(name))?, bytes);
            assert_eq!(archive.get(name), Some(bytes));
        }
    }
    Ok(())
}

#[test]
fn notes_of_actors_with_equal_names_do_not_overwrite_each_other() -> Outcome {
    let mut analysis = fixture::analysis();
    for (actor, name) in analysis.actors.iter_mut().zip(["a/b", "A:B", "a b", "con", "", "..."]) {
        actor.name = name.to_owned();
    }
    let bytes = to_bytes(by_name("notes").ok_or("no notes")?, &fixture::article(), &analysis)?;
    let names: Vec<String> = unpack(bytes)?.into_keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(names.len(), 7);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 7);
    assert!(names.contains(&"con_.md".to_owned()), "{names:?}");
    Ok(())
}

fn letters(text: &str, start: &str, end: &str) -> Result<String, Box<dyn std::error::Error>> {
    let (start, end): (usize, usize) = (start.parse()?, end.parse()?);
    Ok(text.chars().skip(start).take(end.checked_sub(start).ok_or("upside down")?).collect())
}

#[test]
fn brat_offsets_lead_to_the_words() -> Outcome {
    let files = unpack(export("brat")?)?;
    let words = text(&files, "bridge.txt")?;
    assert_eq!(words, fixture::TEXT);
    let configuration = text(&files, "annotation.conf")?;
    let mut ids = BTreeSet::new();
    let lines: Vec<Vec<&str>> = text(&files, "bridge.ann")?.lines().map(|line| line.split('\t').collect()).collect();
    for line in &lines {
        let [id, what, rest @ ..] = line.as_slice() else { return Err("a short line".into()) };
        assert!(*id == "*" || ids.insert(*id), "{id} twice");
        let name = what.split(' ').next().unwrap_or_default();
        assert!(["Equiv", "AnnotatorNotes"].contains(&name) || configuration.contains(&format!("\n{name}")), "{name}");
        if let ([shown], Some((_, places))) = (rest, what.split_once(' '))
            && id.starts_with('T')
        {
            let mut pieces = Vec::new();
            for place in places.split(';') {
                let (start, end) = place.split_once(' ').ok_or("no place")?;
                pieces.push(letters(words, start, end)?);
            }
            assert_eq!(&pieces.join(" "), shown);
            assert!(!shown.is_empty() && !pieces.iter().any(|piece| piece.contains('\n')));
        }
    }
    // What is pointed at is there.
    for line in &lines {
        let what = line.get(1).copied().unwrap_or_default();
        let first = if line.first().is_some_and(|id| id.starts_with('T')) { 99 } else { 1 };
        for pointed in what.split(' ').skip(first).map(|word| word.rsplit(':').next().unwrap_or(word)) {
            assert!(!pointed.starts_with('T') || ids.contains(pointed), "{pointed}");
        }
    }
    let count =
        |label: &str| lines.iter().filter(|line| line.get(1).is_some_and(|what| what.starts_with(label))).count();
    assert_eq!((count("Quote "), count("Position "), count("Person ")), (6, 8, 7));
    Ok(())
}

#[test]
fn iob_columns_hold_all_names_and_words() -> Outcome {
    let source = String::from_utf8(export("conll")?)?;
    let mut entities: Vec<(String, String)> = Vec::new();
    let mut contents = 0;
    let mut words = String::new();
    for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with("-DOCSTART-")) {
        let [word, "_", quote, name] = line.split(' ').collect::<Vec<_>>()[..] else {
            return Err(format!("{line:?}").into());
        };
        words.push_str(word);
        contents += usize::from(quote == "B-CONTENT");
        match name.split_once('-') {
            Some(("B", kind)) => entities.push((kind.to_owned(), word.to_owned())),
            Some(("I", kind)) => {
                let (open, words) = entities.last_mut().ok_or("I without B")?;
                assert_eq!(open, kind);
                words.push(' ');
                words.push_str(word);
            }
            _ => assert_eq!(name, "O"),
        }
    }
    assert_eq!(words, squeezed(fixture::TEXT));
    assert_eq!(contents, 7);
    let found: Vec<(&str, &str)> = entities.iter().map(|(kind, words)| (kind.as_str(), words.as_str())).collect();
    assert_eq!(
        found,
        [
            ("PER", "Ada Brandt"),
            ("ORG", "North Sea Treaty Board"),
            ("ORG", "NSTB"),
            ("PER", "Brandt"),
            ("PER", "Brandt"),
            ("PER", "Tom Reyes"),
            ("ORG", "NSTB"),
            ("LOC", "Norland"),
            ("MISC", "Norlanders"),
        ]
    );
    Ok(())
}

#[test]
fn spacy_tokens_cover_the_text_and_hold_all_spans() -> Outcome {
    let document: Value = serde_json::from_slice(&export("spacy")?)?;
    let text: Vec<char> = document["text"].as_str().unwrap_or_default().chars().collect();
    let place = |value: &Value| {
        let of = |name: &str| value[name].as_u64().unwrap_or(u64::MAX) as usize;
        (of("start"), of("end"))
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let tokens: Vec<(usize, usize)> = list(&document["tokens"]).iter().map(place).collect();
    let mut end = 0;
    for (start, next) in &tokens {
        // At most one space between two tokens.
        assert!(*start == end || (*start == end + 1 && text[end] == ' '), "{start}");
        assert!(next > start);
        end = *next;
    }
    assert_eq!(end, text.len());
    let starts: BTreeSet<usize> = tokens.iter().map(|(start, _)| *start).collect();
    let ends: BTreeSet<usize> = tokens.iter().map(|(_, end)| *end).collect();
    let mut spans = [list(&document["ents"]), list(&document["sents"])].concat();
    for group in document["spans"].as_object().into_iter().flat_map(|groups| groups.values()) {
        spans.extend(list(group));
    }
    assert!(spans.len() > 40, "{}", spans.len());
    for span in &spans {
        let (start, end) = place(span);
        assert!(starts.contains(&start) && ends.contains(&end), "{span}");
    }
    Ok(())
}

#[test]
fn web_annotations_lead_back_by_words_and_by_numbers() -> Outcome {
    let collection: Value = serde_json::from_slice(&export("web-annotation")?)?;
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = collection["first"]["items"].as_array().cloned().unwrap_or_default();
    assert_eq!(collection["total"].as_u64(), Some(items.len() as u64));
    assert_eq!(items.len(), 13 + 6 + 8);
    let mut ids = BTreeSet::new();
    let mut selectors = 0;
    for item in &items {
        assert_eq!(item["type"], "Annotation");
        assert!(ids.insert(item["id"].as_str().unwrap_or_default()), "{}", item["id"]);
        let targets = item["target"].as_array().cloned().unwrap_or_else(|| vec![item["target"].clone()]);
        for target in targets {
            let [quote, position] = target["selector"].as_array().map(Vec::as_slice).unwrap_or_default() else {
                return Err("not two selectors".into());
            };
            let part = |name: &str| quote[name].as_str().unwrap_or("?").to_owned();
            let around = format!("{}{}{}", part("prefix"), part("exact"), part("suffix"));
            assert_eq!(fixture::TEXT.matches(&around).count(), 1, "{around}");
            let number = |name: &str| position[name].to_string();
            assert_eq!(letters(fixture::TEXT, &number("start"), &number("end"))?, part("exact"));
            selectors += 1;
        }
    }
    assert_eq!(selectors, items.len() + 1);
    Ok(())
}

#[test]
fn the_text_is_left_out_where_that_is_asked_for() -> Outcome {
    let options = Options { style: Style { context: true, text: false }, ..Options::default() };
    for (name, part) in [("docx", "word/document.xml"), ("notes", "Bridge to stay shut, Kessel says 🌉.md")] {
        let exporter = by_name(name).ok_or("no such format")?;
        let bytes = to_bytes_with(exporter, &fixture::article(), &fixture::analysis(), &options)?;
        assert!(!text(&unpack(bytes)?, part)?.contains("What the town fears"), "{name}");
    }
    Ok(())
}
