//! Wordings that tell a stance whatever else a passage says: denials, demands in the subjunctive, a speaker's own will.

use super::content_tokens;
use super::features::{EVALUATIONS, LONGEST, is_negation};
use crate::analyse::attribution::{Attribution, sources};
use crate::analyse::phrases::Phrases;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::TokenKind;
use crate::analysis::Stance;

/// The stance that the wording of the content tells plainly.
pub fn told(phrases: &Phrases, attribution: &Attribution) -> Option<Stance> {
    let words = words(phrases, attribution);
    if denies(phrases, &words) {
        return Some(Stance::Denies);
    }
    if demands(phrases, attribution, &words) {
        return Some(Stance::CallsFor);
    }
    warns(phrases, &words).then_some(Stance::Warns)
}

/// `plays into the hands of`, `would be a disaster`: a decisive word of harm, and none that asks for anything.
fn warns(phrases: &Phrases, words: &[usize]) -> bool {
    let mut harm = false;
    for n in 0..words.len() {
        for length in 1..=LONGEST.min(words.len() - n) {
            let form: Vec<&str> = words[n..n + length].iter().map(|i| phrases.tokens.lower(*i)).collect();
            match EVALUATIONS.get(form.join(" ").as_str()) {
                Some(("threat", weight)) => harm |= *weight >= 3.0,
                Some(("demand" | "promise", weight)) if *weight >= 2.0 => return false,
                _ => {}
            }
        }
    }
    harm && words.len() <= 40
}

/// The words of the content, marks and a leading "that" left out.
fn words(phrases: &Phrases, attribution: &Attribution) -> Vec<usize> {
    let all = content_tokens(phrases, attribution).into_iter().flatten();
    let mut words: Vec<usize> = all.filter(|i| phrases.tokens.list[*i].kind != TokenKind::Mark).collect();
    let led = words.first().is_some_and(|i| phrases.tokens.lower(*i) == "that" && phrases.quoted_at(*i).is_none());
    if led {
        words.remove(0);
    }
    words
}

/// `I never touched it`, `we have not broken any rule`, `that is false`.
fn denies(phrases: &Phrases, words: &[usize]) -> bool {
    let tokens = phrases.tokens;
    let lower = |n: usize| words.get(n).map_or("", |i| tokens.lower(*i));
    let tag = |n: usize| words.get(n).and_then(|i| phrases.tag(*i));
    // A short passage that a word of denial makes up most of.
    let plain = |n: usize, length: usize| {
        let form: Vec<&str> = (n..n + length).map(lower).collect();
        EVALUATIONS.get(form.join(" ").as_str()).is_some_and(|(class, weight)| *class == "denial" && *weight >= 3.0)
    };
    if words.len() <= 12 && (0..words.len()).any(|n| (1..=3).any(|length| plain(n, length))) {
        return true;
    }
    if !matches!(lower(0), "i" | "we" | "he" | "she" | "they") {
        return false;
    }
    let done =
        |n: usize| matches!(tag(n), Some(Tag::Past | Tag::Participle)) && !matches!(lower(n), "thought" | "been");
    match (lower(1), lower(2)) {
        ("never", _) => done(2),
        // The tagger knows few participles: anything but a small word will do.
        ("have" | "has" | "had" | "'ve" | "'d", "never" | "not" | "n't") => {
            lower(3) != "been" && tag(3).is_some_and(|tag| tag.is_verb() || tag.is_noun() || tag == Tag::Adjective)
        }
        ("did", "not" | "n't") => {
            tag(3) == Some(Tag::Base)
                && !matches!(
                    lower(3),
                    "know"
                        | "think"
                        | "want"
                        | "expect"
                        | "see"
                        | "hear"
                        | "get"
                        | "like"
                        | "understand"
                        | "believe"
                        | "have"
                        | "realize"
                        | "feel"
                )
        }
        _ => false,
    }
}

