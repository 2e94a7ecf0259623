//! What can be asked, and what an answer corrects.

use crate::analysis::{ActorId, ActorKind, Analysis, PositionId, QuoteId, QuoteKind, Stance};
use crate::anchor::Anchor;
use crate::app::commands::Command;
use crate::app::quote_style::QuoteStyle;
use crate::article::Article;
use crate::corrections::{ActorKey, Correction, PositionKey, QuoteKey, TargetWords};
use crate::span::Span;

/// What a new position rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Words that the reader marked.
    Words(Span),
    /// A quote; without another holder the position is its speakers'.
    Quote(QuoteId),
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which command to run.
    Command,
    /// Which heading to go to.
    Heading,
    /// How copied quotes are to look.
    QuoteStyle,
    /// How the letters of the file are encoded.
    Encoding,
    /// Who else this actor is.
    Merge(ActorId),
    /// What this actor is called.
    Rename(ActorId),
    /// What this actor is.
    Kind(ActorId),
    /// What else the article calls this actor.
    NewRole(ActorId),
    /// Which role to take from this actor.
    OldRole(ActorId),
    /// What the actor is called whom this mention of another means.
    Split(ActorId, Span),
    /// Which mentions of this actor mean somebody else.
    Several(ActorId),
    /// What the actor is called whom the mentions of another mean that were chosen.
    SplitAll(ActorId),
    /// Whom this mention of another actor means.
    Move(Span),
    /// Who speaks this quote.
    Speaker(QuoteId),
    /// Who else speaks this quote.
    OtherSpeaker(QuoteId),
    /// Where the holder of this position stands.
    Stance(PositionId),
    /// What this position is about.
    Target(PositionId),
    /// Who says these words.
    NewQuote(Span),
    /// What these words name.
    NewActor(Span),
    /// Whom these words mean.
    NewMention(Span),
    /// Whose the position is that this states.
    Holder(Ground),
    /// Where they stand.
    NewStance(Ground, Option<ActorId>),
    /// What it is about.
    NewTarget(Ground, Option<ActorId>, Stance),
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// A command.
    Command(Command),
    /// An actor.
    Actor(ActorId),
    /// No actor.
    #[default]
    Nobody,
    /// A place in the article.
    Place(Span),
    /// Several places that were chosen.
    Places(Vec<Span>),
    /// A kind of actor.
    Kind(ActorKind),
    /// A stance.
    Stance(Stance),
    /// A style of quotes.
    QuoteStyle(QuoteStyle),
    /// An encoding, by its WHATWG name, or the one that seems right.
    Encoding(Option<String>),
    /// Words that were chosen or typed.
    Words(String),
}

