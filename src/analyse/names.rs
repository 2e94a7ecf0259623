//! Names in a text: people, organisations, places and groups, by capitals, lexicons, titles and what stands around them.

mod facts;
mod hints;
mod kinds;
mod labelled;
mod pollsters;
mod runs;
pub(crate) mod words;

use super::gazetteer::Gender;
use super::labels::LabelledName;
use super::tagger::Tag;
use super::tokens::{Range, Tokens};
use crate::analysis::ActorKind;

/// One place where somebody or something is called by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name's tokens, without article, title and possessive ending.
    pub tokens: Range,
    /// What bears the name; never [`ActorKind::Unnamed`].
    pub kind: ActorKind,
    /// The title right before it (`former U.S. President`), adjectives and names that belong to the title included.
    pub title: Option<Range>,
    /// What its title tells of its gender.
    pub gender: Gender,
    /// Whether an honorific (`Mr.`) stands before it: a last name follows.
    pub honorific: bool,
    /// Whether a possessive ending follows (`Oakes’s`, `the Joneses’`).
    pub possessive: bool,
    /// The name under which the lexicons know it (`United States` for `U.S.`).
    pub known: Option<&'static str>,
}

/// Finds the names of a text, in order; they do not overlap. `tags` belong to `tokens`, one each. Names that were labelled
/// count before those that rules find.
pub fn find(tokens: &Tokens, tags: &[Tag], labelled: Option<&[LabelledName]>) -> Vec<NameMention> {
    let ruled = by_rules(tokens, tags);
    let names = match labelled {
        Some(names) => labelled::join(tokens, names, ruled),
        None => ruled,
    };
    pollsters::add(tokens, names)
}

