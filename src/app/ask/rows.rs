//! The rows that a question can be answered with.

use eframe::egui::Context;

use super::{Answer, Ask, Question};
use crate::analysis::{ActorId, ActorKind, Analysis, Stance};
use crate::app::attribution;
use crate::app::commands::Command;
use crate::app::theme::{kind_label, stance_glyph};
use crate::app::wording;
use crate::article::{Article, ParagraphKind};
use crate::span::Span;

/// A row to choose.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The sign before it, and the kind whose colour it has.
    pub sign: Option<(&'static str, Option<ActorKind>)>,
    /// What it is called.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// The keys that do the same.
    pub keys: String,
    /// The answer that it is.
    pub answer: Answer,
}

impl Ask {
    /// Which command to run.
    pub fn command(ctx: &Context) -> Self {
        let rows = Command::ALL.iter().filter(|command| **command != Command::Palette).map(|command| Row {
            sign: None,
            label: command.label().to_owned(),
            detail: command.tooltip().to_owned(),
            keys: command.shortcut_text(ctx),
            answer: Answer::Command(*command),
        });
        Self::new(Question::Command, rows.collect(), String::new())
    }

    /// Which heading to go to.
    pub fn outline(article: &Article) -> Self {
        let headings = article.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Heading);
        let row = |words: &str, span: Span| Row {
            label: words.split_whitespace().collect::<Vec<_>>().join(" "),
            answer: Answer::Place(span),
            ..Row::default()
        };
        let top = Span::new(0, 0);
        let first = article.title.as_deref().map(|title| row(title, top)).unwrap_or_else(|| row("Top", top));
        let rows = headings.map(|heading| row(article.paragraph_text(heading), heading.span));
        let rows = std::iter::once(first).chain(rows);
        Self::new(Question::Heading, rows.collect(), String::new())
    }

    /// A question about what was found.
    pub fn about(question: Question, article: &Article, analysis: &Analysis) -> Self {
        let mut text = String::new();
        let rows = match question {
            Question::Command | Question::Heading => Vec::new(),
            Question::Merge(actor) => actors(analysis, &[actor]),
            Question::Rename(id) => {
                let actor = analysis.actor(id);
                text = actor.map(|actor| actor.name.clone()).unwrap_or_default();
                actor.into_iter().flat_map(|actor| &actor.aliases).map(|alias| words(alias, "another name")).collect()
            }
            Question::Kind(_) | Question::NewActor(_) => kinds(),
            Question::NewRole(_) => Vec::new(),
            Question::OldRole(id) => {
                let roles = analysis.actor(id).into_iter().flat_map(|actor| &actor.roles);
                roles.map(|role| words(&role.text, "")).collect()
            }
            Question::Split(_, span) => {
                text = span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
                Vec::new()
            }
            // The mentions are handed over with the question: see `Ask::several`, `Ask::split_all`.
            Question::Several(_) | Question::SplitAll(_) => Vec::new(),
            Question::Holder(_) => {
                let mut rows = actors(analysis, &[]);
                rows.push(nobody());
                rows
            }
            Question::NewStance(..) => stances(),
            Question::NewTarget(ground, ..) => {
                let (pieces, _) = ground.pieces(article, analysis).unwrap_or_default();
                text = attribution::one_line(&pieces, article);
                actors(analysis, &[])
            }
            Question::Move(span) => {
                let owners = analysis.actors.iter().filter(|actor| actor.mentions.iter().any(|at| at.span == span));
                actors(analysis, &owners.map(|actor| actor.id).collect::<Vec<_>>())
            }
            Question::NewMention(_) => actors(analysis, &[]),
            Question::Speaker(quote) => {
                let quote = analysis.quote(quote);
                let known = quote.map(|quote| quote.speakers.as_slice()).filter(|known| known.len() == 1);
                let mut rows = actors(analysis, known.unwrap_or_default());
                if quote.is_some_and(|quote| !quote.speakers.is_empty()) {
                    rows.push(nobody());
                }
                rows
            }
            Question::OtherSpeaker(quote) => {
                actors(analysis, analysis.quote(quote).map(|quote| quote.speakers.as_slice()).unwrap_or_default())
            }
            Question::NewQuote(_) => {
                let mut rows = actors(analysis, &[]);
                rows.push(nobody());
                rows
            }
            Question::Stance(_) => stances(),
            Question::Target(id) => {
                let position = analysis.positions.get(id.0 as usize);
                text = position.map(|position| position.target.text.clone()).unwrap_or_default();
                actors(analysis, &[])
            }
        };
        Self::new(question, rows, text)
    }
}

fn actors(analysis: &Analysis, without: &[ActorId]) -> Vec<Row> {
    let rows = analysis.actors.iter().filter(|actor| !without.contains(&actor.id)).map(|actor| {
        let mut detail = vec![wording::count(actor.mentions.len(), "mention")];
        detail.splice(0..0, actor.roles.first().map(|role| role.text.clone()));
        detail.extend((!actor.aliases.is_empty()).then(|| format!("also {}", actor.aliases.join(", "))));
        Row {
            sign: Some((actor.kind.sign(), Some(actor.kind))),
            label: actor.name.clone(),
            detail: detail.join(" · "),
            keys: String::new(),
            answer: Answer::Actor(actor.id),
        }
    });
    rows.collect()
}

fn nobody() -> Row {
    Row { sign: Some(("–", None)), label: "Nobody".to_owned(), detail: wording::NOBODY.to_owned(), ..Row::default() }
}

fn words(words: &str, detail: &str) -> Row {
    Row {
        label: words.to_owned(),
        detail: detail.to_owned(),
        answer: Answer::Words(words.to_owned()),
        ..Row::default()
    }
}

fn kinds() -> Vec<Row> {
    const KINDS: [(ActorKind, &str); 5] = [
        (ActorKind::Person, "a human being with a name"),
        (ActorKind::Organisation, "a company, institution, party, outlet"),
        (ActorKind::Place, "a state, region or city, also where it acts"),
        (ActorKind::Group, "a people, faith or political camp"),
        (ActorKind::Unnamed, "a speaker without a name"),
    ];
    let rows = KINDS.iter().map(|(kind, detail)| Row {
        sign: Some((kind.sign(), Some(*kind))),
        label: kind_label(*kind).to_owned(),
        detail: (*detail).to_owned(),
        keys: String::new(),
        answer: Answer::Kind(*kind),
    });
    rows.collect()
}

fn stances() -> Vec<Row> {
    let detail = |stance| match stance {
        Stance::Supports => "is in favour of it",
        Stance::Opposes => "is against it, criticises or blames it",
        Stance::CallsFor => "wants it to be done, or not to be done",
        Stance::Commits => "says that they will, or will not, do it",
        Stance::Warns => "fears it, or predicts harm from it",
        Stance::Denies => "says that it is not so",
        Stance::Asserts => "states an opinion, or a claim that people could dispute",
    };
    let rows = Stance::ALL.iter().map(|stance| Row {
        sign: Some((stance_glyph(*stance), None)),
        label: stance.label().to_owned(),
        detail: detail(*stance).to_owned(),
        keys: String::new(),
        answer: Answer::Stance(*stance),
    });
    rows.collect()
}
