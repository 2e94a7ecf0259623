//! Who speaks: the subject of a cue verb, `by` behind a passive, `according to`.

use super::{Attribution, content_of};
use crate::analyse::clauses::{self, Extent};
use crate::analyse::cue_verbs::{ComplementKind as Kind, CueVerb, Form};
use crate::analyse::cues::Cue;
use crate::analyse::phrases::Phrases;
use crate::analyse::subjects;
use crate::analyse::tagger::Tag;
use crate::analyse::titles;
use crate::analyse::tokens::Range;

/// The source before a cue: its subject, or the one that it shares with the verb before it.
pub fn before(phrases: &Phrases, cue: &Cue) -> Option<Range> {
    if cue.infinitive {
        return None;
    }
    let own = subjects::subject(phrases, cue.words.start);
    match cue.form {
        Form::Gerund => {
            let previous = phrases.tokens.lower(cue.words.start.wrapping_sub(1)).to_owned();
            let be = phrases.tokens.list[cue.words.clone()].iter().any(|token| {
                matches!(token.lower.as_ref(), "is" | "are" | "was" | "were" | "been" | "'re" | "'m" | "am" | "'s")
            });
            if be {
                own.or_else(|| subjects::shared_subject(phrases, cue.words.start))
            } else if matches!(previous.as_str(), "," | "and" | "before" | "after" | "while" | "by" | "”" | "\"" | "in")
            {
                subjects::shared_subject(phrases, cue.words.start)
            } else {
                opening_gerund(phrases, cue.words.start)
            }
        }
        Form::Participle if cue.words.len() == 1 => None,
        _ => own.filter(|own| agrees(phrases, own)).or_else(|| {
            let i = cue.words.start.checked_sub(1)?;
            let joined = matches!(phrases.tokens.lower(i), "and" | "but" | "or" | "," | "then" | "nor" | "also")
                || phrases.tag(i) == Some(Tag::Adverb);
            joined.then(|| subjects::shared_subject(phrases, cue.words.start)).flatten()
        }),
    }
}

/// The subject behind the comma of a gerund that opens its sentence: `Citing costs, the mayor …`, `After saying no, she …`.
fn opening_gerund(phrases: &Phrases, gerund: usize) -> Option<Range> {
    let first = clauses::sentence_start(phrases, gerund);
    let end = clauses::sentence_end(phrases, gerund);
    let opens = gerund == first
        || gerund == first + 1
            && matches!(
                phrases.tokens.lower(first),
                "after" | "before" | "while" | "in" | "by" | "without" | "despite"
            );
    let comma = (gerund..end).find(|i| opens && phrases.comma(*i) && clauses::clause_follows(phrases, i + 1, end))?;
    phrases.noun_at(comma + 1)
}

/// Whether a phrase can be a subject at all.
fn agrees(phrases: &Phrases, source: &Range) -> bool {
    let only = source.len() == 1;
    let lower = phrases.tokens.lower(source.start);
    !(only
        && matches!(
            lower,
            "it" | "that" | "this" | "which" | "there" | "me" | "him" | "them" | "us" | "what" | "these"
        ))
}

/// Whether a phrase names somebody who can speak: a pronoun for people, a name, a noun of the lexicon, a share (`52
/// percent`).
pub fn can_speak(phrases: &Phrases, source: &Range) -> bool {
    let base = phrases.noun_at(source.start).map_or(source.clone(), |noun| noun.start..noun.end.min(source.end));
    let head = base.end.saturating_sub(1);
    let lower = phrases.tokens.lower(head);
    matches!(
        lower,
        "he" | "she"
            | "they"
            | "we"
            | "i"
            | "you"
            | "who"
            | "those"
            | "some"
            | "many"
            | "others"
            | "most"
            | "few"
            | "both"
            | "all"
            | "percent"
            | "one"
            | "none"
            | "nobody"
            | "everyone"
            | "everybody"
            | "half"
    ) || base.clone().any(|i| phrases.tag(i) == Some(Tag::Name))
        || titles::nominal(lower).is_some()
}

/// Verbs of saying whose denial is a stance all the same (`does not agree`, `has not endorsed`).
pub fn stance_when_negated(verb: &CueVerb) -> bool {
    verb.complements.iter().any(|complement| complement.stance.is_some())
        && !matches!(
            verb.lemma,
            "warn" | "suggest" | "claim" | "admit" | "acknowledge" | "concede" | "argue" | "insist" | "promise"
        )
}

