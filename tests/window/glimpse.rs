//! A long article: the part that is on the screen is analysed and shown first, until the whole takes its place.

use std::path::Path;

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use standpoint::app::document::{Reach, Stage};
use standpoint::app::sidebar::Tab;
use standpoint::corrections::CorrectionFile;
use standpoint::span::Span;
use tempfile::tempdir;

use super::support::{Gates, Memory, Window};

/// In the part at the beginning.
const MAYOR: &str = "Ada Brandt, person, 1 mention, 1 quote, 1 position";
/// In the whole.
const MAYOR_LATER: &str = "Ada Brandt, person, 2 mentions, 1 quote, 1 position";
const WAITS: &str = "The article is still being analysed: this waits until all of it is read.";

fn reach(window: &Window) -> Reach {
    window.app().state().document.as_ref().unwrap().reach
}

fn stage(window: &Window) -> &Stage {
    &window.app().state().document.as_ref().unwrap().stage
}

fn names(window: &Window) -> Vec<&str> {
    window.analysis().actors.iter().map(|actor| actor.name.as_str()).collect()
}

/// The name of the actor that is open.
fn open_actor(window: &Window) -> Option<&str> {
    let actor = window.app().state().selection.actor()?;
    window.analysis().actor(actor).map(|actor| actor.name.as_str())
}

fn span_of(window: &Window, words: &str) -> Span {
    let text = &window.app().state().document.as_ref().unwrap().article.text;
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn show_part(window: &mut Window, gates: &Gates) {
    gates.open_part();
    window.take_reports_until(|app| app.state().document.as_ref().unwrap().reach == Reach::Part);
}

fn show_whole(window: &mut Window, gates: &Gates) {
    gates.open_whole();
    window.settle();
}

/// With what was found at the beginning of a saga on the page.
fn at_the_beginning(folder: &Path) -> (Window, std::sync::Arc<Gates>) {
    let (mut window, gates) = Window::slow(folder);
    assert_eq!((names(&window).len(), stage(&window)), (0, &Stage::Running));
    show_part(&mut window, &gates);
    (window, gates)
}

fn is_disabled(window: &Window, name: &str) -> bool {
    window.get(name).accesskit_node().is_disabled()
}

#[test]
fn the_beginning_is_shown_before_the_rest_is_read() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    assert_eq!((names(&window), stage(&window)), (vec!["Ada Brandt"], &Stage::Running));
    window.get(MAYOR);
    window.get("Actors 1 so far");
    window.get("Quotes 1 so far");
    window.get("Positions 1 so far");
    window.get_containing("Analysing the rest, ");
    assert!(!window.has("Nothing to check: all was read, and nothing is in doubt."));
    window.click_in_text("Ada Brandt");
    assert_eq!(open_actor(&window), Some("Ada Brandt"));

    show_whole(&mut window, &gates);
    assert_eq!(names(&window), ["Tom Reyes", "Dock Union", "Ada Brandt"]);
    assert_eq!((reach(&window), stage(&window)), (Reach::Whole, &Stage::Done));
    window.get("Actors 3");
    assert!(window.harness().query_by_label_contains("Analysing").is_none());
}

#[test]
fn what_is_chosen_scrolled_and_filtered_stays_when_the_whole_comes() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    window.click_without_settling("Quotes 1 so far");
    window.click_without_settling("Ada Brandt: “We need the tunnel,”");
    window.click_without_settling("Actors 1 so far");
    // F6 goes from part to part of the window; in the article, the key scrolls.
    for _ in 0..6 {
        window.press_without_settling(Modifiers::NONE, Key::F6);
        if window.app().reader().unwrap().visible().start == 0 {
            window.press_without_settling(Modifiers::NONE, Key::PageDown);
        }
    }
    window.press_without_settling(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.type_into_focus("brandt");
    let (seen, view) = (window.app().reader().unwrap().visible(), window.app().state().view.clone());
    assert!(seen.start > 0 && view.filter() == "brandt");

    show_whole(&mut window, &gates);
    assert_eq!(window.app().reader().unwrap().visible(), seen, "nothing moved");
    assert_eq!(window.app().state().view, view);
    assert_eq!(open_actor(&window), Some("Ada Brandt"));
    let quote = window.app().state().selection.quote().and_then(|id| window.analysis().quote(id)).unwrap();
    assert_eq!(quote.content, [span_of(&window, "“We need the tunnel,”")]);
    window.get(MAYOR_LATER);
    assert!(!window.has("Dock Union, organisation, 1 mention, 1 quote"));
}

#[test]
fn places_to_go_back_to_know_who_was_open_there() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    window.click_without_settling(MAYOR);
    // A jump, from where the mayor is open.
    window.click_without_settling("Next mention");
    window.press_without_settling(Modifiers::ALT, Key::ArrowDown);
    show_whole(&mut window, &gates);
    window.press(Key::Escape);
    assert_eq!(open_actor(&window), None);
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(open_actor(&window), Some("Ada Brandt"));
}

