//! The gender of people whose names and titles do not tell it: by the pronouns that follow where nobody else is named.

use super::Cast;
use crate::analyse::gazetteer::Gender;
use crate::analyse::tokens::Tokens;
use crate::analysis::ActorKind;
use crate::span::Span;

/// Fills in genders that the pronouns of the text make plain.
pub fn tell(tokens: &Tokens, quotes: &[Span], cast: &mut Cast) {
    let mut counts: Vec<[u32; 2]> = vec![[0, 0]; cast.members.len()];
    let mut next = 0;
    // The only person of the sentence before, if there was just one.
    let mut before = None;
    for sentence in &tokens.sentences {
        let mut only = None;
        let mut several = false;
        let mut at = sentence.start;
        while let Some(mention) = cast.mentions.get(next).filter(|mention| mention.tokens.start < sentence.end) {
            next += 1;
            if cast.members.get(mention.actor).is_none_or(|member| member.kind != ActorKind::Person) {
                continue;
            }
            several |= only.is_some_and(|actor| actor != mention.actor);
            if only.is_none() {
                at = mention.tokens.end;
            }
            only = Some(mention.actor);
        }
        let whose = if several { None } else { only.or(before) };
        if let Some(actor) = whose {
            let from = if only.is_some() { at } else { sentence.start };
            let pronoun = (from..sentence.end).find_map(|i| {
                let number = match tokens.lower(i) {
                    "he" | "his" | "him" => 0,
                    "she" | "her" => 1,
                    _ => return None,
                };
                let start = tokens.list.get(i)?.span.start;
                let quote = quotes.partition_point(|quote| quote.start <= start);
                let quoted = quotes[quote.saturating_sub(3)..quote].iter().any(|quote| quote.contains(start));
                (!quoted).then_some(number)
            });
            if let (Some(number), Some(count)) = (pronoun, counts.get_mut(actor)) {
                count[number] += 1;
            }
        }
        before = if several { None } else { only.or(before.filter(|_| only.is_none() && sentence.len() < 60)) };
    }
    for (member, [he, she]) in cast.members.iter_mut().zip(counts) {
        if member.kind == ActorKind::Person && member.gender == Gender::Unknown {
            if he > 2 * she {
                member.gender = Gender::Male;
            } else if she > 2 * he {
                member.gender = Gender::Female;
            }
        }
    }
}
