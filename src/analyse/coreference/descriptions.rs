//! Descriptions: `the senator`, `NATO’s secretary-general`, `the agency`, by roles, names and recency.

use super::pronouns::{self, Wanted};
use super::{Phrase, Resolution, Resolver, bodies};
use crate::analyse::actors::{ActorIndex, CastMention, Member};
use crate::analyse::gazetteer::{self, Gender};
use crate::analyse::titles::{self, Nominal, NominalClass};
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::{ActorKind, MentionKind};

/// How many sentences ahead a description looks for its person.
const SENTENCES_AHEAD: usize = 3;

/// How many sentences back an organisation is looked for before the whole text is.
const BODY_REACH: usize = 4;

/// How many holders of an office are weighed.
const HOLDERS: usize = 32;

/// A noun phrase without a name at its head.
pub struct Description<'a> {
    /// All of it.
    pub phrase: Range,
    /// Its noun.
    pub head: Range,
    /// What the lexicon says of the noun.
    pub nominal: &'static Nominal,
    /// The names inside.
    pub names: &'a [&'a CastMention],
}

/// Who is described.
pub fn resolve(resolver: &Resolver, description: &Description) -> Resolution {
    let unnamed = Resolution { phrase: Phrase::Unnamed, ..Resolution::default() };
    let (tokens, nominal) = (resolver.tokens, description.nominal);
    let kind = match nominal.class {
        NominalClass::Person => ActorKind::Person,
        NominalClass::Organisation => ActorKind::Organisation,
        NominalClass::State => ActorKind::Place,
        // `the group`, of an organisation.
        NominalClass::Group if bodies::is_noun(&lower_words(tokens, &description.head)) => ActorKind::Organisation,
        NominalClass::Group | NominalClass::Document => return unnamed,
    };
    let first = tokens.lower(description.phrase.start);
    let pronoun_owned = matches!(first, "his" | "her" | "its" | "their");
    let owned = pronoun_owned
        || description.names.iter().any(|name| name.possessive && name.tokens.end <= description.head.start);
    let headline = tokens.paragraph_of(description.phrase.start) == 0
        && !matches!(first, "a" | "an" | "some" | "one" | "another" | "no" | "every" | "each");
    let definite = matches!(first, "the" | "this" | "that") || owned || headline;
    if nominal.plural || !definite {
        return unnamed;
    }
    let narrowing: Vec<&CastMention> =
        description.names.iter().copied().filter(|name| !description.head.contains(&name.tokens.start)).collect();
    let ranked = by_role(resolver, description, kind, &narrowing);
    if let Some((best, actor)) = ranked.first().copied() {
        let second = ranked.get(1).map_or(0.0, |(value, _)| *value);
        // Two that fit equally: neither.
        if kind == ActorKind::Organisation && best - second < 0.1 {
            return unclear(&ranked);
        }
        let share = if second > 0.0 { 0.45 + 0.4 * ((best - second) / best.max(0.1)).min(1.0) } else { 0.85 };
        // `Orva’s lawyer` is hardly the lawyer of whom no word ties him to Orva.
        let stranger = owned && best < 2.4;
        let confidence = if stranger { share * 0.45 } else { share };
        return Resolution {
            actors: if confidence >= 0.4 { vec![actor] } else { Vec::new() },
            confidence,
            candidates: ranked.iter().take(4).map(|(_, actor)| *actor).collect(),
            phrase: if confidence >= 0.4 { Phrase::Nominal } else { Phrase::Unnamed },
        };
    }
    if kind == ActorKind::Person
        && !narrowing.is_empty()
        && let Some(actor) = ahead(resolver, description)
    {
        return Resolution { actors: vec![actor], confidence: 0.6, candidates: vec![actor], phrase: Phrase::Nominal };
    }
    // `the businessman`, `the company`: whoever was spoken of last, if nothing narrows it further.
    if owned || !narrowing.is_empty() || first != "the" || description.phrase.len() > description.head.len() + 3 {
        return unnamed;
    }
    if kind == ActorKind::Organisation {
        // `the editorial board` is not any board, `the 30-nation alliance` is the alliance.
        let plain = (description.phrase.start + 1..description.head.start).all(|i| tokens.lower(i).contains('-'));
        if !plain {
            return unnamed;
        }
        return body(resolver, description.phrase.start, &lower_words(tokens, &description.head));
    }
    salient(resolver, description.phrase.start, kind, nominal.gender)
}

