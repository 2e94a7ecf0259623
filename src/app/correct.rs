//! Putting right what was found: from a command or an answer to a correction, and from there to what is shown.

use eframe::egui::Context;

use super::ask::{Answer, Ask, Ground, Question};
use super::commands::Command;
use super::corrector::{Change, Outcome};
use super::subject::Subject;
use super::window::Standpoint;
use super::wording::told;
use crate::anchor::Anchor;
use crate::corrections::{ActorKey, Correction, Finding, PositionKey, QuoteKey};
use crate::span::Span;

const NO_ACTOR: &str = "Open an actor first: click a name in the text or in the sidebar.";
const NO_MENTION: &str = "Go to a mention of the actor first: click it in the text.";
const NO_QUOTE: &str = "Choose a quote first: click one in the text or in the sidebar.";
const NO_POSITION: &str = "Choose a position first: click a flag in the margin or one in the sidebar.";
const NO_WORDS: &str = "Mark the words in the text first.";
const FIRST_MENTION: &str =
    "Go to a later mention first: before the first one there is none that could stay with the actor.";
const ONLY_MENTION: &str = "The actor is mentioned only here: rename it, or make it the same as the right one.";

impl Standpoint {
    /// Chooses what a menu is about, without going there.
    pub(super) fn choose(&mut self, subject: Subject) {
        let Some(document) = &self.state.document else { return };
        let analysis = &document.analysis;
        // What is marked elsewhere is not what the menu is about.
        if !matches!(subject, Subject::Words(_))
            && let Some(reader) = &mut self.reader
        {
            reader.select(None);
        }
        match subject {
            Subject::Actor(actor) => self.state.selection.take_actor(actor, analysis),
            Subject::Mention(actor, span) => self.state.selection.take_mention(actor, span, analysis),
            Subject::Quote(quote) => drop(self.state.selection.show_quote(quote, analysis)),
            Subject::Position(position) => drop(self.state.selection.show_position(position, analysis)),
            Subject::Words(span) => {
                if let Some(reader) = &mut self.reader {
                    reader.select(Some(span));
                }
            }
        }
    }

    /// Something was dragged onto an actor.
    pub(super) fn drop_on(&mut self, what: Subject, on: crate::analysis::ActorId) {
        match what {
            Subject::Actor(other) => self.answer_with(Question::Merge(on), &Answer::Actor(other)),
            Subject::Quote(quote) => self.answer_with(Question::Speaker(quote), &Answer::Actor(on)),
            Subject::Mention(..) | Subject::Position(_) | Subject::Words(_) => {}
        }
    }

    /// Runs a command that puts something right.
    pub(super) fn correct(&mut self, command: Command) {
        debug_assert!(command.corrects(), "menus do not know that {command:?} corrects");
        if let Err(why) = self.try_to_correct(command) {
            self.state.remark(why);
        }
    }

