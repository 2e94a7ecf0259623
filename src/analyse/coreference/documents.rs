//! Letters, polls and decisions that speak: whoever issued them.

use super::Resolver;
use crate::analyse::actors::{ActorIndex, CastMention};
use crate::analyse::tokens::Range;
use crate::analysis::ActorKind;

/// How many tokens away a document's issuer may be told.
const DOCUMENT_REACH: usize = 150;

/// Who issued the document whose noun stands at token `at`, told where the same noun stands near, most of all before.
pub fn issuer_told_near(resolver: &Resolver, at: usize) -> Option<ActorIndex> {
    let tokens = resolver.tokens;
    let noun = tokens.lower(at);
    let issuer = |i: usize| {
        if tokens.lower(i) != noun {
            return None;
        }
        let organisation = |mention: &&CastMention| {
            resolver.cast.member(mention.actor).is_some_and(|member| member.kind == ActorKind::Organisation)
        };
        // `the Kessel Times poll`, `Acme said in a statement`, but not `the Kessel Party backed the bill`.
        let reaches = |mention: &CastMention| {
            let between = || mention.tokens.end..i;
            let issued = |k: usize| {
                matches!(tokens.lower(k), "in" | "released" | "published" | "issued" | "conducted" | "said" | "wrote")
            };
            between().any(issued) || !between().any(|k| resolver.tags.get(k).is_some_and(|tag| tag.is_finite()))
        };
        let before = resolver.cast.mentions_in(&(i.saturating_sub(4)..i)).iter().rev().find(organisation);
        let before = before.filter(|mention| reaches(mention));
        let behind = || {
            let by = (i + 1..i + 4).find(|k| matches!(tokens.lower(*k), "by" | "from"))?;
            resolver.cast.mentions_in(&(by + 1..by + 3)).iter().find(organisation)
        };
        before.or_else(behind).map(|mention| mention.actor)
    };
    (at.saturating_sub(DOCUMENT_REACH)..at)
        .rev()
        .find_map(issuer)
        .or_else(|| (at..at + DOCUMENT_REACH).find_map(issuer))
}

/// Whether a document is by that name: `a Kessel Times poll`, `a letter from Ada Brandt`.
pub fn issues(resolver: &Resolver, part: &Range, head: usize, name: &CastMention) -> bool {
    let kind = resolver.cast.member(name.actor).map(|member| member.kind);
    if name.tokens.start < head {
        return name.tokens.start >= part.start && kind == Some(ActorKind::Organisation);
    }
    let before = (name.tokens.start.saturating_sub(3).max(head)..name.tokens.start)
        .any(|i| matches!(resolver.tokens.lower(i), "by" | "from" | "of"));
    before && matches!(kind, Some(ActorKind::Organisation | ActorKind::Person))
}
