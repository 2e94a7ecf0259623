//! What a document for people says, in order, without how it looks: shared by Word and PDF.

use super::Style;
use super::citation::{one_line, origin, title};
use super::reading::{capitalised, cast_details, context, contradiction, speaker, speaking_first, target, words};
use crate::analysis::stands::Stands;
use crate::analysis::{Actor, ActorKind, Analysis, Position, Quote, Stance};
use crate::article::{Article, ParagraphKind};
use crate::span::Span;

/// A document: its title, then blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The headline of the article.
    pub title: String,
    /// Author, date, outlet, where known; then the address; then the file that was read.
    pub about: Vec<String>,
    /// All of it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a report that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1 or 2.
    Heading(u8, String),
    /// A line that says what the items below it are.
    Lead(String),
    /// A point in a list.
    Item(Vec<Run>),
    /// The paragraph that the item above stands in.
    Context(String),
    /// A paragraph of the article.
    Text(ParagraphKind, Vec<Run>),
    /// A sentence of the program.
    Note(String),
}

/// Words that look the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Set in bold.
    pub strong: bool,
    /// Set in a weaker colour.
    pub weak: bool,
    /// Named actor of that kind.
    pub name: Option<ActorKind>,
    /// Belongs to a quote.
    pub quoted: bool,
}

impl Run {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: true, ..Self::default() }
    }

    fn weak(text: impl Into<String>) -> Self {
        Self { text: text.into(), weak: true, ..Self::default() }
    }
}

impl Report {
    /// What is to be said of an article.
    pub fn new(article: &Article, analysis: &Analysis, style: Style) -> Self {
        let mut blocks = Vec::new();
        let writer = Writer { article, analysis, style, stands: Stands::of(analysis) };
        writer.cast(&mut blocks);
        writer.unattributed(&mut blocks);
        if !analysis.warnings.is_empty() {
            blocks.push(Block::Heading(1, "To check".to_owned()));
            blocks.extend(
                analysis.warnings.iter().map(|warning| Block::Item(vec![Run::plain(one_line(&warning.message))])),
            );
        }
        if style.text {
            blocks.push(Block::Heading(1, "The article".to_owned()));
            writer.text(&mut blocks);
        }
        let byline = article.byline.as_deref().map(|byline| format!("By {}", one_line(byline)));
        let rest = [&article.date, &article.source].into_iter().flatten().map(|field| one_line(field));
        let line = byline.into_iter().chain(rest).collect::<Vec<_>>().join(" · ");
        let about = [line].into_iter().chain(article.url.as_deref().map(one_line)).chain(origin(article));
        let about = about.filter(|line| !line.is_empty());
        Self { title: title(article), about: about.collect(), blocks }
    }
}

struct Writer<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    style: Style,
    stands: Stands,
}

