//! Stance: what an attribution says about where its speaker stands.
//!
//! A small log-linear model over features that rules find: what the cue verb tells by itself, modals with their
//! subjects, evaluative words of a lexicon, negation. Its weights lie in `assets/lexicon/stance_weights.tsv`, fitted by
//! `training/stance_weights.py`; every feature can be read by a person.

mod wording;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::attribution::Attribution;
use super::cue_verbs;
use super::labels::StanceProbabilities;
use super::lexicon;
use super::phrases::Phrases;
use super::tagger::Tag;
use super::tokens::{Range, TokenKind};
use crate::analysis::{OtherStance, Stance};

/// The stance of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The stance; none when it states no position.
    pub stance: Option<Stance>,
    /// How likely that is, from 0 to 1.
    pub confidence: f32,
    /// What else it may be, the likeliest first.
    pub others: Vec<OtherStance>,
}

/// The stance of an attribution. `body` tells that an organisation, state or group speaks, which the article calls "it".
pub fn of(phrases: &Phrases, attribution: &Attribution, body: bool) -> Read {
    let features = features(phrases, attribution);
    let mut scores = [0.0f32; OUTCOMES];
    for (name, value) in features.iter().chain(&[("bias".to_owned(), 1.0)]) {
        if let Some(weights) = WEIGHTS.get(name.as_str()) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
    }
    if let Some(labelled) = &attribution.stance {
        return of_both(&scores, labelled);
    }
    let cue = told(attribution);
    let told = cue.filter(|cue| *cue != Stance::Asserts).or_else(|| wording::told(phrases, attribution)).or(cue);
    if told == Some(Stance::Asserts) {
        // Whatever a claim or belief says, it is no plain report.
        scores[OUTCOMES - 1] = f32::NEG_INFINITY;
    }
    if !features.iter().any(|(name, _)| takes_sides(name)) {
        // Approval and blame need a word that shows them.
        scores[Stance::Supports as usize] = f32::NEG_INFINITY;
        scores[Stance::Opposes as usize] = f32::NEG_INFINITY;
    }
    let probabilities = softmax(&scores);
    let probability = |n: usize| probabilities[n];
    let best = highest(&probabilities);
    let (stance, confidence) = match told.filter(|told| *told != Stance::Asserts) {
        Some(stance) => {
            let model = Stance::ALL.iter().position(|known| *known == stance).map_or(0.0, probability);
            (Some(stance), model.max(PLAINLY_TOLD))
        }
        // Where the model sees a mere claim or report, what the speaker is to do is still an intention.
        None if best >= Stance::Asserts as usize && wording::own_will(phrases, attribution, body) => {
            (Some(Stance::Commits), OWN_WILL)
        }
        None => (Stance::ALL.get(best).copied(), probability(best)),
    };
    Read { stance, confidence, others: others(&probabilities, stance) }
}

/// The two likeliest outcomes besides `stance` that are likely at all.
fn others(probabilities: &[f32; OUTCOMES], stance: Option<Stance>) -> Vec<OtherStance> {
    let mut all: Vec<OtherStance> = probabilities
        .iter()
        .enumerate()
        .map(|(n, probability)| OtherStance { stance: Stance::ALL.get(n).copied(), probability: *probability })
        .filter(|other| other.stance != stance && other.probability >= LEAST_OTHER)
        .collect();
    all.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    all.truncate(2);
    all
}

/// The stance on which the rules' scores and a labeller's probabilities agree best: the product of both, for they err in
/// different ways.
fn of_both(scores: &[f32; OUTCOMES], labelled: &StanceProbabilities) -> Read {
    let mut both = softmax(scores);
    for (probability, labelled) in both.iter_mut().zip(labelled.each.iter().chain([&labelled.none])) {
        *probability *= labelled.max(1e-4);
    }
    let total: f32 = both.iter().sum();
    let both = both.map(|probability| probability / total.max(f32::MIN_POSITIVE));
    let best = highest(&both);
    let stance = Stance::ALL.get(best).copied();
    Read { stance, confidence: both[best], others: others(&both, stance) }
}

fn softmax(scores: &[f32; OUTCOMES]) -> [f32; OUTCOMES] {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares = scores.map(|score| (score - highest).exp());
    let total: f32 = shares.iter().sum();
    shares.map(|share| share / total)
}

/// The first of the highest.
fn highest(probabilities: &[f32; OUTCOMES]) -> usize {
    (0..OUTCOMES).fold(0, |best, n| if probabilities[n] > probabilities[best] { n } else { best })
}

/// Whether a feature shows approval or blame, if perhaps weakly.
fn takes_sides(name: &str) -> bool {
    matches!(name.trim_start_matches("not-"), "positive" | "negative" | "threat" | "denial")
        || name.starts_with("hint=")
        || matches!(name, "inner=supports" | "inner=opposes" | "inner=warns")
}

/// The probability from which on another stance is told.
const LEAST_OTHER: f32 = 0.1;

/// How often a stance that the cue verb tells by itself is the right one, on labelled training articles.
const PLAINLY_TOLD: f32 = 0.8;

/// How often `he would …` and the like commit their speaker, on the same articles.
const OWN_WILL: f32 = 0.6;

/// The stance that the cue tells by itself (`vowed to`, `condemned`), turned round where it is negated.
fn told(attribution: &Attribution) -> Option<Stance> {
    let stance = attribution.complement.and_then(|complement| complement.stance)?;
    match (attribution.negated, stance) {
        (false, stance) => Some(stance),
        (true, Stance::Supports) => Some(Stance::Opposes),
        // A refusal is an intention too.
        (true, Stance::Commits) => Some(Stance::Commits),
        (true, _) => None,
    }
}

/// The stances, and none.
const OUTCOMES: usize = Stance::ALL.len() + 1;

static WEIGHTS: LazyLock<HashMap<&'static str, [f32; OUTCOMES]>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../assets/lexicon/stance_weights.tsv"))
        .filter_map(|row| {
            let (name, columns) = row.split_first()?;
            let mut weights = [0.0; OUTCOMES];
            for (weight, column) in weights.iter_mut().zip(columns) {
                *weight = column.parse().ok()?;
            }
            Some((*name, weights))
        })
        .collect()
});

/// Evaluative words: class and weight by their words, by the number of words at most [`LONGEST`].
static EVALUATIONS: LazyLock<HashMap<&'static str, (&'static str, f32)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../assets/lexicon/evaluations.tsv"))
        .filter_map(|row| Some((*row.first()?, (*row.get(1)?, row.get(2)?.parse().ok()?))))
        .collect()
});

/// Words in the longest row of the evaluations.
const LONGEST: usize = 4;

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
fn is_negation(lower: &str) -> bool {
    matches!(lower, "not" | "n't" | "never" | "no" | "nothing" | "nobody" | "hardly" | "neither" | "nor")
}

/// The tokens of an attribution's content.
pub fn content_tokens(phrases: &Phrases, attribution: &Attribution) -> Vec<Range> {
    attribution.content.iter().map(|span| phrases.tokens.inside(*span)).collect()
}
