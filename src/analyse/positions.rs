//! Positions: the stance of each attribution, and its target, the words that it is about.

use super::actors::{ActorIndex, Cast};
use super::attribution::{Attribution, SpeakerRule};
use super::clauses::{self, Extent};
use super::cue_verbs::ComplementKind as Kind;
use super::phrases::Phrases;
use super::stance;
use super::tagger::Tag;
use super::tokens::{Range, TokenKind, Tokens};
use crate::analysis::{OtherStance, Stance};
use crate::span::Span;

/// A stance with its target and how sure it is, for one attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The attitude.
    pub stance: Stance,
    /// What it is about; none when no words could be singled out.
    pub target: Option<Span>,
    /// From 0 to 1.
    pub confidence: f32,
    /// What else may be stated, the likeliest first.
    pub others: Vec<OtherStance>,
}

/// What position an attribution states, if any. Where the article hides who speaks (`is expected to`), nobody holds one.
/// `body` tells that an organisation, state or group speaks.
pub fn stated(phrases: &Phrases, attribution: &Attribution, body: bool) -> Option<Stated> {
    if attribution.speaker == SpeakerRule::Nobody {
        return None;
    }
    let read = stance::of(phrases, attribution, body);
    let stance = read.stance?;
    let target = target(phrases, attribution, stance);
    Some(Stated { stance, target, confidence: read.confidence, others: read.others })
}

/// The shortest words that name what a stance is about: for what is to be done, the act; for what is judged, the thing
/// or the actor; else the claim.
pub fn target(phrases: &Phrases, attribution: &Attribution, stance: Stance) -> Option<Span> {
    if let Some(labelled) = attribution.target {
        let range = trimmed(phrases, phrases.tokens.touching(labelled));
        return Some(phrases.tokens.span(&range)).filter(|span| !span.is_empty());
    }
    let content: Vec<Range> = stance::content_tokens(phrases, attribution);
    let found = match stance {
        Stance::CallsFor | Stance::Commits => act(phrases, attribution, &content),
        Stance::Supports | Stance::Opposes => thing(phrases, attribution, &content),
        Stance::Warns | Stance::Denies | Stance::Asserts => None,
    };
    let range = found.or_else(|| claim(phrases, &content))?;
    let span = phrases.tokens.span(&range);
    (!span.is_empty()).then_some(span)
}

/// The actor that a target names or plainly stands for: it is the actor's mention, article and title aside.
pub fn target_actor(cast: &Cast, tokens: &Tokens, target: Option<Span>) -> Option<ActorIndex> {
    let range = tokens.inside(target?);
    // The last mention is the head (`French President Macron`); nothing of weight may follow it.
    let mention = cast.mentions_in(&range).iter().rev().find(|mention| mention.tokens.end <= range.end)?;
    (mention.tokens.end == range.end && range.len() <= mention.tokens.len() + 3).then_some(mention.actor)
}

/// The verb phrase behind the first modal, `to` or "let's" of the content.
fn act(phrases: &Phrases, attribution: &Attribution, content: &[Range]) -> Option<Range> {
    let tokens = phrases.tokens;
    if let Some(Kind::Noun | Kind::Word(_)) = attribution.complement.map(|complement| complement.kind)
        && let Some(noun) = first_noun(phrases, content)
    {
        let end = clauses::content_end(phrases, noun.start, Extent::Phrase).min(content.last()?.end);
        return Some(trimmed(phrases, noun.start..end));
    }
    for range in content {
        for i in range.clone() {
            let next = tokens.lower(i + 1);
            let opens = match tokens.lower(i) {
                "should" | "must" | "will" | "'ll" | "wo" | "would" | "shall" => true,
                "to" => phrases.tag(i + 1).is_some_and(Tag::is_verb) || phrases.tag(i + 1) == Some(Tag::Adverb),
                "let" => matches!(next, "'s" | "us"),
                _ => false,
            };
            // `Let us be plain` asks for nothing.
            let idle = tokens.lower(i) == "let" && tokens.lower(i + 2) == "be";
            if !opens || idle {
                continue;
            }
            // `won’t wait`: the target carries its negation.
            let mut start = if tokens.lower(i + 1) == "n't" { i } else { i + 1 };
            if tokens.lower(i) == "let" {
                start += 1;
            }
            while start < range.end
                && phrases.tag(start) == Some(Tag::Adverb)
                && !matches!(tokens.lower(start), "not" | "n't" | "never")
            {
                start += 1;
            }
            if tokens.lower(start) == "be" || tokens.lower(start) == "have" && tokens.lower(start + 1) == "to" {
                // `would be wise to wait`: the act is to wait. `should be up to them` names no act.
                let small = |i: usize| {
                    matches!(phrases.tag(i), Some(Tag::Adverb | Tag::Adjective | Tag::Quote | Tag::WhAdverb))
                };
                let to = (start + 1..range.end).find(|i| !small(*i))?;
                if tokens.lower(to) != "to" || !phrases.tag(to + 1).is_some_and(Tag::is_verb) {
                    return None;
                }
                start = to + 1;
            }
            if start < range.end && !phrases.is_mark(start) {
                let end =
                    clauses::content_end(phrases, start, Extent::Clause).min(quotation_edge(phrases, start, range.end));
                return Some(trimmed(phrases, start..end));
            }
        }
    }
    None
}

