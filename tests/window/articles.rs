//! A file with several articles: the list, the way to an article and back.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};

use super::support::{Memory, Window};

/// Three articles in a file.
fn feed(folder: &Path) -> PathBuf {
    let file = folder.join("week.jsonl");
    let line = |id: &str, title: &str, byline: &str, text: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"{title}\", \"byline\": \"{byline}\", \"date\": \"2031-05-04\", \"text\": \"{text}\"}}\n"
        )
    };
    let lines = [
        line("a1", "The tunnel", "Ada Reed", "Kessel wants a tunnel."),
        line("a2", "More ferries", "Tom Ash", "The ferries are late and they will be later."),
        line("a3", "A market day", "Ada Reed", "Fish was sold."),
    ];
    std::fs::write(&file, lines.concat()).unwrap();
    file
}

fn listing(folder: &Path) -> Window {
    let mut window = Window::reading_files(folder);
    let file = feed(folder);
    window.open([file.to_str().unwrap()]);
    window
}

#[test]
fn a_file_with_several_articles_opens_as_a_list_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    assert!(window.app().state().document.is_none() && window.app().state().lists_articles());
    window.get("3 articles in this file");
    window.get("The tunnel, Ada Reed, 2031-05-04, 4 words");
    window.click("More ferries, Tom Ash, 2031-05-04, 9 words");
    assert_eq!((window.open_name(), window.app().state().lists_articles()), ("More ferries", false));
    assert_eq!(window.app().state().recent.files(), [folder.path().join("week.jsonl")]);
    // And back, to where one was.
    window.click("Articles of the file");
    assert!(window.app().state().lists_articles());
    assert_eq!(window.app().state().listing.as_ref().unwrap().chosen(), Some(1));
    window.press(Key::Escape);
    assert_eq!((window.open_name(), window.app().state().lists_articles()), ("More ferries", false));
}

#[test]
fn the_list_is_used_by_keys_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.type_into_focus("reed");
    window.get("2 of 3 articles in this file");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!(window.open_name(), "A market day");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    window.get("2 of 3 articles in this file");
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("The tunnel", 2));
    // An article that is open already is shown, not opened twice.
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("A market day", 2));
    // Escape takes the filter back before it closes the list.
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    window.press(Key::Escape);
    window.get("3 articles in this file");
    window.type_into_focus("zebra");
    window.get("No article here has these words in title, author or date.");
    window.press(Key::Enter);
    assert!(window.app().state().lists_articles());
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(!window.app().state().lists_articles());
}

#[test]
fn the_articles_of_a_file_are_open_again_after_a_new_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.click("A market day, Ada Reed, 2031-05-04, 3 words");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    window.click("The tunnel, Ada Reed, 2031-05-04, 4 words");
    let mut storage = Memory::default();
    window.save(&mut storage);
    let mut window = Window::restored_files(folder.path(), &storage);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("The tunnel", 2));
    window.click("Article week");
    assert_eq!(window.open_name(), "A market day");
    // The list is read anew.
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    window.get("3 articles in this file");
    assert_eq!(window.app().state().listing.as_ref().unwrap().chosen(), Some(2));
    window.press(Key::Escape);
    window.press(Key::F5);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("A market day", 2));
}

#[test]
fn a_changed_file_of_several_articles_is_told_and_read_when_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.click("More ferries, Tom Ash, 2031-05-04, 9 words");
    let file = folder.path().join("week.jsonl");
    let lines = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, lines.replace("will be later", "will be on time from now on")).unwrap();
    window.pass(3.0);
    window.get("The file of this article has changed. F5 reads it again.");
    let text = |window: &Window| window.app().state().document.as_ref().unwrap().article.text.clone();
    assert!(text(&window).contains("will be later"));
    window.press(Key::F5);
    assert!(text(&window).contains("will be on time"));
    assert!(!window.has("The file of this article has changed. F5 reads it again."));
    assert_eq!(window.app().shelf().len(), 1);
}

#[test]
fn without_such_a_file_there_is_no_list() {
    let mut window = Window::reading();
    assert!(!window.has("Articles of the file"));
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::A);
    window.get("No file with several articles is open.");
}

#[test]
fn a_list_in_place_of_an_article_leaves_nothing_of_it_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.click("The tunnel, Ada Reed, 2031-05-04, 4 words");
    assert!(window.has("Sidebar") && window.has("Actors 0"));
    window.click("Articles of the file");
    assert!(!window.has("Sidebar") && !window.has("Actors 0"));
    // Other articles are read from anywhere, and take the place of the list.
    window.open(["/nowhere/at/all.txt"]);
    assert!(window.app().state().lists_articles(), "what cannot be read takes nothing away");
    window.paste("Nobody is here.");
    assert!(window.app().state().lists_articles(), "what is pasted goes into the filter");
    window.click("Back to the article");
    assert_eq!(window.open_name(), "The tunnel");
    // A tab that is shown already brings the article back.
    window.paste("Nobody is here.");
    window.click("Article The tunnel");
    window.press_with(Modifiers::COMMAND, Key::Tab);
    window.click("Open");
    window.click("Articles of the file");
    window.click("Article The tunnel");
    assert_eq!((window.open_name(), window.app().state().lists_articles()), ("The tunnel", false));
}