fn by_rules(tokens: &Tokens, tags: &[Tag]) -> Vec<NameMention> {
    let facts = facts::Facts::of(tokens, tags);
    let mut segments = Vec::new();
    for sentence in 0..tokens.sentences.len() {
        runs::segments(tokens, &facts, sentence, &mut segments);
    }
    kinds::decide(tokens, tags, &facts, segments)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::analyse::tagger;
    use crate::article::{Article, Paragraph, ParagraphKind};
    use crate::span::Span;

    /// An article of which every line is a paragraph.
    pub fn article(text: &str) -> Article {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trimmed(text);
            if !span.is_empty() {
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
            at += line.len();
        }
        Article { text: text.to_owned(), paragraphs, ..Article::default() }
    }

    fn found(text: &str) -> Vec<(String, ActorKind)> {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let names = find(&tokens, &tagger::tag(&tokens), None);
        names.iter().map(|name| (tokens.span(&name.tokens).of(text).to_owned(), name.kind)).collect()
    }

    fn names(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(name, _)| name).collect()
    }

    fn titles(text: &str) -> Vec<String> {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let names = find(&tokens, &tagger::tag(&tokens), None);
        names.iter().filter_map(|name| Some(tokens.span(name.title.as_ref()?).of(text).to_owned())).collect()
    }

    use ActorKind::{Group, Organisation, Person, Place};

    #[test]
    fn headlines_name_only_names() {
        assert_eq!(names("Mayor Ada Brandt Calls For Calm After Port Fire In Kessel"), ["Ada Brandt", "Kessel"]);
        let body = "Ada Brandt spoke in Kessel. Mrs. Brandt asked for calm.";
        let lines = names(&format!("BRANDT CALLS FOR CALM AFTER FIRE\n{body}"));
        assert_eq!(lines, ["BRANDT", "Ada Brandt", "Kessel", "Brandt"]);
    }

    #[test]
    fn titles_stand_outside() {
        assert_eq!(names("He met Mr Justice Hale."), ["Hale"]);
        assert!(names("Critics faulted Labour MP Luciana Orr.").contains(&"Luciana Orr".to_owned()));
        assert_eq!(titles("It was former U.S. President Jon Oakes who came."), ["former U.S. President"]);
        assert_eq!(names("It was former U.S. President Jon Oakes who came."), ["U.S.", "Jon Oakes"]);
        assert_eq!(names("Then Prime Minister-elect Ana Sol waved."), ["Ana Sol"]);
        assert_eq!(titles("Then Prime Minister-elect Ana Sol waved."), ["Prime Minister-elect"]);
        let french = found("Today French President Luc Moreau spoke.");
        assert_eq!(french, [("French".to_owned(), Group), ("Luc Moreau".to_owned(), Person)]);
        assert_eq!(titles("Today French President Luc Moreau spoke."), ["French President"]);
    }

    #[test]
    fn possessive_endings_stand_outside_unless_they_belong() {
        assert_eq!(names("They liked Jon Oakes’s plan."), ["Jon Oakes"]);
        assert_eq!(names("They saw the Joneses' farm and left."), ["Joneses"]);
        assert_eq!(names("She ate at McDonald's today."), ["McDonald's"]);
        assert_eq!(names("She wrote to Doctors Without Borders’ head."), ["Doctors Without Borders"]);
    }

    #[test]
    fn abbreviations_and_initials_are_one_name() {
        assert_eq!(names("She left the U.S. Government for J. R. Stone of Kessel.")[1..], ["J. R. Stone", "Kessel"]);
        assert_eq!(names("We asked Acme Inc. Chief Executive Ada Brandt."), ["Acme Inc.", "Ada Brandt"]);
    }

    #[test]
    fn kinds_come_from_what_stands_around() {
        let kinds = found(
            "The storm reached Orvaton in Kessel Bay, Ivo Lang said. The Harbour Agency and the North Sea Treaty Board met.",
        );
        let of = |name: &str| kinds.iter().find(|(other, _)| other == name).map(|(_, kind)| *kind);
        assert_eq!(of("Ivo Lang"), Some(Person));
        assert_eq!(of("Kessel Bay"), Some(Place));
        assert_eq!(of("Harbour Agency"), Some(Organisation));
        assert_eq!(of("North Sea Treaty Board"), Some(Organisation));
    }

    #[test]
    fn datelines_and_waters_are_places() {
        let kinds = found("PORT ANSELM — The council met on Friday, as the ship sank in the Gulf of Tarn.");
        let expected = [("PORT ANSELM".to_owned(), Place), ("Gulf of Tarn".to_owned(), Place)];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn plural_possessives_stay_in_bodies() {
        assert_eq!(names("It was the Dockers’ and Pilots’ Union that paid."), ["Dockers’ and Pilots’ Union"]);
    }

    #[test]
    fn bodies_keep_their_of_and_and() {
        assert!(names("He studied at the University of Kessel.").contains(&"University of Kessel".to_owned()));
        assert!(
            names("It was the Ministry of Trade and Labour that paid.")
                .contains(&"Ministry of Trade and Labour".to_owned())
        );
        assert_eq!(names("They went from Kessel to Orva and Tarn."), ["Kessel", "Orva", "Tarn"]);
    }

    #[test]
    fn particles_join_people() {
        assert_eq!(names("They met Pieter van der Meer and Omar bin Tarn."), ["Pieter van der Meer", "Omar bin Tarn"]);
    }

    #[test]
    fn party_tags_and_letters_are_no_names() {
        assert_eq!(names("Then Sen. Mark Tull, R-Ohio, met Ana Sol (D-N.Y.).")[..2], ["Mark Tull", "Ana Sol"]);
        assert_eq!(names("They met Lena Hart OBE and Ivo Lang, PhD, today."), ["Lena Hart", "Ivo Lang"]);
    }

    #[test]
    fn an_employer_is_a_body() {
        let found = found("Then Ternova chief executive Lena Hart met Ostrel spokesman Ivo Lang.");
        assert_eq!(found[0], ("Ternova".to_owned(), Organisation));
        assert_eq!(found[2], ("Ostrel".to_owned(), Organisation));
    }

    #[test]
    fn friends_of_something_are_a_body() {
        let found = found("Friends of Tarn Valley opposed it. The Friends of Eastmere Libraries agreed.");
        let expected = ["Friends of Tarn Valley", "Friends of Eastmere Libraries"];
        assert_eq!(found, expected.map(|name| (name.to_owned(), Organisation)));
        let federation = "International Federation of Professional and Technical Clerks";
        let text = format!("On some days of that year the {federation} met in a small hall.");
        assert_eq!(names(&text), [federation]);
    }

    #[test]
    fn accounts_and_addresses_are_no_names() {
        assert_eq!(names("Ada Brandt wrote to @OrvaToday of #KesselFire, see t.co/OrqXy now."), ["Ada Brandt"]);
    }

    #[test]
    fn first_words_by_their_ending_are_no_names() {
        assert_eq!(
            names("Electing Ada Brandt was hard. Blistering heat came. Charismatic people left."),
            ["Ada Brandt"]
        );
    }

    #[test]
    fn places_in_capitals_are_places() {
        assert_eq!(found("BERLIN — They met in Berlin on Friday, and it rained.")[0].1, Place);
        assert_eq!(found("NEW YORK, Ohio (AP) — It rained on Friday for a while.")[0].1, Place);
    }

    #[test]
    fn small_words_before_tell_the_kind() {
        assert_eq!(found("Then Ada Brandt, of Tarnow, left.")[1], ("Tarnow".to_owned(), Place));
        assert_eq!(found("A spokesman for Ostrel said no.")[0], ("Ostrel".to_owned(), Organisation));
    }

    #[test]
    fn families_are_groups() {
        let found = found("Ada Brandt left. Then the Brandts and the Joneses of Kessel came.");
        assert_eq!(found[1], ("Brandts".to_owned(), Group));
    }

    #[test]
    fn usual_words_may_be_given_names() {
        assert_eq!(
            found("They met Bill Orvan and M. Dane Tarnow.").last(),
            Some(&("M. Dane Tarnow".to_owned(), Person))
        );
        assert_eq!(found("They met Bill Orvan today.")[0], ("Bill Orvan".to_owned(), Person));
    }

    #[test]
    fn what_opens_a_quotation_is_no_name() {
        assert_eq!(names("“Look, Ada Brandt won. Nope, Let Nobody doubt it,” he said."), ["Ada Brandt"]);
    }

    #[test]
    fn a_capital_at_the_beginning_is_no_name_by_itself() {
        assert_eq!(
            names("Nothing was left. Yesterday Focus groups met. On Monday in March it rained."),
            [] as [&str; 0]
        );
    }

    #[test]
    fn states_and_peoples_are_told_apart() {
        let kinds = found("For the Russians it was Ukraine, and for Belgian troops the EU.");
        assert_eq!(
            kinds.iter().map(|(name, kind)| (name.as_str(), *kind)).collect::<Vec<_>>(),
            [("Russians", Group), ("Ukraine", Place), ("Belgian", Group), ("EU", Organisation)]
        );
    }

    #[test]
    fn spans_survive_astral_characters_accents_and_line_ends() {
        let text = "🚢🔥 They met Zoe\u{301} Brandt and Ivo\u{a0}Lang.";
        assert_eq!(names(text), ["Zoe\u{301} Brandt", "Ivo\u{a0}Lang"]);
        // A paragraph that was wrapped by hand.
        let text = "They met Mayor Ada\nBrandt today.";
        let paragraphs = vec![Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body }];
        let article = Article { text: text.to_owned(), paragraphs, ..Article::default() };
        let tokens = Tokens::of(&article);
        let names = find(&tokens, &tagger::tag(&tokens), None);
        assert_eq!(names.iter().map(|name| tokens.span(&name.tokens).of(text)).collect::<Vec<_>>(), ["Ada\nBrandt"]);
    }
}
