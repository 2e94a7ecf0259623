//! Labels before a colon: `Brandt: “…”`, `Poll: Most want the bridge`, and the turns of interviews.

use super::{Attribution, complement, content_of, quotation_pieces, sources};
use crate::analyse::clauses::{self, Extent};
use crate::analyse::phrases::Phrases;
use crate::analyse::subjects;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::Range;
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
            // A question's letter names nobody.
            if colon == sentence.start + 1 && matches!(tokens.lower(sentence.start), "q" | "question") {
                continue;
            }
            let turn = block.kind == ParagraphKind::Turn && n == 0;
            let heading = block.kind == ParagraphKind::Heading;
            // `From Brandt:`, `Statement from Brandt:`
            let from = (sentence.start..colon.min(sentence.start + 4)).find(|i| tokens.lower(*i) == "from");
            let start = from.map_or(sentence.start, |from| from + 1);
            let Some(noun) = phrases.noun_at(start).filter(|noun| noun.start == start) else { continue };
            let whole = phrases.with_attachments(noun.clone(), colon);
            let quoted = phrases.quoted_at(colon + 1).is_some() && colon + 1 < sentence.end;
            let next_quoted = complement::paragraph_follows_quoted(phrases, colon);
            // `Lena Hart, 45: “…”`
            let set_apart = (quoted || next_quoted) && phrases.comma(whole.end) && !has_verb(phrases, whole.end..colon);
            if !turn && (whole.end != colon && !set_apart || !sources::can_speak(phrases, &noun)) {
                continue;
            }
            let source = start..colon;
            let cue = colon..colon + 1;
            let content = if turn {
                // The whole turn is what its speaker says.
                content_of(phrases, colon + 1, block.tokens.end).map(|span| vec![span])
            } else if quoted || next_quoted {
                quotation_pieces(phrases, colon + 1)
            } else if heading || from.is_some() {
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

fn has_verb(phrases: &Phrases, range: Range) -> bool {
    range.into_iter().any(|i| phrases.tag(i).is_some_and(Tag::is_finite))
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
            let source = subjects::shared_subject(phrases, colon)?;
            let content = quotation_pieces(phrases, colon + 1)?;
            sources::can_speak(phrases, &source).then(|| Attribution::new(Some(source), colon..colon + 1, content, 0.6))
        })
        .collect()
}

/// Sentences that lost their verb: `Brandt that the bridge would open` begins with somebody and "that".
pub fn verbless(phrases: &Phrases) -> Vec<Attribution> {
    let tokens = phrases.tokens;
    let mut found = Vec::new();
    for sentence in &tokens.sentences {
        let Some(noun) = phrases.noun_at(sentence.start).filter(|noun| noun.start == sentence.start) else { continue };
        let that = noun.end;
        let led = tokens.lower(that) == "that" && noun.clone().all(|i| phrases.tag(i) == Some(Tag::Name));
        if !led || phrases.quoted_at(that).is_some() || !clauses::clause_follows(phrases, that + 1, sentence.end) {
            continue;
        }
        let stop = clauses::content_end(phrases, that, Extent::Clause);
        if let Some(content) = content_of(phrases, that, stop) {
            found.push(Attribution::without_cue(Some(noun), vec![content], 0.6));
        }
    }
    found
}
