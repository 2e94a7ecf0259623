//! Noun phrases: names with what belongs to them, and several joined.

use super::descriptions::{self, Description};
use super::pronouns;
use super::{Phrase, Resolution, Resolver, campaigns, documents, extent, relatives, several, titled};
use crate::analyse::actors::{ActorIndex, CastMention};
use crate::analyse::clauses::is_time;
use crate::analyse::gazetteer::Gender;
use crate::analyse::names::words;
use crate::analyse::tagger::Tag;
use crate::analyse::titles::{self, Nominal, NominalClass};
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::{ActorKind, MentionKind};

/// See [`Resolver::resolve`].
pub fn resolve(resolver: &Resolver, phrase: &Range, last: &[ActorIndex]) -> Resolution {
    let tokens = resolver.tokens;
    let cut = trimmed(tokens, phrase);
    let phrase = extent::whole(resolver, cut.clone());
    if phrase.is_empty() {
        return Resolution::default();
    }
    if extent::is_nobody(resolver, &phrase) {
        return Resolution { phrase: Phrase::Pronoun, ..Resolution::default() };
    }
    if phrase.len() == 1 && matches!(tokens.lower(phrase.start), "who" | "which" | "that" | "whose") {
        return chained(resolver, &phrase, relatives::antecedent(resolver, phrase.start, last));
    }
    if let Some(actors) = several::of_two(resolver, &phrase) {
        return Resolution { candidates: actors.clone(), actors, confidence: 0.6, phrase: Phrase::Nominal };
    }
    let parts = parts(resolver, &phrase);
    if parts.len() < 2 {
        let mut one = single(resolver, &phrase, last);
        // The name stands behind the description, not in it.
        if phrase.end > cut.end && one.phrase == Phrase::Name {
            one.phrase = Phrase::Nominal;
        }
        return chained(resolver, &phrase, one);
    }
    // Several together: those that have a name.
    let mut together = Resolution { confidence: 0.95, phrase: Phrase::Unnamed, ..Resolution::default() };
    for part in &parts {
        let one = match titled::led_by(resolver, part) {
            Some(name) => Resolution { actors: vec![name.actor], confidence: 0.95, ..Resolution::default() },
            None => single(resolver, part, last),
        };
        for actor in one.actors {
            if !together.actors.contains(&actor) {
                together.actors.push(actor);
                together.confidence = together.confidence.min(one.confidence);
                together.phrase = Phrase::Name;
            }
        }
    }
    together
}

/// How likely a chain's actor must be before it counts where the rules find nobody, or guess.
const CHAINED: f32 = 0.5;
/// Under this confidence a description's actor is a guess.
const GUESS: f32 = 0.7;

/// What the rules found, or where they found nobody whom the chain of antecedents leads to.
fn chained(resolver: &Resolver, phrase: &Range, found: Resolution) -> Resolution {
    let tokens = resolver.tokens;
    // `a senior official`, `two lawyers`: nobody who was named.
    let bare =
        matches!(tokens.lower(phrase.start), "a" | "an" | "some" | "many" | "one" | "another" | "several" | "other")
            || resolver.tags.get(phrase.start) == Some(&Tag::Number);
    // `Brandt’s office`: somebody of hers, and nobody else.
    let owned = resolver.cast.mentions_in(phrase).first().is_some_and(|name| name.possessive);
    let guess = found.phrase == Phrase::Nominal && found.actors.len() == 1 && found.confidence < GUESS;
    if !found.actors.is_empty() && !guess || bare || owned {
        return found;
    }
    let head = phrase.start..head_end(tokens, phrase);
    let Some([(actor, likely), rest @ ..]) = resolver.chains.among(&head) else { return found };
    let kind = |actor: ActorIndex| resolver.cast.member(actor).map(|member| member.kind);
    let own = found.actors.first().copied();
    let share = |wanted: ActorIndex| rest.iter().find(|(other, _)| *other == wanted).map_or(0.0, |(_, share)| *share);
    // Another of the same kind must be twice as likely as whom the rules guess.
    let clear = own.is_none_or(|own| own != *actor && kind(own) == kind(*actor) && *likely > 2.0 * share(own));
    if *likely < CHAINED || !clear {
        return found;
    }
    let pronoun = found.phrase == Phrase::Pronoun;
    Resolution {
        actors: vec![*actor],
        confidence: *likely,
        candidates: std::iter::once(actor).chain(rest.iter().map(|(other, _)| other)).copied().take(4).collect(),
        phrase: if pronoun { Phrase::Pronoun } else { Phrase::Nominal },
    }
}