/// The organisation that `the firm` and the like (`noun`, small letters) at token `at` stands for: of those that fit the
/// noun the one spoken of last, before a sentence's others its subject; in the whole text, if there is but one.
fn body(resolver: &Resolver, at: usize, noun: &str) -> Resolution {
    let fit = |actor: ActorIndex| resolver.cast.member(actor).map_or(0.0, |member| bodies::fit(noun, member));
    // `the institute`, where one body alone is called so, however long ago.
    let mut called = resolver.cast.members.iter().enumerate().filter(|(actor, member)| {
        member.kind == ActorKind::Organisation
            && resolver.first_mention(*actor) < at
            && has_words(&member.name.to_lowercase(), noun)
    });
    if let (Some((actor, _)), None) = (called.next(), called.next()) {
        return Resolution { actors: vec![actor], confidence: 0.7, candidates: vec![actor], phrase: Phrase::Nominal };
    }
    // `the administration`, where no other is named.
    if noun == "administration"
        && let Some(actor) = resolver.cast.members.iter().position(|member| member.known == Some("White House"))
    {
        return Resolution { actors: vec![actor], confidence: 0.5, candidates: vec![actor], phrase: Phrase::Nominal };
    }
    let mut ranked: Vec<(f32, ActorIndex)> = recent(resolver, at, BODY_REACH)
        .into_iter()
        .map(|(actor, weight)| (weight * fit(actor), actor))
        .filter(|(value, _)| *value > 0.0)
        .collect();
    if ranked.is_empty() {
        let before = resolver.cast.members.iter().enumerate();
        ranked = before
            .filter(|(actor, _)| resolver.first_mention(*actor) < at)
            .map(|(actor, _)| (fit(actor), actor))
            .filter(|(value, _)| *value > 0.0)
            .collect();
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let unnamed = Resolution { phrase: Phrase::Unnamed, ..Resolution::default() };
    let Some((best, actor)) = ranked.first().copied() else { return unnamed };
    let second = ranked.get(1).map_or(0.0, |(value, _)| *value);
    let share = best / (best + second);
    if share < 0.55 {
        return unclear(&ranked);
    }
    let confidence = if ranked.len() == 1 && bodies::is_noun(noun) { 0.6 } else { 0.48 * share };
    Resolution {
        actors: vec![actor],
        confidence,
        candidates: ranked.iter().take(4).map(|(_, actor)| *actor).collect(),
        phrase: Phrase::Nominal,
    }
}

/// It is one of several, and not clear which.
fn unclear(ranked: &[(f32, ActorIndex)]) -> Resolution {
    Resolution {
        candidates: ranked.iter().take(4).map(|(_, actor)| *actor).collect(),
        phrase: Phrase::Name,
        ..Resolution::default()
    }
}

/// Those whose role or name has the noun, the best first.
fn by_role(
    resolver: &Resolver,
    description: &Description,
    kind: ActorKind,
    narrowing: &[&CastMention],
) -> Vec<(f32, ActorIndex)> {
    let (tokens, nominal) = (resolver.tokens, description.nominal);
    let head = lower_words(tokens, &description.head);
    let near = recent(resolver, description.phrase.start, 8);
    let last_word = |words: &str| words.split(' ').next_back().unwrap_or_default().trim_end_matches('.').to_owned();
    let mut keys = vec![last_word(&head)];
    keys.extend(nominal.titles.iter().map(|title| last_word(title)));
    let roles = keys.iter().filter_map(|key| resolver.by_role.get(key)).flat_map(|holders| {
        // Of many that hold the office those introduced last before the phrase, and next behind it.
        let next = holders.partition_point(|actor| resolver.first_mention(*actor) < description.phrase.start);
        let window = next.saturating_sub(HOLDERS)..(next + HOLDERS / 4).min(holders.len());
        holders.get(window).unwrap_or_default().iter().copied()
    });
    let mut pool: Vec<ActorIndex> = roles.chain(near.iter().map(|(actor, _)| *actor)).collect();
    pool.sort_unstable();
    pool.dedup();
    let value = |member: &Member| -> f32 {
        // A noun that is no office (`the candidate`) fits others as well, whom no role calls so.
        let general = nominal.titles.is_empty() && narrowing.is_empty() && kind == ActorKind::Person;
        let mut best = 0.0f32;
        for role in &member.roles {
            let text = lower_words(tokens, &role.tokens);
            if has_words(&text, &head) || nominal.titles.iter().any(|title| has_words(&text, title)) {
                let narrowed = narrowing.iter().filter(|name| role_names(resolver, &role.tokens, name)).count();
                // `the Orvan president` is not the one who is called the Kesselian president.
                if narrowed == 0 && !narrowing.is_empty() && narrows(resolver, &role.tokens) {
                    continue;
                }
                let loose = if narrowing.len() > narrowed { 0.8 } else { 0.0 };
                best = best.max(if general { 1.0 } else { 2.0 + 1.5 * narrowed as f32 - loose });
            }
        }
        if member.kind == ActorKind::Organisation && member.name.to_lowercase().split(' ').any(|word| word == head) {
            best = best.max(2.5);
        }
        if general && best == 0.0 && tokens.lower(description.phrase.start) == "the" { 0.01 } else { best }
    };
    let mut ranked: Vec<(f32, ActorIndex)> = pool
        .into_iter()
        .filter_map(|actor| {
            let member = resolver.cast.member(actor)?;
            let fits = member.kind == kind
                && member.gender.fits(nominal.gender)
                && narrowing.iter().all(|name| name.actor != actor);
            let value = if fits { value(member) } else { 0.0 };
            let fresh = near.iter().find(|(other, _)| *other == actor).map_or(0.0, |(_, weight)| weight.min(3.0) * 0.4);
            (value > 0.0).then_some((value + fresh, actor))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked
}

/// The one of the fitting kind that was spoken of most, and last.
pub fn salient(resolver: &Resolver, at: usize, kind: ActorKind, gender: Gender) -> Resolution {
    let wanted = match (kind, gender) {
        (ActorKind::Person, Gender::Female) => Some(Wanted::Woman),
        (ActorKind::Person, Gender::Male) => Some(Wanted::Man),
        (ActorKind::Person, Gender::Unknown) => None,
        _ => Some(Wanted::Thing),
    };
    let mut ranked: Vec<(f32, ActorIndex)> = recent(resolver, at, 3)
        .into_iter()
        .filter(|(actor, _)| resolver.cast.member(*actor).is_some_and(|member| member.kind == kind))
        .filter_map(|(actor, weight)| match wanted {
            Some(wanted) => pronouns::fit(resolver, actor, wanted).map(|fit| (weight * fit, actor)),
            None => Some((weight, actor)),
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = ranked.first().map_or(0.0, |(weight, _)| *weight);
    let second = ranked.get(1).map_or(0.0, |(weight, _)| *weight);
    let confidence = if best > 0.0 { 0.6 * best / (best + second) } else { 0.0 };
    let sure = confidence >= 0.4;
    Resolution {
        actors: if sure { ranked.iter().take(1).map(|(_, actor)| *actor).collect() } else { Vec::new() },
        confidence: confidence * 0.8,
        candidates: ranked.iter().take(4).map(|(_, actor)| *actor).collect(),
        phrase: if sure { Phrase::Nominal } else { Phrase::Unnamed },
    }
}

/// The actors of the last sentences before token `at`, with their faded weights.
fn recent(resolver: &Resolver, at: usize, sentences: usize) -> Vec<(ActorIndex, f32)> {
    let sentence = resolver.tokens.sentence_of(at);
    let mut found: Vec<(ActorIndex, f32)> = Vec::new();
    for back in 0..=sentences.min(sentence) {
        let decay = 0.7f32.powi(back as i32);
        let list = resolver.candidates.get(sentence - back).into_iter().flatten();
        for candidate in list.filter(|candidate| candidate.token < at) {
            match found.iter_mut().find(|(actor, _)| *actor == candidate.actor) {
                Some((_, weight)) => *weight += candidate.weight * decay,
                None => found.push((candidate.actor, candidate.weight * decay)),
            }
        }
    }
    found
}

/// The person whom the next sentences introduce as a subject, when the description can mean nobody before:
/// `NATO’s secretary-general said …. But Mark …`.
fn ahead(resolver: &Resolver, description: &Description) -> Option<ActorIndex> {
    let phrase = &description.phrase;
    let sentence = resolver.tokens.sentence_of(phrase.start);
    for list in resolver.candidates.get(sentence..)?.iter().take(SENTENCES_AHEAD + 1) {
        for candidate in list.iter().filter(|candidate| candidate.token >= phrase.end && candidate.weight >= 2.0) {
            let Some(member) = resolver.cast.member(candidate.actor).filter(|member| member.kind == ActorKind::Person)
            else {
                continue;
            };
            let new = resolver.first_mention(candidate.actor) >= phrase.start;
            if new && member.gender.fits(description.nominal.gender) {
                // Somebody with an office of his own is somebody else.
                return member.roles.is_empty().then_some(candidate.actor);
            }
        }
    }
    None
}

/// The definite description that begins at token `i`: `the French president`, `NATO’s secretary-general`.
pub fn definite_at(resolver: &Resolver, i: usize) -> Option<Range> {
    let tokens = resolver.tokens;
    let name_at = |i: usize| {
        resolver.cast.mention_at(i).filter(|mention| mention.kind == MentionKind::Name && mention.tokens.start == i)
    };
    let from = match name_at(i).filter(|mention| mention.possessive) {
        Some(owner) => owner.tokens.end + 1,
        None if tokens.lower(i) == "the" => i + 1,
        None => return None,
    };
    let inside = |k: usize| {
        tokens.list.get(k).is_some_and(|token| token.kind == TokenKind::Word)
            && !titles::is_preposition(tokens.lower(k))
            && tokens.lower(k) != "and"
            && !resolver.tags.get(k).is_some_and(|tag| tag.is_finite())
    };
    let longest = (from..from + 5).take_while(|k| inside(*k)).last()? + 1;
    let (end, nominal) = (from + 1..=longest)
        .rev()
        .find_map(|end| titles::nominal_ending_at(tokens, from, end).map(|(_, nominal)| (end, nominal)))?;
    // A bill or report is nobody, whoever issued it.
    if nominal.class == NominalClass::Document {
        return None;
    }
    // A name behind makes the words its title, another noun makes them a part of something longer.
    let goes_on = name_at(end).is_some() || end < longest && resolver.tags.get(end).is_some_and(|tag| tag.is_noun());
    (!goes_on).then_some(i..end)
}

/// Whether a description says more than its noun: whose office it is.
pub fn tells_a_role(resolver: &Resolver, range: &Range) -> bool {
    let names = resolver.cast.mentions_in(range);
    names.iter().any(|mention| mention.kind == MentionKind::Name && mention.tokens.end < range.end)
}

fn lower_words(tokens: &Tokens, range: &Range) -> String {
    range.clone().map(|i| tokens.lower(i).trim_end_matches('.')).collect::<Vec<_>>().join(" ")
}

/// Whether `words` stand in `text` as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let words = words.trim_end_matches('.');
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

/// Whether a role says of which state or body it is.
fn narrows(resolver: &Resolver, role: &Range) -> bool {
    resolver.cast.mentions_in(role).iter().any(|mention| mention.kind == MentionKind::Name)
}

/// Whether a role names the same state or body as `name`: `French President` and `France’s president`.
fn role_names(resolver: &Resolver, role: &Range, name: &CastMention) -> bool {
    let state = |actor: ActorIndex| {
        let known = resolver.cast.member(actor).and_then(|member| member.known);
        known.map(|known| gazetteer::state_of(known).unwrap_or(known))
    };
    let wanted = state(name.actor);
    let inside = resolver.cast.mentions_in(role);
    inside.iter().any(|inner| inner.actor == name.actor || wanted.is_some() && state(inner.actor) == wanted)
}
