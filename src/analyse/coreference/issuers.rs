//! Who issued a document, told around another mention of it: `the Orva News poll`, `in a statement, Ada Brandt said`, `The Kessel
//! Fund has released an ad`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::documents::{by_behind, by_bodies, is_noun, is_same, joined, personal};
use super::{Candidate, Resolver};
use crate::analyse::actors::{ActorIndex, CastMention};
use crate::analyse::lexicon;
use crate::analyse::tokens::Range;
use crate::analysis::{ActorKind, MentionKind};

/// How many tokens before a document's issuer may be told.
const REACH: usize = 800;
/// How many tokens behind.
const AHEAD: usize = 300;
/// How many tokens behind it may be called by another noun.
const CLOSE: usize = 40;
/// How many tokens before a document's noun the verb may stand that says who issued it.
const VERB_REACH: usize = 14;
/// How many tokens behind a document's noun the `by` may stand that says so.
const BY_REACH: usize = 16;

/// Forms of verbs that say who issued something, from `assets/lexicon/issuing_verbs.tsv`.
static VERBS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../../assets/lexicon/issuing_verbs.tsv"));
    rows.flat_map(|row| lexicon::values(row.first()).collect::<Vec<_>>()).collect()
});

/// Who issued the document whose noun stands at token `at`, told where such a noun stands near, most of all before.
pub fn told_near(resolver: &Resolver, at: usize) -> Vec<ActorIndex> {
    let same = |i: &usize| is_same(resolver.tokens.lower(*i), resolver.tokens.lower(at));
    let before = (at.saturating_sub(REACH)..at).rev().filter(same).map(|i| at_noun(resolver, i, true));
    // The phrase itself may go on: `The poll, released by the Kessel Institute,`.
    let own = std::iter::once_with(|| by_deed_behind(resolver, at));
    let exactly = |i: &usize| resolver.tokens.lower(*i) == resolver.tokens.lower(at) || *i < at + CLOSE && same(i);
    let behind = (at + 1..at + AHEAD).filter(exactly).map(|i| at_noun(resolver, i, false));
    own.chain(before).chain(behind).find(|actors| !actors.is_empty()).unwrap_or_default()
}

/// The issuers that are told around the document's noun at token `i`; `deeds`: also by a verb before (`released an ad`).
fn at_noun(resolver: &Resolver, i: usize, deeds: bool) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let kind = |mention: &CastMention| resolver.cast.member(mention.actor).map(|member| member.kind);
    let personal = personal(tokens.lower(i));
    let issuer = |mention: &&CastMention| {
        kind(mention) == Some(ActorKind::Organisation)
            || personal && mention.possessive && kind(mention) == Some(ActorKind::Person)
    };
    // `the Kessel Times poll`, `Acme said in a statement`, but not `the Kessel Party backed the bill`.
    let reaches = |mention: &CastMention| {
        let between = || mention.tokens.end..i;
        let issued = |k: usize| matches!(tokens.lower(k), "in" | "said") || VERBS.contains(tokens.lower(k));
        between().any(issued) || !between().any(|k| resolver.tags.get(k).is_some_and(|tag| tag.is_finite()))
    };
    let near = resolver.cast.mentions_in(&(i.saturating_sub(4)..i));
    if let Some(last) = near.iter().rev().find(issuer).filter(|mention| reaches(mention)) {
        // `a Kessel Times/Orva News poll`: both.
        let from = last.tokens.start.saturating_sub(5)..last.tokens.start;
        let other = resolver.cast.mentions_in(&from).iter().rev().find(issuer);
        let other =
            other.filter(|other| (other.tokens.end..last.tokens.start).all(|k| matches!(tokens.word(k), "/" | "-")));
        return other.into_iter().chain([last]).map(|mention| mention.actor).collect();
    }
    let behind = by_deed_behind(resolver, i);
    if !behind.is_empty() {
        return behind;
    }
    let worded = worded_in(resolver, i);
    if !worded.is_empty() {
        return worded;
    }
    if deeds { by_deed(resolver, i) } else { Vec::new() }
}

/// Who issued the document at token `i` by what is set behind it: `a poll by the Kessel Times`, `a survey of voters conducted last
/// week by Orva News`.
fn by_deed_behind(resolver: &Resolver, i: usize) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let kind = |mention: &CastMention| resolver.cast.member(mention.actor).map(|member| member.kind);
    let sentence = tokens.sentence_of(i);
    let end = tokens.sentences.get(sentence).map_or(i, |range| range.end).min(i + BY_REACH);
    let Some(by) = (i + 1..end).find(|k| tokens.lower(*k) == "by" || *k < i + 4 && tokens.lower(*k) == "from") else {
        return Vec::new();
    };
    let issued = |k: usize| VERBS.contains(tokens.lower(k));
    let stops = |k: usize| is_noun(tokens.lower(k)) || matches!(tokens.lower(k), "that" | "who" | ";");
    if by >= i + 4 && (!(i + 1..by).any(issued) || (i + 1..by).any(stops)) {
        return Vec::new();
    }
    let names = resolver.cast.mentions_in(&(by + 1..(by + 8).min(end + 8)));
    let names: Vec<&CastMention> = names.iter().filter(|mention| mention.kind == MentionKind::Name).collect();
    let actors = by_behind(resolver, by, &names);
    let fits =
        personal(tokens.lower(i)) || names.first().is_some_and(|name| kind(name) == Some(ActorKind::Organisation));
    if fits { actors } else { Vec::new() }
}

