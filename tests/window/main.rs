//! The window, really clicked: without a display, by the names that a screen reader would say.
#![cfg(feature = "window")]

mod articles;
mod cards;
mod colours;
mod copying;
mod corrections;
mod encodings;
mod exporting;
mod glimpse;
mod handover;
mod keyboard;
mod pasting;
mod raster;
mod reading;
mod screens;
mod sidebar;
mod support;
mod tabs;
mod travel;
mod why;