/// Without marks and conjunctions around.
fn trimmed(tokens: &Tokens, phrase: &Range) -> Range {
    let mark = |i: usize| tokens.list.get(i).is_none_or(|token| token.kind == TokenKind::Mark);
    let (mut start, mut end) = (phrase.start, phrase.end.min(tokens.list.len()));
    while start < end
        && (mark(start)
            || matches!(tokens.lower(start), "and" | "but" | "by" | "from" | "as" | "to" | "according")
            || tokens.lower(start) == "both" && (start..end).any(|i| tokens.lower(i) == "and"))
    {
        start += 1;
    }
    while start < end && mark(end - 1) {
        end -= 1;
    }
    // `the campaign’s`, standing for what the campaign says.
    if end > start + 1 && matches!(tokens.word(end - 1), "’s" | "'s") {
        end -= 1;
    }
    start..end.max(start)
}

/// The members of a coordination: `the U.S. and Germany`; one when there is none.
fn parts(resolver: &Resolver, phrase: &Range) -> Vec<Range> {
    let tokens = resolver.tokens;
    let name_at = |i: usize| resolver.cast.mention_at(i).filter(|mention| mention.kind == MentionKind::Name);
    let named = |part: &Range| part.clone().any(|i| name_at(i).is_some());
    let is_own = |actor| resolver.cast.member(actor).is_some_and(|member| member.kind != ActorKind::Group);
    let mut parts: Vec<Range> = Vec::new();
    let mut start = phrase.start;
    for i in phrase.clone() {
        let conjunction =
            matches!(tokens.lower(i), "and" | "&" | "or" | "/") || tokens.word(i) == "-" && !tokens.spaced(i);
        let comma = tokens.word(i) == ",";
        let inside = name_at(i).is_some_and(|mention| mention.tokens.start < i);
        if inside || !conjunction && !comma {
            continue;
        }
        if comma {
            // A comma parts only lists that an `and` ends, and only before a name.
            let next = i + 1 + usize::from(matches!(tokens.lower(i + 1), "and" | "or" | "the"));
            let list = (i + 1..phrase.end).any(|k| tokens.lower(k) == "and");
            if !list || !(next..(next + 3).min(phrase.end)).any(|k| name_at(k).is_some_and(|name| is_own(name.actor))) {
                continue;
            }
        }
        if start < i {
            parts.push(start..i);
        }
        start = i + 1;
    }
    if start < phrase.end {
        parts.push(start..phrase.end);
    }
    let Some((first, others)) = parts.split_first() else { return parts };
    // `Ada Brandt, the mayor and a lawyer` is no list, and `the senator from Orva and Kessel` has its `and` inside.
    let noun = |part: &Range| titles::nominal_ending_at(tokens, part.start, head_end(tokens, part)).is_some();
    let head_named = |part: &Range| name_at(head_end(tokens, part) - 1).is_some();
    // `Ada Brandt of Kessel and Ivo Lang of Orva` is a list all the same.
    let kind_of = |part: &Range| {
        let leader = titled::led_by(resolver, part).and_then(|name| resolver.cast.member(name.actor));
        leader.map(|member| member.kind).filter(|kind| *kind != ActorKind::Group)
    };
    if kind_of(first).is_some_and(|kind| others.iter().all(|part| kind_of(part) == Some(kind))) {
        return parts;
    }
    let deep = head_end(tokens, first) < first.end && (tokens.word(first.end) != "," || !head_named(first))
        || parts.iter().any(|part| titles::is_preposition(tokens.lower(part.start)));
    let list =
        (named(first) || noun(first) || first.len() == 1 && pronouns::wanted(tokens.lower(first.start)).is_some())
            && others.iter().all(|part| named(part) || noun(part))
            && parts.iter().any(named);
    if list && !deep { parts } else { vec![phrase.clone()] }
}

