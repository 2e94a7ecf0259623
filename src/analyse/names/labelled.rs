//! Names that a labeller found, given what the rules know of names: titles, genders, endings, lexicons.

use std::collections::{HashMap, HashSet};

use super::NameMention;
use super::kinds::{is_possessive, title_before};
use crate::analyse::gazetteer::{self, Gender};
use crate::analyse::labels::LabelledName;
use crate::analyse::tokens::{Range, Tokens};
use crate::analysis::ActorKind;

/// Labels less likely than this are left out: at this limit the F1 of articles held back from training is highest.
const LIKELY: f32 = 0.66;

/// The labelled names as mentions, and of those that `ruled` holds besides the ones that are labelled elsewhere and the ones
/// that the lexicons know.
pub fn join(tokens: &Tokens, labelled: &[LabelledName], ruled: Vec<NameMention>) -> Vec<NameMention> {
    let named: Vec<(Range, LabelledName)> = labelled
        .iter()
        .filter(|name| name.probability >= LIKELY)
        .filter_map(|name| Some((words_of(tokens, name)?, *name)))
        .flat_map(|(words, name)| apart(tokens, words, name.kind).into_iter().map(move |words| (words, name)))
        .collect();
    let kinds = kinds(tokens, &named);
    let mut joined: Vec<NameMention> = Vec::with_capacity(named.len());
    for (words, _) in &named {
        let before = joined.last().map_or(0, |mention| mention.tokens.end);
        if words.start < before {
            continue;
        }
        if let Some(Some(kind)) = kinds.get(&key(tokens, words)) {
            joined.push(mention(tokens, words.clone(), *kind, before));
        }
    }
    let labelled_at = |range: &Range| {
        let at = named.partition_point(|(words, _)| words.end <= range.start);
        named.get(at).is_some_and(|(words, _)| words.start < range.end)
    };
    // Who is named once is named again: also where the labeller passed over the same words, or a person's last name.
    let person = |words: &Range| kinds.get(&key(tokens, words)) == Some(&Some(ActorKind::Person));
    let full_names = named.iter().map(|(words, _)| words).filter(|words| words.len() > 1 && person(words));
    let last_names: HashSet<&str> = full_names.map(|words| tokens.word(words.end - 1)).collect();
    let again = |range: &Range| {
        let whole = kinds.get(&key(tokens, range)).copied().flatten();
        let last = range.len() == 1 && last_names.contains(tokens.word(range.start));
        whole.or(last.then_some(ActorKind::Person))
    };
    joined.extend(ruled.into_iter().filter(|mention| !labelled_at(&mention.tokens)).filter_map(|ruled| {
        match again(&ruled.tokens) {
            Some(kind) => Some(mention(tokens, ruled.tokens.clone(), kind, 0)),
            None => ruled.known.is_some().then_some(ruled),
        }
    }));
    joined.sort_by_key(|mention| mention.tokens.start);
    joined
}

/// The tokens of a label, without article and possessive ending; none when it holds no word.
fn words_of(tokens: &Tokens, name: &LabelledName) -> Option<Range> {
    let mut words = tokens.touching(name.span);
    while words.len() > 1 && matches!(tokens.lower(words.start), "the" | "a" | "an") {
        words.start += 1;
    }
    while words.len() > 1 && is_possessive(tokens, words.end - 1) {
        words.end -= 1;
    }
    words.clone().any(|i| tokens.word(i).chars().any(char::is_alphanumeric)).then_some(words)
}

/// Organisations that a stroke joins are two: `CNN/WMUR`.
fn apart(tokens: &Tokens, words: Range, kind: Option<ActorKind>) -> Vec<Range> {
    if kind != Some(ActorKind::Organisation) {
        return vec![words];
    }
    let long = |range: &Range| range.clone().map(|i| tokens.word(i).chars().count()).sum::<usize>() > 2;
    let pieces: Vec<Range> = match words.clone().find(|i| matches!(tokens.word(*i), "/" | "-") && !tokens.spaced(*i)) {
        Some(stroke) => vec![words.start..stroke, stroke + 1..words.end],
        None => vec![words.clone()],
    };
    if pieces.iter().all(long) { pieces } else { pieces.into_iter().filter(long).take(1).collect() }
}

/// What each name is called by decides what it is: all its mentions together, by their probabilities.
fn kinds(tokens: &Tokens, named: &[(Range, LabelledName)]) -> HashMap<String, Option<ActorKind>> {
    let mut sums: HashMap<String, Vec<(Option<ActorKind>, f32)>> = HashMap::new();
    for (words, name) in named {
        let sums = sums.entry(key(tokens, words)).or_default();
        match sums.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, sum)) => *sum += name.probability,
            None => sums.push((name.kind, name.probability)),
        }
    }
    sums.into_iter()
        .filter_map(|(name, sums)| {
            let best = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
            Some((name, best.0))
        })
        .collect()
}

fn key(tokens: &Tokens, words: &Range) -> String {
    words.clone().map(|i| tokens.word(i)).collect::<Vec<_>>().join(" ")
}

fn mention(tokens: &Tokens, words: Range, kind: ActorKind, before: usize) -> NameMention {
    let person = kind == ActorKind::Person;
    let title = person.then(|| title_before(tokens, words.start, before)).flatten();
    let known = gazetteer::whole(&key(tokens, &words)).filter(|entry| entry.kind == kind).map(|entry| entry.canonical);
    let (title, gender, honorific) = match title {
        Some((title, gender, honorific)) => (Some(title), gender, honorific),
        None => (None, Gender::Unknown, false),
    };
    NameMention { possessive: is_possessive(tokens, words.end), tokens: words, kind, title, gender, honorific, known }
}
