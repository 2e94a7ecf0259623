//! Letters, polls, advertisements and suits that speak: whoever issued them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Phrase, Resolution, Resolver};
use crate::analyse::actors::{ActorIndex, CastMention};
use crate::analyse::tokens::Range;
use crate::analyse::{lexicon, titles};
use crate::analysis::{ActorKind, MentionKind};

/// How many tokens away a document's issuer may be told.
const REACH: usize = 150;
/// How many tokens before a document's noun the verb may stand that says who issued it.
const VERB_REACH: usize = 10;

/// What a noun for documents tells, from `assets/lexicon/document_nouns.tsv`.
struct Noun {
    /// The number of its sort: nouns of one sort can mean one document.
    sort: usize,
    /// Whether a person's name before the noun is its issuer (`an Obi ad`).
    personal: bool,
}

static NOUNS: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../../assets/lexicon/document_nouns.tsv")).enumerate();
    let nouns = rows.flat_map(|(sort, row)| {
        let personal = row.get(2) == Some(&"yes");
        lexicon::values(row.get(1)).map(move |noun| (noun, Noun { sort, personal })).collect::<Vec<_>>()
    });
    nouns.collect()
});

/// Who issued the document that the noun phrase `part` names, whose noun ends before token `end`; `names` are the names inside.
/// Nobody where it has names that do not tell, or none and nothing near tells.
pub fn resolve(resolver: &Resolver, part: &Range, end: usize, names: &[&CastMention]) -> Option<Resolution> {
    let named = named_issuers(resolver, part, end, names);
    if !named.is_empty() {
        return Some(Resolution { actors: named.clone(), confidence: 0.7, candidates: named, phrase: Phrase::Name });
    }
    if !names.is_empty() {
        return None;
    }
    let told = told_near(resolver, end - 1);
    (!told.is_empty()).then(|| Resolution {
        actors: told.clone(),
        confidence: 0.5,
        candidates: told,
        phrase: Phrase::Nominal,
    })
}

/// The issuers that the phrase itself names: `a Kessel Times/Orva News poll`, `a study by Ada Brandt and Ivo Lang of Kessel`.
fn named_issuers(resolver: &Resolver, part: &Range, end: usize, names: &[&CastMention]) -> Vec<ActorIndex> {
    let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
    let personal = personal(resolver.tokens.lower(end - 1));
    let modifier = |name: &&&CastMention| {
        name.tokens.start >= part.start
            && name.tokens.start < end
            && (kind(name) == Some(ActorKind::Organisation) || personal && kind(name) == Some(ActorKind::Person))
    };
    let mut actors: Vec<ActorIndex> = names.iter().filter(modifier).map(|name| name.actor).collect();
    if actors.is_empty() {
        let behind: Vec<&CastMention> = names.iter().copied().filter(|name| name.tokens.start >= end).collect();
        actors = by_behind(resolver, end, &behind);
    }
    actors.dedup();
    actors
}

/// Of the names behind a document's noun at `end` those that issued it: the first after `by`, `from` or `of`, with those of
/// its kind that are joined to it.
fn by_behind(resolver: &Resolver, end: usize, names: &[&CastMention]) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
    let Some((first, rest)) = names.split_first() else { return Vec::new() };
    let by = (first.tokens.start.saturating_sub(3).max(end)..first.tokens.start)
        .any(|i| matches!(tokens.lower(i), "by" | "from" | "of" | "for"));
    if !by || !matches!(kind(first), Some(ActorKind::Organisation | ActorKind::Person)) {
        return Vec::new();
    }
    let (mut actors, mut last) = (vec![first.actor], *first);
    for name in rest {
        let start = titles::run_before(tokens, last.tokens.end, name.tokens.start)
            .map_or(name.tokens.start, |(run, _, _)| run.start);
        let joined = start > last.tokens.end
            && (last.tokens.end..start).all(|i| matches!(tokens.lower(i), "," | "and" | "the" | "/" | "&"));
        if !joined || kind(name) != kind(first) {
            break;
        }
        actors.push(name.actor);
        last = name;
    }
    actors
}

