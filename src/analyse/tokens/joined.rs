//! Publishers that a hyphen joins before a poll: `an Orva News-Kessel Times poll` has two names.

use super::{Token, TokenKind, is_hyphen};
use crate::span::Span;

/// How many tokens before the poll the hyphen may stand.
const REACH: usize = 5;

/// Cuts such words of `list[first..]` apart.
pub fn split(text: &str, first: usize, list: &mut Vec<Token>) {
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().count() > 1;
    let mut i = first;
    while i < list.len() {
        let noun = list[i].span.of(text).to_lowercase();
        if matches!(noun.as_str(), "poll" | "polls" | "survey") {
            // Words with small letters may stand between only right before the poll (`tracking`).
            let mut k = i;
            while k > first && i - k < REACH {
                k -= 1;
                let word = list[k].span.of(text);
                let small = !word.starts_with(char::is_uppercase);
                if list[k].kind == TokenKind::Mark || small && i - k > 2 {
                    break;
                }
                let cut = word.char_indices().find(|(_, c)| is_hyphen(c.encode_utf8(&mut [0; 4])));
                let Some((at, hyphen)) = cut else { continue };
                let (left, right) = (&word[..at], &word[at + hyphen.len_utf8()..]);
                // `Jong-un`, `Anti-Orva`, `Asian-American` are one word.
                let one = right.contains('-') || matches!(left, "Anti" | "Pro" | "Post" if k == first);
                if capital(left) && capital(right) && !one && !right.ends_with("an") {
                    let Span { start, end, .. } = list[k].span;
                    let (from, to) = (start + at, start + at + hyphen.len_utf8());
                    list[k].span = Span::new(start, from);
                    let piece = |span: Span, kind: TokenKind| Token { span, kind, lower: "".into() };
                    list.insert(k + 1, piece(Span::new(from, to), TokenKind::Mark));
                    list.insert(k + 2, piece(Span::new(to, end), TokenKind::Word));
                    i += 2;
                }
                break;
            }
        }
        i += 1;
    }
}
