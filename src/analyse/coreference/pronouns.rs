//! Pronouns: by gender and number, `he` and `she` by [evidence], others by recency, subjects first.

use super::{Phrase, Resolution, Resolver, SENTENCES_BACK, evidence};
use crate::analyse::actors::ActorIndex;
use crate::analyse::gazetteer::Gender;
use crate::analyse::titles;
use crate::analysis::{ActorKind, MentionKind};

/// How many sentences back `they` finds people who did something together.
const SENTENCES_TOGETHER: usize = 2;

/// Added to the probability that the chain of antecedents gives an actor: the higher, the less it counts.
const CHAIN_DOUBT: f32 = 0.5;

/// How likely somebody must be whom `he` or `she` stands for.
const LIKELY: f32 = 0.4;

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Man,
    Woman,
    Several,
    Thing,
}

/// What a pronoun asks for that is plain enough to be a mention.
pub fn third_person(lower: &str) -> Option<Wanted> {
    match lower {
        "he" | "him" | "his" | "himself" => Some(Wanted::Man),
        "she" | "her" | "hers" | "herself" => Some(Wanted::Woman),
        _ => None,
    }
}

/// What any pronoun of the third person asks for.
pub fn wanted(lower: &str) -> Option<Wanted> {
    third_person(lower).or(match lower {
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Wanted::Several),
        "it" | "its" | "itself" => Some(Wanted::Thing),
        _ => None,
    })
}

/// The actor that the pronoun at token `at` stands for.
pub fn resolve(resolver: &Resolver, at: usize, wanted: Wanted, last: &[ActorIndex]) -> Resolution {
    if wanted == Wanted::Several
        && let Some(actors) = together(resolver, at)
    {
        return Resolution { candidates: actors.clone(), actors, confidence: 0.7, phrase: Phrase::Pronoun };
    }
    // Those who spoke together just now speak on.
    if wanted == Wanted::Several && last.len() > 1 && near(resolver, at, last) {
        return Resolution {
            candidates: last.to_vec(),
            actors: last.to_vec(),
            confidence: 0.6,
            phrase: Phrase::Pronoun,
        };
    }
    match wanted {
        Wanted::Man | Wanted::Woman => one(resolver, at, wanted, last),
        Wanted::Several | Wanted::Thing => most_drawn(resolver, at, wanted, last),
    }
}

/// Whom `he` or `she` stands for: the likeliest by what speaks for each.
fn one(resolver: &Resolver, at: usize, wanted: Wanted, last: &[ActorIndex]) -> Resolution {
    let ranked = evidence::ranked(&evidence::of(resolver, at, wanted, last));
    let confidence = ranked.first().map_or(0.0, |(_, likely)| *likely);
    let candidates: Vec<ActorIndex> = ranked.iter().map(|(actor, _)| *actor).take(4).collect();
    let actors = if confidence >= LIKELY { candidates.iter().take(1).copied().collect() } else { Vec::new() };
    Resolution { actors, confidence, candidates, phrase: Phrase::Pronoun }
}

/// Whom `they` or `it` stands for: who was spoken of most, and last.
fn most_drawn(resolver: &Resolver, at: usize, wanted: Wanted, last: &[ActorIndex]) -> Resolution {
    let mut ranked = evidence::drawn(resolver, at, wanted, last);
    if let Some(chained) = resolver.chains.among(&(at..at + 1)) {
        // What the chain of antecedents says weighs in, by a factor around 1.
        for (actor, score) in &mut ranked {
            let likely = chained.iter().find(|(other, _)| other == actor).map_or(0.0, |(_, likely)| *likely);
            *score *= (likely + CHAIN_DOUBT) / (0.5 + CHAIN_DOUBT);
        }
    }
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let score = |k: usize| ranked.get(k).map_or(0.0, |(_, score)| *score);
    let (best, second) = (score(0), score(1));
    let share = if best > 0.0 { best / (best + second) } else { 0.0 };
    let confidence = 0.8 * share * (best / 0.3).min(1.0);
    let candidates: Vec<ActorIndex> = ranked.iter().map(|(actor, _)| *actor).take(4).collect();
    let actors = if confidence >= 0.5 { candidates.iter().take(1).copied().collect() } else { Vec::new() };
    Resolution { actors, confidence, candidates, phrase: Phrase::Pronoun }
}

