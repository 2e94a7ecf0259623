//! The window, really clicked: without a display, by the names that a screen reader would say.
#![cfg(feature = "window")]

mod articles;
mod cards;
mod corrections;
mod exporting;
mod reading;
mod sidebar;
mod support;
mod tabs;
mod travel;
mod why;
