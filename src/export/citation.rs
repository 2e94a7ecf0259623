//! What bibliographies want to know of an article: authors one by one, the day in numbers.

use crate::article::Article;
use crate::months::MONTHS;

/// The people of a byline (`Mara Lindt and Tom Reyes`), in order, each with the family name apart where one can be told.
pub fn authors(byline: &str) -> Vec<Author> {
    let byline = byline.replace(" & ", " and ");
    let mut people = Vec::new();
    for part in byline.split([';', '\n']).flat_map(|part| part.split(" and ")) {
        let pieces: Vec<&str> = part.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
        // Behind a comma stands a person as well, or an office or place that is none.
        let all_names = pieces.iter().all(|piece| looks_like_name(piece));
        people.extend(pieces.iter().take(if all_names { pieces.len() } else { 1 }).map(|name| Author::new(name)));
    }
    people
}

/// Which file was read and how, so that a reader can tell whether it is the same: `Read from bridge.txt · UTF-8 · SHA-256 …`.
/// Nothing for what was no file of its own.
pub fn origin(article: &Article) -> Option<String> {
    let file = article.file.as_ref()?;
    let encoding = article.encoding.as_deref().map(|encoding| format!(" · {}", one_line(encoding))).unwrap_or_default();
    Some(format!("Read from {}{encoding} · SHA-256 {}", one_line(&file.name), file.sha256))
}

fn looks_like_name(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.first().into_iter().chain(words.last()).all(|word| word.starts_with(char::is_uppercase))
}

/// Somebody who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The names before the family name; empty for who has one name only.
    pub given: String,
    /// The family name with what belongs to it (`van der Berg`).
    pub family: String,
}

impl Author {
    fn new(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        // The family name begins with the first small word inside (`van`), or is the last word.
        let small = words.iter().skip(1).position(|word| word.starts_with(char::is_lowercase)).map(|at| at + 1);
        let at = small.unwrap_or(words.len().saturating_sub(1));
        let join = |words: Option<&[&str]>| words.unwrap_or_default().join(" ");
        Self { given: join(words.get(..at)), family: join(words.get(at..)) }
    }

    /// `Lindt, Mara`.
    pub fn family_first(&self) -> String {
        if self.given.is_empty() { self.family.clone() } else { format!("{}, {}", self.family, self.given) }
    }
}

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Four digits.
    pub year: u16,
    /// From 1 to 12.
    pub month: Option<u8>,
    /// From 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// The day of `2025-05-03`, `2025-05-03T07:30:00Z`, `3 May 2025` or `May 3, 2025`; the year alone where no more can be told.
pub fn day(date: &str) -> Option<Day> {
    let pieces: Vec<&str> = date.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
    let number = |piece: &str| piece.trim_end_matches(char::is_alphabetic).parse::<u16>().ok();
    if let [year, month, rest @ ..] = pieces.as_slice()
        && let Some(year) = year.parse().ok().filter(|year| is_year(*year))
        && let Some(month) = month.parse().ok().filter(|month| (1..=12).contains(month))
    {
        // `03T07` is one piece: the digits in front of it.
        let digits = rest.first().map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
        let day = digits.and_then(|digits| digits.parse().ok()).filter(|day| (1..=31).contains(day));
        return Some(Day { year, month: Some(month), day });
    }
    let year = pieces.iter().filter_map(|piece| piece.parse().ok()).find(|year| is_year(*year))?;
    let (at, month) = pieces.iter().enumerate().find_map(|(at, piece)| Some((at, month(piece)?))).unzip();
    let beside = at.into_iter().flat_map(|at: usize| [at.checked_sub(1), Some(at + 1)]).flatten();
    let day = beside
        .filter_map(|at| pieces.get(at).and_then(|piece| number(piece)))
        .find(|day| (1..=31).contains(day))
        .and_then(|day| u8::try_from(day).ok());
    Some(Day { year, month, day })
}

fn is_year(year: u16) -> bool {
    (1500..=2999).contains(&year)
}

fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let found = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u8::try_from(found + 1).ok()
}

/// The headline, or the article's name where it has none, on one line.
pub fn title(article: &Article) -> String {
    one_line(article.title.as_deref().unwrap_or(&article.id))
}

/// `words` with each run of white space and control characters made a single space.
pub fn one_line(words: &str) -> String {
    words
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family_first(byline: &str) -> Vec<String> {
        authors(byline).iter().map(Author::family_first).collect()
    }

    #[test]
    fn bylines_fall_into_people() {
        assert_eq!(family_first("Mara Lindt"), ["Lindt, Mara"]);
        assert_eq!(
            family_first("Mara Lindt, Jo van der Berg and Ó. Reyes"),
            ["Lindt, Mara", "van der Berg, Jo", "Reyes, Ó."]
        );
        assert_eq!(family_first("Mara Lindt, chief correspondent"), ["Lindt, Mara"]);
        assert_eq!(family_first("Kessel"), ["Kessel"]);
        assert_eq!(family_first(""), [""; 0]);
    }

    #[test]
    fn days_in_every_usual_form() {
        let of = |date| day(date).map(|day| (day.year, day.month, day.day));
        assert_eq!(of("2025-05-03"), Some((2025, Some(5), Some(3))));
        assert_eq!(of("2025-05-03T07:30:00+02:00"), Some((2025, Some(5), Some(3))));
        assert_eq!(of("3 May 2025"), Some((2025, Some(5), Some(3))));
        assert_eq!(of("Saturday, Sept. 3rd, 2025, 7:30 a.m."), Some((2025, Some(9), Some(3))));
        assert_eq!(of("spring 1999"), Some((1999, None, None)));
        assert_eq!(of("yesterday"), None);
        assert_eq!(of("13/14/15"), None);
    }
}
