//! What the reader can do, in one place: menus, buttons and keys all go through [`Command`].

use eframe::egui::{Context, Event, InputState, Key, KeyboardShortcut, Modifiers};

/// How a command is shown and called.
struct Entry {
    label: &'static str,
    tooltip: &'static str,
    /// The first is the one that is shown.
    shortcuts: &'static [KeyboardShortcut],
}

/// Makes the commands of one table: name, label, tooltip, keys.
macro_rules! commands {
    ($($name:ident: $label:literal, $tooltip:literal, [$($keys:expr),*];)*) => {
        /// Something that the reader can ask for without pointing at a thing in the article.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $tooltip] $name,)*
        }

        impl Command {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Command] = &[$(Command::$name),*];

            const fn entry(self) -> &'static Entry {
                match self {
                    $(Command::$name => const {
                        &Entry { label: $label, tooltip: $tooltip, shortcuts: &[$($keys),*] }
                    },)*
                }
            }
        }
    };
}

const COMMAND: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = ALT.plus(SHIFT);
const NONE: Modifiers = Modifiers::NONE;
const BOTH: Modifiers = COMMAND.plus(SHIFT);

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

commands! {
    Open: "Open…", "Open an article from a file", [key(COMMAND, Key::O)];
    OpenPath: "Type a path…", "Open an article by typing where its file is", [key(BOTH, Key::O)];
    // The window system hands it over as a paste, see `pressed`; listed to be shown.
    Paste: "Paste article", "Read the text on the clipboard as an article", [key(COMMAND, Key::V)];
    Sample: "Open the sample", "Open the article that comes with the program", [key(NONE, Key::F1)];
    NextArticle: "Next article", "Show the next of the open articles",
        [key(COMMAND, Key::Tab), key(COMMAND, Key::PageDown)];
    PreviousArticle: "Previous article", "Show the open article before",
        [key(BOTH, Key::Tab), key(COMMAND, Key::PageUp)];
    CloseArticle: "Close article", "Close the article that is shown", [key(COMMAND, Key::W)];
    Articles: "Articles of the file", "List the articles of the file that this one comes from", [key(BOTH, Key::A)];
    Reload: "Read again", "Read the file of the article once more", [key(NONE, Key::F5)];
    Encoding: "Read again with another encoding…", "Choose how the letters of the file are encoded, when they look wrong",
        [key(BOTH, Key::E)];
    Export: "Export…", "Save or copy what was found", [key(COMMAND, Key::E)];
    Palette: "All commands…", "Find any command by its name", [key(COMMAND, Key::K)];
    Copy: "Copy", "Copy the marked words, or what is chosen with what belongs to it", [key(COMMAND, Key::C)];
    CopyQuote: "Copy quote with source", "Copy the chosen quote with its speaker and source", [key(BOTH, Key::C)];
    QuoteStyle: "Style of copied quotes…", "Choose how quotes look that are copied with their source", [key(ALT_SHIFT, Key::C)];
    Why: "Why?", "Say why the chosen quote or position was found as it is", [key(COMMAND, Key::I)];
    PreviousMention: "Previous mention", "Go to the previous mention of the open actor", [key(NONE, Key::ArrowLeft)];
    NextMention: "Next mention", "Go to the next mention of the open actor", [key(NONE, Key::ArrowRight)];
    PreviousActor: "Previous actor", "Open the actor above", [key(NONE, Key::ArrowUp)];
    NextActor: "Next actor", "Open the actor below", [key(NONE, Key::ArrowDown)];
    PreviousQuote: "Previous quote", "Go to the quote before", [key(ALT, Key::ArrowUp)];
    NextQuote: "Next quote", "Go to the next quote", [key(ALT, Key::ArrowDown)];
    PreviousPosition: "Previous position", "Go to the position before", [key(ALT_SHIFT, Key::ArrowUp)];
    NextPosition: "Next position", "Go to the next position", [key(ALT_SHIFT, Key::ArrowDown)];
    Back: "Back", "Go back to where you were before the last jump", [key(ALT, Key::ArrowLeft)];
    Forward: "Forward", "Go forward again", [key(ALT, Key::ArrowRight)];
    Find: "Find…", "Find words in the article", [key(COMMAND, Key::F)];
    FindNext: "Find next", "Go to the next place that was found", [key(NONE, Key::F3), key(COMMAND, Key::G)];
    FindPrevious: "Find previous", "Go to the place before that was found", [key(SHIFT, Key::F3), key(BOTH, Key::G)];
    Outline: "Go to a heading…", "List the headings of the article", [key(COMMAND, Key::J)];
    OnlyChosen: "Only this actor’s marks", "Show only the marks of the open actor, or those of all again",
        [key(COMMAND, Key::L)];
    LayerNames: "Mark names", "Show or hide the marks of names", [key(ALT, Key::Num1)];
    LayerQuotes: "Mark quotes", "Show or hide the marks of quotes", [key(ALT, Key::Num2)];
    LayerPositions: "Mark positions", "Show or hide the flags of positions", [key(ALT, Key::Num3)];
    ColorByActor: "Colour by actor", "Give each of the main actors a colour of its own", [key(ALT, Key::Num4)];
    ColorByKind: "Colour by kind", "Give persons, organisations, places and groups a colour each", [key(ALT, Key::Num5)];
    ColorByNothing: "No colours", "Mark all in grey; lines below the names tell the kinds", [key(ALT, Key::Num6)];
    ShowActors: "Actors", "Show who is in the story", [key(COMMAND, Key::Num1)];
    ShowQuotes: "Quotes", "Show what was said", [key(COMMAND, Key::Num2)];
    ShowPositions: "Positions", "Show where they stand", [key(COMMAND, Key::Num3)];
    ShowChecks: "To check", "Show what was not read or is not certain", [key(COMMAND, Key::Num4)];
    ShowIssues: "Actors × issues", "Show on what two or more actors take a stance", [key(COMMAND, Key::Num5)];
    Filter: "Filter the list", "Narrow the list in the sidebar down", [key(BOTH, Key::F)];
    PageUp: "Page up", "Scroll the article up by a screen", [key(NONE, Key::PageUp)];
    PageDown: "Page down", "Scroll the article down by a screen", [key(NONE, Key::PageDown)];
    Undo: "Undo", "Take the last correction back", [key(COMMAND, Key::Z)];
    Redo: "Redo", "Make the correction again that was taken back", [key(COMMAND, Key::Y), key(BOTH, Key::Z)];
    RenameActor: "Rename…", "Call the open actor otherwise", [key(NONE, Key::F2)];
    MergeActor: "Is the same as…", "Make the open actor and another one the same", [key(COMMAND, Key::M)];
    SetKind: "Change kind…", "Say whether the open actor is a person, an organisation, a place, a group", [key(BOTH, Key::K)];
    AddRole: "Add a role…", "Say what else the article calls the open actor", [key(BOTH, Key::R)];
    RemoveRole: "Remove a role…", "Take a role from the open actor that it does not have", [key(ALT_SHIFT, Key::R)];
    SplitMention: "This is somebody else…", "Make an actor of its own of the mention that you are at", [key(ALT_SHIFT, Key::D)];
    SplitRest: "This and all later ones are somebody else…",
        "Make an actor of its own of the mention that you are at and of all behind it", [key(ALT_SHIFT, Key::L)];
    SplitMentions: "Several are somebody else…", "Make an actor of its own of some mentions of the open actor",
        [key(BOTH, Key::D)];
    MoveMention: "This is another actor…", "Give the mention that you are at to another actor", [key(ALT_SHIFT, Key::M)];
    RemoveMention: "This is no mention", "Take the mention that you are at from the open actor", [key(ALT_SHIFT, Key::Delete)];
    SetSpeaker: "Change the speaker…", "Say who speaks the chosen quote", [key(BOTH, Key::S)];
    AddSpeaker: "Add a speaker…", "Say who else speaks the chosen quote", [key(ALT_SHIFT, Key::S)];
    NoSpeaker: "Nobody is known to say this", "Take the speaker from the chosen quote", [key(ALT_SHIFT, Key::N)];
    SetStance: "Change the stance…", "Say where the holder of the chosen position stands", [key(BOTH, Key::T)];
    SetTarget: "Change what it is about…", "Say what the chosen position is about", [key(COMMAND, Key::T)];
    AddQuote: "This is a quote…", "Make a quote of the marked words", [key(BOTH, Key::Q)];
    AddPosition: "This states a position…", "Make a position of the marked words, or of the chosen quote",
        [key(BOTH, Key::P)];
    AddActor: "This is an actor…", "Make an actor of the marked words", [key(BOTH, Key::N)];
    AddMention: "This means an actor…", "Give the marked words to an actor as a mention", [key(BOTH, Key::M)];
    MarkRight: "This is right", "Say that what is chosen was found rightly", [key(COMMAND, Key::Enter)];
    MarkWrong: "This is wrong", "Take out what is chosen: it was found wrongly", [key(NONE, Key::Delete)];
    ZoomIn: "Larger", "Make everything larger",
        [key(COMMAND, Key::Plus), key(BOTH, Key::Plus), key(COMMAND, Key::Equals)];
    ZoomOut: "Smaller", "Make everything smaller", [key(COMMAND, Key::Minus)];
    ZoomReset: "Normal size", "Bring everything back to its normal size", [key(COMMAND, Key::Num0)];
    ThemeSystem: "Theme like the system", "Light or dark as the system is", [key(ALT, Key::T)];
    ThemeLight: "Light theme", "Dark words on light paper", [key(ALT, Key::Num7)];
    ThemeSepia: "Sepia theme", "Dark words on yellowed paper", [key(ALT, Key::Num8)];
    ThemeDark: "Dark theme", "Light words on dark paper", [key(ALT, Key::Num9)];
    ThemeHighContrast: "High contrast theme", "White words on black", [key(ALT, Key::Num0)];
    NextPane: "Next part of the window", "Move the keyboard to the next part of the window", [key(NONE, Key::F6)];
    PreviousPane: "Previous part of the window", "Move the keyboard to the part of the window before",
        [key(SHIFT, Key::F6)];
    Sidebar: "Sidebar", "Show or hide the sidebar", [key(COMMAND, Key::B)];
    CancelAnalysis: "Cancel", "Stop the analysis and go on reading", [key(COMMAND, Key::Period)];
    Analyse: "Analyse again", "Look for actors, quotes and positions once more", [key(SHIFT, Key::F5)];
    Close: "Close", "Close what was opened last", [key(NONE, Key::Escape)];
}

