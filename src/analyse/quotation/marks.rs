//! Quotation marks one by one: which characters are marks, in which style, and whether they open or close.

use crate::analyse::tokens::is_apostrophe;
use crate::span::Span;

/// Families of marks that close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// “ ” „ ‟ and their mixtures
    Curly,
    /// "
    Straight,
    /// ″ 〝 〞
    Prime,
    /// « »
    Angle,
    /// ‘ ’ ‚ ‛
    Single,
    /// '
    Typewriter,
    /// ‹ ›
    SingleAngle,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub span: Span,
    pub style: Style,
    pub role: Role,
    /// An apostrophe at a word's end (`the Joneses’ farm`): closes only when nothing better comes.
    pub doubtful: bool,
}

/// Whether a mark of style `closing` ends what one of style `opening` began.
pub fn closes(opening: Style, closing: Style) -> bool {
    use Style::*;
    opening == closing
        || matches!(
            (opening, closing),
            (Curly, Straight)
                | (Straight, Curly)
                | (Curly, Prime)
                | (Prime, Curly)
                | (Single, Typewriter)
                | (Typewriter, Single)
        )
}

/// The quotation marks of a paragraph, apostrophes and inches left out.
pub fn in_paragraph(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut marks: Vec<Mark> = Vec::new();
    let mut before: Option<char> = None;
    let mut before_that: Option<char> = None;
    // Whether a „ waits for its “, and whether straight and double-prime marks so far are odd in number.
    let (mut low, mut odd_straight, mut odd_prime) = (false, false, false);
    let mut chars = words.char_indices().peekable();
    // German »…« turns the angle marks round: told by the first of them.
    let reversed = words.find(['«', '»']).is_some_and(|at| words[at..].starts_with('»') && words[at..].contains('«'));
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let start = paragraph.start + at;
        let mut end = start + c.len_utf8();
        let opens_here = before.is_none_or(leads) && after.is_some_and(|c| !c.is_whitespace());
        let closes_here = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(follows);
        let fit = match (opens_here, closes_here) {
            (true, false) => Role::Opens,
            (false, true) => Role::Closes,
            _ => Role::Either,
        };
        let mut doubtful = false;
        let mark = match c {
            '“' | '„' | '‟' | '”' => {
                if c == '”' && feet(&words[..at]) {
                    before_that = before;
                    before = Some(c);
                    continue;
                }
                // Typists mix them up: where the place is plain, it decides.
                let own = if c == '”' { Role::Closes } else { Role::Opens };
                let closing_low = c == '“' && low;
                low = c == '„';
                let role = if closing_low && closes_here {
                    Role::Closes
                } else if fit == Role::Either {
                    own
                } else {
                    fit
                };
                Some((Style::Curly, role))
            }
            '«' => Some((Style::Angle, if reversed { Role::Closes } else { Role::Opens })),
            '»' => Some((Style::Angle, if reversed { Role::Opens } else { Role::Closes })),
            '‹' => Some((Style::SingleAngle, Role::Opens)),
            '›' => Some((Style::SingleAngle, Role::Closes)),
            '〝' => Some((Style::Prime, Role::Opens)),
            '〞' => Some((Style::Prime, Role::Closes)),
            // A straight mark typed next to a curly one adds nothing.
            '"' if after == Some('“') || before == Some('”') => None,
            '"' | '＂' | '″' => {
                let style = if c == '″' { Style::Prime } else { Style::Straight };
                let odd = if style == Style::Prime { &mut odd_prime } else { &mut odd_straight };
                // `a 6" board`, also inside a quotation, where the next mark plainly closes that.
                let closed_later = || {
                    let rest = &words[at + c.len_utf8()..];
                    let next = rest.find(c).map(|next| &rest[..next]);
                    rest.starts_with(' ') && next.is_some_and(|inside| inside.ends_with([',', '.', '!', '?']))
                };
                let measure = before.is_some_and(|c| c.is_ascii_digit())
                    && (!*odd || closed_later() || before_that.is_some_and(is_apostrophe) || feet(&words[..at]));
                // Without a space on either side (`said"Yes"`), they alternate.
                let role = match fit {
                    Role::Either if *odd => Role::Closes,
                    Role::Either => Role::Opens,
                    fit => fit,
                };
                *odd ^= !measure;
                (!measure).then_some((style, role))
            }
            '`' if after == Some('`') => {
                chars.next();
                end += 1;
                Some((Style::Straight, Role::Opens))
            }
            '\'' if after == Some('\'') => {
                chars.next();
                end += 1;
                let next = chars.peek().map(|(_, c)| *c);
                let role = if next.is_none_or(follows) { Role::Closes } else { Role::Opens };
                Some((Style::Straight, role))
            }
            '‘' | '‚' | '‛' => {
                let apostrophe = elided(&words[at + c.len_utf8()..]);
                ((c != '‚' || opens_here) && !apostrophe).then_some((Style::Single, Role::Opens))
            }
            '’' | '\'' => {
                let style = if c == '’' { Style::Single } else { Style::Typewriter };
                let inside_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
                let feet = before.is_some_and(|c| c.is_ascii_digit());
                if inside_word || feet || elided(&words[at + c.len_utf8()..]) {
                    None
                } else if opens_here && !closes_here {
                    (c == '\'').then_some((style, Role::Opens))
                } else {
                    // `the Joneses’ farm`: an s, then a space and a small letter.
                    let mut rest = words[at + c.len_utf8()..].chars();
                    doubtful = matches!(before, Some('s' | 'S' | 'z' | 'x' | 'n'))
                        && rest.next() == Some(' ')
                        && rest.next().is_some_and(char::is_lowercase);
                    Some((style, Role::Closes))
                }
            }
            _ => None,
        };
        if let Some((style, role)) = mark {
            marks.push(Mark { span: Span::new(start, end), style, role, doubtful });
        }
        before_that = before;
        before = Some(c);
    }
    marks
}

/// Whether an opening mark may stand behind `c`.
fn leads(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '['
                | '{'
                | '—'
                | '–'
                | '-'
                | '/'
                | '“'
                | '‘'
                | '"'
                | '\''
                | '«'
                | '„'
                | '″'
                | '¿'
                | '¡'
                | '…'
                | ':'
        )
}

/// Whether a closing mark may stand before `c`.
fn follows(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '}'
                | '…'
                | '—'
                | '–'
                | '-'
                | '/'
                | '”'
                | '’'
                | '"'
                | '\''
                | '»'
                | '″'
                | '“'
        )
}

/// Whether the words end like `5'10`, a measure in feet and inches.
fn feet(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    head.len() < before.len()
        && head.ends_with(is_feet)
        && head.trim_end_matches(is_feet).ends_with(|c: char| c.is_ascii_digit())
}

fn is_feet(c: char) -> bool {
    is_apostrophe(c) || c == '′'
}

/// Whether an apostrophe before these words stands for letters left out (`’em`, `’90s`).
fn elided(after: &str) -> bool {
    let word: String = after.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n" | "round" | "neath" | "cuz")
        || word.len() <= 3
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.trim_end_matches('s').parse::<u8>().is_ok()
}
