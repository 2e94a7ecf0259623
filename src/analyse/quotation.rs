//! Quotation marks: which words stand between them, in every style that news uses.
//!
//! Curly, straight, double-prime, angle, low-high and single marks are read, nested and over several paragraphs (each
//! opened, only the last closed). Marks without a partner are orphans: they are reported, and spoil no other quotation.

mod marks;

use std::collections::HashMap;

use crate::span::Span;
use marks::{Mark, Role, Style, closes};

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

/// A quotation that is not closed yet.
struct Pending {
    style: Style,
    pieces: Vec<Span>,
    /// Where the piece of this paragraph begins.
    start: usize,
    /// The place in `list` that was kept for it.
    slot: usize,
}

/// The quotations that are open, the outermost first.
#[derive(Default)]
struct Open {
    list: Vec<Pending>,
    /// How many there are of each style: thousands of marks that close none of them are not held against each.
    styles: HashMap<Style, usize>,
}

impl Open {
    fn len(&self) -> usize {
        self.list.len()
    }

    fn push(&mut self, pending: Pending) {
        *self.styles.entry(pending.style).or_default() += 1;
        self.list.push(pending);
    }

    /// Takes all from the place `level` on.
    fn take(&mut self, level: usize) -> Vec<Pending> {
        let taken = self.list.split_off(level.min(self.list.len()));
        for pending in &taken {
            if let Some(count) = self.styles.get_mut(&pending.style) {
                *count = count.saturating_sub(1);
            }
        }
        taken
    }

    fn any(&self, fits: impl Fn(Style) -> bool) -> bool {
        self.styles.iter().any(|(style, count)| *count > 0 && fits(*style))
    }

    /// The place of the first whose style fits.
    fn first(&self, fits: impl Fn(Style) -> bool) -> Option<usize> {
        self.any(&fits).then(|| self.list.iter().position(|pending| fits(pending.style))).flatten()
    }

    /// The place of the last whose style fits.
    fn last(&self, fits: impl Fn(Style) -> bool) -> Option<usize> {
        self.any(&fits).then(|| self.list.iter().rposition(|pending| fits(pending.style))).flatten()
    }
}

/// Finds the quotations of `text`, whose paragraphs are `paragraphs`.
pub fn find(text: &str, paragraphs: &[Span]) -> Quotations {
    let mut found = Quotations::default();
    let mut slots: Vec<Option<Quotation>> = Vec::new();
    let mut open = Open::default();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let marks = marks::in_paragraph(text, *paragraph);
        let closers = last_closers(&marks);
        let surplus = surplus(&marks);
        let mut first = 0;
        // A quotation that went on from the paragraph before is opened again, without nesting.
        if let Some(pending) = open.list.first_mut()
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
        let goes_on = open.list.first().is_some_and(|pending| {
            paragraphs.get(n + 1).is_some_and(|next| {
                marks::in_paragraph(text, *next).first().is_some_and(|mark| {
                    mark.span.start == next.start && mark.style == pending.style && mark.role != Role::Closes
                })
            })
        });
        for (depth, pending) in open.take(0).into_iter().enumerate() {
            let piece = Span::new(pending.start, paragraph.end);
            let mut pieces = pending.pieces;
            if depth == 0 && goes_on {
                pieces.push(piece);
                open.push(Pending { pieces, ..pending });
                continue;
            }
            found.orphans.push(mark_at(text, pending.start));
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

    /// Whether a mark of `style` itself comes that may close.
    fn comes(&self, style: Style) -> bool {
        self.closers.iter().any(|(closing, last)| *closing == style && *last > self.at)
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

/// The character at `start`.
fn mark_at(text: &str, start: usize) -> Span {
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(start, start + width)
}

/// Takes one mark in.
fn read(
    text: &str,
    mark: Mark,
    later: &Later,
    open: &mut Open,
    slots: &mut Vec<Option<Quotation>>,
    orphans: &mut Vec<Span>,
) {
    let partner = open.last(|style| closes(style, mark.style));
    let close = match mark.role {
        Role::Closes => partner,
        Role::Either => partner,
        // `“…“`: an opening mark used to close.
        Role::Opens => None,
    };
    if let Some(level) = close {
        // A possessive's apostrophe closes only when no better mark comes first.
        let opened = open.list.get(level).map_or(mark.style, |pending| pending.style);
        let next = later.marks.iter().find(|next| closes(opened, next.style));
        if mark.doubtful && next.is_some_and(|next| next.role != Role::Opens) {
            return;
        }
        // What was opened inside and never closed was no quotation.
        for lost in open.take(level + 1) {
            if !matches!(lost.style, Style::Single | Style::Typewriter) {
                orphans.push(mark_at(text, lost.start));
            }
        }
        for pending in open.take(level) {
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
            if let Some(level) = open.first(|style| style == mark.style).filter(|_| !nested) {
                for lost in open.take(level) {
                    if !matches!(lost.style, Style::Single | Style::Typewriter) {
                        orphans.push(mark_at(text, lost.start));
                    }
                }
            }
            // Nor does a straight mark that its paragraph does not close hold quotations in curly ones: it stands there by
            // mistake, or before each paragraph of a text that is copied whole.
            let alone = mark.style == Style::Curly && !later.comes(Style::Straight);
            if mark.role == Role::Opens
                && alone
                && let Some(level) = open.first(|style| style == Style::Straight)
            {
                for lost in open.take(level) {
                    orphans.push(mark_at(text, lost.start));
                    if !lost.pieces.is_empty() {
                        slots[lost.slot] = Some(Quotation { pieces: lost.pieces, depth: 0, complete: false });
                    }
                }
            }
            slots.push(None);
            open.push(Pending { style: mark.style, pieces: Vec::new(), start: mark.span.start, slot: slots.len() - 1 });
        }
    }
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
    fn a_stray_straight_mark_hides_no_quotation() {
        let outer = |text: &str| -> Vec<String> {
            find_in(text).0.into_iter().filter(|(_, depth)| *depth == 0).map(|(words, _)| words).collect()
        };
        assert_eq!(outer("\"Lee called it “a gift” and left. “We go,” she said."), ["“a gift”", "“We go,”"]);
        assert_eq!(
            outer("\"It rained.\n\"Lee said: “We go.”\n\"It stopped."),
            ["\"It rained.", "“We go.”", "\"It stopped."]
        );
        assert_eq!(outer("\"He told me “run” and I ran,\" Lee said."), ["\"He told me “run” and I ran,\""]);
        // A mark of more than one byte that goes as a straight one.
        for text in ["\"\"`` ″ “", "\"\" ″ “", "＂ “", "”\"″ “a"] {
            assert!(
                find(text, &[Span::new(0, text.len())]).orphans.iter().all(|span| !span.of(text).is_empty()),
                "{text}"
            );
        }
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