/// `suggested that patrols be led by …`: a bare infinitive behind a subject.
fn demands(phrases: &Phrases, attribution: &Attribution, words: &[usize]) -> bool {
    let asks = attribution.verb.is_some_and(|verb| {
        matches!(
            verb.lemma,
            "suggest" | "propose" | "recommend" | "demand" | "insist" | "ask" | "urge" | "request" | "advise"
        )
    });
    asks && words
        .windows(2)
        .take(8)
        .any(|pair| phrases.tag(pair[0]).is_some_and(Tag::is_noun) && phrases.tokens.lower(pair[1]) == "be")
}

/// Whether the content begins with what its speaker, or a body that is the speaker's own, will do or not do:
/// `she would meet them`, `his party will not vote for it`; `it would sue` where a `body` speaks, not a person.
pub fn own_will(phrases: &Phrases, attribution: &Attribution, body: bool) -> bool {
    let words = words(phrases, attribution);
    let Some(subject) = words.first().and_then(|i| phrases.noun_at(*i)) else { return false };
    let lower = phrases.tokens.lower(subject.start);
    let own = matches!(lower, "he" | "she" | "they" | "we" | "i")
        || body && lower == "it"
        || matches!(lower, "his" | "her" | "their" | "our" | "my" | "its") && sources::can_speak(phrases, &subject);
    let mut rest = words.iter().skip_while(|i| **i < subject.end).peekable();
    let will =
        rest.next().is_some_and(|i| matches!(phrases.tokens.lower(*i), "will" | "would" | "'ll" | "wo" | "shall"));
    while rest.next_if(|i| is_negation(phrases.tokens.lower(**i)) || phrases.tag(**i) == Some(Tag::Adverb)).is_some() {}
    let act = rest.next().is_some_and(|i| {
        let lower = phrases.tokens.lower(*i);
        !matches!(
            lower,
            "be" | "have" | "need" | "like" | "love" | "win" | "lose" | "cost" | "know" | "find" | "see" | "get"
        )
    });
    own && will && act
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::fixture::with_attributions;
    use crate::analyse::stance;

    fn stance(text: &str) -> Option<Stance> {
        with_attributions(text, |phrases, found| {
            assert_eq!(found.len(), 1, "{text}");
            stance::of(phrases, &found[0], false).stance
        })
    }

    #[test]
    fn denials() {
        for text in [
            "“I never touched the money,” said Lena Hart.",
            "“That’s not true,” said Lena Hart.",
            "“We have never withheld a page,” said Lena Hart.",
            "Lena Hart said she did not sign the letter.",
            "Lena Hart denied having signed the letter.",
        ] {
            assert_eq!(stance(text), Some(Stance::Denies), "{text}");
        }
        // What one did not know or see denies nothing by its wording.
        with_attributions("“I did not know that,” said Lena Hart.", |phrases, found| {
            assert_ne!(told(phrases, &found[0]), Some(Stance::Denies));
        });
    }

    #[test]
    fn intentions() {
        for text in [
            "Lena Hart said she would meet the residents.",
            "Lena Hart said her party would not vote for the budget.",
            "Lena Hart vowed to return.",
            "Lena Hart refused to resign.",
        ] {
            assert_eq!(stance(text), Some(Stance::Commits), "{text}");
        }
    }

    #[test]
    fn demands_and_sides() {
        assert_eq!(stance("Lena Hart suggested that patrols be led by guards."), Some(Stance::CallsFor));
        assert_eq!(stance("Lena Hart no longer supports the plan."), Some(Stance::Opposes));
        assert_eq!(stance("Lena Hart condemned the plan."), Some(Stance::Opposes));
        assert_eq!(stance("Lena Hart warned that the bridge would fall."), Some(Stance::Warns));
        assert_eq!(stance("Lena Hart said the cuts play into the hands of smugglers."), Some(Stance::Warns));
        let neutral = stance("“We won,” said Lena Hart.");
        assert!(!matches!(neutral, Some(Stance::Opposes | Stance::Supports)), "{neutral:?}");
    }
}
