//! Campaigns and teams that are called after whoever leads them: `his campaign`, `Obi’s team`, `the campaign of Ada Obi`.

use super::{Phrase, Resolution, Resolver, pronouns};
use crate::analyse::actors::{ActorIndex, CastMention};
use crate::analyse::tokens::Range;

/// Nouns for somebody’s campaign, besides that word.
const TEAM: [&str; 5] = ["team", "camp", "operation", "forces", "campaign"];

/// The body that `part`, whose noun ends before token `end`, means by its leader; `names` are the names inside, `last` those
/// who spoke last. None where the article has no such body by a name.
pub fn resolve(
    resolver: &Resolver,
    part: &Range,
    end: usize,
    names: &[&CastMention],
    last: &[ActorIndex],
) -> Option<Resolution> {
    let tokens = resolver.tokens;
    let noun = tokens.lower(end.checked_sub(1)?);
    let found = |owner: ActorIndex, confidence: f32| {
        let called = |noun: &str| resolver.cast.owned_by(owner, noun);
        let own =
            called(noun).or_else(|| TEAM.contains(&noun).then(|| TEAM.iter().find_map(|other| called(other)))?)?;
        Some(Resolution { actors: vec![own], confidence, candidates: vec![own], phrase: Phrase::Nominal })
    };
    if end == part.start + 2
        && let Some(wanted) = pronouns::wanted(tokens.lower(part.start))
    {
        let owner = pronouns::resolve(resolver, part.start, wanted, last);
        return found(*owner.actors.first()?, owner.confidence * 0.9);
    }
    // `Obi’s team`, `the Obi team`
    let before = |name: &&&CastMention| name.tokens.end + 1 + usize::from(name.possessive) == end;
    if let Some(owner) = names.iter().find(before) {
        return found(owner.actor, 0.85);
    }
    // `the campaign of the nominee Ada Obi`
    let of = tokens.lower(end) == "of" && TEAM.contains(&noun);
    let leader = names.iter().find(|name| name.tokens.start > end && !name.possessive).filter(|_| of)?;
    found(leader.actor, 0.8)
}
