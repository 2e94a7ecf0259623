//! The exports of a hand-made analysis: equal to golden files that were read by people, valid by the schema, and offsets
//! that lead back to the same words.
//!
//! `UPDATE_GOLDEN=1 cargo test --test export` writes the golden files anew; read the difference before you commit it.

mod fixture;

use std::path::Path;

use serde_json::Value;
use standpoint::analyse::analyse;
use standpoint::analysis::ActorId;
use standpoint::export::{Options, Style, all, by_name, to_bytes, to_bytes_with};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn export(name: &str) -> Result<String, Box<dyn std::error::Error>> {
    let exporter = by_name(name).ok_or("no such format")?;
    Ok(String::from_utf8(to_bytes(exporter, &fixture::article(), &fixture::analysis())?)?)
}

fn json() -> Result<Value, Box<dyn std::error::Error>> {
    Ok(serde_json::from_str(&export("json")?)?)
}

/// The words between two code points.
fn words(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap_or(9999) as usize, end.as_u64().unwrap_or(0) as usize);
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

#[test]
fn every_format_is_as_its_golden_file() -> Outcome {
    for exporter in all().iter().filter(|exporter| exporter.is_text()) {
        let path = Path::new("tests/golden").join(format!("bridge.{}", exporter.extension()));
        let written = export(exporter.name())?;
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &written)?;
        }
        let golden = std::fs::read_to_string(&path)?.replace("\r\n", "\n");
        assert_eq!(written.replace("\r\n", "\n"), golden, "{} differs from {}", exporter.label(), path.display());
    }
    Ok(())
}

#[test]
fn the_same_article_makes_the_same_bytes() -> Outcome {
    for exporter in all() {
        let write = || to_bytes(*exporter, &fixture::article(), &fixture::analysis());
        assert!(write()? == write()?, "{}", exporter.name());
    }
    Ok(())
}

#[test]
fn nothing_at_all_can_be_written() -> Outcome {
    for exporter in all() {
        assert!(!to_bytes(*exporter, &Default::default(), &Default::default())?.is_empty(), "{}", exporter.name());
    }
    Ok(())
}

#[test]
fn only_what_was_asked_for_goes_in() -> Outcome {
    let analysis = fixture::analysis();
    let reyes = analysis.actors.iter().find(|actor| actor.name == "Tom Reyes").ok_or("no Reyes")?.id;
    let options = Options { actors: Some(vec![reyes]), warnings: false, ..Options::default() };
    let chosen = options.select(&analysis);
    // Brandt speaks along with him.
    assert_eq!(chosen.actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>(), ["Ada Brandt", "Tom Reyes"]);
    assert!(chosen.quotes.iter().all(|quote| quote.speakers.contains(&ActorId(1))));
    assert_eq!((chosen.quotes.len(), chosen.positions.len(), chosen.warnings.len()), (3, 3, 0));
    for (at, position) in chosen.positions.iter().enumerate() {
        assert_eq!(position.id.0 as usize, at);
        let quote = position.quote.and_then(|id| chosen.quote(id));
        assert_eq!(position.quote.is_some(), quote.is_some());
        assert!(quote.is_none_or(|quote| quote.content == position.evidence));
    }
    let none = Options { quotes: false, positions: false, ..Options::default() }.select(&analysis);
    assert_eq!((none.actors.len(), none.quotes.len(), none.positions.len()), (6, 0, 0));
    // Without a wish nothing changes; compared as text, for not a number is not equal to itself.
    assert_eq!(format!("{:?}", Options::default().select(&analysis)), format!("{analysis:?}"));
    Ok(())
}

#[test]
fn context_comes_with_what_was_said() -> Outcome {
    let options = Options { style: Style { context: true, text: false }, ..Options::default() };
    let write = |name: &str| -> Result<String, Box<dyn std::error::Error>> {
        let exporter = by_name(name).ok_or("no such format")?;
        Ok(String::from_utf8(to_bytes_with(exporter, &fixture::article(), &fixture::analysis(), &options)?)?)
    };
    let markdown = write("markdown")?;
    assert!(markdown.contains("\n  > KESSEL — 🎉 Mayor Ada Brandt welcomed the plan"), "{markdown}");
    let table = write("csv")?;
    let mut table = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(table.headers()?.iter().next_back(), Some("context"));
    let row = table.records().next().ok_or("no row")??;
    assert!(row.iter().next_back().is_some_and(|cell| cell.starts_with("KESSEL")));
    Ok(())
}

#[test]
fn names_endings_and_labels_tell_the_formats_apart() {
    for key in [|e: usize| all()[e].name(), |e: usize| all()[e].label(), |e: usize| all()[e].extension()] {
        let mut keys: Vec<_> = (0..all().len()).map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all().len());
    }
    assert!(by_name("word").is_none());
}

#[test]
fn json_follows_the_schema() -> Outcome {
    let schema: Value = serde_json::from_str(&std::fs::read_to_string("assets/schema/analysis-1.schema.json")?)?;
    let validator = jsonschema::validator_for(&schema)?;
    let check = |document: &Value| validator.iter_errors(document).map(|error| error.to_string()).collect::<Vec<_>>();
    assert_eq!(check(&json()?), Vec::<String>::new());
    let line: Value = serde_json::from_str(&export("jsonl")?)?;
    assert_eq!(line, json()?);
    // The schema refuses what it should.
    let mut wrong = json()?;
    wrong["positions"][0]["stance"] = "likes".into();
    assert_eq!(check(&wrong).len(), 1);
    let mut wrong = json()?;
    wrong["quotes"][0]["surprise"] = 1.into();
    assert_eq!(check(&wrong).len(), 1);
    // Nothing found is a valid answer, too.
    let nothing = to_bytes(by_name("json").ok_or("no json")?, &Default::default(), &Default::default())?;
    assert_eq!(check(&serde_json::from_slice(&nothing)?), Vec::<String>::new());
    Ok(())
}

