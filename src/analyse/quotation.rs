//! Quotation marks: which words stand between them, in every style that news uses.
//!
//! Curly, straight, double-prime, angle, low-high and single marks are read, nested and over several paragraphs (each
//! opened, only the last closed). Marks without a partner are orphans: they are reported, and spoil no other quotation.

use super::tokens::is_apostrophe;
use crate::span::Span;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Where it stands, marks included: one span, or one for each paragraph that it runs over.
    pub pieces: Vec<Span>,
    /// How many quotations it stands inside of.
    pub depth: usize,
    /// Whether both marks are there.
    pub complete: bool,
}

impl Quotation {
    /// From its first to its last byte.
    pub fn extent(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }
}

/// All quotations of a text, and the marks that make none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations {
    /// In the order of their first bytes; outer ones before those inside them.
    pub list: Vec<Quotation>,
    /// Marks without a partner.
    pub orphans: Vec<Span>,
}

impl Quotations {
    /// What stands between outermost marks: a span for each paragraph of each quotation, in order.
    pub fn outermost(&self) -> Vec<Span> {
        self.list
            .iter()
            .filter(|quotation| quotation.depth == 0)
            .flat_map(|quotation| quotation.pieces.iter().copied())
            .collect()
    }
}

/// Families of marks that close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
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
enum Role {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    style: Style,
    role: Role,
    /// An apostrophe at a word's end (`the Joneses’ farm`): closes only when nothing better comes.
    doubtful: bool,
}

/// A quotation that is not closed yet.
struct Pending {
    style: Style,
    pieces: Vec<Span>,
    /// Where the piece of this paragraph begins.
    start: usize,
    /// The place in `list` that was kept for it.
    slot: usize,
}

/// Finds the quotations of `text`, whose paragraphs are `paragraphs`.
pub fn find(text: &str, paragraphs: &[Span]) -> Quotations {
    let mut found = Quotations::default();
    let mut slots: Vec<Option<Quotation>> = Vec::new();
    let mut open: Vec<Pending> = Vec::new();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let marks = marks(text, *paragraph);
        let closers = last_closers(&marks);
        let surplus = surplus(&marks);
        let mut first = 0;
        // A quotation that went on from the paragraph before is opened again, without nesting.
        if let Some(pending) = open.first_mut()
            && let Some(mark) = marks.first()
            && mark.span.start == paragraph.start
        {
            pending.start = paragraph.start;
            first = 1;
        }
        for (m, mark) in marks.iter().enumerate().skip(first) {
            let later = Later { marks: &marks[m + 1..], closers: &closers, at: m, surplus: surplus[m] };
            read(text, *mark, &later, &mut open, &mut slots, &mut found.orphans);
        }
        // What is still open goes on only if the next paragraph opens it again.
        let next = paragraphs.get(n + 1).and_then(|next| Some((next, self::marks(text, *next).into_iter().next()?)));
        let goes_on = match (open.first(), &next) {
            (Some(pending), Some((next, mark))) => {
                mark.span.start == next.start && mark.style == pending.style && mark.role != Role::Closes
            }
            _ => false,
        };
        for (depth, pending) in std::mem::take(&mut open).into_iter().enumerate() {
            let piece = Span::new(pending.start, paragraph.end);
            let mut pieces = pending.pieces;
            if depth == 0 && goes_on {
                pieces.push(piece);
                open.push(Pending { pieces, ..pending });
                continue;
            }
            let mark = text[pending.start..].chars().next().map_or(1, char::len_utf8);
            found.orphans.push(Span::new(pending.start, pending.start + mark));
            // Without its end, only what plainly opened a statement is taken, up to the paragraph's end.
            if depth == 0 && !matches!(pending.style, Style::Single | Style::Typewriter | Style::SingleAngle) {
                pieces.push(piece);
                slots[pending.slot] = Some(Quotation { pieces, depth: 0, complete: false });
            }
        }
    }
    found.list = slots.into_iter().flatten().collect();
    // The end of an open quotation swallows nothing: others inside it keep their own place.
    found.orphans.sort();
    found
}

