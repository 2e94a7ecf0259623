//! The shapes of words: what a vocabulary without capitals loses, and on which side a quotation mark stands.

use std::collections::HashMap;

use crate::analyse::quotation::Quotations;

/// The shape of a word; its number is the token type that the network is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `bridge`
    Lower = 0,
    /// `Bridge`
    Capitalised = 1,
    /// `NATO`, `A`-like single capitals are [`Shape::Capitalised`]
    Capitals = 2,
    /// `McKay`, `G7`
    Mixed = 3,
    /// `2031`
    Digits = 4,
    /// Any other character.
    Punctuation = 5,
    /// A quotation mark that opens.
    Opening = 6,
    /// A quotation mark that closes.
    Closing = 7,
}

/// The shape of a word that is no quotation mark.
pub fn of_word(word: &str) -> Shape {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() {
        return if word.chars().any(char::is_numeric) { Shape::Digits } else { Shape::Punctuation };
    }
    if letters.len() < word.chars().filter(|c| c.is_alphanumeric()).count() {
        return Shape::Mixed;
    }
    let upper = |c: &char| c.is_uppercase() || is_titlecase(*c);
    let (first, rest) = (upper(&letters[0]), &letters[1..]);
    if !letters.iter().any(upper) {
        Shape::Lower
    } else if first && !rest.iter().any(upper) {
        Shape::Capitalised
    } else if first && rest.iter().all(upper) {
        Shape::Capitals
    } else {
        Shape::Mixed
    }
}

/// The four letters of two sounds that Unicode has in title case.
fn is_titlecase(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

/// A quotation mark as the network sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// [`Shape::Opening`] or [`Shape::Closing`].
    pub side: Shape,
    /// Whether it is an outermost one.
    pub outermost: bool,
}

/// The characters that can be quotation marks, apostrophes among them.
pub fn is_quotation_mark(c: char) -> bool {
    is_double(c) || is_single(c)
}

/// Marks that quote by themselves.
fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '«' | '»' | '＂')
}

/// Marks that can be apostrophes or inner quotation marks.
pub fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´' | '‹' | '›' | 'ʼ')
}

/// Every quotation mark of `text` by the offset of its first byte; apostrophes are none.
pub fn marks(text: &str, quotations: &Quotations) -> HashMap<usize, Mark> {
    let mut found = HashMap::new();
    for quotation in &quotations.list {
        let outermost = quotation.depth == 0;
        let last = quotation.pieces.len().saturating_sub(1);
        for (n, piece) in quotation.pieces.iter().enumerate() {
            let words = piece.of(text);
            // Marks of typewriters (``) are two characters.
            let double = |a: Option<char>, b: Option<char>| a == b && a.is_some_and(|c| matches!(c, '`' | '\'' | '´'));
            if let Some(c) = words.chars().next().filter(|c| is_quotation_mark(*c)) {
                found.insert(piece.start, Mark { side: Shape::Opening, outermost });
                if double(Some(c), words.chars().nth(1)) {
                    found.insert(piece.start + c.len_utf8(), Mark { side: Shape::Opening, outermost });
                }
            }
            let closes = quotation.complete && n == last;
            if let Some(c) = words.chars().next_back().filter(|c| closes && is_quotation_mark(*c)) {
                found.insert(piece.end - c.len_utf8(), Mark { side: Shape::Closing, outermost });
                if double(Some(c), words.chars().rev().nth(1)) {
                    found.insert(piece.end - 2 * c.len_utf8(), Mark { side: Shape::Closing, outermost });
                }
            }
        }
    }
    for orphan in &quotations.orphans {
        // An orphan still shows by what follows whether it was meant to open.
        let opens = text[orphan.end..].chars().next().is_some_and(|c| !c.is_whitespace())
            && text[..orphan.start].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{—–-/".contains(c));
        let side = if opens { Shape::Opening } else { Shape::Closing };
        found.entry(orphan.start).or_insert(Mark { side, outermost: true });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_shapes() {
        for (word, shape) in [
            ("bridge", Shape::Lower),
            ("Über", Shape::Capitalised),
            ("A", Shape::Capitalised),
            ("NATO", Shape::Capitals),
            ("McKay", Shape::Mixed),
            ("iPhone", Shape::Mixed),
            ("G7", Shape::Mixed),
            ("2031", Shape::Digits),
            ("½", Shape::Digits),
            ("—", Shape::Punctuation),
            ("🙂", Shape::Punctuation),
        ] {
            assert_eq!(of_word(word), shape, "{word}");
        }
    }
}