#[test]
fn code_points_lead_back_to_the_words() -> Outcome {
    let document = json()?;
    let text = document["article"]["text"].as_str().unwrap_or_default();
    assert_eq!(text, fixture::TEXT);
    let of = |value: &Value| words(text, &value["start"], &value["end"]);
    let entities: Vec<String> = document["entities"].as_array().into_iter().flatten().map(of).collect();
    assert_eq!(
        entities,
        [
            "Ada Brandt",
            "North Sea Treaty Board",
            "NSTB",
            "Brandt",
            "Brandt",
            "Tom Reyes",
            "NSTB",
            "Norland",
            "Norlanders"
        ]
    );
    assert_eq!(of(&document["actors"][0]["roles"][0]), "Mayor");
    assert_eq!(of(&document["positions"][2]["target"]), "the pier could sink");
    assert_eq!(of(&document["warnings"][0]), "“-Go");
    let pieces: Vec<String> = document["quotes"][0]["content"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|span| words(text, &span[0], &span[1]))
        .collect();
    assert_eq!(pieces, ["“We will pay,”", "“every penny of it.”"]);
    Ok(())
}

#[test]
fn exports_tell_which_file_was_read_and_how() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bridge.txt");
    std::fs::write(&path, b"\x93The bridge stays shut,\x94 said Zo\xeb Brandt, the mayor.\n")?;
    let article = standpoint::read::read_file(&path)?;
    let analysis = analyse(&article);
    let json: Value = serde_json::from_slice(&to_bytes(by_name("json").ok_or("no JSON")?, &article, &analysis)?)?;
    // As sha256sum tells it.
    let sum = "64f9a0aac892afa3b79a3b7bd2b180fe61b120310417081c0edc4efbb19d2609";
    assert_eq!(json["article"]["file"], serde_json::json!({ "name": "bridge.txt", "sha256": sum }));
    assert_eq!(json["article"]["encoding"], "windows-1252");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string("assets/schema/analysis-1.schema.json")?)?;
    assert!(jsonschema::validator_for(&schema)?.is_valid(&json));
    for name in ["markdown", "html"] {
        let page = String::from_utf8(to_bytes(by_name(name).ok_or("no such format")?, &article, &analysis)?)?;
        assert!(page.contains("Read from bridge.txt · windows-1252 · SHA-256") && page.contains(sum), "{page}");
    }
    // What was typed or pasted is no file.
    let pasted: Value = serde_json::from_slice(&to_bytes(
        by_name("json").ok_or("no JSON")?,
        &standpoint::read::read_bytes("pasted.txt", b"The mayor said no.")?,
        &analysis,
    )?)?;
    assert_eq!(pasted["article"]["file"], Value::Null);
    Ok(())
}

#[test]
fn jsonl_is_one_line() -> Outcome {
    let line = export("jsonl")?;
    assert!(line.ends_with('\n'));
    assert_eq!(line.matches('\n').count(), 1);
    Ok(())
}

#[test]
fn the_page_is_inert() -> Outcome {
    let page = export("html")?;
    assert!(
        !page.contains("<script")
            && !page.contains("<b>three")
            && !page.contains("<Courier>")
            && !page.contains("<here>")
    );
    assert!(page.contains("default-src 'none'"));
    // Every link within the page leads somewhere, once.
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "{link}");
    }
    Ok(())
}

#[test]
fn cells_do_not_run_in_spreadsheets() -> Outcome {
    let mut article = fixture::article();
    article.title = Some("=HYPERLINK(\"x\")".to_owned());
    article.id = "@risk".to_owned();
    let bytes = to_bytes(by_name("csv").ok_or("no csv")?, &article, &fixture::analysis())?;
    assert!(!bytes.starts_with(b"\xef\xbb\xbf"));
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>()?;
    assert_eq!(rows.len(), 14);
    for row in &rows {
        assert_eq!((&row[0], &row[1]), ("'@risk", "'=HYPERLINK(\"x\")"));
        assert_eq!(row.len(), 13);
    }
    Ok(())
}

#[test]
fn who_contradicts_oneself_is_told_in_what_people_read_and_in_the_data() -> Outcome {
    let mut analysis = fixture::analysis();
    // The official calls the toll a mistake, and here welcomes it as well.
    analysis.positions[7].stance = standpoint::analysis::Stance::Supports;
    analysis.positions[7].target.text = "The tolls".to_owned();
    let write = |name: &str| -> Result<String, Box<dyn std::error::Error>> {
        let exporter = by_name(name).ok_or("no such format")?;
        Ok(String::from_utf8_lossy(&to_bytes(exporter, &fixture::article(), &analysis)?).into_owned())
    };
    for name in ["markdown", "html"] {
        let written = write(name)?;
        for words in ["contradiction: elsewhere supports The tolls", "contradiction: elsewhere opposes the toll"] {
            assert_eq!(written.matches(words).count(), 1, "{name}: {words}");
        }
        assert!(!export(name)?.contains("contradiction"), "{name}");
    }
    let json: Value = serde_json::from_str(&write("json")?)?;
    assert_eq!((&json["positions"][6]["contradicts"], &json["positions"][7]["contradicts"]), (&7.into(), &6.into()));
    assert!(json["positions"][0].get("contradicts").is_none());
    let schema: Value = serde_json::from_str(&std::fs::read_to_string("assets/schema/analysis-1.schema.json")?)?;
    assert!(jsonschema::is_valid(&schema, &json));
    Ok(())
}