/// The marks of a paragraph that come after one of them.
struct Later<'a> {
    marks: &'a [Mark],
    /// By style: the place of the last mark that may close.
    closers: &'a [(Style, usize)],
    /// The place of the mark itself.
    at: usize,
    /// How many more curly marks close than open among them.
    surplus: usize,
}

impl Later<'_> {
    /// Whether the next mark of `style` closes.
    fn next_closes(&self, style: Style) -> bool {
        self.marks.iter().find(|next| next.style == style).is_some_and(|next| next.role == Role::Closes)
    }

    /// Whether a mark comes that may close what `style` opened.
    fn closed(&self, style: Style) -> bool {
        self.closers.iter().any(|(closing, last)| closes(style, *closing) && *last > self.at)
    }
}

fn last_closers(marks: &[Mark]) -> Vec<(Style, usize)> {
    let mut closers: Vec<(Style, usize)> = Vec::new();
    for (m, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.role != Role::Opens) {
        match closers.iter_mut().find(|(style, _)| *style == mark.style) {
            Some((_, last)) => *last = m,
            None => closers.push((mark.style, m)),
        }
    }
    closers
}

/// For each mark, how many more curly marks close than open behind it.
fn surplus(marks: &[Mark]) -> Vec<usize> {
    let mut balance = 0isize;
    let mut behind: Vec<usize> = Vec::with_capacity(marks.len());
    for mark in marks.iter().rev() {
        behind.push(usize::try_from(balance).unwrap_or(0));
        balance += match (mark.style, mark.role) {
            (Style::Curly, Role::Closes) => 1,
            (Style::Curly, Role::Opens) => -1,
            _ => 0,
        };
    }
    behind.reverse();
    behind
}

/// Takes one mark in.
fn read(
    text: &str,
    mark: Mark,
    later: &Later,
    open: &mut Vec<Pending>,
    slots: &mut Vec<Option<Quotation>>,
    orphans: &mut Vec<Span>,
) {
    let partner = open.iter().rposition(|pending| closes(pending.style, mark.style));
    let close = match mark.role {
        Role::Closes => partner,
        Role::Either => partner,
        // `“…“`: an opening mark used to close.
        Role::Opens => None,
    };
    if let Some(level) = close {
        // A possessive's apostrophe closes only when no better mark comes first.
        let next = later.marks.iter().find(|next| closes(open[level].style, next.style));
        if mark.doubtful && next.is_some_and(|next| next.role != Role::Opens) {
            return;
        }
        // What was opened inside and never closed was no quotation.
        for lost in open.drain(level + 1..) {
            if !matches!(lost.style, Style::Single | Style::Typewriter) {
                let width = text[lost.start..].chars().next().map_or(1, char::len_utf8);
                orphans.push(Span::new(lost.start, lost.start + width));
            }
        }
        if let Some(pending) = open.pop() {
            let mut pieces = pending.pieces;
            pieces.push(Span::new(pending.start, mark.span.end));
            slots[pending.slot] = Some(Quotation { pieces, depth: level, complete: true });
        }
        return;
    }
    let single = matches!(mark.style, Style::Single | Style::Typewriter);
    match mark.role {
        Role::Closes if single => {} // An apostrophe.
        // `He says,” we go.”`: a closing mark used to open, when the next one closes too.
        Role::Closes if !later.next_closes(mark.style) => orphans.push(mark.span),
        Role::Closes | Role::Opens | Role::Either => {
            // A single mark opens only what is closed later in the paragraph: else it is an apostrophe (`’90s`).
            if single && !later.closed(mark.style) {
                return;
            }
            // The same style inside itself means that the one before was never closed, unless enough marks come to close
            // both (`“what he calls “hell” itself”`).
            let nested = mark.style == Style::Curly && later.surplus > open.len();
            if let Some(level) = open.iter().position(|pending| pending.style == mark.style && !nested) {
                for lost in open.drain(level..) {
                    let width = text[lost.start..].chars().next().map_or(1, char::len_utf8);
                    if !matches!(lost.style, Style::Single | Style::Typewriter) {
                        orphans.push(Span::new(lost.start, lost.start + width));
                    }
                }
            }
            slots.push(None);
            open.push(Pending { style: mark.style, pieces: Vec::new(), start: mark.span.start, slot: slots.len() - 1 });
        }
    }
}

