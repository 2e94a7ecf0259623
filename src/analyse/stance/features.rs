//! Features: what the rules see in an attribution, as named values that a person can read.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analyse::attribution::Attribution;
use crate::analyse::cue_verbs;
use crate::analyse::lexicon;
use crate::analyse::phrases::Phrases;
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::TokenKind;
use crate::analysis::Stance;

/// Evaluative words: class and weight by their words, by the number of words at most [`LONGEST`].
pub static EVALUATIONS: LazyLock<HashMap<&'static str, (&'static str, f32)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../assets/lexicon/evaluations.tsv"))
        .filter_map(|row| Some((*row.first()?, (*row.get(1)?, row.get(2)?.parse().ok()?))))
        .collect()
});

/// Words in the longest row of the evaluations.
pub const LONGEST: usize = 4;

/// What the rules see in an attribution: named values, each name at most once.
pub fn features(phrases: &Phrases, attribution: &Attribution) -> Vec<(String, f32)> {
    let mut found = Features::default();
    let tokens = phrases.tokens;
    cue_features(phrases, attribution, &mut found);
    let content: Vec<usize> = attribution.content.iter().flat_map(|span| tokens.inside(*span)).collect();
    let words: Vec<usize> = content.iter().copied().filter(|i| tokens.list[*i].kind != TokenKind::Mark).collect();
    found.set(match words.len() {
        0..=3 => "length=short",
        4..=9 => "length=phrase",
        10..=30 => "length=sentence",
        _ => "length=long",
    });
    let quoted = content.iter().filter(|i| phrases.quoted_at(**i).is_some()).count();
    found.set(match quoted {
        0 => "told=indirect",
        n if n + 2 >= content.len() => "told=direct",
        _ => "told=mixed",
    });
    if let Some(first) = words.iter().copied().find(|i| tokens.lower(*i) != "that") {
        let lower = tokens.lower(first);
        if matches!(
            lower,
            "he" | "she"
                | "they"
                | "i"
                | "we"
                | "it"
                | "you"
                | "to"
                | "there"
                | "whether"
                | "if"
                | "how"
                | "why"
                | "what"
                | "who"
                | "not"
                | "no"
        ) {
            found.set(&format!("first={lower}"));
        }
        found.set(match phrases.tag(first) {
            Some(Tag::Name) => "opens=name",
            Some(Tag::Number | Tag::Symbol) => "opens=number",
            Some(Tag::Determiner | Tag::Noun | Tag::Nouns | Tag::Adjective | Tag::Possessive) => "opens=noun",
            Some(tag) if tag.is_verb() => "opens=verb",
            _ => "opens=other",
        });
    }
    inner_features(phrases, &words, &mut found);
    modal_features(phrases, &content, &mut found);
    evaluation_features(phrases, &words, &mut found);
    for i in &content {
        match (tokens.lower(*i), phrases.tag(*i)) {
            ("?", _) => found.set("question"),
            ("!", _) => found.set("exclamation"),
            ("not" | "n't" | "never" | "no" | "nothing" | "nobody", _) => found.add("negation", 0.5),
            ("percent" | "%" | "million" | "billion", _) => found.set("figure"),
            (_, Some(Tag::Number)) => found.set("number"),
            (_, Some(Tag::Past)) => found.add("past", 0.25),
            (_, Some(Tag::Present | Tag::PresentS)) => found.add("present", 0.25),
            _ => {}
        }
    }
    found.list
}

/// Values by name, in the order of first use.
#[derive(Default)]
struct Features {
    list: Vec<(String, f32)>,
}

impl Features {
    fn set(&mut self, name: &str) {
        if !self.list.iter().any(|(known, _)| known == name) {
            self.list.push((name.to_owned(), 1.0));
        }
    }

    /// Adds up, to 2 at most.
    fn add(&mut self, name: &str, value: f32) {
        match self.list.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum = (*sum + value).min(2.0),
            None => self.list.push((name.to_owned(), value)),
        }
    }
}

/// What the cue tells: its verb, its own stance, its negation, who the source is.
fn cue_features(phrases: &Phrases, attribution: &Attribution, found: &mut Features) {
    let tokens = phrases.tokens;
    match attribution.verb {
        Some(verb) => found.set(&format!("verb={}", verb.lemma)),
        None => found.set(match attribution.cue.first().map(|cue| tokens.lower(cue.start)) {
            Some("according") => "cue=according",
            Some(":") => "cue=colon",
            _ => "cue=none",
        }),
    }
    let not = if attribution.negated { "not-" } else { "" };
    if let Some(stance) = attribution.complement.and_then(|complement| complement.stance) {
        found.set(&format!("hint={not}{}", stance.name()));
    } else if attribution.negated {
        found.set("hint=not-none");
    }
    for cue in &attribution.cue {
        for i in cue.clone() {
            let lower = tokens.lower(i);
            if matches!(
                lower,
                "will"
                    | "would"
                    | "wo"
                    | "could"
                    | "may"
                    | "might"
                    | "should"
                    | "must"
                    | "has"
                    | "had"
                    | "have"
                    | "did"
                    | "does"
                    | "repeatedly"
            ) {
                found.set(&format!("group={lower}"));
            }
        }
    }
    match &attribution.source {
        None => found.set("source=none"),
        Some(source) => {
            let head = source.clone().rev().find(|i| phrases.tag(*i).is_some_and(Tag::is_noun));
            if source.clone().any(|i| {
                matches!(
                    tokens.lower(i),
                    "poll"
                        | "survey"
                        | "report"
                        | "study"
                        | "polls"
                        | "documents"
                        | "data"
                        | "records"
                        | "filings"
                        | "results"
                        | "figures"
                )
            }) {
                found.set("source=document");
            } else if source.clone().any(|i| {
                matches!(
                    tokens.lower(i),
                    "police" | "official" | "officials" | "spokesman" | "spokeswoman" | "authorities" | "sheriff"
                )
            }) {
                found.set("source=official");
            } else if head.is_some_and(|i| phrases.tag(i) == Some(Tag::Name)) {
                found.set("source=name");
            } else if source.len() == 1 {
                found.set("source=pronoun");
            }
        }
    }
}