impl Question {
    /// What stands above the field; `None` where the field says it all.
    pub const fn title(self) -> Option<&'static str> {
        Some(match self {
            Question::Command | Question::Heading => return None,
            Question::QuoteStyle => "How are copied quotes to look?",
            Question::Encoding => "How are the letters of this file encoded?",
            Question::Merge(_) => "Who is this as well?",
            Question::Rename(_) => "What is the actor called?",
            Question::Kind(_) => "What is the actor?",
            Question::NewRole(_) => "What else does the article call the actor?",
            Question::OldRole(_) => "Which of these is the actor not?",
            Question::Split(..) => "Who is meant here?",
            Question::Several(_) => "Which of these are somebody else?",
            Question::SplitAll(_) => "Who is meant there?",
            Question::Holder(_) => "Whose position is this?",
            Question::NewStance(..) => "Where do they stand?",
            Question::NewTarget(..) => "What is the position about?",
            Question::Move(_) => "Which actor is meant here?",
            Question::Speaker(_) => "Who says this?",
            Question::OtherSpeaker(_) => "Who else says this?",
            Question::Stance(_) => "Where do they stand?",
            Question::Target(_) => "What is the position about?",
            Question::NewQuote(_) => "Who says these words?",
            Question::NewActor(_) => "What do these words name?",
            Question::NewMention(_) => "Whom do these words mean?",
        })
    }

    /// What stands in the field while it is empty.
    pub const fn hint(self) -> &'static str {
        match self {
            Question::Command => "What do you want to do?",
            Question::Heading => "Go to a heading",
            Question::Encoding => "Name or language, as in “Russian”",
            Question::QuoteStyle
            | Question::Kind(_)
            | Question::Stance(_)
            | Question::NewStance(..)
            | Question::OldRole(_)
            | Question::Several(_)
            | Question::NewActor(_) => "Type to narrow the list",
            Question::Rename(_) | Question::Split(..) | Question::SplitAll(_) => "Name",
            Question::NewRole(_) => "Role, as in “mayor of Kessel”",
            Question::Target(_) | Question::NewTarget(..) => "A few words, or an actor",
            _ => "Name of an actor",
        }
    }

    /// What stands below a field that no row fits.
    pub const fn nothing(self) -> &'static str {
        match self {
            Question::Command => "No command is called that.",
            Question::Heading => "There is no such heading.",
            _ if self.takes_words() => "Type it and press Enter.",
            Question::Several(_) => "No mention has these words around it.",
            Question::Encoding => "No encoding is called that.",
            Question::QuoteStyle
            | Question::Kind(_)
            | Question::Stance(_)
            | Question::NewStance(..)
            | Question::OldRole(_)
            | Question::NewActor(_) => "Nothing here is called that.",
            _ => "No actor here has these words in name or role.",
        }
    }

    /// Whether words that stand in no row are an answer too.
    pub const fn takes_words(self) -> bool {
        matches!(
            self,
            Question::Rename(_)
                | Question::Split(..)
                | Question::SplitAll(_)
                | Question::NewRole(_)
                | Question::Target(_)
                | Question::NewTarget(..)
        )
    }

    /// What own words will be.
    pub const fn own_words(self) -> &'static str {
        match self {
            Question::NewRole(_) => "as a role",
            Question::Target(_) | Question::NewTarget(..) => "in these words",
            _ => "as a name",
        }
    }

    /// What is asked next, where one answer is not enough.
    pub const fn next(self, answer: &Answer) -> Option<Question> {
        match (self, answer) {
            (Question::Holder(ground), Answer::Actor(actor)) => Some(Question::NewStance(ground, Some(*actor))),
            (Question::Holder(ground), Answer::Nobody) => Some(Question::NewStance(ground, None)),
            (Question::NewStance(ground, holder), Answer::Stance(stance)) => {
                Some(Question::NewTarget(ground, holder, *stance))
            }
            _ => None,
        }
    }

    /// What an answer to it puts right; nothing for an answer that does not fit.
    pub fn corrections(self, answer: &Answer, article: &Article, analysis: &Analysis) -> Vec<Correction> {
        self.correction(answer, article, analysis).into_iter().collect()
    }

    fn correction(self, answer: &Answer, article: &Article, analysis: &Analysis) -> Option<Correction> {
        let key = |id: ActorId| ActorKey::of(article, analysis, id);
        let words = |span: Span| Anchor::telling(&article.text, span.trimmed(&article.text));
        let position = |id: PositionId| PositionKey::of(article, analysis, id);
        Some(match (self, answer) {
            // Nothing is put right by what stands there already.
            (Question::Rename(actor), Answer::Words(name)) if analysis.actor(actor)?.name == *name => return None,
            (Question::Target(id), Answer::Words(text))
                if analysis.positions.get(id.0 as usize)?.target.text == *text =>
            {
                return None;
            }
            (Question::Merge(into), Answer::Actor(from)) => {
                Correction::MergeActors { into: key(into)?, from: key(*from)? }
            }
            (Question::Rename(actor), Answer::Words(name)) => {
                Correction::RenameActor { actor: key(actor)?, name: name.clone() }
            }
            (Question::Kind(actor), Answer::Kind(kind)) => Correction::SetKind { actor: key(actor)?, kind: *kind },
            (Question::NewRole(id), Answer::Words(role)) => {
                let mentions = &analysis.actor(id)?.mentions;
                // Where the article says so, if it does; else the first mention stands for the place.
                let said = article.text.find(role.as_str()).map(|at| Span::new(at, at + role.len()));
                let place = said.or_else(|| mentions.first().map(|mention| mention.span))?;
                Correction::AddRole { actor: key(id)?, role: role.clone(), place: words(place)? }
            }
            (Question::OldRole(actor), Answer::Words(role)) => {
                Correction::RemoveRole { actor: key(actor)?, role: role.clone() }
            }
            (Question::Split(actor, span), Answer::Words(name)) => {
                Correction::SplitActor { actor: key(actor)?, mentions: vec![words(span)?], name: name.clone() }
            }
            (Question::Move(span) | Question::NewMention(span), Answer::Actor(actor)) => {
                Correction::AddMention { actor: key(*actor)?, mention: words(span)? }
            }
            (Question::Speaker(quote), Answer::Actor(_) | Answer::Nobody) => {
                let speakers = if let Answer::Actor(actor) = answer { vec![key(*actor)?] } else { Vec::new() };
                Correction::SetSpeakers { quote: QuoteKey::of(article, analysis, quote)?, speakers }
            }
            (Question::OtherSpeaker(quote), Answer::Actor(actor)) => {
                let known = &analysis.quote(quote)?.speakers;
                let speakers = known.iter().filter(|id| *id != actor).chain([actor]);
                let speakers = speakers.map(|id| key(*id)).collect::<Option<_>>()?;
                Correction::SetSpeakers { quote: QuoteKey::of(article, analysis, quote)?, speakers }
            }
            (Question::Stance(id), Answer::Stance(stance)) => {
                Correction::SetStance { position: position(id)?, stance: *stance }
            }
            (Question::Target(id), Answer::Words(text)) => {
                let place = near(&article.text, text, analysis.positions.get(id.0 as usize)?.extent());
                let target = TargetWords { place: place.and_then(words), text: text.clone(), actor: None };
                Correction::SetTarget { position: position(id)?, target }
            }
            (Question::Target(id), Answer::Actor(actor)) => {
                let text = analysis.actor(*actor)?.name.clone();
                let target = TargetWords { place: None, text, actor: Some(key(*actor)?) };
                Correction::SetTarget { position: position(id)?, target }
            }
            (Question::NewQuote(span), Answer::Actor(_) | Answer::Nobody) => {
                let speakers = if let Answer::Actor(actor) = answer { vec![key(*actor)?] } else { Vec::new() };
                let content = span.trimmed(&article.text);
                let kind = quote_kind(content.of(&article.text));
                Correction::AddQuote { content: vec![words(content)?], kind, speakers }
            }
            (Question::NewTarget(ground, holder, stance), Answer::Words(_) | Answer::Actor(_)) => {
                let (pieces, quote) = ground.pieces(article, analysis)?;
                let extent = Span::new(pieces.first()?.start, pieces.last()?.end);
                let holders = match (holder, quote) {
                    (Some(holder), _) => vec![holder],
                    (None, Some(quote)) => analysis.quote(quote)?.speakers.clone(),
                    (None, None) => Vec::new(),
                };
                let target = match answer {
                    Answer::Actor(actor) => TargetWords {
                        place: None,
                        text: analysis.actor(*actor)?.name.clone(),
                        actor: Some(key(*actor)?),
                    },
                    Answer::Words(text) => TargetWords {
                        place: near(&article.text, text, extent).and_then(words),
                        text: text.clone(),
                        actor: None,
                    },
                    _ => return None,
                };
                Correction::AddPosition {
                    evidence: pieces.into_iter().map(words).collect::<Option<_>>()?,
                    holders: holders.into_iter().map(key).collect::<Option<_>>()?,
                    stance,
                    target,
                    quote: quote
                        .map(|id| QuoteKey::of(article, analysis, id))
                        .map_or(Some(None), |key| key.map(Some))?,
                }
            }
            (Question::NewActor(span), Answer::Kind(kind)) => {
                let name = one_line(span.of(&article.text));
                Correction::AddActor { mention: words(span)?, kind: *kind, name }
            }
            _ => return None,
        })
    }
}

