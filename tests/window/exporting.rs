//! What goes into an export, its preview, and formats of several files.

use eframe::egui::{Key, Modifiers};
use standpoint::app::path_window::Purpose;

use super::support::Window;

/// The preview, in one piece.
fn preview(window: &Window) -> String {
    let export = window.app().state().export.as_ref().expect("the export window is open");
    export.output().expect("it is written").preview.lines.join("\n")
}

#[test]
fn the_preview_follows_what_goes_in() {
    let mut window = Window::exporting(Vec::new());
    window.press_with(Modifiers::COMMAND, Key::E);
    let all = preview(&window);
    assert!(all.contains("lose a job") && all.contains("gift to the builders"), "{all}");
    window.click("Whose words");
    window.click("Dock Union");
    let one = preview(&window);
    assert!(!one.contains("lose a job") && one.contains("gift to the builders"), "{one}");
    window.press(Key::Escape);
    window.click("Quotes");
    let positions = preview(&window);
    assert!(!positions.contains("gift to the builders") && positions.contains("the tunnel"), "{positions}");
    window.click("With their paragraphs");
    assert!(preview(&window).contains("Dock Union is against the tunnel."));
    // Another format has the same in it.
    window.click("CSV table");
    let table = preview(&window);
    assert!(!table.contains("Ada Brandt") && table.contains("Dock Union"), "{table}");
    window.click("Whose words");
    window.click("Everybody");
    assert!(preview(&window).contains("Ada Brandt"));
}

#[test]
fn several_files_are_shown_and_saved_as_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("notes");
    let mut window = Window::exporting(vec![target.clone()]);
    window.press_with(Modifiers::COMMAND, Key::E);
    assert!(!window.has("Save as a folder…"), "a summary is one file");
    window.click(standpoint::export::by_name("notes").unwrap().label());
    assert!(preview(&window).contains("▸ Ada Brandt.md"), "{}", preview(&window));
    window.click("Save as a folder…");
    window.get_containing("Saved to");
    let note = std::fs::read_to_string(target.join("Ada Brandt.md")).unwrap();
    assert!(note.contains("Nobody will lose a job"));
}

#[test]
fn without_a_dialog_the_folder_is_typed() {
    let mut window = Window::exporting(Vec::new());
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click(standpoint::export::by_name("brat").unwrap().label());
    window.click("Save as a folder…");
    assert_eq!(window.app().state().path_prompt.as_ref().map(|prompt| prompt.purpose), Some(Purpose::SaveFolder));
    let folder = tempfile::tempdir().unwrap();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_into_focus(&folder.path().join("typed").display().to_string());
    window.press(Key::Enter);
    assert!(std::fs::read_dir(folder.path().join("typed")).unwrap().count() >= 2);
}

#[test]
fn the_last_format_is_the_first_next_time() {
    let mut window = Window::exporting(Vec::new());
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("CSV table");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::E);
    assert!(preview(&window).lines().next().is_some_and(|line| line.contains(',')));
}