#[test]
fn nothing_is_put_right_before_all_is_read() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    window.open_menu(MAYOR);
    for entry in ["Rename…", "Is the same as…", "Change kind…", "This is wrong"] {
        assert!(is_disabled(&window, entry), "{entry}");
    }
    assert!(!is_disabled(&window, "Copy"));
    // A menu that is open would be about somebody else.
    show_whole(&mut window, &gates);
    assert!(!window.has("Rename…"));
    window.choose(MAYOR_LATER, "Rename…");
    window.answer("Mayor Brandt");
    assert_eq!(names(&window)[2], "Mayor Brandt");
}

#[test]
fn no_key_and_no_drag_puts_a_provisional_finding_right() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    window.click_without_settling(MAYOR);
    for (modifiers, key) in [
        (Modifiers::NONE, Key::F2),
        (Modifiers::NONE, Key::Delete),
        (Modifiers::COMMAND, Key::Enter),
        (Modifiers::COMMAND, Key::M),
        (Modifiers::COMMAND, Key::Z),
    ] {
        window.press_without_settling(modifiers, key);
        assert!(window.app().state().ask.is_none(), "{key:?}");
        window.get(WAITS);
    }
    window.mark("vote in May");
    window.press_without_settling(Modifiers::COMMAND | Modifiers::SHIFT, Key::Q);
    assert!(window.app().state().ask.is_none());
    window.drag_without_settling("“We need the tunnel,”", MAYOR);
    window.get(WAITS);
    // By the list of all commands, too.
    window.press_without_settling(Modifiers::COMMAND, Key::K);
    window.type_into_focus("Rename");
    window.press_without_settling(Modifiers::NONE, Key::Enter);
    assert!(window.app().state().ask.is_none());

    show_whole(&mut window, &gates);
    assert_eq!(names(&window), ["Tom Reyes", "Dock Union", "Ada Brandt"]);
    let file = folder.path().join("saga.standpoint.json");
    assert_eq!(CorrectionFile::open(&file, "saga").unwrap().history().corrections().len(), 0);
    assert!(!file.exists(), "nothing was written");
}

#[test]
fn corrections_of_another_day_wait_for_the_whole() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    show_whole(&mut window, &gates);
    window.choose(MAYOR_LATER, "Rename…");
    window.answer("Mayor Brandt");
    let (mut window, gates) = at_the_beginning(folder.path());
    assert_eq!(names(&window), ["Ada Brandt"]);
    assert!(window.app().state().document.as_ref().unwrap().corrections.list.is_empty());
    show_whole(&mut window, &gates);
    assert_eq!(names(&window), ["Tom Reyes", "Dock Union", "Mayor Brandt"]);
    assert!(window.app().state().document.as_ref().unwrap().corrections.orphans.is_empty());
}

#[test]
fn exports_wait_for_the_whole() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    assert!(is_disabled(&window, "Export"));
    window.press_without_settling(Modifiers::COMMAND, Key::E);
    assert!(window.app().state().export.is_none());
    window.get(WAITS);
    show_whole(&mut window, &gates);
    assert!(!is_disabled(&window, "Export"));
    window.press_with(Modifiers::COMMAND, Key::E);
    let export = window.app().state().export.as_ref().unwrap();
    let preview = export.output().unwrap().preview.lines.join("\n");
    assert!(preview.contains("Tom Reyes"), "{preview}");
}

#[test]
fn what_is_copied_of_a_part_says_so() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    window.click_without_settling(MAYOR);
    window.press_without_settling(Modifiers::COMMAND, Key::C);
    window.event_without_settling(eframe::egui::Event::Copy);
    assert_eq!(window.copied(), None);
    window.get(WAITS);
    window.press_without_settling(Modifiers::ALT, Key::ArrowDown);
    window.press_without_settling(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    assert!(window.copied().unwrap().starts_with("“We need the tunnel,” — Ada Brandt"));
    window.get_containing("Not all of the article is read yet");
    show_whole(&mut window, &gates);
    window.press(Key::Escape);
    window.click(MAYOR_LATER);
    window.event(eframe::egui::Event::Copy);
    assert!(window.copied().unwrap().starts_with("Ada Brandt (person)"));
}

#[test]
fn cancelled_in_the_part_nothing_is_shown() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = Window::slow(folder.path());
    window.click_without_settling("Cancel");
    window.take_reports_until(|app| app.state().document.as_ref().unwrap().stage == Stage::Cancelled);
    assert_eq!((names(&window).len(), reach(&window)), (0, Reach::Nothing));
    window.get("The analysis was stopped");
    // Once more, from the beginning.
    window.click_without_settling("Analyse again");
    show_part(&mut window, &gates);
    window.get(MAYOR);
    show_whole(&mut window, &gates);
    window.get(MAYOR_LATER);
}

