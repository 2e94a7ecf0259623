//! The encoding of a file: told, chosen, and remembered.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use standpoint::read::encoding_label;
use standpoint::span::Span;

use super::support::{Memory, Window};

/// A Polish town in Windows-1250, which has the same bytes for other letters in Windows-1252; long, so that one can scroll.
fn town(folder: &Path) -> PathBuf {
    let file = folder.join("town.txt");
    let filler = "The tide came in and went out again.\n\n".repeat(60);
    let text = format!("The town of #.\n\n{filler}Ada Brandt went to # on Monday.\n\n{filler}");
    // Łódź.
    let mut bytes = Vec::new();
    for byte in text.bytes() {
        if byte == b'#' { bytes.extend(b"\xa3\xf3d\x9f") } else { bytes.push(byte) }
    }
    std::fs::write(&file, bytes).unwrap();
    file
}

fn open(window: &mut Window, file: &Path) {
    window.open([file.to_str().unwrap()]);
}

fn text(window: &Window) -> &str {
    &window.app().state().document.as_ref().unwrap().article.text
}

fn choose(window: &mut Window, name: &str) {
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    window.answer(name);
    window.settle();
}

#[test]
fn a_guess_is_told_and_another_encoding_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::reading_files(folder.path());
    open(&mut window, &town(folder.path()));
    let first = text(&window).to_owned();
    let guess = encoding_label(window.app().state().document.as_ref().unwrap().article.encoding.as_ref().unwrap());
    let guess = format!("read as {guess}?");
    window.get(&guess);
    choose(&mut window, "1252");
    assert!(text(&window).starts_with("The town of £ódŸ."));
    window.get("The file was read again, as Windows-1252.");
    // By the line at the bottom, and the language.
    window.click("read as Windows-1252");
    let samples: Vec<_> = window.app().state().ask.as_ref().unwrap().shown().map(|row| row.keys.as_str()).collect();
    assert!(
        samples.contains(&"town of Łódź. The tide cam") && samples.contains(&"town of £ódŸ. The tide cam"),
        "{samples:?}"
    );
    window.get("Windows-1252");
    window.answer("polish");
    assert!(text(&window).starts_with("The town of Łódź."));
    window.get("read as Windows-1250");
    assert_eq!(window.app().shelf().len(), 1);
    // And back to what seems right, by the name of the command alone.
    window.command("Read again with another");
    window.answer("seems right");
    assert_eq!(window.app().state().document.as_ref().unwrap().encoding, None);
    assert_eq!(text(&window), first);
    window.get(&guess);
}

#[test]
fn place_and_corrections_stay_and_the_choice_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::reading_files(folder.path());
    let file = town(folder.path());
    open(&mut window, &file);
    choose(&mut window, "1251");
    let span = window.mark("Ada Brandt");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.answer("person");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    assert!(window.sees(span));
    choose(&mut window, "1250");
    assert!(text(&window).starts_with("The town of Łódź."));
    let start = text(&window).find("Ada Brandt").unwrap();
    assert!(window.sees(Span::new(start, start + 10)));
    assert_eq!(window.analysis().actors[0].name, "Ada Brandt");
    window.press(Key::F5);
    assert!(text(&window).starts_with("The town of Łódź."));
    let mut storage = Memory::default();
    window.save(&mut storage);
    let window = Window::restored_files(folder.path(), &storage);
    assert!(text(&window).starts_with("The town of Łódź."));
}

#[test]
fn the_articles_of_a_list_are_read_with_the_chosen_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("week.jsonl");
    let lines = [
        &b"{\"id\": \"a\", \"title\": \"Ferries\", \"text\": \"Late.\"}\n"[..],
        b"{\"id\": \"b\", \"title\": \"Of \xa3\xf3d\x9f\", \"text\": \"A town.\"}\n",
    ];
    std::fs::write(&file, lines.concat()).unwrap();
    let mut window = Window::reading_files(folder.path());
    open(&mut window, &file);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_into_focus("Read again with another");
    window.press(Key::Enter);
    window.answer("1250");
    window.click("Of Łódź, 2 words");
    assert_eq!(window.open_name(), "Of Łódź");
    choose(&mut window, "cyrillic: russian");
    assert_eq!(window.open_name(), "Of Јуdџ");
}

#[test]
fn where_there_is_nothing_to_choose_it_is_said() {
    let mut window = Window::empty();
    window.command("Read again with another");
    window.get("Open an article first.");
    window.paste("A text that was pasted.");
    window.command("Read again with another");
    window.get("This article did not come from a file.");
    let mut window = Window::reading();
    window.command("Read again with another");
    window.get("A file of this kind says itself how its letters are encoded.");
    assert!(window.app().state().ask.is_none());
}
