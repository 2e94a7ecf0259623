//! Why something was found as it is, in plain words: what tells who speaks, how sure that is, and what else was possible.

use super::attribution::one_line;
use super::wording::{excerpt, kind, sureness};
use crate::analysis::{ActorId, Analysis, Position, Quote, QuoteId, SpeakerClue};
use crate::article::Article;
use crate::span::Span;

/// The most letters of words of the article that stand in a line.
const LETTERS: usize = 48;

/// Where a piece of a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To these words.
    Place(Span),
    /// To this quote.
    Quote(QuoteId),
    /// To the correction that this actor speaks the quote.
    Speaker(QuoteId, ActorId),
}

/// Some words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// Where they lead, if anywhere.
    pub step: Option<Step>,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about; may be empty.
    pub label: &'static str,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// What stands between two pieces.
    pub between: &'static str,
    /// Said behind them.
    pub note: String,
}

impl Line {
    fn new(label: &'static str, between: &'static str, pieces: Vec<Piece>) -> Self {
        Self { label, pieces, between, note: String::new() }
    }

    fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The whole line as one reads it.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.pieces.iter().map(|piece| piece.words.as_str()).collect();
        let parts = [self.label, &words.join(self.between), &self.note];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

fn plain(words: impl Into<String>) -> Piece {
    Piece { words: words.into(), step: None }
}

fn places(article: &Article, spans: &[Span]) -> Vec<Piece> {
    let piece =
        |span: &Span| Piece { words: excerpt(&one_line(&[*span], article), LETTERS), step: Some(Step::Place(*span)) };
    spans.iter().map(piece).collect()
}

/// Why a quote is given to its speaker.
pub fn of_quote(article: &Article, analysis: &Analysis, quote: &Quote) -> Vec<Line> {
    let mut lines = said(article, analysis, quote, "The speaker:");
    let sure = if quote.grounds.by == SpeakerClue::Reader { String::new() } else { sureness(quote.confidence) };
    let how = [sure.as_str(), kind(quote.kind)];
    let how: Vec<&str> = how.into_iter().filter(|words| !words.is_empty()).collect();
    lines.push(Line::new("", "", vec![plain(how.join(" · "))]));
    let others: Vec<Piece> = quote
        .grounds
        .others
        .iter()
        .filter_map(|id| analysis.actor(*id))
        .map(|actor| Piece { words: actor.name.clone(), step: Some(Step::Speaker(quote.id, actor.id)) })
        .collect();
    if !others.is_empty() {
        let label = if quote.speakers.is_empty() { "Could be:" } else { "Could also be:" };
        lines.push(Line::new(label, ", ", others));
    }
    lines
}

/// Why somebody is said to stand there.
pub fn of_position(article: &Article, analysis: &Analysis, position: &Position) -> Vec<Line> {
    let stance = vec![plain(format!("{}, {}", position.stance.label(), sureness(position.confidence)))];
    let mut lines = vec![Line::new("The stance:", "", stance)];
    if !position.others.is_empty() {
        let others = position.others.iter().map(|other| {
            let stance = other.stance.map_or("no position", |stance| stance.label());
            plain(format!("{stance} ({:.0} %)", other.probability.clamp(0.0, 1.0) * 100.0))
        });
        lines.push(Line::new("Could also be:", ", ", others.collect()));
    }
    lines.push(Line::new("Shown by:", " … ", places(article, &position.evidence)));
    if let Some(span) = position.target.span {
        lines.push(Line::new("About:", "", places(article, &[span])));
    }
    if let Some(quote) = position.quote.and_then(|id| analysis.quote(id)) {
        lines.extend(said(article, analysis, quote, "Whose it is:"));
        if quote.content != position.evidence {
            let step = Some(Step::Quote(quote.id));
            lines.push(Line::new("Rests on:", "", vec![Piece { words: "the quote".to_owned(), step }]));
        }
    }
    lines
}

/// What tells who speaks, and that somebody does.
fn said(article: &Article, analysis: &Analysis, quote: &Quote, label: &'static str) -> Vec<Line> {
    let grounds = &quote.grounds;
    let spans = if grounds.chain.is_empty() { &quote.source } else { &grounds.chain };
    let mut pieces = places(article, spans);
    if pieces.is_empty() {
        pieces.extend(quote.speakers.iter().filter_map(|id| analysis.actor(*id)).map(|actor| plain(&actor.name)));
    }
    let note = match grounds.by {
        _ if quote.speakers.is_empty() && !pieces.is_empty() => "(who that is, is not certain)",
        SpeakerClue::Reader if quote.speakers.is_empty() => "nobody, as you said",
        _ if pieces.is_empty() => "nothing here tells who it is",
        SpeakerClue::Nothing => "",
        SpeakerClue::Name => "(a name)",
        SpeakerClue::Pronoun => "(a pronoun)",
        SpeakerClue::Description => "(a description)",
        SpeakerClue::Unnamed => "(somebody without a name)",
        SpeakerClue::GoesOn => "(goes on from the quote before)",
        SpeakerClue::Reader => "(you said so)",
    };
    let mut lines = vec![Line::new(label, " → ", pieces).noted(note)];
    if !quote.cue.is_empty() {
        lines.push(Line::new("Told by:", " … ", places(article, &quote.cue)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorKind, OtherStance, PositionId, QuoteKind, SpeakerGrounds, Stance, Target};

    const TEXT: &str = "Mark Olden came. Olden sat down. “We fear it,” he told reporters. Ann Reed left.";

    fn find(words: &str) -> Span {
        TEXT.find(words).map(|start| Span::new(start, start + words.len())).unwrap_or_default()
    }

    fn quote(speakers: Vec<ActorId>, grounds: SpeakerGrounds) -> Quote {
        Quote {
            id: QuoteId(0),
            kind: QuoteKind::Direct,
            speakers,
            source: vec![find("he ")],
            cue: vec![find("told reporters")],
            content: vec![find("“We fear it,”")],
            confidence: 0.86,
            grounds,
        }
    }

    fn analysis(quote: Quote) -> Analysis {
        let actor = |id, name: &str| Actor {
            id: ActorId(id),
            kind: ActorKind::Person,
            name: name.to_owned(),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
        };
        Analysis {
            actors: vec![actor(0, "Mark Olden"), actor(1, "Ann Reed")],
            quotes: vec![quote],
            ..Analysis::default()
        }
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    fn article() -> Article {
        Article { text: TEXT.to_owned(), ..Article::default() }
    }

    fn by_pronoun() -> SpeakerGrounds {
        let chain = vec![find("he "), find("Olden sat").trimmed_to(5), find("Mark Olden")];
        SpeakerGrounds { by: SpeakerClue::Pronoun, chain, others: vec![ActorId(1)] }
    }

    trait Trimmed {
        fn trimmed_to(self, bytes: usize) -> Span;
    }
    impl Trimmed for Span {
        fn trimmed_to(self, bytes: usize) -> Span {
            Span::new(self.start, self.start + bytes)
        }
    }

    #[test]
    fn a_quote_tells_its_chain_its_cue_and_who_else_it_may_be() {
        let analysis = analysis(quote(vec![ActorId(0)], by_pronoun()));
        let lines = of_quote(&article(), &analysis, &analysis.quotes[0]);
        let expected = [
            "The speaker: he → Olden → Mark Olden (a pronoun)",
            "Told by: told reporters",
            "86 % sure · word for word",
            "Could also be: Ann Reed",
        ];
        assert_eq!(texts(&lines), expected);
        assert_eq!(lines[0].pieces[2].step, Some(Step::Place(find("Mark Olden"))));
        assert_eq!(lines[3].pieces[0].step, Some(Step::Speaker(QuoteId(0), ActorId(1))));
    }

    #[test]
    fn a_quote_that_may_be_anybodys_says_so() {
        let analysis = analysis(quote(Vec::new(), SpeakerGrounds { chain: Vec::new(), ..by_pronoun() }));
        let lines = texts(&of_quote(&article(), &analysis, &analysis.quotes[0]));
        assert_eq!(lines[0], "The speaker: he (who that is, is not certain)");
        assert_eq!(lines[3], "Could be: Ann Reed");
        let bare = Quote { source: Vec::new(), cue: Vec::new(), ..quote(Vec::new(), SpeakerGrounds::default()) };
        let lines = texts(&of_quote(&article(), &analysis, &bare));
        assert_eq!(lines, ["The speaker: nothing here tells who it is", "86 % sure · word for word"]);
    }

    #[test]
    fn what_the_reader_said_is_not_weighed() {
        let grounds = SpeakerGrounds { by: SpeakerClue::Reader, ..SpeakerGrounds::default() };
        let quote = Quote { source: Vec::new(), cue: Vec::new(), ..quote(vec![ActorId(0)], grounds) };
        let analysis = analysis(quote);
        let lines = texts(&of_quote(&article(), &analysis, &analysis.quotes[0]));
        assert_eq!(lines, ["The speaker: Mark Olden (you said so)", "word for word"]);
    }

    #[test]
    fn a_position_tells_its_stance_and_what_else_it_may_be() {
        let analysis = analysis(quote(vec![ActorId(0)], by_pronoun()));
        let other = |stance, probability| OtherStance { stance, probability };
        let position = Position {
            id: PositionId(0),
            holders: vec![ActorId(0)],
            stance: Stance::Opposes,
            target: Target { text: "it".to_owned(), span: Some(find("it,").trimmed_to(2)), actor: None },
            evidence: vec![find("We fear it")],
            quote: Some(QuoteId(0)),
            confidence: 0.71,
            others: vec![other(Some(Stance::Asserts), 0.18), other(None, 0.11)],
        };
        let expected = [
            "The stance: opposes, 71 % sure",
            "Could also be: asserts (18 %), no position (11 %)",
            "Shown by: We fear it",
            "About: it",
            "Whose it is: he → Olden → Mark Olden (a pronoun)",
            "Told by: told reporters",
            "Rests on: the quote",
        ];
        assert_eq!(texts(&of_position(&article(), &analysis, &position)), expected);
    }
}
