//! What a frame of the window asks for: drawing collects actions, and they are carried out when all is drawn.

use std::path::PathBuf;

use super::ask::Answer;
use super::commands::Command;
use super::find::Needle;
use super::lists::View;
use super::settings::Settings;
use super::sidebar::Tab;
use super::subject::Subject;
use super::why::Step;
use crate::analysis::{ActorId, PositionId, QuoteId};
use crate::export::Options;
use crate::span::Span;

/// One wish of the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command, by button, menu or key.
    Command(Command),
    /// A command on this, by its menu.
    On(Subject, Command),
    /// The answer to the question that is open; `None` closes it.
    Answer(Option<Answer>),
    /// Something was dragged onto an actor: another actor, who is the same, or a quote that it says.
    Drop {
        /// What was dragged.
        what: Subject,
        /// The actor.
        on: ActorId,
    },
    /// Take the correction at that place out of the list.
    TakeOut(usize),
    /// Open the article in this file.
    Open(PathBuf),
    /// Open the article with this number of the list.
    Article(usize),
    /// Go back from the list of articles to the one that was shown.
    HideArticles,
    /// Show the article of the tab at that place.
    ShowTab(usize),
    /// Close the tab at that place.
    CloseTab(usize),
    /// Forget this recent file.
    Forget(PathBuf),
    /// Open this actor, or go to its next mention when it is open.
    Actor(ActorId),
    /// Open this actor at this mention, and go there.
    Mention(ActorId, Span),
    /// Go to this quote.
    Quote(QuoteId),
    /// Go to this position.
    Position(PositionId),
    /// Go to these words.
    Reveal(Span),
    /// Follow one of the reasons of a quote or a position.
    Why(Step),
    /// Close the open actor.
    CloseActor,
    /// Show this list in the sidebar.
    Tab(Tab),
    /// Show the lists of the sidebar like this.
    View(Box<View>),
    /// Use these settings from now on.
    Settings(Settings),
    /// Search for this.
    Find(Needle),
    /// The field of the search got the keyboard.
    FindFocused,
    /// End the search.
    FindClose,
    /// Put the message away.
    DismissNotice,
    /// Show how the article looks in the format with this index.
    ExportFormat(usize),
    /// Put the export on the clipboard.
    ExportCopy,
    /// Put this into the export.
    ExportOptions(Options),
    /// Save the export to a file that is picked in the dialog of the system, or to a folder.
    ExportSave {
        /// Whether its files go into a folder.
        folder: bool,
    },
    /// Save the export to a file whose path is typed.
    ExportSavePath,
    /// Close the export window.
    ExportClose,
    /// The path window was answered; `None` closes it.
    Path(Option<String>),
}