#[test]
fn cancelled_behind_the_part_that_stays_and_is_no_whole() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    window.click_without_settling(MAYOR);
    window.press_without_settling(Modifiers::COMMAND, Key::Period);
    window.settle();
    assert_eq!((stage(&window), reach(&window)), (&Stage::Cancelled, Reach::Part));
    window.get("The analysis was stopped: only a part was read");
    window.get("Actors 1 so far");
    window.press(Key::F2);
    window.get("Not all of the article was read: have it analysed again first.");
    assert!(window.app().state().ask.is_none() && is_disabled(&window, "Export"));
    window.press_without_settling(Modifiers::SHIFT, Key::F5);
    assert_eq!(open_actor(&window), Some("Ada Brandt"));
    show_whole(&mut window, &gates);
    assert_eq!((stage(&window), open_actor(&window)), (&Stage::Done, Some("Ada Brandt")));
}

#[test]
fn where_the_rest_fails_the_part_stays_and_is_no_whole() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    gates.fail();
    window.settle();
    assert!(matches!(stage(&window), Stage::Failed(why) if why.contains("as the test wants it")));
    window.get(MAYOR);
    window.get("The analysis failed: only a part was read");
    assert!(is_disabled(&window, "Export"));
}

#[test]
fn an_article_that_was_read_as_a_whole_is_not_shown_as_a_part_again() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    show_whole(&mut window, &gates);
    window.press_without_settling(Modifiers::SHIFT, Key::F5);
    assert_eq!((reach(&window), names(&window).len()), (Reach::Whole, 3));
    window.settle();
    assert_eq!((reach(&window), names(&window).len()), (Reach::Whole, 3));
}

#[test]
fn the_part_is_where_the_reader_was_when_the_window_was_closed() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = at_the_beginning(folder.path());
    show_whole(&mut window, &gates);
    window.click("Dock Union, organisation, 1 mention, 1 quote");
    window.click("Next mention");
    assert!(window.sees(span_of(&window, "Dock Union")));
    let mut storage = Memory::default();
    window.save(&mut storage);
    let (mut window, gates) = Window::slow_restored(folder.path(), &storage);
    show_part(&mut window, &gates);
    assert_eq!(names(&window), ["Dock Union"]);
    assert!(window.sees(span_of(&window, "Dock Union")));
    show_whole(&mut window, &gates);
    assert_eq!(names(&window).len(), 3);
}

#[test]
fn analysed_again_the_part_is_what_is_on_the_screen_then() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = Window::slow(folder.path());
    window.press_without_settling(Modifiers::COMMAND, Key::Period);
    window.settle();
    window.press(Key::End);
    window.press_without_settling(Modifiers::COMMAND, Key::F);
    window.type_into_focus("Tom Reyes");
    window.settle();
    assert!(window.sees(span_of(&window, "Tom Reyes")));
    window.press_without_settling(Modifiers::SHIFT, Key::F5);
    show_part(&mut window, &gates);
    assert_eq!(names(&window), ["Tom Reyes", "Ada Brandt"]);
}

#[test]
fn the_part_of_an_article_behind_the_open_one_does_not_show_there() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = Window::slow(folder.path());
    window.open_without_settling("debate.txt");
    gates.open_part();
    window.take_reports_until(|app| app.state().document.as_ref().unwrap().stage == Stage::Done);
    assert_eq!(names(&window), ["Ada Brandt", "Dock Union"]);
    assert_eq!((window.open_name(), reach(&window)), ("debate", Reach::Whole));
    // It waits in its tab, also what is chosen in it.
    window.click_without_settling("Article saga");
    window.take_reports_until(|app| app.state().document.as_ref().unwrap().reach == Reach::Part);
    window.click_without_settling(MAYOR);
    window.click_without_settling("Article debate");
    show_whole(&mut window, &gates);
    assert_eq!(names(&window), ["Ada Brandt", "Dock Union"]);
    window.click("Article saga");
    assert_eq!((open_actor(&window), reach(&window)), (Some("Ada Brandt"), Reach::Whole));
}

#[test]
fn the_part_of_an_article_that_was_closed_or_read_again_shows_nowhere() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = Window::slow(folder.path());
    let first = window.app().state().document.as_ref().unwrap().id;
    window.press_without_settling(Modifiers::NONE, Key::F5);
    window.take_reports_until(|app| app.state().document.as_ref().unwrap().id != first);
    assert_eq!((names(&window).len(), reach(&window)), (0, Reach::Nothing));
    window.open_without_settling("sequel.txt");
    window.press_without_settling(Modifiers::COMMAND, Key::W);
    assert_eq!(window.open_name(), "saga");
    show_part(&mut window, &gates);
    window.get(MAYOR);
    show_whole(&mut window, &gates);
    assert_eq!((window.open_name(), names(&window).len()), ("saga", 3));
}

#[test]
fn lists_do_not_say_that_there_is_nothing_while_the_article_is_read() {
    let folder = tempdir().unwrap();
    let (mut window, gates) = Window::slow(folder.path());
    window.click_without_settling("Quotes 0");
    window.get("Nothing yet: the article is still being read.");
    assert_eq!(window.app().state().view.tab, Tab::Quotes);
    show_part(&mut window, &gates);
    window.get("Ada Brandt: “We need the tunnel,”");
    show_whole(&mut window, &gates);
    window.get("Dock Union: “It is a gift to the builders.”");
}
