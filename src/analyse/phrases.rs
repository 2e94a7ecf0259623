//! Noun phrases: which words belong together as a subject, an object or a name with its title.

use super::quotation::Quotations;
use super::tagger::Tag;
use super::tokens::{Range, TokenKind, Tokens};

/// Tokens with all that the rules ask of them: tags, noun phrases and the quotations they stand in.
pub struct Phrases<'a> {
    /// The text.
    pub tokens: &'a Tokens<'a>,
    /// A tag for each token.
    pub tags: &'a [Tag],
    /// What stands between quotation marks.
    pub quotations: &'a Quotations,
    /// Base noun phrases, without what follows their noun, in order.
    pub nouns: Vec<Range>,
    /// For each token the base noun phrase that it stands in.
    noun_of: Vec<Option<u32>>,
    /// For each token the outermost quotation that it stands in, marks included.
    quoted: Vec<Option<u32>>,
}

impl<'a> Phrases<'a> {
    /// Finds the noun phrases.
    pub fn new(tokens: &'a Tokens<'a>, tags: &'a [Tag], quotations: &'a Quotations) -> Self {
        let mut quoted = vec![None; tokens.list.len()];
        for (n, quotation) in quotations.list.iter().enumerate().filter(|(_, quotation)| quotation.depth == 0) {
            for piece in &quotation.pieces {
                quoted[tokens.inside(*piece)].fill(u32::try_from(n).ok());
            }
        }
        let mut phrases =
            Phrases { tokens, tags, quotations, nouns: Vec::new(), noun_of: vec![None; tokens.list.len()], quoted };
        for sentence in &tokens.sentences {
            let mut i = sentence.start;
            while i < sentence.end {
                match phrases.base(i, sentence.end) {
                    Some(end) => {
                        phrases.noun_of[i..end].fill(u32::try_from(phrases.nouns.len()).ok());
                        phrases.nouns.push(i..end);
                        i = end;
                    }
                    None => i += 1,
                }
            }
        }
        phrases
    }

