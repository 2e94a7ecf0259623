//! What holds for every text, however odd: nothing fails, every span fits, every reference leads somewhere, and exports
//! read back to the same words.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use standpoint::analyse::analyse;
use standpoint::analysis::{ActorId, Analysis};
use standpoint::article::Article;
use standpoint::export::{all, by_name, to_bytes};
use standpoint::read::{from_text, read_bytes};
use standpoint::span::Span;

/// Pieces that news is made of, and others that it trips over.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u{a0}",
    "\t",
    "“",
    "”",
    "“",
    "”",
    ",”",
    ".”",
    "?”",
    "\"",
    ",\"",
    "″",
    "«",
    "»",
    "„",
    "‟",
    "‚",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "‹",
    "›",
    "「",
    "」",
    "`",
    "´",
    "’s",
    "s’",
    "'t",
    "n’t",
    "5'10\"",
    "19″",
    "’90s",
    "said",
    " said ",
    "says",
    "told reporters",
    "added",
    "warned that",
    "according to ",
    "According to",
    " that ",
    "denied",
    "called for",
    "called on",
    "urged",
    "vowed to",
    "supports",
    "opposes",
    "will",
    "would not",
    "should",
    "he",
    "She",
    "they",
    "who",
    "whose",
    "Mr.",
    "Ms ",
    "Dr. ",
    "Gen. ",
    "Sen.",
    "U.S.",
    "U.N. ",
    "Inc.",
    "No.",
    "a.m.",
    "Ada Brandt",
    "Brandt",
    "Tom Reyes",
    "Reyes",
    "NATO",
    "the North Sea Treaty Board (NSTB)",
    "Kessel",
    "the mayor",
    "the ministry",
    "a senior official",
    "President",
    "Prime Minister",
    "McDonald's",
    "Zoë",
    "Zoe\u{308}",
    "O’Neil",
    "José",
    "the plan",
    "the bridge",
    "a ban on ships",
    "war",
    "not",
    "never",
    "and",
    "but",
    ", ",
    "; ",
    ": ",
    ". ",
    "? ",
    "! ",
    "...",
    "…",
    " — ",
    " – ",
    "-",
    "—",
    "(",
    ")",
    "[",
    "]",
    "{",
    "<b>",
    "*",
    "• ",
    "» ",
    "Q: ",
    "A: ",
    "LANG: ",
    "Brandt: ",
    "1",
    "2025",
    "3.5",
    "$100",
    "50%",
    "10:30",
    "@ada",
    "#bridge",
    "https://a.example/b?c=d",
    "ada@a.example",
    "🎉",
    "👩‍👩‍👧",
    "🇺🇦",
    "\u{301}",
    "\u{200d}",
    "\u{feff}",
    "\u{200b}",
    "\u{2028}",
    "\u{ad}",
    "שלום",
    "مرحبا",
    "\u{202e}",
    "東京",
    "ß",
    "İ",
    "ǆ",
    "x",
    "I",
    "By ",
    "KESSEL — ",
    "By Ada Brandt\n",
];

fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![20 => select(PIECES).prop_map(str::to_owned), 1 => "\\PC{1,4}", 1 => "[ -~]{1,6}"];
    prop::collection::vec((piece, prop::bool::weighted(0.4)), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

/// Sentences as they are in news, so that much is found.
fn sentences() -> impl Strategy<Value = String> {
    let name = || {
        select(
            &[
                "Ada Brandt",
                "Tom Reyes",
                "Ms Brandt",
                "He",
                "She",
                "the mayor",
                "NATO",
                "the ministry",
                "Mr. J. R. Stone",
            ][..],
        )
    };
    let cue = || select(&["said", "told reporters", "warned", "added", "denied", "promised", "asked"][..]);
    let words = || {
        select(
            &[
                "the bridge must stay shut",
                "we will never pay",
                "nobody should cross it 🎉",
                "it’s “a gamble”",
                "fares would rise",
            ][..],
        )
    };
    let sentence = (name(), cue(), words(), words(), 0..9).prop_map(|(name, cue, a, b, form)| match form {
        0 => format!("“{a},” {cue} {name}. "),
        1 => format!("“{a},” {name} {cue}, “and {b}.” "),
        2 => format!("{name} {cue} that {a}. "),
        3 => format!("{name} {cue}: “{a}.” "),
        4 => format!("{a}, according to {name}.\n\n"),
        5 => format!("“{a}.\n\n“{b},” {name} {cue}.\n"),
        6 => format!("{name}: {a}. {b}.\n"),
        7 => format!("{name} {cue} “{a}” and {cue} that {b}. "),
        _ => format!("{name} opposes {a} but supports {b}.\n\n"),
    });
    prop::collection::vec(sentence, 0..10).prop_map(|all| all.concat())
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![3 => news(), 2 => sentences(), 1 => "(?s).{0,80}"]
}

fn fits(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(!span.is_empty(), "{span:?} is empty");
    prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} does not fit");
    Ok(())
}

fn in_order(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    for span in spans {
        fits(text, *span)?;
    }
    for pair in spans.windows(2) {
        prop_assert!(pair[0].end <= pair[1].start, "{pair:?} overlap or are out of order");
    }
    Ok(())
}