impl Ground {
    /// The words that it is, and the quote, if it is one.
    pub fn pieces(self, article: &Article, analysis: &Analysis) -> Option<(Vec<Span>, Option<QuoteId>)> {
        match self {
            Ground::Words(span) => Some((vec![span.trimmed(&article.text)], None)),
            Ground::Quote(id) => Some((analysis.quote(id)?.content.clone(), Some(id))),
        }
    }
}

/// The first place of `words` in or around `span`, a few hundred bytes to both sides.
fn near(text: &str, words: &str, span: Span) -> Option<Span> {
    let from = text.floor_char_boundary(span.start.saturating_sub(400));
    let to = text.ceil_char_boundary((span.end + 400).min(text.len()));
    let at = from + text.get(from..to)?.find(words)?;
    Some(Span::new(at, at + words.len()))
}

/// How words are told, by the quotation marks in them.
fn quote_kind(words: &str) -> QuoteKind {
    const MARKS: [char; 9] = ['“', '”', '"', '«', '»', '„', '‘', '\'', '’'];
    let marks = &MARKS[..6];
    let bare = words.trim_end_matches([',', '.', ';', ' ']);
    match () {
        () if words.starts_with(MARKS) && bare.ends_with(MARKS) => QuoteKind::Direct,
        () if words.contains(marks) => QuoteKind::Mixed,
        () => QuoteKind::Indirect,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_tell_how_words_are_told() {
        assert_eq!(quote_kind("“We go,”"), QuoteKind::Direct);
        assert_eq!(quote_kind("that “all” go"), QuoteKind::Mixed);
        assert_eq!(quote_kind("that it’s all gone"), QuoteKind::Indirect);
    }

    #[test]
    fn a_target_is_looked_for_close_by() {
        let text = format!("the tunnel {} the tunnel is", "x ".repeat(600));
        let place = near(&text, "the tunnel", Span::new(text.len() - 5, text.len()));
        assert_eq!(place.map(|span| span.start), text.rfind("the tunnel"));
        assert_eq!(near("é", "tunnel", Span::new(0, 2)), None);
    }
}
