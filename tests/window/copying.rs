//! Quotes that are copied, in the style that the reader chose.

use eframe::egui::{Key, Modifiers};
use standpoint::app::quote_style::QuoteStyle;

use super::support::{Memory, Window};

const FIRST: &str = "“We need the tunnel,” — Ada Brandt, mayor of Kessel (The Harbour Post, 2031-05-04)";

fn copy(window: &mut Window) -> String {
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    window.copied().unwrap()
}

#[test]
fn a_style_is_chosen_by_what_it_makes_of_the_quote() {
    let mut window = Window::reading();
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(copy(&mut window), FIRST);
    window.command("Style of copied quotes");
    window.get("Words only");
    window.answer("markdown");
    let markdown =
        "> “We need the tunnel,”\n>\n> — Ada Brandt, mayor of Kessel, The tunnel, The Harbour Post, 2031-05-04";
    assert_eq!(copy(&mut window), markdown);
    // By the quote itself, too.
    window.command("Style of copied quotes");
    window.answer("“The tunnel”, The Harbour Post");
    assert_eq!(copy(&mut window), "“We need the tunnel,”\nAda Brandt, “The tunnel”, The Harbour Post, 2031-05-04.");
}

#[test]
fn the_settings_show_an_example_and_remember_the_style() {
    let mut window = Window::reading();
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    window.click("Text size and zoom");
    window.get(FIRST);
    window.click("With a footnote");
    window.get("“We need the tunnel,”\nAda Brandt, “The tunnel”, The Harbour Post, 2031-05-04.");
    assert!(!window.has(FIRST));
    window.click("Words only");
    window.press(Key::Escape);
    assert_eq!(copy(&mut window), "“We need the tunnel,”");
    window.get("The words of the quote were copied.");
    let mut storage = Memory::default();
    window.save(&mut storage);
    let window = Window::restored(&storage);
    assert_eq!(window.app().state().settings.quote_style, QuoteStyle::Plain);
}

#[test]
fn with_nothing_open_the_example_is_an_invented_quote() {
    let mut window = Window::empty();
    window.click("Text size and zoom");
    window.get("“We start on Monday,” — Ada Brandt, mayor of Kessel (The Harbour Post, 2031-05-04)");
}
