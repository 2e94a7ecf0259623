//! The window, really clicked: without a display, by the names that a screen reader would say.
#![cfg(feature = "window")]

mod articles;
mod copying;
mod cards;
mod corrections;
mod encodings;
mod exporting;
mod handover;
mod pasting;
mod keyboard;
mod raster;
mod reading;
mod screens;
mod sidebar;
mod support;
mod tabs;
mod travel;
mod why;
