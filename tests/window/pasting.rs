//! Pasting an article: as text, and as the piece of a web page that it was copied from.

use eframe::egui::{Key, Modifiers};
use standpoint::article::ParagraphKind;

use super::support::{Memory, Window};

const TEXT: &str = "A late ferry\nThe ferry is late.\nNobody knows why.";
const HTML: &str = "<h2>A late ferry</h2><p>The ferry is late.</p><p>Nobody knows why.</p>";

#[test]
fn what_is_copied_from_a_web_page_has_headline_and_paragraphs() {
    let mut window = Window::with_html(HTML);
    window.paste(TEXT);
    assert_eq!(window.open_name(), "A late ferry");
    let article = &window.app().state().document.as_ref().unwrap().article;
    let kinds: Vec<_> = article.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(kinds, [ParagraphKind::Heading, ParagraphKind::Body, ParagraphKind::Body]);
}

#[test]
fn a_page_that_was_copied_earlier_is_not_what_is_pasted() {
    let mut window = Window::with_html(HTML);
    window.paste("Something else altogether was copied since.");
    let article = &window.app().state().document.as_ref().unwrap().article;
    assert_eq!(article.text, "Something else altogether was copied since.");
}

#[test]
fn in_a_field_the_text_is_pasted_as_it_is() {
    let mut window = Window::with_html(HTML);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.paste("/a/late/ferry.txt");
    assert!(window.app().state().document.is_none());
    assert_eq!(window.app().state().path_prompt.as_ref().unwrap().text, "/a/late/ferry.txt");
}

#[test]
fn nothing_on_the_clipboard_is_said() {
    let mut window = Window::with_html(HTML);
    window.paste(" ");
    window.get("There is no text on the clipboard to read.");
}

#[test]
fn pasted_articles_are_there_again_after_a_new_start_each_in_its_tab() {
    let mut window = Window::with_html(HTML);
    window.paste("The first text was pasted.");
    window.open(["tunnel.txt"]);
    window.paste(TEXT);
    let mut storage = Memory::default();
    window.save(&mut storage);
    let mut window = Window::restored(&storage);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("A late ferry", 3));
    let article = &window.app().state().document.as_ref().unwrap().article;
    assert_eq!(article.paragraphs.len(), 3, "as it was read, not as its text alone would be");
    window.click("Article pasted");
    let article = &window.app().state().document.as_ref().unwrap().article;
    assert_eq!((article.text.as_str(), window.app().shelf().len()), ("The first text was pasted.", 3));
    window.press_with(Modifiers::COMMAND, Key::Tab);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("The tunnel", 3));
    // One that comes to be shown as the one before it is closed.
    window.save(&mut storage);
    let mut window = Window::restored(&storage);
    assert_eq!(window.open_name(), "The tunnel");
    window.press_with(Modifiers::COMMAND, Key::W);
    assert_eq!((window.open_name(), window.app().shelf().len()), ("A late ferry", 2));
    window.paste("A third text was pasted.");
    assert_eq!(window.app().shelf().len(), 3);
}
