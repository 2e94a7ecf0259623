//! Words that come by way of an office or a paper: `Brandt said she would go, according to Brandt’s office`.
//!
//! The office hands on what the person said, so that the words are the person's.

use super::actors::{ActorIndex, Cast};
use super::cue_verbs;
use super::phrases::Phrases;
use super::tokens::Range;
use crate::analysis::{ActorKind, MentionKind};
use crate::span::Span;

/// Nouns for what hands words on and has none of its own.
const CHANNELS: [&str; 8] =
    ["office", "statement", "readout", "release", "transcript", "communique", "communiqué", "recording"];

/// The person whose words `content` is by its own account (`Brandt said …`), where `source` is a mere channel and not somebody
/// else's.
pub fn speaker(cast: &Cast, phrases: &Phrases, source: &Range, content: &[Span]) -> Option<ActorIndex> {
    let tokens = phrases.tokens;
    if !CHANNELS.contains(&tokens.lower(source.end.checked_sub(1)?)) {
        return None;
    }
    let person = content.iter().flat_map(|span| tokens.inside(*span)).find_map(|i| {
        let says = cue_verbs::verbs_of(tokens.lower(i)).iter().any(|(verb, _)| verb.speaks());
        let before = cast.mention_at(i.checked_sub(1)?)?;
        let subject = says && before.kind == MentionKind::Name && before.tokens.end == i && !before.possessive;
        let person = cast.member(before.actor)?.kind == ActorKind::Person;
        (subject && person && phrases.quoted_at(i).is_none()).then_some(before.actor)
    })?;
    let mut named = cast.mentions_in(source).iter().filter(|mention| mention.kind == MentionKind::Name);
    named
        .all(|mention| mention.actor == person || cast.member(mention.actor).is_some_and(|m| m.owner == Some(person)))
        .then_some(person)
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analysis;
    use crate::read::from_text;

    /// The speakers of the quote that holds `words`.
    fn speakers(text: &str, words: &str) -> Vec<String> {
        let analysis: Analysis = crate::analyse::analyse(&from_text("relayed", text.to_owned()));
        let quote = analysis.quotes.iter().find(|quote| quote.content.iter().any(|span| span.of(text).contains(words)));
        let actors = quote.map(|quote| quote.speakers.clone()).unwrap_or_default();
        let name = |id| analysis.actors.iter().find(|actor| actor.id == id).map(|actor| actor.name.clone());
        actors.into_iter().filter_map(name).collect()
    }

    #[test]
    fn an_office_hands_on_what_its_own_person_said() {
        let text = "President Ada Brandt spoke to reporters in Kessel. Brandt said the port would stay open, according to Brandt’s office.";
        assert_eq!(speakers(text, "port would stay open"), ["Ada Brandt"]);
        // Not somebody else's words.
        let text = "President Ada Brandt met Tom Reyes in Kessel. Reyes said the port would stay open, according to Brandt’s office.";
        assert_ne!(speakers(text, "port would stay open"), ["Ada Brandt"]);
    }
}