impl Command {
    /// Its name on buttons and in menus.
    pub const fn label(self) -> &'static str {
        self.entry().label
    }

    /// A sentence on what it does.
    pub const fn tooltip(self) -> &'static str {
        self.entry().tooltip
    }

    /// The keys that call it; the first is the one that is shown.
    pub const fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.entry().shortcuts
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

    /// Whether it puts right what was found.
    pub const fn corrects(self) -> bool {
        matches!(
            self,
            Command::Undo
                | Command::Redo
                | Command::RenameActor
                | Command::MergeActor
                | Command::SetKind
                | Command::AddRole
                | Command::RemoveRole
                | Command::SplitMention
                | Command::SplitRest
                | Command::SplitMentions
                | Command::AddPosition
                | Command::MoveMention
                | Command::RemoveMention
                | Command::SetSpeaker
                | Command::AddSpeaker
                | Command::NoSpeaker
                | Command::SetStance
                | Command::SetTarget
                | Command::AddQuote
                | Command::AddActor
                | Command::AddMention
                | Command::MarkRight
                | Command::MarkWrong
        )
    }

    /// Whether a field in which one types uses the same keys.
    const fn edits(self) -> bool {
        matches!(
            self,
            Command::Undo
                | Command::Redo
                | Command::MarkWrong
                | Command::Back
                | Command::Forward
                | Command::PreviousQuote
                | Command::NextQuote
                | Command::PreviousPosition
                | Command::NextPosition
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
            KeyboardIn::Widget => !command.steps(),
            KeyboardIn::TextField => !command.steps() && !command.edits(),
            KeyboardIn::Dialog => {
                matches!(command, Command::ZoomIn | Command::ZoomOut | Command::ZoomReset)
            }
        };
        let by_shortcut = Command::ALL
            .iter()
            .copied()
            .filter(|command| !matches!(command, Command::Paste | Command::Copy))
            .filter(allowed);
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

/// Whether the marked words, or what is chosen, are to be copied: the window system tells that by an event of its own.
pub fn copied(ctx: &Context, keyboard: KeyboardIn) -> bool {
    let typing = matches!(keyboard, KeyboardIn::TextField | KeyboardIn::Dialog);
    !typing && ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy)))
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
        for command in Command::ALL.iter().copied() {
            for keys in command.shortcuts() {
                assert!(seen.insert((keys.modifiers, keys.logical_key)), "{command:?}");
                let letter = keys.logical_key.name().chars().count() == 1;
                assert!(
                    !letter || keys.modifiers.command || keys.modifiers.alt,
                    "{command:?} is called by a bare letter"
                );
            }
        }
    }

    #[test]
    fn every_command_says_what_it_does() {
        for command in Command::ALL.iter().copied() {
            assert!(!command.label().is_empty() && !command.tooltip().is_empty());
            assert!(!command.shortcuts().is_empty(), "{command:?} has no keys");
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
