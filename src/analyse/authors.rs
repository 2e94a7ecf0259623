//! Who says `I` and `we` outside quotation marks: the writer of an article or of a letter in it, or whose turn it is.

use super::actors::{ActorIndex, Cast, CastMention, Member};
use super::tokens::{Block, Range, TokenKind, Tokens};
use super::{gazetteer, titles};
use crate::analysis::{ActorKind, MentionKind};
use crate::article::ParagraphKind;

/// How many paragraphs at the end may tell who wrote the article.
const LAST: usize = 4;
/// How many tokens a line holds at most that is nothing but a name.
const LINE: usize = 6;

/// The writers of one article.
#[derive(Debug, Default)]
pub struct Authors {
    whole: Option<ActorIndex>,
    /// Paragraphs with the name of the person whose letter or turn they are.
    parts: Vec<(usize, ActorIndex)>,
}

impl Authors {
    /// The writers, from `byline`, from a headline `Ada Brandt: …`, from the last lines (`Ada Brandt is a historian.`), from
    /// names below letters and before turns. A person of the byline whom the text does not name is added to the cast.
    pub fn find(byline: Option<&str>, cast: &mut Cast, tokens: &Tokens) -> Authors {
        let parts = parts(cast, tokens);
        let whole = byline.and_then(|byline| of_byline(byline, cast)).or_else(|| in_text(cast, tokens));
        Authors { whole, parts }
    }

    /// Who says `I` at token `at`.
    pub fn at(&self, tokens: &Tokens, at: usize) -> Option<ActorIndex> {
        let paragraph = tokens.paragraph_of(at);
        let part = self.parts.iter().find(|(number, _)| *number == paragraph);
        part.map(|(_, actor)| *actor).or(self.whole)
    }
}

/// Whether a phrase is a pronoun of the first person.
pub fn is_first_person(tokens: &Tokens, phrase: &Range) -> bool {
    let words = ["i", "we", "me", "us", "my", "our", "myself", "ourselves"];
    phrase.len() == 1 && words.contains(&tokens.lower(phrase.start))
}

/// The one person of a byline (`By Ada Brandt, in Kessel`).
fn of_byline(byline: &str, cast: &mut Cast) -> Option<ActorIndex> {
    let name = byline.trim().trim_start_matches("By ").trim_start_matches("by ");
    let name = name.split([',', '|', '\n']).next()?.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    let person = (2..=4).contains(&words.len())
        && !words.iter().any(|word| matches!(word.to_lowercase().as_str(), "and" | "&" | "staff" | "news"))
        && gazetteer::given(&first).is_some();
    if let Some(known) = cast.members.iter().position(|member| {
        member.kind == ActorKind::Person && member.names.iter().any(|own| own.eq_ignore_ascii_case(name))
    }) {
        return Some(known);
    }
    person.then(|| {
        cast.members.push(Member::new(ActorKind::Person, name.to_owned()));
        cast.members.len() - 1
    })
}

/// The writer as the text tells it: before a colon in the headline, or introduced in the last lines.
fn in_text(cast: &Cast, tokens: &Tokens) -> Option<ActorIndex> {
    let headline = tokens.paragraphs.first().and_then(|block| {
        let name = leading_person(cast, tokens, block)?;
        (tokens.word(name.tokens.end) == ":").then_some(name.actor)
    });
    let last = tokens.paragraphs.len().saturating_sub(LAST).max(1);
    let introduced = |block: &Block| {
        let name = leading_person(cast, tokens, block)?;
        let first = cast.mentions.iter().find(|mention| mention.actor == name.actor)?;
        let new = first.tokens.start == name.tokens.start && name.tokens.len() > 1;
        let next = tokens.lower(name.tokens.end);
        let presented = matches!(
            next,
            "is" | "was"
                | ","
                | "edits"
                | "chairs"
                | "teaches"
                | "writes"
                | "covers"
                | "directs"
                | "served"
                | "serves"
                | "."
        );
        (new && presented).then_some(name.actor)
    };
    headline.or_else(|| tokens.paragraphs.get(last..)?.iter().rev().find_map(introduced))
}

/// Names below letters count for the paragraphs above them, up to the line before; names before turns for their turn.
fn parts(cast: &Cast, tokens: &Tokens) -> Vec<(usize, ActorIndex)> {
    let mut found = Vec::new();
    let line = |block: &Block| block.tokens.len() <= LINE;
    for (number, block) in tokens.paragraphs.iter().enumerate() {
        let Some(name) = leading_person(cast, tokens, block) else { continue };
        if block.kind == ParagraphKind::Turn {
            found.push((number, name.actor));
            continue;
        }
        let mark = |i: usize| tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Mark);
        let alone = number > 0 && block.kind != ParagraphKind::Caption && (name.tokens.end..block.tokens.end).all(mark);
        if alone && line(block) && name.tokens.len() > 1 {
            let above = tokens.paragraphs[..number].iter().enumerate().rev();
            found.extend(above.take_while(|(_, above)| !line(above)).map(|(above, _)| (above, name.actor)));
        }
    }
    found
}

/// The person whose name, with nothing but a title before it, begins a paragraph.
fn leading_person<'a>(cast: &'a Cast, tokens: &Tokens, block: &Block) -> Option<&'a CastMention> {
    let start = block.tokens.start;
    let name = cast.mentions_in(&(start..start + 4)).iter().find(|mention| mention.kind == MentionKind::Name)?;
    let title = titles::run_before(tokens, start, name.tokens.start).map_or(name.tokens.start, |(run, _, _)| run.start);
    let person = cast.member(name.actor).is_some_and(|member| member.kind == ActorKind::Person);
    (person && title == start && !name.possessive).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::analyse::{Engine, analyse_with};
    use crate::read::from_text;

    /// Who says the first quote of a text, with what byline.
    fn says(text: &str, byline: Option<&str>) -> Vec<String> {
        let mut article = from_text("a", text.to_owned());
        article.byline = byline.map(str::to_owned);
        let analysis = analyse_with(&article, Engine::Rules, &()).unwrap_or_default();
        let first = analysis.quotes.first().map(|quote| quote.speakers.clone()).unwrap_or_default();
        let name = |id| analysis.actors.iter().find(|actor| actor.id == id).map(|actor| actor.name.clone());
        first.into_iter().filter_map(name).collect()
    }

    const OPINION: &str = "The bridge must go\n\nThe town has waited for years. I believe that the bridge must go.\n\nNobody else will say so.";

    #[test]
    fn the_byline_says_i() {
        assert_eq!(says(OPINION, Some("By Maria Brandt")), ["Maria Brandt"]);
    }

    #[test]
    fn the_last_line_tells_who_writes() {
        let text = format!("{OPINION}\n\nMaria Brandt is a historian in Kessel.");
        assert_eq!(says(&text, None), ["Maria Brandt"]);
    }

    #[test]
    fn a_letter_is_of_the_name_below_it() {
        let text = "Letters\n\nThe town has waited for years. I believe that the bridge must go.\n\nMaria Brandt\n\nThe bridge is \
            beautiful, and it has stood for ages.\n\nPeter Lang";
        assert_eq!(says(text, None), ["Maria Brandt"]);
    }

    #[test]
    fn nobody_is_called_i() {
        assert_eq!(says(OPINION, None), [""; 0]);
    }
}
