//! Pictures of the main screens in each theme, compared with those in `tests/window/screens/`, which a person has looked at.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test window screens` draws them anew; look at them before you commit them. They are drawn
//! in software. Pixels may differ by 0.6 of egui_kittest's measure (the square of a difference in colour, weighted as the
//! eye does), which is less than can be seen, and none may differ by more.

use eframe::egui::{Key, Modifiers};
use egui_kittest::SnapshotOptions;

use super::support::Window;

fn picture(window: &mut Window, theme: &str, screen: &str) {
    let options = SnapshotOptions::new().output_path("tests/window/screens").threshold(0.6).max_failed_pixels(0);
    window.picture(&format!("{screen}-{theme}"), &options);
}

fn sized(mut window: Window, theme: &str) -> Window {
    window.resize(800.0, 520.0);
    window.command(&format!("{theme} theme"));
    window
}

/// All screens in one theme.
fn screens(theme: &str) {
    let file = theme.to_lowercase().replace(' ', "-");
    let mut window = sized(Window::empty(), theme);
    picture(&mut window, &file, "welcome");

    let mut window = sized(Window::reading(), theme);
    window.click("Ada Brandt, person, mayor of Kessel, 3 mentions, 2 quotes, 2 positions");
    window.press(Key::ArrowRight);
    picture(&mut window, &file, "article");

    let mut window = Window::empty();
    window.open(["quarrel.txt"]);
    let mut window = sized(window, theme);
    window.press_with(Modifiers::COMMAND, Key::Num5);
    window.click("Ada Brandt on tunnels: calls for a tunnel; supports the tunnel");
    // What was chosen is lit up for a moment.
    window.pass(3.0);
    picture(&mut window, &file, "matrix");

    let mut window = sized(Window::exporting(Vec::new()), theme);
    window.press_with(Modifiers::COMMAND, Key::E);
    picture(&mut window, &file, "export");
}

#[test]
fn light() {
    screens("Light");
}

#[test]
fn sepia() {
    screens("Sepia");
}

#[test]
fn dark() {
    screens("Dark");
}

#[test]
fn high_contrast() {
    screens("High contrast");
}
