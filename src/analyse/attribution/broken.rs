//! Spans that a labeller broke off before their noun, or ran on into a clause without its verb.

use crate::analyse::phrases::Phrases;
use crate::analyse::tagger::Tag;
use crate::analyse::titles::{self, TitleKind};
use crate::analyse::tokens::Range;
use crate::span::Span;

/// How often a span is completed: `the head of` + `the board` of `Kessel`.
const STEPS: usize = 3;

/// A span up to the end of the noun phrase that it breaks off in: `The` of `The findings`, `a ban on` of `a ban on trawlers`.
pub fn completed(phrases: &Phrases, words: &Range) -> Range {
    let mut end = words.end;
    for _ in 0..STEPS {
        let Some(last) = end.checked_sub(1).filter(|last| *last >= words.start) else { break };
        let at = match phrases.tag(last) {
            Some(Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::Number) => last,
            Some(Tag::Preposition) => end,
            _ if is_short_title(phrases, last) => last,
            _ => break,
        };
        let same = phrases.tokens.sentence_of(at) == phrases.tokens.sentence_of(last);
        match phrases.noun_at(at).filter(|noun| same && noun.end > end && noun.start <= end) {
            Some(noun) => end = noun.end,
            None => break,
        }
    }
    words.start..end
}

/// A source that breaks off, completed unless its rest belongs to the cue or the content.
pub fn source(phrases: &Phrases, words: Range, cue: Option<Span>, content: &[Span]) -> Range {
    let whole = completed(phrases, &words);
    let rest = phrases.tokens.span(&(words.end..whole.end));
    let free = |span: &Span| span.end <= rest.start || rest.end <= span.start;
    if whole.end > words.end && content.iter().all(free) && cue.is_none_or(|cue| free(&cue)) { whole } else { words }
}

/// What a position is about, completed: an act with its object (`ring` of `ring the bell`), a thing without a clause that has
/// lost its verb (`the zones that the plan`) and without a preposition or conjunction at its end.
pub fn target(phrases: &Phrases, words: &Range) -> Range {
    let mut whole = completed(phrases, words);
    let clause = (whole.start + 1..whole.end).find(|i| matches!(phrases.tokens.lower(*i), "that" | "which" | "who"));
    if let Some(clause) = clause
        && !(clause..whole.end).any(|i| phrases.tag(i).is_some_and(Tag::is_verb))
    {
        whole.end = clause;
    }
    let act = matches!(phrases.tag(whole.start), Some(Tag::Base | Tag::Gerund)) && whole.len() == 1;
    if act && let Some(object) = phrases.noun_at(whole.end).filter(|object| object.start == whole.end) {
        whole.end = completed(phrases, &object).end;
    }
    while whole.len() > 1 {
        let loose = matches!(
            phrases.tag(whole.end - 1),
            Some(Tag::Preposition | Tag::Conjunction | Tag::Determiner | Tag::To | Tag::WhDeterminer)
        );
        if !loose {
            break;
        }
        whole.end -= 1;
    }
    whole
}

/// Whether token `i` is a title that a name must follow: `Mr`, `Sen.`
fn is_short_title(phrases: &Phrases, i: usize) -> bool {
    titles::ending_at(phrases.tokens, i, i + 1)
        .is_some_and(|(_, title)| title.kind == TitleKind::Honorific || phrases.tokens.word(i).ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::names::tests::article;
    use crate::analyse::quotation::Quotations;
    use crate::analyse::tagger;
    use crate::analyse::tokens::Tokens;

    /// What becomes of the first occurrence of `words` in `text`.
    fn made(text: &str, words: &str, by: impl Fn(&Phrases, &Range) -> Range) -> String {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let tags = tagger::tag(&tokens);
        let quotations = Quotations::default();
        let phrases = Phrases::new(&tokens, &tags, &quotations);
        let start = text.find(words).expect("the words stand in the text");
        let range = by(&phrases, &tokens.inside(Span::new(start, start + words.len())));
        tokens.span(&range).of(text).to_owned()
    }

    #[test]
    fn sources_reach_their_noun() {
        assert_eq!(made("The new findings point to a change.", "The", completed), "The new findings");
        assert_eq!(made("The leader said no.", "The leader", completed), "The leader");
    }

    #[test]
    fn targets_are_whole() {
        assert_eq!(made("She backs a ban on trawlers.", "a ban on", target), "a ban on trawlers");
        assert_eq!(made("They want to ring the bell.", "ring", target), "ring the bell");
        assert_eq!(
            made("He fears the zones that the plan would bring.", "the zones that the plan", target),
            "the zones"
        );
        assert_eq!(made("He likes the harbour.", "the harbour", target), "the harbour");
    }
}