/// Where the head of a noun phrase ends: before a comma, relative word or preposition.
pub fn head_end(tokens: &Tokens, phrase: &Range) -> usize {
    let ends = |i: usize| {
        let mark = tokens.list.get(i).is_none_or(|token| token.kind == TokenKind::Mark);
        mark && !matches!(tokens.word(i), "’" | "'" | "&")
            || matches!(tokens.lower(i), "who" | "which" | "that" | "whose" | "where")
            || titles::is_preposition(tokens.lower(i))
    };
    (phrase.start + 1..phrase.end).find(|i| ends(*i)).unwrap_or(phrase.end)
}

/// One noun phrase, not joined.
pub fn single(resolver: &Resolver, part: &Range, last: &[ActorIndex]) -> Resolution {
    let tokens = resolver.tokens;
    let part = trimmed(tokens, part);
    if part.is_empty() {
        return Resolution::default();
    }
    let first = pronouns::wanted(tokens.lower(part.start));
    if let Some(wanted) = first.filter(|_| part.len() == 1 || is_bare(tokens, &(part.start + 1..part.end))) {
        return pronouns::resolve(resolver, part.start, wanted, last);
    }
    let mut end = head_end(tokens, &part);
    if let Some(behind) = documents::end_behind_title(tokens, end).filter(|behind| *behind <= part.end) {
        end = behind;
    }
    // `a poll conducted`, `the officials briefed`: the noun stands before the participle.
    let noun = |i: usize| resolver.tags.get(i).is_some_and(|tag| tag.is_noun());
    let verb =
        |i: usize| resolver.tags.get(i).is_some_and(|tag| matches!(tag, Tag::Past | Tag::Participle | Tag::Gerund));
    if let Some(cut) = (part.start + 2..end).find(|i| verb(*i) && noun(i - 1)) {
        end = cut;
    }
    // `a poll last week`: the noun stands before the time.
    while end > part.start + 1
        && (is_time(tokens.lower(end - 1))
            || matches!(tokens.lower(end - 1), "last" | "this" | "next" | "late" | "early"))
        && resolver.cast.mention_at(end - 1).is_none()
    {
        end -= 1;
    }
    let names: Vec<&CastMention> =
        resolver.cast.mentions_in(&part).iter().filter(|mention| mention.kind == MentionKind::Name).collect();
    // A name with `of` inside runs over the end of the head.
    if let Some(over) = names.iter().find(|name| name.tokens.start < end && name.tokens.end > end) {
        end = over.tokens.end;
    }
    let named = |actor: ActorIndex, confidence| Resolution {
        actors: vec![actor],
        confidence,
        candidates: vec![actor],
        phrase: Phrase::Name,
    };
    // `Orva’s`, standing alone for what Orva says.
    if let Some(name) =
        names.iter().find(|name| name.possessive && name.tokens.end + 1 >= part.end && name.tokens.start < end)
    {
        return named(name.actor, 0.9);
    }
    // `Ada Brandt MP`
    let letters = |i: usize| words::is(tokens.lower(i), words::Class::Postnominal) || tokens.word(i) == ",";
    if let Some(name) = names
        .iter()
        .find(|name| name.tokens.start < end && name.tokens.end < end && (name.tokens.end..end).all(letters))
    {
        return named(name.actor, 0.97);
    }
    // The head ends with a name: `Kesselian President Ivo Lang`. The longest comes first (`Orva campaign`).
    if let Some(name) = names.iter().find(|name| name.tokens.end == end && !name.possessive) {
        return if is_part_of_group(resolver, &part, name) {
            let singular = !tokens.lower(name.tokens.end - 1).ends_with('s');
            if singular && tokens.lower(part.start) == "the" {
                // `the Kessel Republican`
                return descriptions::salient(resolver, part.start, ActorKind::Person, Gender::Unknown);
            }
            Resolution { phrase: Phrase::Unnamed, ..Resolution::default() }
        } else if let Some(family) = several::family(resolver, name) {
            Resolution { candidates: family.clone(), actors: family, confidence: 0.8, phrase: Phrase::Name }
        } else {
            named(name.actor, 0.97)
        };
    }
    // `groups like the Kessel Club`, `advisers such as Ada Brandt`
    let example = names.iter().find(|name| {
        let from = titled::titled_from(tokens, &part, name).saturating_sub(3).max(end);
        !name.possessive
            && !titled::is_in_title(resolver, name, &names)
            && (from..name.tokens.start)
                .any(|i| matches!(tokens.lower(i), "like" | "including" | "as" | "named" | "called"))
    });
    if let Some(name) = example {
        // `senators like Ada Brandt, Ivo Lang and Tom Reyes`: all of them.
        let kind = |name: &CastMention| resolver.cast.member(name.actor).map(|member| member.kind);
        let mut actors: Vec<ActorIndex> = Vec::new();
        for other in names.iter().filter(|other| other.tokens.start >= name.tokens.start && kind(other) == kind(name)) {
            if !other.possessive && !actors.contains(&other.actor) {
                actors.push(other.actor);
            }
        }
        return Resolution { candidates: actors.clone(), actors, confidence: 0.75, phrase: Phrase::Name };
    }
    // An apposition with the name behind: `the mayor of Kessel, Ada Brandt`, `head of the bank Ada Brandt`.
    let nominal = titles::nominal_ending_at(tokens, part.start, end);
    let body = nominal.is_some_and(|(_, nominal)| {
        !nominal.plural && matches!(nominal.class, NominalClass::Organisation | NominalClass::Group)
    });
    let apposed = names.iter().find(|name| {
        let kind = resolver.cast.member(name.actor).map(|member| member.kind);
        let person = kind == Some(ActorKind::Person) || body && kind == Some(ActorKind::Organisation);
        let start = titles::run_before(tokens, part.start, name.tokens.start)
            .map_or(name.tokens.start, |(run, _, _)| run.start);
        let comma = start.checked_sub(1).is_some_and(|i| tokens.word(i) == ",");
        person && !name.possessive && name.tokens.start >= end && (comma || titled::follows_title(tokens, &part, name))
    });
    if let Some(name) = apposed {
        return named(name.actor, 0.9);
    }
    // `the Kessel Fund group`: the noun says what the name is.
    if body
        && let Some((length, _)) = nominal
        && let Some(name) = names.iter().find(|name| name.tokens.end + length == end && !name.possessive)
        && resolver.cast.member(name.actor).is_some_and(|member| member.kind == ActorKind::Organisation)
    {
        return named(name.actor, 0.8);
    }
    if let Some(actor) = apposed_to(resolver, &part, &names, nominal.map(|(_, nominal)| nominal)) {
        return named(actor, 0.8);
    }
    let said = documents::is_noun(tokens.lower(end - 1));
    let document = nominal.is_none_or(|(_, nominal)| match nominal.class {
        NominalClass::Document => true,
        NominalClass::Person => said,
        _ => false,
    });
    if document {
        // A letter, poll or decision: whoever issued it.
        if let Some(owner) = names.iter().find(|name| name.possessive && name.tokens.end < end) {
            return named(owner.actor, 0.75);
        }
        if let Some(wanted) = first.filter(|_| matches!(tokens.lower(part.start), "his" | "her" | "its" | "their")) {
            let owner = pronouns::resolve(resolver, part.start, wanted, last);
            return Resolution { confidence: owner.confidence * 0.8, ..owner };
        }
        // `the newspaper’s editorial`, `the ad’s narrator`
        if said || nominal.is_some() {
            let owner = documents::owner(resolver, &part, end).map(|owner| single(resolver, &owner, last));
            if let Some(owner) = owner.filter(|owner| !owner.actors.is_empty()) {
                return Resolution { confidence: owner.confidence * 0.8, phrase: Phrase::Nominal, ..owner };
            }
        }
        if said || nominal.is_some() {
            let issued = documents::resolve(resolver, &part, end, &names);
            if let Some(issued) = issued {
                return issued;
            }
            if names.is_empty() {
                return Resolution { phrase: Phrase::Unnamed, ..Resolution::default() };
            }
        }
    }
    // `Orva Chief of Staff Ada Brandt`: capitals up to the person, whatever office they tell.
    if let Some(name) = names.iter().find(|name| titled::ends_in_bearer(resolver, &part, name)) {
        return named(name.actor, 0.9);
    }
    if let Some(own) = campaigns::resolve(resolver, &part, end, &names, last) {
        return own;
    }
    if let Some((length, nominal)) = nominal {
        let description = Description { phrase: part, head: end - length..end, nominal, names: &names };
        return descriptions::resolve(resolver, &description);
    }
    // `Kessel Director of Port Affairs Ada Brandt`
    if let Some(name) = names.iter().find(|name| {
        let person = resolver.cast.member(name.actor).is_some_and(|member| member.kind == ActorKind::Person);
        let before = name.tokens.start.checked_sub(1).map_or("", |i| tokens.lower(i));
        person
            && !name.possessive
            && name.tokens.end == part.end
            && name.tokens.len() > 1
            && !titles::is_preposition(before)
            && before != "and"
    }) {
        return named(name.actor, 0.6);
    }
    // No noun that is known: the name inside, if only `himself` and the like follow it.
    match names.first() {
        Some(name) if !name.possessive && name.tokens.end <= end && is_bare(tokens, &(name.tokens.end..end)) => {
            named(name.actor, 0.8)
        }
        _ => Resolution { phrase: Phrase::Unnamed, ..Resolution::default() },
    }
}