/// All that the types of an analysis promise.
fn keeps_its_promises(text: &str, analysis: &Analysis) -> Result<(), TestCaseError> {
    let known = |ids: &[ActorId]| ids.iter().all(|id| analysis.actor(*id).is_some());
    let once = |ids: &[ActorId]| ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id));
    for (index, actor) in analysis.actors.iter().enumerate() {
        prop_assert_eq!(actor.id.0 as usize, index);
        prop_assert!(!actor.name.trim().is_empty());
        prop_assert!(!actor.mentions.is_empty(), "{} is nowhere", actor.name);
        prop_assert!(!actor.aliases.contains(&actor.name));
        for (at, alias) in actor.aliases.iter().enumerate() {
            prop_assert!(!alias.trim().is_empty() && !actor.aliases[..at].contains(alias), "{:?}", actor.aliases);
        }
        in_order(text, &actor.mentions.iter().map(|mention| mention.span).collect::<Vec<_>>())?;
        for role in &actor.roles {
            fits(text, role.span)?;
            prop_assert!(!role.text.trim().is_empty());
        }
    }
    for (index, quote) in analysis.quotes.iter().enumerate() {
        prop_assert_eq!(quote.id.0 as usize, index);
        prop_assert!(!quote.content.is_empty());
        in_order(text, &quote.content)?;
        in_order(text, &quote.source)?;
        in_order(text, &quote.cue)?;
        prop_assert!(known(&quote.speakers) && once(&quote.speakers));
        prop_assert!((0.0..=1.0).contains(&quote.confidence));
    }
    for (index, position) in analysis.positions.iter().enumerate() {
        prop_assert_eq!(position.id.0 as usize, index);
        prop_assert!(!position.evidence.is_empty());
        in_order(text, &position.evidence)?;
        prop_assert!(known(&position.holders) && once(&position.holders));
        prop_assert!(known(position.target.actor.as_slice()));
        prop_assert!(position.quote.is_none_or(|id| analysis.quote(id).is_some()));
        prop_assert!((0.0..=1.0).contains(&position.confidence));
        if let Some(span) = position.target.span {
            fits(text, span)?;
        }
        prop_assert_eq!(position.target.span.is_none(), position.target.text.is_empty());
    }
    for pair in analysis.quotes.windows(2) {
        prop_assert!(pair[0].extent().start <= pair[1].extent().start, "quotes out of order");
    }
    for pair in analysis.positions.windows(2) {
        prop_assert!(pair[0].extent().start <= pair[1].extent().start, "positions out of order");
    }
    for span in analysis.warnings.iter().filter_map(|warning| warning.span) {
        fits(text, span)?;
    }
    Ok(())
}

/// Whether every offset of the JSON export stands for the same words as the span it came from.
fn reads_back(article: &Article, analysis: &Analysis) -> Result<(), TestCaseError> {
    let failed = |error: &dyn std::fmt::Display| TestCaseError::fail(error.to_string());
    let exporter = by_name("json").ok_or_else(|| failed(&"no JSON"))?;
    let bytes = to_bytes(exporter, article, analysis).map_err(|error| failed(&error))?;
    let json: Value = serde_json::from_slice(&bytes).map_err(|error| failed(&error))?;
    let text = json["article"]["text"].as_str().unwrap_or_default();
    prop_assert_eq!(text, article.text.as_str());
    let letters: Vec<char> = text.chars().collect();
    let words = |start: &Value, end: &Value| -> String {
        let at = |value: &Value| value.as_u64().map_or(usize::MAX, |at| at as usize);
        letters.get(at(start)..at(end)).map(|letters| letters.iter().collect()).unwrap_or_default()
    };
    let same = |ranges: &Value, spans: &[Span]| -> Result<(), TestCaseError> {
        let read: Vec<String> =
            ranges.as_array().into_iter().flatten().map(|range| words(&range[0], &range[1])).collect();
        prop_assert_eq!(read, spans.iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>());
        Ok(())
    };
    for (index, actor) in analysis.actors.iter().enumerate() {
        let written = &json["actors"][index];
        for (at, mention) in actor.mentions.iter().enumerate() {
            let written = &written["mentions"][at];
            prop_assert_eq!(words(&written["start"], &written["end"]), mention.span.of(text));
        }
        for (at, role) in actor.roles.iter().enumerate() {
            let written = &written["roles"][at];
            prop_assert_eq!(words(&written["start"], &written["end"]), role.span.of(text));
        }
    }
    for (index, quote) in analysis.quotes.iter().enumerate() {
        let written = &json["quotes"][index];
        same(&written["content"], &quote.content)?;
        same(&written["source"], &quote.source)?;
        same(&written["cue"], &quote.cue)?;
    }
    for (index, position) in analysis.positions.iter().enumerate() {
        let written = &json["positions"][index];
        same(&written["evidence"], &position.evidence)?;
        if let Some(span) = position.target.span {
            prop_assert_eq!(words(&written["target"]["start"], &written["target"]["end"]), span.of(text));
        }
    }
    Ok(())
}

