//! What the reader can do, in one place: menus, buttons and keys all go through [`Command`].

use eframe::egui::{Context, Event, InputState, Key, KeyboardShortcut, Modifiers};

/// Something that the reader can ask for without pointing at a thing in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Pick a file in the dialog of the system.
    Open,
    /// Type the path of a file.
    OpenPath,
    /// Take the text on the clipboard as an article.
    Paste,
    /// Open the article that comes with the program.
    Sample,
    /// Open the export window.
    Export,
    /// Copy the chosen quote with its speaker and source.
    CopyQuote,
    /// Go to the previous mention of the open actor.
    PreviousMention,
    /// Go to the next mention of the open actor.
    NextMention,
    /// Open the actor above in the list.
    PreviousActor,
    /// Open the actor below in the list.
    NextActor,
    /// Put the cursor into the filter box.
    Filter,
    /// Scroll the article up by a screen.
    PageUp,
    /// Scroll the article down by a screen.
    PageDown,
    /// Make everything larger.
    ZoomIn,
    /// Make everything smaller.
    ZoomOut,
    /// Make everything as large as it was.
    ZoomReset,
    /// Move the keyboard to the next part of the window.
    NextPane,
    /// Move the keyboard to the part of the window before.
    PreviousPane,
    /// Show or hide the sidebar.
    Sidebar,
    /// End the analysis that is running.
    CancelAnalysis,
    /// Analyse the article once more.
    Analyse,
    /// Close what was opened last.
    Close,
}

const COMMAND: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const NONE: Modifiers = Modifiers::NONE;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

impl Command {
    /// All of them.
    pub const ALL: [Command; 22] = [
        Command::Open,
        Command::OpenPath,
        Command::Paste,
        Command::Sample,
        Command::Export,
        Command::CopyQuote,
        Command::PreviousMention,
        Command::NextMention,
        Command::PreviousActor,
        Command::NextActor,
        Command::Filter,
        Command::PageUp,
        Command::PageDown,
        Command::ZoomIn,
        Command::ZoomOut,
        Command::ZoomReset,
        Command::NextPane,
        Command::PreviousPane,
        Command::Sidebar,
        Command::CancelAnalysis,
        Command::Analyse,
        Command::Close,
    ];

    /// Its name on buttons and in menus.
    pub const fn label(self) -> &'static str {
        match self {
            Command::Open => "Open…",
            Command::OpenPath => "Type a path…",
            Command::Paste => "Paste article",
            Command::Sample => "Open the sample",
            Command::Export => "Export…",
            Command::CopyQuote => "Copy quote with source",
            Command::PreviousMention => "Previous mention",
            Command::NextMention => "Next mention",
            Command::PreviousActor => "Previous actor",
            Command::NextActor => "Next actor",
            Command::Filter => "Find an actor",
            Command::PageUp => "Page up",
            Command::PageDown => "Page down",
            Command::ZoomIn => "Larger",
            Command::ZoomOut => "Smaller",
            Command::ZoomReset => "Normal size",
            Command::NextPane => "Next part of the window",
            Command::PreviousPane => "Previous part of the window",
            Command::Sidebar => "Sidebar",
            Command::CancelAnalysis => "Cancel",
            Command::Analyse => "Analyse again",
            Command::Close => "Close",
        }
    }

    /// A sentence on what it does.
    pub const fn tooltip(self) -> &'static str {
        match self {
            Command::Open => "Open an article from a file",
            Command::OpenPath => "Open an article by typing where its file is",
            Command::Paste => "Read the text on the clipboard as an article",
            Command::Sample => "Open the article that comes with the program",
            Command::Export => "Save or copy what was found",
            Command::CopyQuote => "Copy the chosen quote with its speaker and source",
            Command::PreviousMention => "Go to the previous mention of the open actor",
            Command::NextMention => "Go to the next mention of the open actor",
            Command::PreviousActor => "Open the actor above",
            Command::NextActor => "Open the actor below",
            Command::Filter => "Filter the list by name or role",
            Command::PageUp => "Scroll the article up by a screen",
            Command::PageDown => "Scroll the article down by a screen",
            Command::ZoomIn => "Make everything larger",
            Command::ZoomOut => "Make everything smaller",
            Command::ZoomReset => "Bring everything back to its normal size",
            Command::NextPane => "Move the keyboard to the next part of the window",
            Command::PreviousPane => "Move the keyboard to the part of the window before",
            Command::Sidebar => "Show or hide the sidebar",
            Command::CancelAnalysis => "Stop the analysis and go on reading",
            Command::Analyse => "Look for actors, quotes and positions once more",
            Command::Close => "Close what was opened last",
        }
    }

    /// The keys that call it; the first is the one that is shown.
    pub const fn shortcuts(self) -> &'static [KeyboardShortcut] {
        match self {
            Command::Open => const { &[key(COMMAND, Key::O)] },
            Command::OpenPath => const { &[key(COMMAND.plus(SHIFT), Key::O)] },
            // The window system hands it over as a paste, see `pressed`; listed to be shown.
            Command::Paste => const { &[key(COMMAND, Key::V)] },
            Command::Export => const { &[key(COMMAND, Key::E)] },
            Command::CopyQuote => const { &[key(COMMAND.plus(SHIFT), Key::C)] },
            Command::PreviousMention => const { &[key(NONE, Key::ArrowLeft)] },
            Command::NextMention => const { &[key(NONE, Key::ArrowRight)] },
            Command::PreviousActor => const { &[key(NONE, Key::ArrowUp)] },
            Command::NextActor => const { &[key(NONE, Key::ArrowDown)] },
            Command::Filter => const { &[key(COMMAND, Key::F)] },
            Command::PageUp => const { &[key(NONE, Key::PageUp)] },
            Command::PageDown => const { &[key(NONE, Key::PageDown)] },
            Command::ZoomIn => {
                const { &[key(COMMAND, Key::Plus), key(COMMAND.plus(SHIFT), Key::Plus), key(COMMAND, Key::Equals)] }
            }
            Command::ZoomOut => const { &[key(COMMAND, Key::Minus)] },
            Command::ZoomReset => const { &[key(COMMAND, Key::Num0)] },
            Command::NextPane => const { &[key(NONE, Key::F6)] },
            Command::PreviousPane => const { &[key(SHIFT, Key::F6)] },
            Command::Sidebar => const { &[key(COMMAND, Key::B)] },
            Command::Close => const { &[key(NONE, Key::Escape)] },
            Command::Sample | Command::CancelAnalysis | Command::Analyse => &[],
        }
    }

    /// How its keys are written on this system; empty when it has none.
    pub fn shortcut_text(self, ctx: &Context) -> String {
        self.shortcuts().first().map(|shortcut| ctx.format_shortcut(shortcut)).unwrap_or_default()
    }

    /// The tooltip with the keys behind it.
    pub fn hint(self, ctx: &Context) -> String {
        match self.shortcut_text(ctx) {
            keys if keys.is_empty() => self.tooltip().to_owned(),
            keys => format!("{} ({keys})", self.tooltip()),
        }
    }

    /// Whether it moves through the article or the cast by keys that text fields, lists and sliders use themselves.
    const fn steps(self) -> bool {
        matches!(
            self,
            Command::PreviousMention
                | Command::NextMention
                | Command::PreviousActor
                | Command::NextActor
                | Command::PageUp
                | Command::PageDown
        )
    }
}

