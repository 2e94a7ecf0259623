//! Finding, going back and forward, stepping through quotes and positions, and which marks are shown.

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use standpoint::analysis::{ActorId, QuoteId};

use super::support::Window;

const MAYOR: &str = "Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions";

/// How many marks of the text are there for a screen reader.
fn links(window: &Window) -> usize {
    window.harness().query_all_by_role(Role::Link).count()
}

#[test]
fn words_are_found_one_after_the_other_from_where_one_reads() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_into_focus("tunnel");
    window.settle();
    window.get("1 of 2");
    window.press(Key::Enter);
    window.get("2 of 2");
    let places: Vec<_> = window.app().state().find.found.clone();
    assert!(window.sees(places[1]) && !window.sees(places[0]));
    window.press(Key::F3);
    window.get("1 of 2");
    assert!(window.sees(places[0]), "after the last comes the first");
    window.press_with(Modifiers::SHIFT, Key::F3);
    window.get("2 of 2");
    window.click("Find next");
    window.get("1 of 2");
    window.press(Key::Escape);
    assert!(!window.app().state().find.open);
    assert_eq!(window.app().state().selection.actor(), None);
}

#[test]
fn the_search_minds_capitals_whole_words_and_patterns() {
    let mut window = Window::reading();
    window.command("Find…");
    window.type_into_focus("Dock");
    window.settle();
    window.get("1 of 1");
    window.type_into_focus("s");
    window.settle();
    window.get("Not found");
    window.press(Key::Backspace);
    window.press(Key::Backspace);
    window.settle();
    window.click("Only whole words");
    window.get("Not found");
    window.click("Only whole words");
    window.click("As a regular expression");
    assert!(window.app().state().find.counter().starts_with("1 of "));
    window.press_with(Modifiers::COMMAND, Key::F);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_into_focus("(");
    window.settle();
    window.get("This is no regular expression.");
}

#[test]
fn capitals_are_minded_only_when_asked() {
    let mut window = Window::reading();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_into_focus("brandt");
    window.settle();
    window.get("1 of 2");
    window.click("Only with the same capitals");
    window.get("Not found");
}

#[test]
fn marked_words_are_what_is_searched_for() {
    let mut window = Window::reading();
    window.mark("both banks");
    window.press_with(Modifiers::COMMAND, Key::F);
    assert_eq!(window.app().state().find.needle.text, "both banks");
    window.settle();
    window.get_containing("of 34");
}

#[test]
fn back_and_forward_go_along_the_jumps() {
    let mut window = Window::reading();
    window.command("Back");
    window.get("There is no jump to go back from.");
    window.click(MAYOR);
    let mentions = window.mentions(ActorId(0));
    window.press(Key::ArrowLeft);
    assert!(window.sees(mentions[2]) && !window.sees(mentions[0]));
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert!(window.sees(mentions[0]));
    assert_eq!(window.app().state().selection.mention(), None, "as it was");
    window.press_with(Modifiers::ALT, Key::ArrowRight);
    assert!(window.sees(mentions[2]));
    assert_eq!(window.app().state().selection.mention(), Some(2));
    window.click("Back");
    assert!(window.sees(mentions[0]));
}

#[test]
fn quotes_and_positions_are_stepped_through() {
    let mut window = Window::reading();
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    window.get("Quote 1 of 4");
    assert_eq!(window.app().state().selection.quote(), Some(QuoteId(0)));
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    window.get("Quote 4 of 4");
    assert!(window.sees(window.quote(3)));
    window.press_with(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowDown);
    window.get_containing("Position ");
    assert!(window.app().state().selection.position().is_some());
}

#[test]
fn quotes_and_positions_are_stepped_through_by_buttons_that_tell_where_one_is() {
    let mut window = Window::reading();
    window.get("❝ 4");
    window.click("Next quote");
    window.get("❝ 1/4");
    window.click("Previous quote");
    window.get("❝ 4/4");
    assert!(window.sees(window.quote(3)));
    window.click("Next position");
    window.get_containing("/3");
    // Only those of the actor whose marks alone are shown.
    window.click("Dock Union, organisation, 1 mention, 1 quote, 1 position");
    window.press_with(Modifiers::COMMAND, Key::L);
    window.get("❝ 1");
    window.click("Next quote");
    window.get("❝ 1/1");
}

#[test]
fn only_the_marks_of_the_open_actor_are_shown() {
    let mut window = Window::reading();
    let all = links(&window);
    window.click("Dock Union, organisation, 1 mention, 1 quote, 1 position");
    window.press_with(Modifiers::COMMAND, Key::L);
    window.get("Only the marks of Dock Union are shown.");
    assert_eq!(links(&window), 0, "the union is not on the first screen");
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    window.get("Quote 1 of 1");
    assert_eq!(links(&window), 3, "a name, a quote, a flag");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::L);
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(links(&window), all);
}

#[test]
fn layers_of_marks_are_hidden_and_shown() {
    let mut window = Window::reading();
    let all = links(&window);
    for (name, left) in [("Mark names", 2), ("Mark quotes", 1), ("Mark positions", 0)] {
        window.click("Marks");
        window.click(name);
        window.press(Key::Escape);
        assert_eq!(links(&window), left, "{name}");
    }
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(Modifiers::ALT, key);
    }
    assert_eq!(links(&window), all);
}

#[test]
fn the_headings_are_listed_and_gone_to() {
    let mut window = Window::reading();
    window.press(Key::PageDown);
    window.press_with(Modifiers::COMMAND, Key::J);
    window.answer("tunnel");
    assert!(window.sees(window.quote(0)), "the title is the first heading");
}