impl Writer<'_> {
    fn cast(&self, blocks: &mut Vec<Block>) {
        let (speaking, silent) = speaking_first(self.analysis);
        blocks.push(Block::Heading(1, "Who is in the story".to_owned()));
        if self.analysis.actors.is_empty() {
            blocks.push(Block::Note("Nobody was found in this article.".to_owned()));
        }
        blocks.extend(speaking.iter().chain(&silent).map(|actor| Block::Item(cast_line(actor))));
        if !speaking.is_empty() {
            blocks.push(Block::Heading(1, "What they say, and where they stand".to_owned()));
        }
        for actor in &speaking {
            blocks.push(Block::Heading(2, one_line(&actor.name)));
            self.positions(self.analysis.positions_of(actor.id).collect(), blocks);
            self.quotes(self.analysis.quotes_of(actor.id).collect(), blocks);
        }
    }

    fn unattributed(&self, blocks: &mut Vec<Block>) {
        let quotes: Vec<&Quote> = self.analysis.quotes.iter().filter(|quote| quote.speakers.is_empty()).collect();
        let positions: Vec<&Position> =
            self.analysis.positions.iter().filter(|position| position.holders.is_empty()).collect();
        if !quotes.is_empty() || !positions.is_empty() {
            blocks.push(Block::Heading(1, "Speaker not found".to_owned()));
            self.positions(positions, blocks);
            self.quotes(quotes, blocks);
        }
    }

    fn positions(&self, positions: Vec<&Position>, blocks: &mut Vec<Block>) {
        for stance in Stance::ALL {
            let mut held = positions.iter().filter(|position| position.stance == stance).peekable();
            if held.peek().is_some() {
                blocks.push(Block::Lead(capitalised(stance.label())));
            }
            for position in held {
                let shown = words(&self.article.text, &position.evidence);
                let mut runs = match target(self.analysis, &position.target) {
                    "" => vec![Run::plain(shown)],
                    about => vec![Run::strong(one_line(about)), Run::weak(" – "), Run::plain(shown)],
                };
                let against = contradiction(&self.article.text, self.analysis, &self.stands, position);
                runs.extend(against.map(|words| Run::weak(format!(" ({})", one_line(&words)))));
                blocks.push(Block::Item(runs));
                self.context(&position.evidence, blocks);
            }
        }
    }

    fn quotes(&self, quotes: Vec<&Quote>, blocks: &mut Vec<Block>) {
        if !quotes.is_empty() {
            blocks.push(Block::Lead("Said".to_owned()));
        }
        for quote in quotes {
            let mut runs = vec![Run::plain(words(&self.article.text, &quote.content))];
            if quote.speakers.len() != 1 {
                runs.push(Run::weak(format!(" ({})", one_line(&speaker(&self.article.text, self.analysis, quote)))));
            }
            blocks.push(Block::Item(runs));
            self.context(&quote.content, blocks);
        }
    }

    fn context(&self, spans: &[Span], blocks: &mut Vec<Block>) {
        if self.style.context {
            blocks.extend(Some(context(self.article, spans)).filter(|words| !words.is_empty()).map(Block::Context));
        }
    }

    /// The paragraphs, cut where names and quotes begin and end.
    fn text(&self, blocks: &mut Vec<Block>) {
        let text = self.article.text.as_str();
        let mut names: Vec<(Span, ActorKind)> = self
            .analysis
            .actors
            .iter()
            .flat_map(|actor| actor.mentions.iter().map(|mention| (mention.span, actor.kind)))
            .collect();
        names.sort_by_key(|(span, _)| (span.start, span.end));
        let names = super::tokens::flat(names);
        let mut quotes: Vec<Span> = self.analysis.quotes.iter().flat_map(|quote| quote.content.clone()).collect();
        quotes.sort_unstable();
        let quotes = joined(&quotes);
        let (mut next_name, mut next_quote) = (0, 0);
        for paragraph in &self.article.paragraphs {
            let Span { start, end } = paragraph.span;
            while names.get(next_name).is_some_and(|(span, _)| span.end <= start) {
                next_name += 1;
            }
            while quotes.get(next_quote).is_some_and(|span| span.end <= start) {
                next_quote += 1;
            }
            let (mut name, mut quote) = (next_name, next_quote);
            let mut runs = Vec::new();
            let mut at = start;
            while at < end {
                while names.get(name).is_some_and(|(span, _)| span.end <= at) {
                    name += 1;
                }
                while quotes.get(quote).is_some_and(|span| span.end <= at) {
                    quote += 1;
                }
                let (named, quoted) = (names.get(name).copied(), quotes.get(quote).copied());
                let edges = [named.map(|(span, _)| span), quoted].into_iter().flatten();
                let next = edges.flat_map(|span| [span.start, span.end]).filter(|edge| *edge > at).min();
                let to = next.unwrap_or(end).min(end);
                runs.push(Run {
                    text: one_space(Span::new(at, to).of(text)),
                    name: named.filter(|(span, _)| span.contains(at)).map(|(_, kind)| kind),
                    quoted: quoted.is_some_and(|span| span.contains(at)),
                    ..Run::default()
                });
                at = to;
            }
            blocks.push(Block::Text(paragraph.kind, runs));
        }
    }
}

/// Spans in order, those that touch or share words made one.
fn joined(spans: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(*span),
        }
    }
    joined
}

/// `words` with each run of white space made a single space, also at the ends.
fn one_space(words: &str) -> String {
    let line = one_line(words);
    let white = |c: Option<char>| c.is_some_and(|c| c.is_whitespace() || c.is_control());
    let mut spaced = String::with_capacity(line.len() + 2);
    if white(words.chars().next()) {
        spaced.push(' ');
    }
    spaced.push_str(&line);
    if !line.is_empty() && white(words.chars().next_back()) {
        spaced.push(' ');
    }
    spaced
}

fn cast_line(actor: &Actor) -> Vec<Run> {
    vec![Run::strong(one_line(&actor.name)), Run::plain(cast_details(actor, one_line))]
}