/// Where the keyboard is, as far as commands care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyboardIn {
    /// Nowhere, or where arrows mean the commands: every key is a command's.
    Page,
    /// In a widget that has its own use for arrows.
    Widget,
    /// In a field where text is typed.
    TextField,
    /// In a window over the page, which closes by itself.
    Dialog,
}

/// Takes the keys of commands out of the input and tells which commands they call.
pub fn pressed(ctx: &Context, keyboard: KeyboardIn) -> Vec<Command> {
    ctx.input_mut(|input| {
        let allowed = |command: &Command| match keyboard {
            KeyboardIn::Page => true,
            KeyboardIn::Widget | KeyboardIn::TextField => !command.steps(),
            KeyboardIn::Dialog => {
                matches!(command, Command::ZoomIn | Command::ZoomOut | Command::ZoomReset)
            }
        };
        let by_shortcut = Command::ALL.into_iter().filter(|command| *command != Command::Paste).filter(allowed);
        // Presses that fall into one frame count each: with a held key and a slow machine, none is lost.
        by_shortcut
            .flat_map(|command| {
                let presses = command.shortcuts().iter().map(|keys| take(input, keys)).sum();
                std::iter::repeat_n(command, presses)
            })
            .collect()
    })
}

/// The text that was pasted, unless a text field or a dialog is there to take it.
pub fn pasted(ctx: &Context, keyboard: KeyboardIn) -> Option<String> {
    if matches!(keyboard, KeyboardIn::TextField | KeyboardIn::Dialog) {
        return None;
    }
    ctx.input_mut(|input| {
        let at = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

/// Takes all presses of exactly these keys, and counts them: `consume_shortcut` would let Shift+→, which selects text,
/// pass for →.
fn take(input: &mut InputState, keys: &KeyboardShortcut) -> usize {
    let before = input.events.len();
    input.events.retain(|event| {
        !matches!(event, Event::Key { key, pressed: true, modifiers, .. }
            if *key == keys.logical_key && modifiers.matches_exact(keys.modifiers))
    });
    before - input.events.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::RawInput;
    use std::collections::HashSet;

    #[test]
    fn no_two_commands_share_keys_and_none_is_a_bare_letter() {
        let mut seen = HashSet::new();
        for command in Command::ALL {
            for keys in command.shortcuts() {
                assert!(seen.insert((keys.modifiers, keys.logical_key)), "{command:?}");
                let letter = keys.logical_key.name().chars().count() == 1;
                assert!(!letter || keys.modifiers.command, "{command:?} is called by a bare letter");
            }
        }
    }

    #[test]
    fn every_command_says_what_it_does() {
        for command in Command::ALL {
            assert!(!command.label().is_empty() && !command.tooltip().is_empty());
        }
    }

    #[test]
    fn presses_in_one_frame_count_each() {
        let ctx = Context::default();
        let press =
            |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
        let events = vec![press(Key::ArrowRight), press(Key::ArrowDown), press(Key::ArrowRight)];
        ctx.begin_pass(RawInput { events, ..RawInput::default() });
        let mut found = pressed(&ctx, KeyboardIn::Page);
        found.sort_by_key(|command| command.label());
        assert_eq!(found, [Command::NextActor, Command::NextMention, Command::NextMention]);
        assert_eq!(pressed(&ctx, KeyboardIn::Page), []);
    }
}
