//! Letters, polls, advertisements and suits that speak: whoever issued them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Phrase, Resolution, Resolver, issuers};
use crate::analyse::actors::{ActorIndex, CastMention};
use crate::analyse::lexicon;
use crate::analyse::titles::{self, NominalClass};
use crate::analyse::tokens::{Range, Tokens};
use crate::analysis::ActorKind;

/// What a noun for documents tells, from `assets/lexicon/document_nouns.tsv`.
struct Noun {
    /// The numbers of its sorts: nouns of one sort can mean one document.
    sorts: Vec<usize>,
    /// Whether a person's name before the noun is its issuer (`an Obi ad`).
    personal: bool,
    /// Whether only bodies issue what it means.
    bodies: bool,
}

static NOUNS: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../../../assets/lexicon/document_nouns.tsv")).enumerate();
    let mut nouns: HashMap<&'static str, Noun> = HashMap::new();
    for (sort, row) in rows {
        for noun in lexicon::values(row.get(1)) {
            let noun = nouns.entry(noun).or_insert_with(|| Noun { sorts: Vec::new(), personal: false, bodies: true });
            noun.sorts.push(sort);
            noun.personal |= row.get(2) == Some(&"yes");
            noun.bodies &= row.get(2) == Some(&"bodies");
        }
    }
    nouns
});

/// Where the noun ends behind a document's title that opens at token `at`: `ad` of `the “Orva” ad`.
pub fn end_behind_title(tokens: &Tokens, at: usize) -> Option<usize> {
    if !matches!(tokens.word(at), "“" | "\"") {
        return None;
    }
    let close = (at + 2..at + 9).find(|i| matches!(tokens.word(*i), "”" | "\""))?;
    is_noun(tokens.lower(close + 1)).then_some(close + 2)
}

/// Who issued the document that the noun phrase `part` names, whose noun ends before token `end`; `names` are the names inside.
/// Nobody where it has names that do not tell, or none and nothing near tells.
pub fn resolve(resolver: &Resolver, part: &Range, end: usize, names: &[&CastMention]) -> Option<Resolution> {
    let named = named_issuers(resolver, part, end, names);
    if !named.is_empty() {
        return Some(issued(named, 0.7, Phrase::Name));
    }
    // `the “Orva” spot` has a title, `the spot, which is airing in Orva,` only one that airs there; `a memo on Orva` is another.
    let definite = matches!(resolver.tokens.lower(part.start), "the" | "this" | "that" | "its");
    let other = |name: &&CastMention| {
        let actor = resolver.cast.member(name.actor).map(|member| member.kind);
        let issuer = matches!(actor, Some(ActorKind::Organisation | ActorKind::Person));
        !definite || name.tokens.start < end && issuer && !is_quoted(resolver, name.tokens.start)
    };
    if names.iter().copied().any(|name| other(&name)) {
        return None;
    }
    let told = issuers::told_near(resolver, end - 1);
    (!told.is_empty()).then(|| issued(told, 0.5, Phrase::Nominal))
}

fn issued(actors: Vec<ActorIndex>, confidence: f32, phrase: Phrase) -> Resolution {
    Resolution { candidates: actors.clone(), actors, confidence, phrase }
}

/// Whether token `i` stands between quotation marks that open a few tokens before at most.
fn is_quoted(resolver: &Resolver, i: usize) -> bool {
    (i.saturating_sub(4)..i).rev().any(|k| matches!(resolver.tokens.word(k), "“" | "\"" | "‘" | "«"))
}

/// The owner in `the newspaper’s editorial`, whose noun ends before token `end`: the words before the possessive ending.
pub fn owner(resolver: &Resolver, part: &Range, end: usize) -> Option<Range> {
    let tokens = resolver.tokens;
    let ending = (part.start + 2..end - 1).find(|i| matches!(tokens.word(*i), "’s" | "'s"))?;
    let nominal = titles::nominal_ending_at(tokens, part.start, ending)?.1;
    let owns = nominal.class != NominalClass::State && !nominal.plural;
    (owns && matches!(tokens.lower(part.start), "the" | "this")).then_some(part.start..ending)
}

