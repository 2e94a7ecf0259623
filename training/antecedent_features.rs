//! Prints what speaks for each actor that a pronoun may stand for, where the pronoun is the source of an attribution, to fit
//! the weights of the pronouns' ranking by `antecedent_weights.py`.
//!
//! Reads JSONL lines `{"id", "text"}` from standard input and answers, for each, `{"id", "attributions": [{"content": [[start,
//! end], …], "pronoun": "he", "last": [candidate, …], "alone": [candidate, …]}]}` with offsets in Unicode code points. A candidate is
//! `{"names": […], "values": {name: value}}`; `last` are those that are weighed when the speakers before are known, `alone` when not.

use std::io::{BufRead, Write};

use serde_json::{Map, Value, json};
use standpoint::analyse::actors::{ActorIndex, Cast};
use standpoint::analyse::coreference::{Chains, Evidence, Resolver};
use standpoint::analyse::labels::Labeller;
use standpoint::analyse::{actors, attribution, coreference, cues, encoder, phrases, quotation, tagger, tokens};
use standpoint::span::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let (Some(id), Some(text)) = (line["id"].as_str(), line["text"].as_str()) else { continue };
        let article = standpoint::read::from_text(id, text.to_owned());
        let paragraphs: Vec<Span> = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        let quotations = quotation::find(text, &paragraphs);
        let quoted = quotations.outermost();
        let labels = encoder::Shared.label(&article, &quotations, &())?;
        let tokens = tokens::Tokens::of(&article);
        let mut tags = tagger::tag(&tokens);
        cues::correct_tags(&tokens, &mut tags);
        let phrases = phrases::Phrases::new(&tokens, &tags, &quotations);
        let attributions = attribution::labelled(&phrases, &cues::find(&tokens, &tags), &labels.attributions);
        let mut cast = actors::cast(&tokens, &tags, &quoted, Some(&labels.names));
        let chains = Chains::follow(&cast, &tokens, &labels.mentions);
        coreference::add_mentions(&mut cast, &tokens, &tags, &quoted, &chains);
        let resolver = Resolver::new(&cast, &tokens, &tags, &quoted, &chains);
        let points = |byte: usize| text[..byte].chars().count();
        let mut last: Vec<ActorIndex> = Vec::new();
        let mut told = Vec::new();
        for attribution in &attributions {
            let Some(source) = &attribution.source else { continue };
            let alone = resolver.evidence(source.start, &[]);
            if source.len() == 1 && !alone.is_empty() {
                let content: Vec<_> =
                    attribution.content.iter().map(|span| [points(span.start), points(span.end)]).collect();
                let with_last = resolver.evidence(source.start, &last);
                told.push(json!({"content": content, "pronoun": tokens.lower(source.start),
                    "last": written(&cast, &with_last), "alone": written(&cast, &alone)}));
            }
            let resolution = resolver.resolve(source, &last);
            if !resolution.actors.is_empty() {
                last = resolution.actors;
            }
        }
        writeln!(out, "{}", json!({"id": id, "attributions": told}))?;
    }
    Ok(())
}

fn written(cast: &Cast, evidence: &[Evidence]) -> Vec<Value> {
    let one = |own: &Evidence| {
        let names = cast.member(own.actor).map_or(&[][..], |member| member.names.as_slice());
        let values: Map<String, Value> =
            own.values.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({"names": names, "values": values})
    };
    evidence.iter().map(one).collect()
}
