//! Labels before a colon: `Brandt: “…”`, `Poll: Most want the bridge`, and the turns of interviews.

use super::{Attribution, content_of, quotation_pieces, sources};
use crate::analyse::clauses;
use crate::analyse::phrases::Phrases;
use crate::article::ParagraphKind;

/// Attributions by a label and a colon at the start of a sentence.
pub fn find(phrases: &Phrases) -> Vec<Attribution> {
    let tokens = phrases.tokens;
    let mut found = Vec::new();
    for block in &tokens.paragraphs {
        for (n, sentence) in tokens.sentences[block.sentences.clone()].iter().enumerate() {
            let colon = (sentence.start..sentence.end.min(sentence.start + 14))
                .find(|i| tokens.lower(*i) == ":" && phrases.quoted_at(*i).is_none());
            let Some(colon) = colon.filter(|colon| *colon > sentence.start) else { continue };
            let turn = block.kind == ParagraphKind::Turn && n == 0;
            let heading = block.kind == ParagraphKind::Heading;
            let start =
                if matches!(tokens.lower(sentence.start), "from") { sentence.start + 1 } else { sentence.start };
            let Some(noun) = phrases.noun_at(start).filter(|noun| noun.start == start) else { continue };
            let whole = phrases.with_attachments(noun.clone(), colon);
            if !turn && (whole.end != colon || !sources::can_speak(phrases, &noun)) {
                continue;
            }
            let source = start..colon;
            let cue = colon..colon + 1;
            let content = if turn {
                // The whole turn is what its speaker says.
                content_of(phrases, colon + 1, block.tokens.end).map(|span| vec![span])
            } else if phrases.quoted_at(colon + 1).is_some() && colon + 1 < sentence.end {
                quotation_pieces(phrases, colon + 1)
            } else if heading || start == sentence.start + 1 {
                content_of(phrases, colon + 1, sentence.end).map(|span| vec![span])
            } else {
                None
            };
            if let Some(content) = content {
                found.push(Attribution::new(Some(source), cue, content, if turn { 0.9 } else { 0.7 }));
            }
        }
    }
    found
}

/// Quotations behind a colon that ends a clause without a cue verb: `Brandt had one message: “Stay.”`
pub fn behind_clauses(phrases: &Phrases) -> Vec<Attribution> {
    let tokens = phrases.tokens;
    let colons = (1..tokens.list.len()).filter(|i| tokens.lower(*i) == ":" && phrases.quoted_at(*i).is_none());
    colons
        .filter(|colon| {
            phrases.quoted_at(colon + 1).is_some() && tokens.paragraph_of(*colon) == tokens.paragraph_of(colon + 1)
        })
        .filter_map(|colon| {
            let source = clauses::shared_subject(phrases, colon)?;
            let content = quotation_pieces(phrases, colon + 1)?;
            sources::can_speak(phrases, &source).then(|| Attribution::new(Some(source), colon..colon + 1, content, 0.6))
        })
        .collect()
}
