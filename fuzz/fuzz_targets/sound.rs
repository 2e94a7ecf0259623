// What every article and every analysis holds to; taken in by the targets.

use std::panic;
use std::sync::Once;

use serde_json::Value;
use standpoint::analysis::{ActorId, Analysis};
use standpoint::article::Article;
use standpoint::export::{by_name, to_bytes};
use standpoint::read::{Options, read_bytes_with};
use standpoint::span::Span;

/// Reads `bytes`, and checks all articles in it.
#[allow(dead_code)]
pub fn read(name: &str, bytes: &[u8], encoding: Option<&str>) {
    let options = Options { encoding: encoding.filter(|name| !name.is_empty()).map(str::to_owned) };
    let_the_pdf_parser_fail();
    match read_bytes_with(name, bytes, &options) {
        Ok(articles) => {
            assert!(!articles.is_empty(), "no article and no error");
            articles.iter().for_each(article);
        }
        Err(error) => assert!(error.to_string().ends_with('.'), "an error is no sentence: {error}"),
    }
}

/// The parser of PDF works on a thread of its own, and where it panics, the reader says that the file is damaged. A fuzzer
/// would end at that, so panics in that crate are not shown to it; those in the program's own code on that thread are.
fn let_the_pdf_parser_fail() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let fuzzer = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let own = panic.location().is_some_and(|place| !place.file().contains("/registry/"));
            if own || std::thread::current().name() != Some("pdf") {
                fuzzer(panic);
            }
        }));
    });
}

/// Paragraphs are ordered and inside, on char boundaries, without white space around them and with nothing else between.
pub fn article(article: &Article) {
    let mut at = 0;
    for paragraph in &article.paragraphs {
        let gap = article.text.get(at..paragraph.span.start).expect("paragraphs are in order");
        assert!(gap.trim().is_empty(), "words stand between paragraphs");
        let words = article.text.get(paragraph.span.start..paragraph.span.end).expect("a paragraph is inside");
        assert!(!words.is_empty() && words.trim() == words, "a paragraph has white space around it");
        at = paragraph.span.end;
    }
    assert!(article.text.get(at..).is_some_and(|rest| rest.trim().is_empty()), "words stand behind the last paragraph");
    for span in article.warnings.iter().filter_map(|warning| warning.span) {
        assert!(article.text.get(span.start..span.end).is_some(), "a warning is inside");
    }
}

fn inside(text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{span:?} is not inside");
}

fn in_order(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut at = 0;
    for span in spans {
        inside(text, span);
        assert!(at <= span.start, "{span:?} is out of order");
        at = span.end;
    }
}

/// All spans are inside, on char boundaries and in order, all ids lead somewhere, the whole comes back out of JSON, and the
/// offsets of an export lead to the same words.
#[allow(dead_code)]
pub fn analysis(analysis: &Analysis, article: &Article) {
    let text = article.text.as_str();
    let known = |ids: &[ActorId]| assert!(ids.iter().all(|id| analysis.actor(*id).is_some()), "an id leads nowhere");
    for (at, actor) in analysis.actors.iter().enumerate() {
        assert_eq!(actor.id.0 as usize, at);
        assert!(!actor.name.trim().is_empty() && !actor.mentions.is_empty());
        in_order(text, actor.mentions.iter().map(|mention| mention.span));
        actor.roles.iter().for_each(|role| inside(text, role.span));
    }
    for (at, quote) in analysis.quotes.iter().enumerate() {
        assert_eq!(quote.id.0 as usize, at);
        assert!(!quote.content.is_empty());
        in_order(text, quote.content.iter().copied());
        in_order(text, quote.source.iter().copied());
        in_order(text, quote.cue.iter().copied());
        quote.grounds.chain.iter().for_each(|span| inside(text, *span));
        known(&quote.speakers);
        known(&quote.grounds.others);
    }
    for (at, position) in analysis.positions.iter().enumerate() {
        assert_eq!(position.id.0 as usize, at);
        assert!(!position.evidence.is_empty());
        in_order(text, position.evidence.iter().copied());
        known(&position.holders);
        known(position.target.actor.as_slice());
        assert!(position.quote.is_none_or(|id| analysis.quote(id).is_some()));
        position.target.span.into_iter().for_each(|span| inside(text, span));
    }
    let starts = |spans: Vec<Span>| assert!(spans.is_sorted_by_key(|span| span.start), "findings are out of order");
    starts(analysis.quotes.iter().map(|quote| quote.extent()).collect());
    starts(analysis.positions.iter().map(|position| position.extent()).collect());
    for span in analysis.warnings.iter().filter_map(|warning| warning.span) {
        assert!(text.get(span.start..span.end).is_some(), "a warning is inside");
    }
    let json = serde_json::to_vec(analysis).expect("an analysis is written");
    assert!(serde_json::from_slice::<Analysis>(&json).expect("an analysis is read") == *analysis, "JSON changes it");
    exported(analysis, article);
}

/// The code points of the JSON that is exported lead to the words of the spans.
fn exported(analysis: &Analysis, article: &Article) {
    let exporter = by_name("json").expect("JSON is exported");
    let bytes = to_bytes(exporter, article, analysis).expect("an export is written");
    let json: Value = serde_json::from_slice(&bytes).expect("an export is read");
    let letters: Vec<char> = json["article"]["text"].as_str().unwrap_or_default().chars().collect();
    let same = |start: &Value, end: &Value, span: Span| {
        let at = |value: &Value| value.as_u64().map_or(usize::MAX, |at| at as usize);
        let words = letters.get(at(start)..at(end)).map(|letters| letters.iter().collect::<String>());
        assert_eq!(words.as_deref(), Some(span.of(&article.text)), "an exported offset leads elsewhere");
    };
    let all = |ranges: &Value, spans: &[Span]| {
        assert_eq!(ranges.as_array().map(Vec::len), Some(spans.len()));
        for (at, span) in spans.iter().enumerate() {
            same(&ranges[at][0], &ranges[at][1], *span);
        }
    };
    for (at, actor) in analysis.actors.iter().enumerate() {
        for (number, mention) in actor.mentions.iter().enumerate() {
            let written = &json["actors"][at]["mentions"][number];
            same(&written["start"], &written["end"], mention.span);
        }
        for (number, role) in actor.roles.iter().enumerate() {
            let written = &json["actors"][at]["roles"][number];
            same(&written["start"], &written["end"], role.span);
        }
    }
    for (at, quote) in analysis.quotes.iter().enumerate() {
        let written = &json["quotes"][at];
        all(&written["content"], &quote.content);
        all(&written["source"], &quote.source);
        all(&written["cue"], &quote.cue);
    }
    for (at, position) in analysis.positions.iter().enumerate() {
        let written = &json["positions"][at];
        all(&written["evidence"], &position.evidence);
        if let Some(span) = position.target.span {
            same(&written["target"]["start"], &written["target"]["end"], span);
        }
    }
}
