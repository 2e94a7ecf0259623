//! Attitudes: `was worried about the delay`, `appeared frustrated at the talks`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Attribution, content_of, sources};
use crate::analyse::clauses::{self, Extent};
use crate::analyse::cue_verbs::{Complement, read_complement};
use crate::analyse::lexicon;
use crate::analyse::phrases::Phrases;
use crate::analyse::subjects;
use crate::analyse::tagger::Tag;

/// Adjectives with what may follow each.
static ADJECTIVES: LazyLock<HashMap<&'static str, Vec<(&'static str, Complement)>>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../assets/lexicon/attitudes.tsv"))
        .filter_map(|row| {
            let followers = lexicon::values(row.get(1))
                .map(|value| (value.split('=').next().unwrap_or(value), read_complement(value)))
                .collect();
            Some((*row.first()?, followers))
        })
        .collect()
});

/// Attributions by an adjective of attitude behind a linking verb.
pub fn find(phrases: &Phrases) -> Vec<Attribution> {
    (0..phrases.tokens.list.len()).filter_map(|i| at(phrases, i)).collect()
}

/// What the adjective at token `i` is followed by, where that makes it an attitude.
pub fn complement_of(phrases: &Phrases, i: usize) -> Option<Complement> {
    let follower = phrases.tokens.lower(i + 1);
    let followers = ADJECTIVES.get(phrases.tokens.lower(i))?;
    followers.iter().find(|(word, _)| *word == follower || *word == "*").map(|(_, complement)| *complement)
}

fn at(phrases: &Phrases, adjective: usize) -> Option<Attribution> {
    let tokens = phrases.tokens;
    let complement = complement_of(phrases, adjective)?;
    let follower = tokens.lower(adjective + 1);
    if phrases.quoted_at(adjective).is_some() {
        return None;
    }
    // Back over adverbs to the linking verb, and over its auxiliaries to the subject.
    let first = clauses::sentence_start(phrases, adjective);
    let mut start = adjective;
    let (mut linked, mut negated) = (false, false);
    while start > first {
        let lower = tokens.lower(start - 1);
        // `in favour of`
        if lower == "in" && start == adjective && tokens.lower(adjective).starts_with("fav") {
            start -= 1;
            continue;
        }
        if is_link(lower) {
            linked = true;
        } else if matches!(lower, "not" | "n't" | "never") {
            negated = true;
        } else if !(phrases.tag(start - 1) == Some(Tag::Adverb)
            || linked
                && matches!(lower, "has" | "have" | "had" | "to" | "will" | "would" | "may" | "might" | "'d" | "'ve"))
        {
            break;
        }
        start -= 1;
    }
    let source = subjects::subject(phrases, start).filter(|source| linked && sources::can_speak(phrases, source))?;
    let bare = tokens.lower(adjective) == "against";
    let from =
        if bare || matches!(follower, "to" | "that" | "whether" | "how") { adjective + 1 } else { adjective + 2 };
    let extent = if follower == "that" { Extent::Clause } else { Extent::Phrase };
    let stop = clauses::content_end(phrases, from, extent);
    let content = content_of(phrases, from, stop)?;
    let mut found = Attribution::new(Some(source), start..from, vec![content], 0.6);
    found.complement = Some(complement);
    found.negated = negated;
    Some(found)
}

/// Verbs that link a subject to its adjective.
fn is_link(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "am"
            | "'re"
            | "'m"
            | "seem"
            | "seems"
            | "seemed"
            | "appear"
            | "appears"
            | "appeared"
            | "feel"
            | "feels"
            | "felt"
            | "sound"
            | "sounds"
            | "sounded"
            | "look"
            | "looks"
            | "looked"
            | "remain"
            | "remains"
            | "remained"
            | "become"
            | "becomes"
            | "became"
    )
}
