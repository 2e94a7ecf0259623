//! Campaigns and administrations: bodies that bear the name of the person whose they are.

use super::{Cast, CastMention, Member};
use crate::analyse::tagger::Tag;
use crate::analyse::tokens::Tokens;
use crate::analysis::{ActorKind, MentionKind};

/// Adds `the Orva campaign` and `Orva’s campaign` as one organisation with its own mentions.
pub fn find(tokens: &Tokens, tags: &[Tag], cast: &mut Cast) {
    let mut found: Vec<CastMention> = Vec::new();
    for number in 0..cast.mentions.len() {
        let Some(mention) = cast.mentions.get(number).cloned() else { continue };
        if cast.member(mention.actor).is_none_or(|member| member.kind != ActorKind::Person) {
            continue;
        }
        let noun = mention.tokens.end + usize::from(mention.possessive);
        let word = tokens.lower(noun).to_owned();
        let body = matches!(word.as_str(), "campaign" | "administration" | "camp");
        // `the Orva campaign manager` is a person, `Orva’s campaign to end the toll` an effort.
        let goes_on = tags.get(noun + 1).is_some_and(|tag| tag.is_noun() || *tag == Tag::To || *tag == Tag::Gerund);
        if !body || goes_on {
            continue;
        }
        let range = mention.tokens.start..noun + 1;
        let name = tokens.one_line(tokens.span(&range));
        let actor = cast.owned_by(mention.actor, &word).unwrap_or_else(|| {
            cast.members
                .push(Member { owner: Some(mention.actor), ..Member::new(ActorKind::Organisation, name.clone()) });
            cast.members.len() - 1
        });
        if let Some(member) = cast.members.get_mut(actor) {
            if !member.names.contains(&name) {
                member.names.push(name.clone());
            }
            // `Orva campaign` rather than `Orva’s campaign`.
            let plain = |name: &str| !name.contains(['’', '\'']);
            if plain(&name) && (!plain(&member.name) || name.len() > member.name.len()) {
                member.name = name;
            }
        }
        found.push(CastMention { tokens: range, actor, kind: MentionKind::Name, possessive: false });
    }
    cast.mentions.extend(found);
}