    fn try_to_correct(&mut self, command: Command) -> Result<(), &'static str> {
        let document = self.state.document.as_ref().ok_or("Open an article first, and let it be analysed.")?;
        if let Some(why) = document.refusal() {
            return Err(why);
        }
        let chosen = &self.state.selection;
        let actor = chosen.actor().ok_or(NO_ACTOR);
        let mention = chosen.current(&document.analysis).ok_or(NO_MENTION);
        let quote = chosen.quote().ok_or(NO_QUOTE);
        let position = chosen.position().ok_or(NO_POSITION);
        let marked = self.reader.as_ref().and_then(|reader| reader.selection()).ok_or(NO_WORDS);
        let question = match command {
            Command::RenameActor => Question::Rename(actor?),
            Command::MergeActor => Question::Merge(actor?),
            Command::SetKind => Question::Kind(actor?),
            Command::AddRole => Question::NewRole(actor?),
            Command::RemoveRole => {
                let actor = actor?;
                if document.analysis.actor(actor).is_none_or(|actor| actor.roles.is_empty()) {
                    return Err("The actor has no role.");
                }
                Question::OldRole(actor)
            }
            Command::SplitMention => {
                let (actor, mention) = (actor?, mention?);
                if document.analysis.actor(actor).is_some_and(|actor| actor.mentions.len() < 2) {
                    return Err(ONLY_MENTION);
                }
                Question::Split(actor, mention)
            }
            Command::SplitRest => {
                let (actor, at) = (actor?, chosen.mention().ok_or(NO_MENTION)?);
                let mentions = document.analysis.actor(actor).map(|actor| actor.mentions.as_slice());
                let rest = mentions.unwrap_or_default().get(at..).unwrap_or_default();
                if at == 0 || rest.is_empty() {
                    return Err(FIRST_MENTION);
                }
                let rest = rest.iter().map(|mention| mention.span).collect();
                self.state.ask = Some(Ask::split_all(&document.article, actor, rest));
                return Ok(());
            }
            Command::SplitMentions => {
                let actor = document.analysis.actor(actor?).ok_or(NO_ACTOR)?;
                if actor.mentions.len() < 2 {
                    return Err(ONLY_MENTION);
                }
                self.state.ask = Some(Ask::several(&document.article, actor));
                return Ok(());
            }
            Command::AddPosition => match (marked, chosen.quote().and_then(|id| document.analysis.quote(id))) {
                (Ok(words), _) => Question::Holder(Ground::Words(words)),
                (_, Some(quote)) if quote.speakers.is_empty() => Question::Holder(Ground::Quote(quote.id)),
                (_, Some(quote)) => Question::NewStance(Ground::Quote(quote.id), None),
                _ => return Err("Mark the words in the text, or choose a quote, first."),
            },
            Command::MoveMention => Question::Move(mention?),
            Command::SetSpeaker => Question::Speaker(quote?),
            Command::AddSpeaker => Question::OtherSpeaker(quote?),
            Command::SetStance => Question::Stance(position?),
            Command::SetTarget => Question::Target(position?),
            Command::AddQuote => Question::NewQuote(marked?),
            Command::AddActor => Question::NewActor(marked?),
            Command::AddMention => Question::NewMention(marked?),
            Command::NoSpeaker => {
                let question = Question::Speaker(quote?);
                self.answer_with(question, &Answer::Nobody);
                return Ok(());
            }
            Command::RemoveMention => {
                let (actor, mention) = (actor?, mention?);
                let finding = self.mention(actor, mention).ok_or(NO_MENTION)?;
                self.change(Change::Add(vec![Correction::Judge { finding, right: false }]));
                return Ok(());
            }
            Command::MarkRight | Command::MarkWrong => {
                let finding = self.chosen_finding().ok_or("Choose an actor, a quote or a position first.")?;
                let right = command == Command::MarkRight;
                self.change(Change::Add(vec![Correction::Judge { finding, right }]));
                return Ok(());
            }
            Command::Undo if !document.corrections.can_undo => return Err("There is nothing to undo."),
            Command::Redo if !document.corrections.can_redo => return Err("There is nothing to do again."),
            Command::Undo => {
                self.change(Change::Undo);
                return Ok(());
            }
            Command::Redo => {
                self.change(Change::Redo);
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.state.ask = Some(Ask::about(question, &document.article, &document.analysis));
        Ok(())
    }

    /// Takes the answer to the question that is open; `None` closes it.
    pub(super) fn take_answer(&mut self, answer: Option<Answer>, ctx: &Context) {
        let Some(ask) = self.state.ask.take() else { return };
        match answer {
            None => {}
            Some(Answer::Command(command)) => self.run(command, ctx),
            Some(Answer::Place(span)) => self.state.show_span(span),
            Some(Answer::QuoteStyle(style)) => self.state.settings.quote_style = style,
            Some(Answer::Encoding(encoding)) => self.read_with(encoding),
            Some(Answer::Places(places)) => {
                if let (Question::Several(actor), Some(document)) = (ask.question, &self.state.document) {
                    self.state.ask = Some(Ask::split_all(&document.article, actor, places));
                }
            }
            Some(Answer::Words(name)) if matches!(ask.question, Question::SplitAll(_)) => {
                self.split_all(ask.question, &ask.picked, &name);
            }
            Some(answer) => self.answer_with(ask.question, &answer),
        }
    }

    /// Makes an actor of several mentions of another.
    fn split_all(&mut self, question: Question, mentions: &[Span], name: &str) {
        let (Question::SplitAll(actor), Some(document)) = (question, &self.state.document) else { return };
        let key = ActorKey::of(&document.article, &document.analysis, actor);
        let anchors = mentions.iter().map(|span| Anchor::telling(&document.article.text, *span)).collect();
        if let (Some(actor), Some(mentions)) = (key, anchors) {
            self.change(Change::Add(vec![Correction::SplitActor { actor, mentions, name: name.to_owned() }]));
        }
    }

    pub(super) fn answer_with(&mut self, question: Question, answer: &Answer) {
        let Some(document) = &self.state.document else { return };
        if let Some(why) = document.refusal() {
            return self.state.remark(why);
        }
        if let Some(next) = question.next(answer) {
            self.state.ask = Some(Ask::about(next, &document.article, &document.analysis));
            return;
        }
        let corrections = question.corrections(answer, &document.article, &document.analysis);
        if !corrections.is_empty() {
            self.change(Change::Add(corrections));
        }
    }

    fn mention(&self, actor: crate::analysis::ActorId, span: Span) -> Option<Finding> {
        let document = self.state.document.as_ref()?;
        let actor = ActorKey::of(&document.article, &document.analysis, actor)?;
        Some(Finding::Mention { actor, mention: Anchor::telling(&document.article.text, span)? })
    }

    /// What was chosen last: a position before its quote, a quote before its speaker.
    fn chosen_finding(&self) -> Option<Finding> {
        let document = self.state.document.as_ref()?;
        let (article, analysis) = (&document.article, &document.analysis);
        let chosen = &self.state.selection;
        if let Some(position) = chosen.position() {
            return Some(Finding::Position { position: PositionKey::of(article, analysis, position)? });
        }
        if let Some(quote) = chosen.quote() {
            return Some(Finding::Quote { quote: QuoteKey::of(article, analysis, quote)? });
        }
        Some(Finding::Actor { actor: ActorKey::of(article, analysis, chosen.actor()?)? })
    }

    /// Has the corrections changed in the background; not before all of the article is read, or they would be about
    /// findings that may go.
    pub(super) fn change(&mut self, change: Change) {
        if let Some(document) = &self.state.document {
            if let Some(why) = document.refusal() {
                return self.state.remark(why);
            }
            let keeper = document.keeper.clone();
            self.worker.correct(document.id, keeper, (&document.article, &document.found), change);
        }
    }

    /// Shows an analysis with its corrections.
    pub(super) fn take_corrections(&mut self, id: u64, change: &Change, outcome: Outcome, ctx: &Context) {
        self.generations += 1;
        let generation = self.generations;
        let shown = self.state.document.as_ref().filter(|document| document.id == id);
        let last = shown.map(|document| document.corrections.list.last().cloned());
        let failure = outcome.failure.clone();
        self.replace(id, ctx, |document| document.set_corrected(outcome, generation));
        let Some((document, last)) = self.state.document.as_ref().zip(last) else { return };
        if let Some(failure) = failure {
            self.state.complain(failure);
            return self.state.list();
        }
        let undo = Command::Undo.shortcut_text(ctx);
        let remark = match change {
            Change::Renew => None,
            Change::Add(added) => added.last().map(|correction| format!("{} {undo} undoes it.", told(correction))),
            Change::Undo => last.map(|correction| format!("Undone: {}", told(&correction))),
            Change::Redo => {
                document.corrections.list.last().map(|correction| format!("Done again: {}", told(correction)))
            }
            Change::Remove(_) => Some("The correction was dropped.".to_owned()),
        };
        if let Some(remark) = remark {
            self.state.remark(remark);
        }
        self.state.list();
    }
}