/// The issuers that the phrase itself names: `a Kessel Times/Orva News poll`, `a study by Ada Brandt and Ivo Lang of Kessel`.
fn named_issuers(resolver: &Resolver, part: &Range, end: usize, names: &[&CastMention]) -> Vec<ActorIndex> {
    let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
    let personal = personal(resolver.tokens.lower(end - 1));
    let modifier = |name: &&&CastMention| {
        name.tokens.start >= part.start
            && name.tokens.start < end
            && !is_quoted(resolver, name.tokens.start)
            && (kind(name) == Some(ActorKind::Organisation) || personal && kind(name) == Some(ActorKind::Person))
    };
    let mut actors: Vec<ActorIndex> = names.iter().filter(modifier).map(|name| name.actor).collect();
    if actors.is_empty() {
        let behind: Vec<&CastMention> = names.iter().copied().filter(|name| name.tokens.start >= end).collect();
        // `a report for Orva on the harbour by the Kessel Fund`: who wrote it.
        let by = behind.iter().position(|name| {
            let before = name.tokens.start.saturating_sub(4).max(end)..name.tokens.start;
            before.clone().any(|i| resolver.tokens.lower(i) == "by")
        });
        actors = by_behind(resolver, end, behind.get(by.unwrap_or(0)..).unwrap_or_default());
    }
    actors.dedup();
    actors
}

/// Of the names behind a document's noun at `end` those that issued it: the first after `by`, `from` or `of`, with those of
/// its kind that are joined to it.
pub fn by_behind(resolver: &Resolver, end: usize, names: &[&CastMention]) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
    let Some((first, rest)) = names.split_first() else { return Vec::new() };
    let by = (first.tokens.start.saturating_sub(6).max(end)..first.tokens.start)
        .any(|i| matches!(tokens.lower(i), "by" | "from" | "of" | "for"));
    if !by || !matches!(kind(first), Some(ActorKind::Organisation | ActorKind::Person)) {
        return Vec::new();
    }
    let mut actors = vec![first.actor];
    actors.extend(joined(resolver, first, rest));
    actors
}

/// Of the names `rest` behind `first` those of its kind that are joined to it, whatever place stands between: `Ada Brandt of Kessel
/// and Professor Lang`.
pub fn joined(resolver: &Resolver, first: &CastMention, rest: &[&CastMention]) -> Vec<ActorIndex> {
    let tokens = resolver.tokens;
    let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
    let (mut actors, mut last) = (Vec::new(), first.tokens.end);
    for name in rest {
        let start =
            titles::run_before(tokens, last, name.tokens.start).map_or(name.tokens.start, |(run, _, _)| run.start);
        let only = |words: &[&str]| (last..start).all(|i| words.contains(&tokens.lower(i)));
        if start <= last {
            break;
        }
        if kind(name) != kind(first) && only(&["of", "the", "at"]) {
            last = name.tokens.end;
            continue;
        }
        if !only(&[",", "and", "the", "/", "-", "&"]) || kind(name) != kind(first) {
            break;
        }
        actors.push(name.actor);
        last = name.tokens.end;
    }
    actors
}

/// Whether two nouns can mean one document.
pub fn is_same(one: &str, other: &str) -> bool {
    let sorts = |noun: &str| NOUNS.get(noun).map_or(&[][..], |noun| noun.sorts.as_slice());
    one == other || sorts(one).iter().any(|sort| sorts(other).contains(sort))
}

/// Whether a person's name before `noun` is the issuer of what it means.
pub fn personal(noun: &str) -> bool {
    NOUNS.get(noun).is_some_and(|noun| noun.personal)
}

/// Whether only bodies issue what `noun` means.
pub fn by_bodies(noun: &str) -> bool {
    NOUNS.get(noun).is_some_and(|noun| noun.bodies)
}

/// Whether `noun` means a document.
pub fn is_noun(noun: &str) -> bool {
    NOUNS.contains_key(noun)
}