/// A passive cue: `was criticised by Brandt`, `is expected to resign`, `was accused of lying`.
pub fn passive(phrases: &Phrases, cue: &Cue) -> Option<Attribution> {
    let end = clauses::sentence_end(phrases, cue.head);
    let subject = subjects::subject(phrases, cue.words.start)?;
    let start = cue.words.end;
    // `was quoted by the Herald as saying that …`: the subject speaks.
    let saying = (start..end.min(start + 10)).find(|i| {
        phrases.tokens.lower(*i) == "as" && matches!(phrases.tokens.lower(i + 1), "saying" | "telling" | "writing")
    });
    if let Some(saying) = saying.filter(|_| matches!(cue.verb.lemma, "quote" | "cite" | "report")) {
        let stop = clauses::content_end(phrases, saying + 2, Extent::Clause);
        let content = content_of(phrases, saying + 2, stop)?;
        return Some(Attribution::new(Some(subject), cue.words.clone(), vec![content], 0.8).with_verb(cue, None));
    }
    let by = (start..end.min(start + 12)).find(|i| phrases.tokens.lower(*i) == "by" && phrases.quoted_at(*i).is_none());
    let noun = cue.verb.takes(Kind::Noun).or(cue.verb.takes(Kind::NounAs)).copied();
    if let (Some(by), Some(complement)) = (by, noun)
        && let Some(source) = phrases.noun_at(by + 1).filter(|source| source.start == by + 1)
        && can_speak(phrases, &source)
    {
        let source = phrases.with_attachments(source, end);
        let mut content = vec![phrases.tokens.span(&subject)];
        if by > start
            && let Some(rest) = content_of(phrases, start, by)
        {
            content.push(rest);
        }
        return Some(Attribution::new(Some(source), cue.words.clone(), content, 0.55).with_verb(cue, Some(complement)));
    }
    let hidden = matches!(
        cue.verb.lemma,
        "expect"
            | "accuse"
            | "say"
            | "believe"
            | "report"
            | "consider"
            | "think"
            | "know"
            | "criticize"
            | "criticise"
            | "see"
            | "describe"
            | "view"
            | "estimate"
            | "suspect"
    );
    let next = phrases.tokens.lower(start);
    if hidden && matches!(next, "to" | "of" | "for" | "as") {
        return Attribution::of_nobody(phrases, cue, &subject, cue.verb.complements.first().copied(), 0.45);
    }
    // `told reporters`-like verbs in the passive address somebody (`was asked`, `were told that`): no source.
    None
}

/// `according to the agency`: behind, before or inside what is said.
pub fn according_to(phrases: &Phrases) -> Vec<Attribution> {
    let tokens = phrases.tokens;
    let mut found = Vec::new();
    for i in 0..tokens.list.len() {
        let cue = match (tokens.lower(i), tokens.lower(i + 1)) {
            ("according", "to") => i..i + 2,
            _ => continue,
        };
        if phrases.quoted_at(i).is_some() {
            continue;
        }
        let (first, end) = (clauses::sentence_start(phrases, i), clauses::sentence_end(phrases, i));
        let Some(noun) = phrases.noun_at(cue.end).filter(|noun| noun.start == cue.end) else { continue };
        let source = phrases.with_attachments(noun, end);
        let leads = i == first || i == first + 1 && matches!(tokens.lower(first), "and" | "but" | "\"" | "“" | "—");
        let content = if leads {
            // Behind the comma that a clause follows: one before may open an apposition.
            let commas = || (source.end..end).filter(|k| phrases.comma(*k));
            let clause = commas().find(|comma| clauses::clause_follows(phrases, comma + 1, end));
            let from = clause.or_else(|| commas().next()).map(|comma| comma + 1);
            from.and_then(|from| content_of(phrases, from, end)).map(|span| vec![span])
        } else {
            let from = if matches!(tokens.lower(first), "but" | "and" | "yet" | "so") { first + 1 } else { first };
            let mut content: Vec<_> = content_of(phrases, from, i).into_iter().collect();
            // `The bridge, according to the mayor, is shut.`
            if phrases.comma(source.end)
                && phrases.comma(i - 1)
                && !(from..i).any(|k| phrases.tag(k).is_some_and(Tag::is_finite))
                && let Some(rest) = content_of(phrases, source.end + 1, end)
            {
                content.push(rest);
            }
            Some(content).filter(|content| !content.is_empty())
        };
        if let Some(content) = content {
            found.push(Attribution::new(Some(source), cue, content, 0.85));
        }
    }
    found
}
