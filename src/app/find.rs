//! Finding words in the article.

use regex::RegexBuilder;

use crate::span::Span;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle {
    /// The words, or the pattern.
    pub text: String,
    /// Whether capitals have to be the same.
    pub case: bool,
    /// Whether only whole words count.
    pub word: bool,
    /// Whether it is a regular expression.
    pub regex: bool,
}

/// The search that is going on.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// Whether its bar is shown.
    pub open: bool,
    /// What is searched for.
    pub needle: Needle,
    /// Where it stands, in order.
    pub found: Vec<Span>,
    /// Which of these was gone to last.
    pub at: Option<usize>,
    /// Why nothing can be found.
    pub problem: Option<String>,
    /// Whether the field is to get the keyboard.
    pub wants_focus: bool,
}

/// The most places that are found.
pub const MOST: usize = 100_000;

/// How large a pattern may become, in bytes: a small one can be made to fill all memory.
const SIZE: usize = 1 << 20;

impl Needle {
    /// All places in `text`, in order, at most [`MOST`]. Words that were typed are found over line ends, and whichever way
    /// their quotation marks and apostrophes are curled.
    ///
    /// # Errors
    ///
    /// In words for the reader, when the pattern is none.
    pub fn search(&self, text: &str) -> Result<Vec<Span>, String> {
        if self.text.is_empty() {
            return Ok(Vec::new());
        }
        let pattern = if self.regex { self.text.clone() } else { plain(&self.text) };
        let pattern = if self.word { format!(r"\b(?:{pattern})\b") } else { pattern };
        let built = RegexBuilder::new(&pattern).case_insensitive(!self.case).size_limit(SIZE).build();
        let regex = built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "This pattern is too large.".to_owned(),
            _ => "This is no regular expression.".to_owned(),
        })?;
        let found = regex.find_iter(text).filter(|found| !found.is_empty());
        Ok(found.take(MOST).map(|found| Span::from(found.range())).collect())
    }
}

/// A pattern for words as they were typed.
fn plain(words: &str) -> String {
    let mut pattern = String::new();
    let mut in_space = false;
    for letter in words.chars() {
        match letter {
            letter if letter.is_whitespace() => {
                if !in_space {
                    pattern.push_str(r"\s+");
                }
            }
            '\'' | '’' | '‘' => pattern.push_str("['’‘]"),
            '"' | '“' | '”' => pattern.push_str("[\"“”]"),
            letter => pattern.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4]))),
        }
        in_space = letter.is_whitespace();
    }
    pattern
}

impl Find {
    /// Takes over what was found; goes to the first place at or behind byte `from`, and tells which that is.
    pub fn take(&mut self, found: Result<Vec<Span>, String>, from: usize) -> Option<Span> {
        (self.found, self.problem) = match found {
            Ok(found) => (found, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let next = self.found.partition_point(|span| span.start < from);
        self.at = if self.found.is_empty() { None } else { Some(next % self.found.len()) };
        self.current()
    }

    /// Goes `step` places on, from the last to the first and the other way round.
    pub fn step(&mut self, step: isize) -> Option<Span> {
        let count = self.found.len();
        if count > 0 {
            let at = self.at.unwrap_or(0) as isize + step;
            self.at = Some(at.rem_euclid(count as isize) as usize);
        }
        self.current()
    }

    /// The place that was gone to last.
    pub fn current(&self) -> Option<Span> {
        self.found.get(self.at?).copied()
    }

    /// `3 of 12`, or why there is nothing.
    pub fn counter(&self) -> String {
        match (&self.problem, self.at) {
            (Some(problem), _) => problem.clone(),
            (None, Some(at)) if self.found.len() == MOST => format!("{} of {MOST} or more", at + 1),
            (None, Some(at)) => format!("{} of {}", at + 1, self.found.len()),
            (None, None) if self.needle.text.is_empty() => String::new(),
            (None, None) => "Not found".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, needle: &Needle) -> Vec<String> {
        needle.search(text).unwrap_or_default().iter().map(|span| span.of(text).to_owned()).collect()
    }

    fn needle(text: &str) -> Needle {
        Needle { text: text.to_owned(), ..Needle::default() }
    }

    #[test]
    fn finds_as_asked() {
        let text = "Port, the port\nof Ports; a.b “it’s”";
        assert_eq!(found(text, &needle("port")), ["Port", "port", "Port"]);
        assert_eq!(found(text, &Needle { case: true, ..needle("port") }), ["port"]);
        assert_eq!(found(text, &Needle { word: true, ..needle("port") }), ["Port", "port"]);
        assert_eq!(found(text, &needle("port of")), ["port\nof"]);
        assert_eq!(found(text, &needle("A.B")), ["a.b"]);
        assert_eq!(found(text, &needle("\"it's\"")), ["“it’s”"]);
        assert_eq!(found(text, &Needle { regex: true, ..needle("p.rts?") }), ["Port", "port", "Ports"]);
        assert_eq!(found(text, &Needle { regex: true, ..needle("x*") }), [""; 0]);
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        let error = Needle { regex: true, ..needle("(") }.search("x");
        assert_eq!(error, Err("This is no regular expression.".to_owned()));
        let error = Needle { regex: true, ..needle("(?:a{900}){900}") }.search("x");
        assert_eq!(error, Err("This pattern is too large.".to_owned()));
    }

    #[test]
    fn goes_round_from_where_one_reads() {
        let mut find = Find { needle: needle("x"), ..Find::default() };
        assert_eq!(find.take(Ok(vec![Span::new(1, 2), Span::new(5, 6)]), 3), Some(Span::new(5, 6)));
        assert_eq!((find.counter().as_str(), find.step(1)), ("2 of 2", Some(Span::new(1, 2))));
        assert_eq!(find.step(-1), Some(Span::new(5, 6)));
        assert_eq!(find.take(Ok(Vec::new()), 3), None);
        assert_eq!(find.counter(), "Not found");
    }

    proptest! {
        #[test]
        fn typed_words_are_found_where_they_stand(before in ".{0,20}", words in "\\PC{1,12}", after in ".{0,20}") {
            let text = format!("{before}{words}{after}");
            let places = Needle { case: true, ..needle(&words) }.search(&text).unwrap();
            prop_assert!(!places.is_empty());
            prop_assert!(places.iter().all(|span| text.get(span.start..span.end).is_some()));
        }
    }
}
