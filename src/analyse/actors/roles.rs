//! What the article calls its actors besides their names: titles before names, and descriptions set behind or before them.

use super::{ActorIndex, Cast, NameMention};
use crate::analyse::gazetteer::Gender;
use crate::analyse::tagger::Tag;
use crate::analyse::titles::{self, NominalClass};
use crate::analyse::tokens::{Range, TokenKind, Tokens};
use crate::analysis::ActorKind;

/// The longest description, in tokens.
const LONGEST: usize = 14;

/// Notes the roles of all members, and what they tell of gender; also the campaigns and administrations of people.
pub fn find(tokens: &Tokens, tags: &[Tag], mentions: &[NameMention], cast: &mut Cast) {
    let mut found: Vec<(ActorIndex, Range, Gender)> = Vec::new();
    // One mention of a name gives one mention of the cast, in the same order.
    for (mention, placed) in mentions.iter().zip(&cast.mentions) {
        let Some(member) = cast.members.get(placed.actor) else { continue };
        let sentence = tokens.sentences.get(tokens.sentence_of(mention.tokens.start)).cloned().unwrap_or_default();
        let mut add = |range: Range, gender: Gender| found.push((placed.actor, range, gender));
        if let Some(title) = mention.title.clone().filter(|title| !is_bare_honorific(tokens, title)) {
            add(title, mention.gender);
        }
        if member.kind == ActorKind::Group {
            continue;
        }
        if let Some((range, gender)) = behind(tokens, tags, mention, member.kind, &sentence) {
            add(range, gender);
        }
        if let Some((range, gender)) = before(tokens, mention, member.kind, &sentence) {
            add(range, gender);
        }
    }
    for (actor, range, gender) in found {
        cast.add_role(actor, tokens, range);
        if let Some(member) = cast.members.get_mut(actor) {
            member.gender = member.gender.or(gender);
        }
    }
}

/// `Mr.`, `Dr` and other titles that say nothing of what somebody does.
fn is_bare_honorific(tokens: &Tokens, title: &Range) -> bool {
    title.clone().all(|i| {
        titles::ending_at(tokens, i, i + 1).is_some_and(|(_, title)| title.kind == titles::TitleKind::Honorific)
    })
}

fn class_fits(class: NominalClass, kind: ActorKind) -> bool {
    match kind {
        ActorKind::Person => class == NominalClass::Person,
        ActorKind::Organisation => class == NominalClass::Organisation,
        ActorKind::Place => class == NominalClass::State,
        _ => false,
    }
}

/// `Ada Brandt, the mayor of Kessel,` and `Ada Brandt is the mayor of Kessel`.
fn behind(
    tokens: &Tokens,
    tags: &[Tag],
    mention: &NameMention,
    kind: ActorKind,
    sentence: &Range,
) -> Option<(Range, Gender)> {
    let end = mention.tokens.end;
    let mut start = match tokens.lower(end) {
        "," | "(" | "—" | "–" => end + 1,
        "is" | "was" | "became" => end + 1,
        _ => return None,
    };
    let copula = !matches!(tokens.lower(end), "," | "(" | "—" | "–");
    if !copula && matches!(tokens.lower(start), "who" | "which") {
        start += 1;
        if !matches!(tokens.lower(start), "is" | "was" | "became") {
            return None;
        }
        start += 1;
    }
    let determined = matches!(tokens.lower(start), "the" | "a" | "an" | "one");
    if copula && !determined {
        return None;
    }
    let article = if determined { start + 1 } else { start };
    let (head, gender) = head_of(tokens, tags, article, sentence.end.min(article + LONGEST), kind)?;
    // Where the description ends: at the next mark, relative word or verb.
    let mut stop = head;
    while stop < sentence.end && stop < article + LONGEST + 4 {
        let mark = tokens.list.get(stop).is_some_and(|token| token.kind == TokenKind::Mark)
            && !matches!(tokens.word(stop), "&" | "’" | "'");
        let relative = matches!(
            tokens.lower(stop),
            "who"
                | "which"
                | "that"
                | "and"
                | "but"
                | "whose"
                | "when"
                | "where"
                | "after"
                | "as"
                | "because"
                | "while"
        );
        if mark || relative || tags.get(stop).is_some_and(|tag| tag.is_finite()) {
            break;
        }
        stop += 1;
    }
    // Without an article only what ends like an apposition is one: `Ivo Lang, chief of staff, said`.
    let closed = matches!(tokens.word(stop), "," | ")" | "." | "—" | "–" | ";")
        || tags.get(stop).is_some_and(|tag| tag.is_finite());
    let listed = !determined && !copula && tokens.lower(stop) == "and";
    ((determined || closed) && !listed && stop > article).then_some((article..stop, gender))
}

/// `the mayor of Kessel, Ada Brandt,` and `Kessel’s mayor, Ada Brandt`.
fn before(tokens: &Tokens, mention: &NameMention, kind: ActorKind, sentence: &Range) -> Option<(Range, Gender)> {
    let first = mention.title.as_ref().map_or(mention.tokens.start, |title| title.start);
    let comma = first.checked_sub(1).filter(|comma| tokens.word(*comma) == ",")?;
    let from = comma.saturating_sub(LONGEST).max(sentence.start);
    let mut start = comma;
    let mut found = None;
    while start > from {
        start -= 1;
        let possessive = matches!(tokens.lower(start), "'s" | "’s" | "'" | "’");
        if tokens.list.get(start).is_some_and(|token| token.kind == TokenKind::Mark) && !possessive {
            break;
        }
        if matches!(tokens.lower(start), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
            found = Some(start);
            break;
        }
        if matches!(tokens.lower(start), "'s" | "’s") {
            // `Kessel’s mayor`: the owner belongs to it.
            // `the clinic’s chief nurse`: its article is still to come.
            let mut owner = start;
            if start > from && !tokens.word(start - 1).starts_with(char::is_uppercase) {
                continue;
            }
            while owner > from && tokens.word(owner - 1).starts_with(char::is_uppercase) {
                owner -= 1;
            }
            found = (owner < start).then_some(owner);
            break;
        }
    }
    let start = found?;
    let article = if matches!(tokens.lower(start), "the" | "a" | "an") { start + 1 } else { start };
    let (mut end, mut gender, mut fits) = (article, Gender::Unknown, false);
    // The head stands before the first preposition.
    while end < comma && !titles::is_preposition(tokens.lower(end)) {
        end += 1;
    }
    if let Some((_, nominal)) = titles::nominal_ending_at(tokens, article, end) {
        gender = nominal.gender;
        // `the Czech Republic, France`: a name is no description.
        let small = !tokens.word(end - 1).starts_with(char::is_uppercase) || kind == ActorKind::Person;
        fits = class_fits(nominal.class, kind) && !nominal.plural && small;
    }
    fits.then_some((article..comma, gender))
}

/// The end of the head noun of the description that begins at `start`, when it fits an actor of that kind.
fn head_of(tokens: &Tokens, tags: &[Tag], start: usize, end: usize, kind: ActorKind) -> Option<(usize, Gender)> {
    let mut head = start;
    while head < end
        && !titles::is_preposition(tokens.lower(head))
        && !matches!(tokens.lower(head), "who" | "which" | "that" | "and")
        && !tags.get(head).is_some_and(|tag| tag.is_finite())
        && (tokens.list.get(head).is_some_and(|token| token.kind != TokenKind::Mark))
    {
        head += 1;
    }
    let (_, nominal) = titles::nominal_ending_at(tokens, start, head)?;
    (class_fits(nominal.class, kind) && !nominal.plural).then_some((head, nominal.gender))
}