/// What the content says of its speaker's own will: `he wants to …`, `they oppose …`, `she will …` at its beginning.
fn inner_features(phrases: &Phrases, words: &[usize], found: &mut Features) {
    let tokens = phrases.tokens;
    let start = words.iter().position(|i| tokens.lower(*i) != "that").unwrap_or(0);
    let first = words.get(start).map_or("", |i| tokens.lower(*i));
    let person = matches!(first, "he" | "she" | "they" | "i" | "we");
    let own = person || matches!(first, "it" | "his" | "her" | "their" | "our" | "my");
    for i in words.iter().skip(start + 1).take(5) {
        let lower = tokens.lower(*i);
        let will = match lower {
            "will" | "would" | "'ll" | "'d" | "wo" | "shall" => "will",
            "want" | "wants" | "wanted" | "hope" | "hopes" => "want",
            "should" | "must" | "needs" | "need" => "should",
            "could" | "can" | "may" | "might" => "can",
            "did" | "does" | "do" => "do",
            "is" | "are" | "was" | "were" | "am" | "'s" | "'re" | "'m" => "be",
            "has" | "have" | "had" => "have",
            _ => "",
        };
        if own && !will.is_empty() {
            found.set(&format!("{}={will}", if person { "self" } else { "its" }));
            // What follows `will` is an act, whatever that verb tells elsewhere.
            if will == "will" {
                break;
            }
        }
        if let Some((verb, _)) =
            cue_verbs::verbs_of(lower).first().filter(|_| phrases.tag(*i).is_some_and(Tag::is_verb))
        {
            let hint = verb.complements.iter().find_map(|complement| complement.stance);
            let negated = words[start..].iter().take_while(|k| *k < i).any(|k| is_negation(tokens.lower(*k)));
            match hint {
                Some(Stance::Supports) if negated => found.set("inner=opposes"),
                Some(_) if negated => {}
                Some(stance) => found.set(&format!("inner={}", stance.name())),
                None => {}
            }
            break;
        }
    }
}

/// Modals and the like with their subjects: `we will`, `they should`, `it has to`.
fn modal_features(phrases: &Phrases, content: &[usize], found: &mut Features) {
    let tokens = phrases.tokens;
    for (n, i) in content.iter().copied().enumerate() {
        let next = content.get(n + 1).copied().unwrap_or(usize::MAX);
        let modal = match tokens.lower(i) {
            "should" | "ought" => "should",
            "must" => "must",
            "will" | "'ll" | "wo" | "shall" => "will",
            "would" | "'d" if phrases.tag(i) == Some(Tag::Modal) => "would",
            "could" | "can" | "may" | "might" => "can",
            "need" | "needs" => "need",
            "has" | "have" | "had" if tokens.lower(next) == "to" => "have-to",
            "want" | "wants" | "wanted" => "want",
            "going" if tokens.lower(next) == "to" => "going-to",
            "let" if matches!(tokens.lower(next), "'s" | "us") => "let-us",
            _ => continue,
        };
        // The subject: the nearest noun phrase before, within a few words.
        let subject = content[n.saturating_sub(4)..n]
            .iter()
            .rev()
            .find_map(|k| phrases.noun_at(*k))
            .map(|noun| tokens.lower(noun.end - 1));
        let who = match subject {
            Some("i" | "we") => "speaker",
            Some("he" | "she" | "they") => "third",
            Some("you") => "you",
            Some("it" | "that" | "this" | "there") => "it",
            Some(_) => "noun",
            None => "none",
        };
        found.set(&format!("modal={modal}"));
        found.set(&format!("modal={modal}/{who}"));
    }
}

/// Weighed counts of evaluative words by class, the longest rows first; negation before a word turns it round.
fn evaluation_features(phrases: &Phrases, words: &[usize], found: &mut Features) {
    let tokens = phrases.tokens;
    let mut n = 0;
    let mut key = String::new();
    while n < words.len() {
        let mut taken = 1;
        for length in (1..=LONGEST.min(words.len() - n)).rev() {
            key.clear();
            for (k, i) in words[n..n + length].iter().enumerate() {
                // Contracted endings are written on to their word in the lexicon.
                if k > 0 && tokens.list[*i].kind != TokenKind::Clitic {
                    key.push(' ');
                }
                key.push_str(tokens.lower(*i));
            }
            if let Some((class, weight)) = EVALUATIONS.get(key.as_str()) {
                let negated = words[n.saturating_sub(3)..n].iter().any(|i| is_negation(tokens.lower(*i)));
                let turned = negated && matches!(*class, "positive" | "negative" | "threat");
                found.add(&if turned { format!("not-{class}") } else { (*class).to_owned() }, weight * 0.5);
                taken = length;
                break;
            }
        }
        n += taken;
    }
}

/// Words that deny what follows.
pub fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "n't" | "never" | "no" | "nothing" | "nobody" | "hardly" | "neither" | "nor")
}
