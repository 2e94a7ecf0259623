//! The rows that a question can be answered with.

use eframe::egui::Context;

use super::{Answer, Ask, Question};
use crate::analysis::{ActorId, ActorKind, Analysis, QuoteId, Stance};
use crate::app::attribution;
use crate::app::commands::Command;
use crate::app::quote_style::QuoteStyle;
use crate::app::theme::{kind_label, stance_glyph};
use crate::app::wording;
use crate::article::{Article, ParagraphKind};
use crate::read::{ENCODINGS, encoding_label};
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
    /// What stands at the right: the keys that do the same, or an example.
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

    /// How copied quotes are to look; each style shows it on the chosen quote, or on another one.
    pub fn quote_style(now: QuoteStyle, open: Option<(&Article, &Analysis)>, chosen: Option<QuoteId>) -> Self {
        let rows = QuoteStyle::ALL.map(|style| Row {
            sign: sign(style == now),
            label: style.label().to_owned(),
            detail: style.example(open, chosen).split_whitespace().collect::<Vec<_>>().join(" "),
            answer: Answer::QuoteStyle(style),
            ..Row::default()
        });
        Self::new(Question::QuoteStyle, rows.into(), String::new())
    }

    /// How the letters of a file are encoded: it was read with the encoding named `read`, which was `chosen`.
    pub fn encoding(read: Option<&str>, chosen: Option<&str>) -> Self {
        let seems = Row {
            sign: sign(chosen.is_none()),
            label: "As it seems right".to_owned(),
            detail: match read.filter(|_| chosen.is_none()) {
                Some(read) => format!("{}, as of now", encoding_label(read)),
                None => "told by the file, or by its letters".to_owned(),
            },
            answer: Answer::Encoding(None),
            ..Row::default()
        };
        let rows = ENCODINGS.iter().map(|encoding| Row {
            sign: sign(chosen == Some(encoding.name)),
            label: encoding.label.to_owned(),
            detail: encoding.languages.to_owned(),
            answer: Answer::Encoding(Some(encoding.name.to_owned())),
            ..Row::default()
        });
        Self::new(Question::Encoding, std::iter::once(seems).chain(rows).collect(), String::new())
    }

    /// Shows behind each encoding how it reads some words of the file.
    pub fn show_samples(&mut self, samples: Vec<String>) {
        if self.question == Question::Encoding {
            // The first row is no encoding.
            self.rows.iter_mut().skip(1).zip(samples).for_each(|(row, sample)| row.keys = sample);
        }
    }

    /// A question about what was found.
    pub fn about(question: Question, article: &Article, analysis: &Analysis) -> Self {
        let mut text = String::new();
        let rows = match question {
            Question::Command | Question::Heading | Question::QuoteStyle | Question::Encoding => Vec::new(),
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

/// The sign of what is so now; room for it with the others.
fn sign(now: bool) -> Option<(&'static str, Option<ActorKind>)> {
    Some((if now { "✔" } else { "" }, None))
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