    /// The tag of token `i`.
    pub fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i).copied()
    }

    /// The base noun phrase that token `i` stands in.
    pub fn noun_at(&self, i: usize) -> Option<Range> {
        self.noun_of.get(i).copied().flatten().map(|n| self.nouns[n as usize].clone())
    }

    /// The base noun phrase that ends right before token `end`, brackets behind it skipped (`Sen. Roth (D-Ohio),`).
    pub fn noun_before(&self, end: usize) -> Option<Range> {
        let mut end = end;
        if self.tokens.lower(end.checked_sub(1)?) == ")" {
            end = (end.saturating_sub(8)..end).rev().find(|i| self.tokens.lower(*i) == "(")?;
        }
        self.noun_at(end.checked_sub(1)?).filter(|noun| noun.end == end)
    }

    /// The index in `quotations.list` of the outermost quotation that token `i` stands in.
    pub fn quoted_at(&self, i: usize) -> Option<usize> {
        self.quoted.get(i).copied().flatten().map(|n| n as usize)
    }

    /// The tokens of a piece of the quotation at token `i`, in the paragraph of `i`.
    pub fn quotation_tokens(&self, i: usize) -> Option<Range> {
        let quotation = self.quotations.list.get(self.quoted_at(i)?)?;
        let at = self.tokens.list.get(i)?.span.start;
        let piece = quotation.pieces.iter().find(|piece| piece.contains(at))?;
        Some(self.tokens.inside(*piece))
    }

    /// The last token inside the quotation whose tokens are `quotation`, its closing mark (one token or two) aside.
    pub fn last_inside(&self, quotation: &Range) -> usize {
        let mut last = quotation.end.saturating_sub(1);
        while last > quotation.start && self.tag(last) == Some(Tag::Quote) {
            last -= 1;
        }
        last
    }

    /// The end of the base noun phrase that begins at `start`, if one does.
    fn base(&self, start: usize, end: usize) -> Option<usize> {
        let tag = self.tags[start];
        if matches!(tag, Tag::Pronoun | Tag::WhPronoun | Tag::Existential) {
            return Some(start + 1);
        }
        // `called her “brave”`: no noun follows the possessive.
        if tag == Tag::Possessive
            && self
                .tags
                .get(start + 1)
                .is_none_or(|next| matches!(next, Tag::Quote | Tag::Stop | Tag::Comma | Tag::Preposition | Tag::To))
        {
            return Some(start + 1);
        }
        let mut i = start;
        let mut last = None;
        let end = end.min(start + LONGEST);
        while i < end {
            let tag = self.tags[i];
            let joined = self.quoted[i] == self.quoted[start];
            match tag {
                Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number => last = Some(i),
                Tag::Determiner | Tag::Possessive if last.is_none() => {}
                Tag::Adjective | Tag::Symbol => {}
                // `the retired judge`, `leading members`
                Tag::Participle | Tag::Gerund if i > start && last.is_none() => {}
                // `acting Defence Secretary Roth`
                Tag::Gerund | Tag::Participle | Tag::Adverb
                    if i == start
                        && matches!(self.tokens.lower(i), "acting" | "then" | "outgoing" | "incoming" | "retired")
                        && self.tags.get(i + 1) == Some(&Tag::Name) => {}
                Tag::Adverb if i > start && last.is_none() => {}
                Tag::PossessiveEnding if last == Some(i.wrapping_sub(1)) => {}
                Tag::Conjunction
                    if last == Some(i.wrapping_sub(1))
                        && self.tokens.lower(i) == "&"
                        && matches!(self.tags.get(i + 1), Some(Tag::Name)) => {}
                _ => break,
            }
            if !joined {
                break;
            }
            i += 1;
        }
        let verb_next = self.tags.get(i).is_some_and(|tag| tag.is_verb());
        match last {
            Some(last) => Some(last + 1),
            // `the executive says`: an adjective for a noun.
            None if verb_next && tag == Tag::Determiner && self.tags[i - 1] == Tag::Adjective => Some(i),
            // `most believe`
            None if self.tags.get(start + 1).is_some_and(|tag| tag.is_verb())
                && stands_alone(self.tokens.lower(start)) =>
            {
                Some(start + 1)
            }
            // `the`, `some`, `those` alone
            None if matches!(tag, Tag::Determiner) && !matches!(self.tokens.lower(start), "the" | "a" | "an") => {
                Some(start + 1)
            }
            None => None,
        }
    }

    /// Widens a base noun phrase to the right over what hangs on it: `the head of the agency`, `officials in Kessel`.
    pub fn with_attachments(&self, noun: Range, limit: usize) -> Range {
        let mut end = noun.end;
        while end < limit {
            let word = self.tokens.lower(end);
            let link = matches!(
                word,
                "of" | "at"
                    | "for"
                    | "in"
                    | "from"
                    | "on"
                    | "with"
                    | "to"
                    | "about"
                    | "against"
                    | "near"
                    | "under"
                    | "over"
                    | "between"
                    | "among"
                    | "without"
                    | "within"
                    | "behind"
                    | "and"
                    | "or"
            );
            let Some(next) = self.noun_at(end + 1).filter(|next| link && next.start == end + 1 && next.end <= limit)
            else {
                break;
            };
            end = next.end;
        }
        noun.start..end
    }

    /// Widens a base noun phrase to the left over the phrases that it hangs on, not beyond `limit`.
    pub fn with_heads(&self, noun: Range, limit: usize) -> Range {
        let mut start = noun.start;
        while start >= limit + 2 {
            let word = self.tokens.lower(start - 1);
            if !matches!(word, "of" | "at" | "for" | "in" | "from" | "on" | "with" | "and" | "or" | "&") {
                break;
            }
            let Some(head) = self.noun_at(start - 2).filter(|head| head.end == start - 1 && head.start >= limit) else {
                break;
            };
            // `in` and the like after a verb's object or at the start of a sentence open an adverbial instead.
            start = head.start;
        }
        start..noun.end
    }

    /// Whether token `i` is a comma outside of quotation marks.
    pub fn comma(&self, i: usize) -> bool {
        self.tokens.lower(i) == "," && self.quoted_at(i).is_none()
    }

    /// Whether token `i` is a mark of any kind.
    pub fn is_mark(&self, i: usize) -> bool {
        self.tokens.list.get(i).is_some_and(|token| token.kind == TokenKind::Mark)
    }
}

/// No base noun phrase is longer: a bound for texts that are no prose.
const LONGEST: usize = 40;

/// Words of amount that are a subject by themselves.
fn stands_alone(word: &str) -> bool {
    matches!(word, "most" | "many" | "few" | "several" | "some" | "others" | "both" | "all" | "none")
}

#[cfg(test)]
mod tests {
    use crate::analyse::fixture::with_phrases;

    fn nouns(text: &str) -> Vec<String> {
        with_phrases(text, |phrases| {
            phrases.nouns.iter().map(|noun| phrases.tokens.span(noun).of(text).to_owned()).collect()
        })
    }

    #[test]
    fn base_noun_phrases() {
        assert_eq!(
            nouns("The former mayor of Kessel met NATO’s new envoy."),
            ["The former mayor", "Kessel", "NATO’s new envoy"]
        );
        assert_eq!(nouns("Most think the executive says no."), ["Most", "the executive"]);
        assert_eq!(nouns("He called her “brave”."), ["He", "her"]);
    }

    #[test]
    fn brackets_behind_a_noun_are_skipped() {
        with_phrases("Sen. Ada Brandt (R-Ohio), who left.", |phrases| {
            let comma = (0..phrases.tokens.list.len()).find(|i| phrases.tokens.lower(*i) == ",");
            let noun = comma.and_then(|comma| phrases.noun_before(comma));
            assert_eq!(
                noun.map(|noun| phrases.tokens.one_line(phrases.tokens.span(&noun))).as_deref(),
                Some("Sen. Ada Brandt")
            );
        });
    }
}