/// What is praised or blamed: the object of the cue, or the first thing or name that the content speaks of.
fn thing(phrases: &Phrases, attribution: &Attribution, content: &[Range]) -> Option<Range> {
    let object = matches!(
        attribution.complement.map(|complement| complement.kind),
        Some(Kind::Noun | Kind::NounAs | Kind::NounTo | Kind::Word(_) | Kind::Gerund)
    );
    let noun = first_noun(phrases, content)?;
    if !object && phrases.tag(noun.end - 1) == Some(Tag::Pronoun) {
        return None;
    }
    let limit = content.iter().find(|range| range.contains(&noun.start))?.end;
    if object {
        return Some(trimmed(phrases, phrases.with_attachments(noun, limit)));
    }
    // A name in the content is a better target than the pronoun or noun that comes first.
    let named = content.iter().flat_map(|range| range.clone()).find(|i| phrases.tag(*i) == Some(Tag::Name));
    let named = named.and_then(|i| phrases.noun_at(i)).filter(|named| named.start <= noun.start + 12);
    Some(trimmed(phrases, named.unwrap_or(noun)))
}

/// The first noun phrase that is no pronoun, else the first at all.
fn first_noun(phrases: &Phrases, content: &[Range]) -> Option<Range> {
    let nouns = || {
        content.iter().flat_map(|range| range.clone()).filter_map(|i| phrases.noun_at(i).filter(|noun| noun.start == i))
    };
    nouns()
        .find(|noun| {
            !matches!(
                phrases.tag(noun.end - 1),
                Some(Tag::Pronoun | Tag::WhPronoun | Tag::Existential | Tag::Determiner | Tag::Number)
            )
        })
        .or_else(|| nouns().next())
}

/// The first clause of the content, without "that" and quotation marks.
fn claim(phrases: &Phrases, content: &[Range]) -> Option<Range> {
    let range = content.iter().max_by_key(|range| range.len())?;
    let mut start = range.start;
    while start < range.end
        && (phrases.is_mark(start)
            || matches!(phrases.tokens.lower(start), "and" | "but")
            || phrases.tokens.lower(start) == "that" && phrases.quoted_at(start).is_none())
    {
        start += 1;
    }
    let mut end = range.end;
    for i in start + 3..range.end {
        let stop = matches!(phrases.tag(i), Some(Tag::Stop | Tag::Colon))
            || phrases.tokens.lower(i) == "," && i > start + 5 && clauses::clause_follows(phrases, i + 1, range.end);
        if stop {
            end = i;
            break;
        }
    }
    (start < end).then(|| trimmed(phrases, start..end))
}

/// Where the sentence of token `i` ends inside a quotation.
fn quotation_edge(phrases: &Phrases, i: usize, end: usize) -> usize {
    (i..end).find(|k| phrases.tag(*k) == Some(Tag::Stop)).unwrap_or(end)
}

/// Without marks at the ends.
fn trimmed(phrases: &Phrases, mut range: Range) -> Range {
    let mark = |i: usize| phrases.tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Mark);
    let closing = |i: usize| mark(i) && !matches!(phrases.tokens.lower(i), ")" | "%");
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    while range.start < range.end && closing(range.end - 1) {
        range.end -= 1;
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::fixture::with_attributions;

    /// Stance and target of the only position in `text`.
    fn stated_in(text: &str) -> (Stance, String) {
        with_attributions(text, |phrases, found| {
            let all: Vec<Stated> = found.iter().filter_map(|attribution| stated(phrases, attribution, false)).collect();
            assert_eq!(all.len(), 1, "{text}: {all:?}");
            (all[0].stance, all[0].target.map(|span| span.of(text).to_owned()).unwrap_or_default())
        })
    }

    #[test]
    fn targets_are_acts_things_and_claims() {
        for (text, stance, target) in [
            ("Brandt urged the council to close the bridge.", Stance::CallsFor, "close the bridge"),
            ("“We would be wise to wait,” said Brandt. “We must.”", Stance::CallsFor, "wait"),
            ("Brandt vowed to return on Saturday.", Stance::Commits, "return on Saturday"),
            ("“We won’t pay for it,” said Brandt.", Stance::Commits, "won’t pay for it"),
            ("Brandt opposes the tunnel under the harbour.", Stance::Opposes, "the tunnel under the harbour"),
            ("Brandt praised the council.", Stance::Supports, "the council"),
            ("Brandt warned that the bridge would fall.", Stance::Warns, "the bridge would fall"),
            ("Brandt denied that she had lied.", Stance::Denies, "she had lied"),
            ("Brandt believes that the bridge is safe.", Stance::Asserts, "the bridge is safe"),
        ] {
            assert_eq!(stated_in(text), (stance, target.to_owned()), "{text}");
        }
    }

    #[test]
    fn nobody_holds_what_the_article_hides() {
        with_attributions("The bridge is expected to fall.", |phrases, found| {
            assert!(found.iter().all(|attribution| stated(phrases, attribution, false).is_none()));
        });
    }
}