/// Whether a mark of style `closing` ends what one of style `opening` began.
fn closes(opening: Style, closing: Style) -> bool {
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
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn find_in(text: &str) -> (Vec<(String, usize)>, usize) {
        let paragraphs: Vec<Span> = {
            let mut at = 0;
            text.split('\n')
                .map(|line| {
                    let span = Span::new(at, at + line.len());
                    at += line.len() + 1;
                    span
                })
                .collect()
        };
        let found = find(text, &paragraphs);
        let list = found
            .list
            .iter()
            .map(|quotation| {
                let words: Vec<&str> = quotation.pieces.iter().map(|piece| piece.of(text)).collect();
                (words.join("¶"), quotation.depth)
            })
            .collect();
        (list, found.orphans.len())
    }

    fn quotations(text: &str) -> Vec<String> {
        let (list, orphans) = find_in(text);
        assert_eq!(orphans, 0, "{text}");
        list.into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn every_style() {
        for (open, close) in [
            ("“", "”"),
            ("\"", "\""),
            ("″", "″"),
            ("«", "»"),
            ("„", "“"),
            ("‘", "’"),
            ("'", "'"),
            ("``", "''"),
            ("»", "«"),
            ("”", "”"),
        ] {
            let text = format!("She said {open}we can’t go{close} and {open}it's over,{close} twice.");
            assert_eq!(
                quotations(&text),
                [format!("{open}we can’t go{close}"), format!("{open}it's over,{close}")],
                "{text}"
            );
        }
    }

    #[test]
    fn several_paragraphs_are_one_quotation() {
        assert_eq!(
            quotations("“We open on Monday.\n“The road stays shut.\n“Nobody goes,” said Mia Roth."),
            ["“We open on Monday.¶“The road stays shut.¶“Nobody goes,”"]
        );
    }

    #[test]
    fn nesting_both_ways() {
        assert_eq!(
            find_in("“He told me ‘run’ and I ran,” Lee said.").0,
            [("“He told me ‘run’ and I ran,”".into(), 0), ("‘run’".into(), 1)]
        );
        assert_eq!(find_in("‘It’s “urgent”,’ Lee said.").0, [("‘It’s “urgent”,’".into(), 0), ("“urgent”".into(), 1)]);
    }

    #[test]
    fn curly_marks_inside_curly_marks() {
        assert_eq!(
            find_in("“I left what she calls “home” for good,” he said. “Yes.”").0,
            [("“I left what she calls “home” for good,”".into(), 0), ("“home”".into(), 1), ("“Yes.”".into(), 0)]
        );
        assert_eq!(find_in("“One. “Two,” she said.").0, [("“Two,”".into(), 0)]);
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert!(quotations("The Joneses' farm, the ’90s, rock ’n’ roll and 'em don't open anything.").is_empty());
        assert_eq!(quotations("‘The farmers’ vote was lost,’ he said."), ["‘The farmers’ vote was lost,’"]);
    }

    #[test]
    fn inches_are_no_quotation_marks() {
        assert_eq!(quotations("At 5'10\" he watched a 19\" screen and said \"no\"."), ["\"no\""]);
        assert_eq!(quotations("“A 19\" screen,” he said."), ["“A 19\" screen,”"]);
        assert_eq!(quotations("\"It is 6\" wide,\" he said. \"Wait.\""), ["\"It is 6\" wide,\"", "\"Wait.\""]);
    }

    #[test]
    fn orphans_are_told_and_spoil_nothing() {
        let (list, orphans) = find_in("He left,” she said.\n“I stay,” he said.");
        assert_eq!((list.len(), orphans), (1, 1));
        assert_eq!(quotations("” … it isn’t open yet,” she said. “Wait.”"), ["” … it isn’t open yet,”", "“Wait.”"]);
        let (list, orphans) = find_in("» The bridge is shut.\n“I stay,” he said.");
        assert_eq!((list.len(), orphans), (1, 1));
        let (list, orphans) = find_in("“I stay, he said.\nIt rained. “Now,” she said.");
        assert_eq!(list, [("“I stay, he said.".into(), 0), ("“Now,”".into(), 0)]);
        assert_eq!(orphans, 1);
    }
}