proptest! {
    // As many as `PROPTEST_CASES` asks for, but 300.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_analysis_keeps_its_promises(text in texts()) {
        let article = from_text("a", text);
        let analysis = analyse(&article);
        keeps_its_promises(&article.text, &analysis)?;
        reads_back(&article, &analysis)?;
        prop_assert_eq!(&analyse(&article), &analysis);
    }

    #[test]
    fn every_file_of_text_is_analysed_and_exported(text in texts()) {
        for name in ["a.txt", "a.md", "a.html"] {
            // Only white space, or what is no text at all.
            let Ok(article) = read_bytes(name, text.as_bytes()) else { continue };
            let analysis = analyse(&article);
            keeps_its_promises(&article.text, &analysis)?;
            for exporter in all() {
                let bytes = to_bytes(*exporter, &article, &analysis);
                let sound = |bytes: Vec<u8>| !exporter.is_text() || std::str::from_utf8(&bytes).is_ok();
                prop_assert!(bytes.is_ok_and(sound), "{}", exporter.name());
            }
        }
    }

    #[test]
    fn line_ends_of_other_systems_change_nothing(text in sentences()) {
        let found = |text: &str| {
            let article = from_text("a", text.to_owned());
            let analysis = analyse(&article);
            let said: Vec<(String, Vec<ActorId>)> = analysis
                .quotes
                .iter()
                .map(|quote| {
                    let said = quote.content.iter().map(|span| span.of(&article.text).replace("\r\n", "\n")).collect();
                    (said, quote.speakers.clone())
                })
                .collect();
            let names: Vec<String> = analysis.actors.iter().map(|actor| actor.name.clone()).collect();
            (said, names, analysis.positions.len())
        };
        prop_assert_eq!(found(&text.replace('\n', "\r\n")), found(&text));
    }

    #[test]
    fn line_ends_of_other_systems_lose_no_quote(text in news()) {
        let quotes = |text: &str| analyse(&from_text("a", text.to_owned())).quotes.len();
        prop_assert_eq!(quotes(&text.replace('\n', "\r\n")), quotes(&text));
    }
}

fn survives(text: String) -> Analysis {
    let article = from_text("a", text);
    let analysis = analyse(&article);
    if let Err(error) = keeps_its_promises(&article.text, &analysis) {
        panic!("{error}");
    }
    analysis
}

#[test]
fn a_text_without_any_space_is_read() {
    survives("x".repeat(200_000));
    survives("“Ada,”".repeat(25_000));
    survives("A.".repeat(100_000));
    survives("é🎉".repeat(30_000));
}

#[test]
fn fifty_thousand_marks_of_each_style_are_read() {
    for mark in ["“", "”", "\"", "″", "«", "»", "„", "‘", "’", "'", "‹", "」", "🎉", "、"] {
        survives(mark.repeat(50_000));
    }
}

#[test]
fn fifty_thousand_marks_between_words_are_read() {
    for mark in ["“", "”", "\"", "«", "‘", "’", "'"] {
        survives(format!("said {mark}Ada ").repeat(10_000));
    }
}

#[test]
fn brackets_and_line_ends_without_number_are_read() {
    survives("(".repeat(20_000));
    survives("( ".repeat(20_000));
    survives("[".repeat(20_000));
    survives("\n".repeat(100_000));
    survives("\r\n".repeat(100_000));
    survives("a\n".repeat(50_000));
}

#[test]
fn a_paragraph_of_three_hundred_thousand_letters_is_read_to_its_end() {
    let story = "Mayor Ada Brandt said that the bridge would stay shut. “Nobody should cross it,” she told reporters. \
                 The ministry denied that it had known of the cracks, and Tom Reyes, a doctor, warned of delays. ";
    let mut text = story.repeat(300_000 / story.len());
    text.push_str("“That was the last word,” said Ivo Lang.");
    let analysis = survives(text);
    let last = analysis.quotes.last().map(|quote| quote.speakers.clone()).unwrap_or_default();
    let names: Vec<&str> = last.iter().filter_map(|id| analysis.actor(*id)).map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Ivo Lang"]);
}

#[test]
fn ten_thousand_people_are_told_apart() {
    let names = ["Ada", "Tom", "Ivo", "Mia", "Jon", "Ana", "Lea", "Max", "Ida", "Olaf"];
    let ends = ["berg", "mann", "sen", "wick", "ford", "holm", "stad", "by", "dal", "vik"];
    let mut text = String::new();
    for number in 0..5_000_usize {
        let digit = |place: u32| number / 10_usize.pow(place) % 10;
        let last = format!(
            "{}{}{}",
            ["Kel", "Bor", "Tas", "Mir", "Sol", "Ven", "Hal", "Rud", "Gim", "Lor"][digit(0)],
            ["a", "e", "i", "o", "u", "an", "en", "in", "on", "un"][digit(1)],
            ends[digit(2)]
        );
        text.push_str(&format!("“We will wait,” said {} {last}.\n\n", names[digit(3)]));
    }
    let analysis = survives(text);
    assert_eq!(analysis.quotes.len(), 5_000);
}
