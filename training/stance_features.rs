//! Prints the stance features of attributions, to fit the weights of the rules' stance model by `stance_weights.py`.
//!
//! Reads JSONL lines `{"id", "text"}` from standard input and answers, for each, `{"id", "attributions": [{"content":
//! [[start, end], …], "features": {name: value}}]}` with offsets in Unicode code points.

use std::io::{BufRead, Write};

use serde_json::{Map, Value, json};
use standpoint::analyse::{attribution, cues, phrases, quotation, stance, tagger, tokens};
use standpoint::span::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let (Some(id), Some(text)) = (line["id"].as_str(), line["text"].as_str()) else { continue };
        let article = standpoint::read::from_text(id, text.to_owned());
        let tokens = tokens::Tokens::of(&article);
        let mut tags = tagger::tag(&tokens);
        cues::correct_tags(&tokens, &mut tags);
        let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        let quotations = quotation::find(text, &paragraphs);
        let phrases = phrases::Phrases::new(&tokens, &tags, &quotations);
        let points = |byte: usize| text[..byte].chars().count();
        let attributions: Vec<Value> = attribution::find(&phrases, &cues::find(&tokens, &tags))
            .iter()
            .map(|attribution| {
                let content: Vec<_> =
                    attribution.content.iter().map(|span| [points(span.start), points(span.end)]).collect();
                let features: Map<String, Value> = stance::features(&phrases, attribution)
                    .into_iter()
                    .map(|(name, value)| (name, json!(value)))
                    .collect();
                json!({"content": content, "features": features})
            })
            .collect();
        writeln!(out, "{}", json!({"id": id, "attributions": attributions}))?;
    }
    Ok(())
}
