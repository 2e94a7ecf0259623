//! Why something was found: the card that says it, and choosing the right speaker where nobody is sure.

use eframe::egui::{Key, Modifiers};
use standpoint::analysis::{ActorId, QuoteId};
use standpoint::corrections::CorrectionFile;

use super::support::Window;

#[test]
fn the_card_says_why_follows_what_is_chosen_and_closes() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::I);
    window.get_containing("Choose a quote or a position first");
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.app().state().selection.quote(), Some(QuoteId(0)));
    window.press_with(Modifiers::COMMAND, Key::I);
    window.get("Why?");
    window.get("(a pronoun)");
    window.get("90 % sure · word for word");
    // Every piece of the chain leads to its place.
    let last = window.mentions(ActorId(0))[2];
    assert!(!window.sees(last));
    window.click("Go to “Brandt”");
    assert!(window.sees(last) && window.flashes(last));
    assert!(window.has("Go to “Brandt”"), "the card stays, to follow the next piece");
    // What is chosen next is what it is about then.
    window.press_with(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowDown);
    window.get("The stance:");
    let chosen = window.app().state().selection.clone();
    window.press(Key::Escape);
    assert!(!window.has("Why?"));
    assert_eq!(window.app().state().selection, chosen, "only the card was closed");
    window.press(Key::Escape);
    assert_eq!(window.app().state().selection.actor(), None);
}

#[test]
fn the_card_of_a_position_is_reached_by_menu_and_by_the_list_of_commands() {
    let mut window = Window::reading();
    window.click("Positions 3");
    window.choose("Dock Union opposes the tunnel", "Why?");
    window.get("opposes, 90 % sure");
    window.get("asserts (18 %),");
    window.get("no position (11 %)");
    window.click("Close the card");
    assert!(!window.has("The stance:"));
    window.command("Why?");
    window.get("The stance:");
    window.press_with(Modifiers::COMMAND, Key::I);
    assert!(!window.has("The stance:"));
}

#[test]
fn a_row_says_why_while_the_mouse_rests_on_it() {
    let mut window = Window::reading();
    window.click("Quotes 4");
    assert!(!window.has("Could be:"));
    window.hover("Nobody is named as the speaker: “It will be loud.”");
    window.get("Could be:");
    window.click("Dock Union says this");
    assert_eq!(window.analysis().quotes[3].speakers, [ActorId(1)]);
}

#[test]
fn a_speaker_is_chosen_with_one_click_among_those_it_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::keeping(folder.path());
    window.click("To check 2");
    window.get("Ada Brandt says this");
    window.click("Dock Union says this");
    assert_eq!(window.analysis().quotes[3].speakers, [ActorId(1)]);
    let file = CorrectionFile::open(&folder.path().join("tunnel.standpoint.json"), "tunnel").unwrap();
    assert_eq!(file.history().corrections().len(), 1);
    assert!(!window.has("Dock Union says this"), "nothing is in doubt any more");
    // Why it is so now: because one said so.
    window.click("Quotes 4");
    window.choose("Dock Union: “It will be loud.”", "Why?");
    window.get("(you said so)");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.click("To check 2");
    window.click("Somebody else says this");
    window.answer("kess");
    assert_eq!(window.analysis().quotes[3].speakers, [ActorId(2)]);
}