/// Who worded the document at token `i`: `Ada Brandt said in a short statement`, `In a letter on Friday, the Kessel Fund wrote`.
fn worded_in(resolver: &Resolver, i: usize) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let sentence = tokens.sentence_of(i);
    let Some(Range { start, end }) = tokens.sentences.get(sentence).cloned() else { return Vec::new() };
    let article = (i.saturating_sub(4).max(start)..i)
        .rev()
        .find(|k| matches!(tokens.lower(*k), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "another"));
    let Some(within) = article.and_then(|k| k.checked_sub(1)).filter(|k| *k >= start && tokens.lower(*k) == "in")
    else {
        return Vec::new();
    };
    let opens = (start..within).all(|k| !tokens.word(k).chars().any(char::is_alphabetic));
    if !opens {
        let mut list = resolver.candidates.get(sentence).into_iter().flatten();
        let last = list.rfind(|one| one.token < within && speaks(resolver, one, i));
        return last.map(|one| one.actor).into_iter().collect();
    }
    // `In a statement on Friday, a spokesman of the Kessel Fund said`: whoever is named first behind the comma.
    let Some(comma) = (i + 1..end.min(i + 8)).find(|k| tokens.word(*k) == ",") else { return Vec::new() };
    let first = resolver.cast.mentions_in(&(comma + 1..end.min(comma + 8))).iter().find(|mention| {
        let kind = resolver.cast.member(mention.actor).map(|member| member.kind);
        matches!(kind, Some(ActorKind::Organisation | ActorKind::Person))
    });
    first.map(|mention| mention.actor).into_iter().collect()
}

/// Whether a candidate stands as a subject and is a person or body that can issue the document at token `i`.
fn speaks(resolver: &Resolver, candidate: &Candidate, i: usize) -> bool {
    let kind = resolver.cast.member(candidate.actor).map(|member| member.kind);
    let person = kind == Some(ActorKind::Person) && !by_bodies(resolver.tokens.lower(i));
    (person || kind == Some(ActorKind::Organisation)) && candidate.weight >= 1.5
}

/// Who issued the document at token `i` by what the sentence says: `The Kessel Fund has released an ad`, `Ivo Lang filed a suit`.
fn by_deed(resolver: &Resolver, i: usize) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let sentence = tokens.sentence_of(i);
    let Some(start) = tokens.sentences.get(sentence).map(|range| range.start) else { return Vec::new() };
    let verb = (start.max(i.saturating_sub(VERB_REACH))..i).rev().find(|k| VERBS.contains(tokens.lower(*k)));
    let Some(verb) = verb else { return Vec::new() };
    let list = resolver.candidates.get(sentence).into_iter().flatten();
    let doer = list.filter(|candidate| candidate.token < verb && speaks(resolver, candidate, i));
    let best = doer.max_by(|a, b| a.weight.total_cmp(&b.weight).then(a.token.cmp(&b.token)));
    let names = resolver.cast.mentions_in(&(start..verb)).iter().filter(|name| name.kind == MentionKind::Name);
    let names: Vec<&CastMention> = names.collect();
    let subject = match best {
        Some(best) => names.iter().position(|name| name.tokens.start == best.token),
        // `Ada Brandt, the mother of a child who died there, has filed a suit`
        None => names.iter().position(|name| {
            let kind = resolver.cast.member(name.actor).map(|member| member.kind);
            let person = kind == Some(ActorKind::Person) && personal(tokens.lower(i));
            name.tokens.start <= start + 1 && !name.possessive && (kind == Some(ActorKind::Organisation) || person)
        }),
    };
    let Some(subject) = subject else { return best.map(|best| best.actor).into_iter().collect() };
    // `Ada Brandt and Ivo Lang have filed a suit`: both, from the first on.
    let along = |from: usize| {
        let (first, rest) = names.get(from..)?.split_first()?;
        let all: Vec<ActorIndex> = std::iter::once(first.actor).chain(joined(resolver, first, rest)).collect();
        names.get(subject).is_some_and(|name| all.contains(&name.actor)).then_some(all)
    };
    (0..=subject).find_map(along).unwrap_or_default()
}