/// The name before a phrase that is set behind it between commas: `The Kessel Fund, a group that …`.
fn apposed_to(
    resolver: &Resolver,
    part: &Range,
    names: &[&CastMention],
    nominal: Option<&Nominal>,
) -> Option<ActorIndex> {
    let tokens = resolver.tokens;
    let comma = part.start.checked_sub(1).filter(|i| tokens.word(*i) == ",")?;
    if !matches!(tokens.lower(part.start), "a" | "an" | "the") || !names.is_empty() {
        return None;
    }
    let name = resolver.cast.mention_at(comma.checked_sub(1)?)?;
    let kind = resolver.cast.member(name.actor)?.kind;
    let fits = match nominal?.class {
        NominalClass::Person => kind == ActorKind::Person,
        NominalClass::Organisation | NominalClass::Group => kind == ActorKind::Organisation,
        NominalClass::State | NominalClass::Document => false,
    };
    (fits && !nominal?.plural && !name.possessive && name.tokens.end == comma && name.kind == MentionKind::Name)
        .then_some(name.actor)
}

fn is_bare(tokens: &Tokens, range: &Range) -> bool {
    range
        .clone()
        .all(|i| matches!(tokens.lower(i), "himself" | "herself" | "itself" | "themselves" | "also" | "both" | "all"))
}

/// `some Democrats`, `Senate Republicans`: a part of a group has no name of its own.
fn is_part_of_group(resolver: &Resolver, part: &Range, name: &CastMention) -> bool {
    let group = resolver.cast.member(name.actor).is_some_and(|member| member.kind == ActorKind::Group);
    group && (part.start..name.tokens.start).any(|i| resolver.tokens.lower(i) != "the")
}