/// Who issued the document whose noun stands at token `at`, told where such a noun stands near, most of all before.
fn told_near(resolver: &Resolver, at: usize) -> Vec<ActorIndex> {
    let same = |i: &usize| is_same(resolver.tokens.lower(*i), resolver.tokens.lower(at));
    let before = (at.saturating_sub(REACH)..at).rev().filter(same).map(|i| issuers_at(resolver, i, true));
    let exactly = |i: &usize| resolver.tokens.lower(*i) == resolver.tokens.lower(at);
    let behind = (at + 1..at + REACH).filter(exactly).map(|i| issuers_at(resolver, i, false));
    before.chain(behind).find(|actors| !actors.is_empty()).unwrap_or_default()
}

/// Whether two nouns can mean one document.
fn is_same(one: &str, other: &str) -> bool {
    let sort = |noun: &str| NOUNS.get(noun).map(|noun| noun.sort);
    one == other || sort(one).is_some() && sort(one) == sort(other)
}

/// Whether a person's name before `noun` is the issuer of what it means.
fn personal(noun: &str) -> bool {
    NOUNS.get(noun).is_some_and(|noun| noun.personal)
}

/// The issuers that are told around the document's noun at token `i`; `deeds`: also by a verb before (`released an ad`).
fn issuers_at(resolver: &Resolver, i: usize, deeds: bool) -> Vec<ActorIndex> {
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
        let issued = |k: usize| {
            matches!(tokens.lower(k), "in" | "released" | "published" | "issued" | "conducted" | "said" | "wrote")
        };
        between().any(issued) || !between().any(|k| resolver.tags.get(k).is_some_and(|tag| tag.is_finite()))
    };
    let near = resolver.cast.mentions_in(&(i.saturating_sub(4)..i));
    if let Some(last) = near.iter().rev().find(issuer).filter(|mention| reaches(mention)) {
        // `a Kessel Times/Orva News poll`: both.
        let from = last.tokens.start.saturating_sub(5)..last.tokens.start;
        let other = resolver.cast.mentions_in(&from).iter().rev().find(issuer);
        let other = other.filter(|other| (other.tokens.end..last.tokens.start).all(|k| tokens.word(k) == "/"));
        return other.into_iter().chain([last]).map(|mention| mention.actor).collect();
    }
    if let Some(by) = (i + 1..i + 4).find(|k| matches!(tokens.lower(*k), "by" | "from")) {
        let behind = resolver.cast.mentions_in(&(by + 1..by + 5)).iter();
        let behind: Vec<&CastMention> = behind.filter(|mention| mention.kind == MentionKind::Name).collect();
        let actors = by_behind(resolver, by, &behind);
        if !actors.is_empty()
            && (personal || behind.first().is_some_and(|name| kind(name) == Some(ActorKind::Organisation)))
        {
            return actors;
        }
    }
    if deeds { by_deed(resolver, i) } else { Vec::new() }
}

/// Who issued the document at token `i` by what the sentence says: `The Kessel Fund has released an ad`, `Ivo Lang filed a suit`.
fn by_deed(resolver: &Resolver, i: usize) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let sentence = tokens.sentence_of(i);
    let Some(start) = tokens.sentences.get(sentence).map(|range| range.start) else { return Vec::new() };
    let verb = (start.max(i.saturating_sub(VERB_REACH))..i).rev().find(|k| {
        matches!(
            tokens.lower(*k),
            "release"
                | "released"
                | "releases"
                | "releasing"
                | "publish"
                | "published"
                | "publishing"
                | "issue"
                | "issued"
                | "issuing"
                | "conducted"
                | "launch"
                | "launched"
                | "launching"
                | "air"
                | "aired"
                | "airing"
                | "run"
                | "ran"
                | "running"
                | "unveiled"
                | "filed"
                | "filing"
                | "posted"
                | "posting"
                | "sent"
                | "sending"
                | "wrote"
                | "penned"
                | "tweeted"
                | "produced"
                | "distributed"
                | "distributing"
                | "made"
                | "bought"
                | "buying"
                | "mailed"
        )
    });
    let Some(verb) = verb else { return Vec::new() };
    let list = resolver.candidates.get(sentence).into_iter().flatten().filter(|candidate| candidate.token < verb);
    let doer = list.filter(|candidate| {
        let member = resolver.cast.member(candidate.actor);
        member.is_some_and(|member| matches!(member.kind, ActorKind::Organisation | ActorKind::Person))
    });
    let best = doer.max_by(|a, b| a.weight.total_cmp(&b.weight).then(a.token.cmp(&b.token)));
    best.filter(|best| best.weight >= 1.5).map(|best| best.actor).into_iter().collect()
}