/// Whether each of `actors` was spoken of in the last sentences before token `at`.
fn near(resolver: &Resolver, at: usize, actors: &[ActorIndex]) -> bool {
    let sentence = resolver.tokens.sentence_of(at);
    let lists = resolver.candidates.get(sentence.saturating_sub(SENTENCES_BACK)..=sentence).unwrap_or_default();
    actors.iter().all(|actor| lists.iter().flatten().any(|candidate| candidate.actor == *actor && candidate.token < at))
}

/// People who are the subject together right before token `at`, in its paragraph or, where it opens one, the one before: `said Anton Gruber and Lena Hart. … they`.
pub fn together(resolver: &Resolver, at: usize) -> Option<Vec<ActorIndex>> {
    let tokens = resolver.tokens;
    let block = tokens.paragraphs.get(tokens.paragraph_of(at))?;
    let own = tokens.sentence_of(at);
    // At the beginning of a paragraph the one before counts as well.
    let opens = if own == block.sentences.start { 0 } else { block.sentences.start };
    let first = opens.max(own.saturating_sub(SENTENCES_TOGETHER));
    let from = tokens.sentences.get(first)?.start;
    let person = |actor| resolver.cast.member(actor).is_some_and(|member| member.kind == ActorKind::Person);
    let names: Vec<_> = resolver
        .cast
        .mentions_in(&(from..at))
        .iter()
        .filter(|mention| mention.kind == MentionKind::Name && !resolver.quoted(mention.tokens.start))
        .filter(|mention| resolver.cast.member(mention.actor).is_some_and(|member| member.kind != ActorKind::Place))
        .collect();
    // The last that are named before must be the ones: anybody named since may be meant as well.
    let (mut last, rest) = names.split_last().map(|(last, rest)| (*last, rest))?;
    let subject = resolver.subject_verb(last.tokens.end);
    let mut found = vec![last.actor];
    for name in rest.iter().rev() {
        let between = name.tokens.end..last.tokens.start;
        let start = titles::run_before(tokens, between.start, between.end).map_or(between.end, |(run, _, _)| run.start);
        let joined = match start.saturating_sub(between.start) {
            1 if found.len() == 1 => tokens.lower(between.start) == "and",
            1 => tokens.word(between.start) == ",",
            2 => tokens.word(between.start) == "," && tokens.lower(between.start + 1) == "and",
            _ => false,
        };
        if !joined || found.contains(&name.actor) {
            break;
        }
        found.push(name.actor);
        last = *name;
    }
    found.reverse();
    (found.len() > 1
        && found.iter().all(|actor| person(*actor))
        && (subject || resolver.before_is_cue(last.tokens.start)))
    .then_some(found)
}

/// The two people of a gender who alone were spoken of in the last sentences before token `at`.
pub fn last_two(resolver: &Resolver, at: usize, gender: Gender) -> Option<Vec<ActorIndex>> {
    let sentence = resolver.tokens.sentence_of(at);
    let lists = resolver.candidates.get(sentence.saturating_sub(SENTENCES_TOGETHER + 1)..=sentence)?;
    let mut found: Vec<ActorIndex> = Vec::new();
    for candidate in lists.iter().flatten().filter(|candidate| candidate.token < at && candidate.weight >= 0.7) {
        let member = resolver.cast.member(candidate.actor);
        let fits = member.is_some_and(|member| member.kind == ActorKind::Person && member.gender.fits(gender));
        if fits && !found.contains(&candidate.actor) {
            found.push(candidate.actor);
        }
    }
    (found.len() == 2).then_some(found)
}

/// How well an actor fits; `None` when not at all.
pub fn fit(resolver: &Resolver, actor: ActorIndex, wanted: Wanted) -> Option<f32> {
    let member = resolver.cast.member(actor)?;
    match (wanted, member.kind) {
        (Wanted::Man | Wanted::Woman, ActorKind::Person) => {
            let gender = if wanted == Wanted::Man { Gender::Male } else { Gender::Female };
            let certain = member.gender == gender;
            member.gender.fits(gender).then_some(if certain { 1.0 } else { 0.75 })
        }
        (Wanted::Several, ActorKind::Group) => Some(if member.name.ends_with('s') { 0.9 } else { 0.2 }),
        (Wanted::Several, ActorKind::Organisation) => Some(0.6),
        (Wanted::Thing, ActorKind::Organisation) => Some(1.0),
        (Wanted::Thing, ActorKind::Place) => Some(0.6),
        _ => None,
    }
}
