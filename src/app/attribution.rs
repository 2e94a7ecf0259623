//! The parts of a quote as one would put it into a text of one's own: words, speaker, role, source and date.

use crate::analysis::{Analysis, Quote, QuoteKind};
use crate::article::Article;
use crate::span::Span;

/// ` (The Harbour Post, 2031-05-04)`: where the article comes from, as far as it is known.
pub fn origin(article: &Article) -> String {
    let parts = [article.source.as_deref(), day(article)];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// The day on which an article appeared, without the time of day.
pub fn day(article: &Article) -> Option<&str> {
    let date = article.date.as_deref()?;
    let pattern = |day: &str| {
        day.chars().enumerate().all(|(at, l)| if matches!(at, 4 | 7) { l == '-' } else { l.is_ascii_digit() })
    };
    match date.split_once('T') {
        Some((day, _)) if day.len() == 10 && pattern(day) => Some(day),
        _ => Some(date),
    }
}

/// What is said, in one line.
pub fn spoken(quote: &Quote, article: &Article) -> String {
    let mut line = String::new();
    for (at, span) in quote.content.iter().enumerate() {
        let words = span.of(&article.text);
        if at > 0 {
            // Between two pieces in quotation marks the marks tell that something was left out.
            line.push_str(if quote.kind == QuoteKind::Indirect { " … " } else { " " });
        }
        line.extend(words.split_whitespace().flat_map(|word| [" ", word]).skip(1));
    }
    line
}

/// The names of the speakers, each with a first role if `roles`; where nobody was made out, the words that stand for
/// the speaker in the article (`she`), and empty when there are none.
pub fn speakers(quote: &Quote, article: &Article, analysis: &Analysis, roles: bool) -> String {
    let speakers = quote.speakers.iter().filter_map(|id| analysis.actor(*id));
    let names: Vec<String> = speakers
        .map(|actor| match actor.roles.first().filter(|_| roles) {
            Some(role) => format!("{}, {}", actor.name, role.text),
            None => actor.name.clone(),
        })
        .collect();
    if names.is_empty() { one_line(&quote.source, article) } else { names.join("; ") }
}

/// The pieces in one line.
pub fn one_line(pieces: &[Span], article: &Article) -> String {
    let words = pieces.iter().flat_map(|piece| piece.of(&article.text).split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorId, ActorKind, QuoteId, Role};
    use crate::app::quote_style::QuoteStyle;

    const TEXT: &str = "“We\nagree,” she said. “At last.”";

    fn quote(speakers: Vec<ActorId>, pieces: &[&str]) -> Quote {
        let find = |piece: &&str| TEXT.find(piece).map(|start| Span::new(start, start + piece.len()));
        Quote {
            id: QuoteId(0),
            kind: QuoteKind::Direct,
            speakers,
            source: Vec::new(),
            cue: Vec::new(),
            content: pieces.iter().filter_map(find).collect(),
            confidence: 1.0,
            grounds: Default::default(),
        }
    }

    fn article() -> Article {
        Article { text: TEXT.to_owned(), ..Article::default() }
    }

    #[test]
    fn tells_words_speaker_role_source_and_date() {
        let article = Article { source: Some("The Post".into()), date: Some("2031-05-04".into()), ..article() };
        let quote = quote(vec![ActorId(0)], &["“We\nagree,”", "“At last.”"]);
        let actor = Actor {
            id: ActorId(0),
            kind: ActorKind::Person,
            name: "Ada Brandt".into(),
            aliases: Vec::new(),
            roles: vec![Role { text: "mayor of Kessel".into(), span: Span::default() }],
            mentions: Vec::new(),
        };
        let analysis = Analysis { actors: vec![actor], ..Analysis::default() };
        let expected = "“We agree,” “At last.” — Ada Brandt, mayor of Kessel (The Post, 2031-05-04)";
        assert_eq!(QuoteStyle::Newsroom.write(&quote, &article, &analysis), expected);
    }

    #[test]
    fn falls_back_to_the_words_of_the_article() {
        let start = TEXT.find("she").unwrap_or_default();
        let quote = Quote { source: vec![Span::new(start, start + 3)], ..quote(Vec::new(), &["“At last.”"]) };
        assert_eq!(QuoteStyle::Newsroom.write(&quote, &article(), &Analysis::default()), "“At last.” — she");
    }

    #[test]
    fn says_when_nobody_is_named_and_leaves_out_what_is_not_known() {
        let quote = quote(Vec::new(), &["“At last.”"]);
        assert_eq!(
            QuoteStyle::Newsroom.write(&quote, &article(), &Analysis::default()),
            "“At last.” — speaker not named"
        );
    }
}
