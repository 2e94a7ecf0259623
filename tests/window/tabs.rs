//! Several open articles, a new start, and a file that changes.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use standpoint::analysis::ActorId;
use standpoint::app::document::Stage;
use standpoint::app::sidebar::Tab;

use super::support::{Memory, Window};

const MAYOR: &str = "Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions";

#[test]
fn several_files_have_a_tab_each_and_are_read_when_they_are_shown() {
    let mut window = Window::empty();
    window.open(["tunnel.txt", "debate.txt", "other.txt"]);
    assert_eq!(window.open_name(), "The tunnel");
    assert_eq!(window.app().shelf().len(), 3);
    assert_eq!(window.app().state().recent.files(), [PathBuf::from("tunnel.txt")], "the others were not read");
    window.click("Article debate");
    assert_eq!((window.open_name(), window.analysis().actors.len()), ("debate", 2));
    window.press_with(Modifiers::COMMAND, Key::Tab);
    assert_eq!(window.open_name(), "other");
    window.press_with(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(window.open_name(), "The tunnel");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    assert_eq!(window.open_name(), "other");
}

#[test]
fn an_article_is_as_it_was_left() {
    let mut window = Window::reading();
    window.click(MAYOR);
    window.press(Key::ArrowLeft);
    window.click("Quotes 4");
    let last = window.mentions(ActorId(0))[2];
    assert!(window.sees(last));
    window.open(["debate.txt"]);
    assert_eq!(window.app().state().selection.actor(), None);
    assert_eq!(window.app().state().view.tab, Tab::Actors);
    window.click("Article The tunnel");
    assert!(window.sees(last));
    assert_eq!(window.app().state().selection.mention(), Some(2));
    assert_eq!(window.app().state().view.tab, Tab::Quotes);
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    assert!(!window.sees(last), "the way back is kept, too");
    // What is open already is shown, not opened twice.
    window.open(["debate.txt"]);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("debate", 2));
}

#[test]
fn tabs_are_closed_and_the_last_one_leads_to_the_first_page() {
    let mut window = Window::empty();
    window.open(["tunnel.txt", "debate.txt", "other.txt"]);
    window.click("Close debate");
    assert_eq!((window.open_name(), window.app().shelf().len()), ("The tunnel", 2));
    window.press_with(Modifiers::COMMAND, Key::W);
    assert_eq!(window.open_name(), "other");
    window.press_with(Modifiers::COMMAND, Key::W);
    assert!(window.app().state().document.is_none() && window.app().shelf().is_empty());
    window.get("Open the sample");
}

#[test]
fn an_analysis_goes_on_behind_another_article() {
    let mut window = Window::empty();
    window.open_without_settling("endless.txt");
    window.open_without_settling("debate.txt");
    window.click_without_settling("Article endless");
    assert_eq!(window.app().state().document.as_ref().unwrap().stage, Stage::Running);
    window.click("Cancel");
    assert_eq!(window.app().state().document.as_ref().unwrap().stage, Stage::Cancelled);
    window.click("Article debate");
    assert_eq!(window.analysis().actors.len(), 2);
}

#[test]
fn corrections_belong_to_their_article() {
    let mut window = Window::reading();
    window.choose(MAYOR, "Rename…");
    window.answer("Mayor Brandt");
    window.open(["debate.txt"]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.get("There is nothing to undo.");
    window.click("Article The tunnel");
    assert_eq!(window.analysis().actors[0].name, "Mayor Brandt");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.analysis().actors[0].name, "Ada Brandt");
}

#[test]
fn a_new_start_finds_all_articles_and_the_place() {
    let mut storage = Memory::default();
    let mut window = Window::empty();
    window.open(["debate.txt", "tunnel.txt"]);
    window.click("Article tunnel");
    window.click(MAYOR);
    window.press(Key::ArrowLeft);
    let last = window.mentions(ActorId(0))[2];
    window.save(&mut storage);
    let mut window = Window::restored(&storage);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("The tunnel", 2));
    assert!(window.sees(last));
    window.click("Article debate");
    assert_eq!(window.open_name(), "debate");
}

#[test]
fn a_file_of_the_last_time_that_is_gone_is_told() {
    let mut storage = Memory::default();
    let mut window = Window::reading();
    window.open(["other.txt"]);
    window.save(&mut storage);
    storage.replace("other.txt", "missing.txt");
    let mut window = Window::restored(&storage);
    window.get_containing("missing.txt could not be read");
    window.open(["tunnel.txt"]);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("The tunnel", 1));
}

fn write(file: &Path, first: &str) {
    let filler = "The tide came in and went out again.\n\n".repeat(200);
    std::fs::write(file, format!("{first}\n\n{filler}Ada Brandt spoke last.\n\n{filler}")).unwrap();
}

#[test]
fn a_file_that_changes_is_read_again_and_the_place_and_corrections_stay() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("story.txt");
    write(&file, "One.");
    let mut window = Window::reading_files(folder.path());
    let name = file.display().to_string();
    window.open([name.as_str()]);
    let span = window.mark("Ada Brandt");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.answer("person");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    assert!(window.sees(span));
    write(&file, "A much longer beginning than there was before, of several words.");
    window.pass(3.0);
    let text = window.app().state().document.as_ref().unwrap().article.text.clone();
    assert!(text.starts_with("A much longer"));
    let start = text.find("Ada Brandt").unwrap();
    assert!(window.sees(standpoint::span::Span::new(start, start + 10)));
    assert_eq!(window.analysis().actors[0].name, "Ada Brandt");
    assert_eq!(window.app().shelf().len(), 1);
    // It is not read again while it stays as it is.
    let generation = window.app().state().document.as_ref().unwrap().id;
    window.pass(3.0);
    assert_eq!(window.app().state().document.as_ref().unwrap().id, generation);
    window.press(Key::F5);
    assert_ne!(window.app().state().document.as_ref().unwrap().id, generation);
}
