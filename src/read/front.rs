//! The lines about the article that stand before its text: who wrote it, and when.

use crate::months::MONTHS;

/// What a line before the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Who wrote the article, without "By".
    pub byline: Option<String>,
    /// When it appeared, as written.
    pub date: Option<String>,
}

/// Reads a byline (`By Ada Brandt and Tom Reyes`), a date line (`Published 3 May 2025`) or both (`By A. Brandt · 3 May
/// 2025`); `None` for any other line.
pub fn read(line: &str) -> Option<Front> {
    let line = line.trim();
    if line.chars().count() > 120 {
        return None;
    }
    let mut front = Front::default();
    for part in line.split(['·', '|', '•', '–', '—']).map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(name) = byline(part) {
            front.byline.get_or_insert(name.to_owned());
        } else if let Some(date) = date(part) {
            front.date.get_or_insert(date.to_owned());
        } else {
            return None;
        }
    }
    (front != Front::default()).then_some(front)
}

/// The name of a writer without the word "By" before it.
pub fn strip_by(name: &str) -> &str {
    let name = name.trim();
    match name.get(..3) {
        Some(by) if by.eq_ignore_ascii_case("by ") || by.eq_ignore_ascii_case("by:") => {
            name.get(3..).unwrap_or_default().trim()
        }
        _ => name,
    }
}

/// The names in `By Ada Brandt`, when it is nothing but names.
fn byline(part: &str) -> Option<&str> {
    let (by, names) = part.split_once(|letter: char| letter.is_whitespace() || letter == ':')?;
    let names = names.trim();
    if !by.eq_ignore_ascii_case("by") || names.is_empty() {
        return None;
    }
    let words: Vec<&str> = names.split_whitespace().collect();
    let lower = [
        "and", "of", "the", "for", "in", "de", "van", "von", "der", "den", "di", "da", "al", "el", "bin", "du", "la",
        "le",
    ];
    let all_names = words.iter().all(|word| {
        word.chars().next().is_some_and(|letter| letter.is_uppercase() || letter == '&') || lower.contains(word)
    });
    // "By Monday." is a sentence's start, "By J. R." is not its end.
    let sentence = names.ends_with(['.', '?', '!']) && words.last().is_some_and(|word| word.chars().count() > 3);
    let calendar = words.first().is_some_and(|word| is_month(word) || is_weekday(word));
    (all_names && words.len() <= 14 && !sentence && !calendar).then_some(names)
}

/// The date in `part`, when it is nothing but a date (with a time of day, or a word like "Published" before it).
pub fn date(part: &str) -> Option<&str> {
    let mut rest = part.trim().trim_end_matches('.');
    for lead in ["Published on", "Published", "Posted on", "Posted", "Updated on", "Updated", "Last updated", "Date"] {
        let Some(head) = rest.get(..lead.len()) else { continue };
        if head.eq_ignore_ascii_case(lead) {
            rest = rest.get(lead.len()..)?.trim_start_matches([':', ' ']);
            break;
        }
    }
    let words: Vec<&str> =
        rest.split([' ', ',', '/', '-', '\u{a0}', '.', 'T']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).parse::<u32>().ok();
    let year =
        words.iter().any(|word| word.len() == 4 && number(word).is_some_and(|year| (1500..=2500).contains(&year)));
    let numbers = words.iter().filter(|word| number(word).is_some()).count();
    let month = words.iter().any(|word| is_month(word));
    let known = |word: &&str| {
        number(word).is_some()
            || is_month(word)
            || is_weekday(word)
            || word.contains(':')
            || ["at", "am", "pm", "a", "p", "m", "et", "est", "edt", "gmt", "utc", "cet", "cest", "bst", "pt", "of"]
                .contains(&word.to_ascii_lowercase().as_str())
    };
    let dated = (month && numbers >= 1 && (year || numbers <= 2)) || (year && numbers >= 3);
    (dated && words.len() <= 10 && words.iter().all(known)).then_some(rest)
}

fn is_month(word: &str) -> bool {
    named(word, &MONTHS)
}

fn is_weekday(word: &str) -> bool {
    named(word, &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}

/// Whether `word` is one of `names` or its first three or four letters, however written.
fn named(word: &str, names: &[&str]) -> bool {
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    names.iter().any(|name| *name == word || ((3..=4).contains(&word.len()) && name.starts_with(word.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> (Option<String>, Option<String>) {
        read(line).map(|front| (front.byline, front.date)).unwrap_or_default()
    }

    #[test]
    fn bylines_are_told_from_sentences() {
        assert_eq!(of("By Ada Brandt").0.as_deref(), Some("Ada Brandt"));
        assert_eq!(of("BY ADA BRANDT AND TOM REYES").0.as_deref(), Some("ADA BRANDT AND TOM REYES"));
        assert_eq!(of("By Ada Brandt, Kessel Courier").0.as_deref(), Some("Ada Brandt, Kessel Courier"));
        assert_eq!(of("By Friday the bridge was shut"), (None, None));
        assert_eq!(of("By Friday"), (None, None));
        assert_eq!(of("By the sea"), (None, None));
    }

    #[test]
    fn dates_are_kept_as_written() {
        for line in [
            "18 December 2024",
            "Dec. 18, 2024",
            "2024-12-18",
            "18/12/2024",
            "Wednesday, 18 December 2024",
            "May 3rd, 2025",
        ] {
            assert_eq!(of(line).1.as_deref(), Some(line));
        }
        assert_eq!(of("Published: 3 May 2025 at 10:30 am").1.as_deref(), Some("3 May 2025 at 10:30 am"));
        for line in ["May said no", "2024", "In May 2024 the bridge fell", "10 of 12", "3 May be enough"] {
            assert_eq!(of(line), (None, None), "{line}");
        }
    }

    #[test]
    fn both_may_share_a_line() {
        assert_eq!(of("By A. Writer · 18 Dec 2024"), (Some("A. Writer".to_owned()), Some("18 Dec 2024".to_owned())));
    }
}
