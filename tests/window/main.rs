//! The window, really clicked: without a display, by the names that a screen reader would say.
#![cfg(feature = "window")]

mod articles;
mod cards;
mod corrections;
mod exporting;
mod keyboard;
mod raster;
mod reading;
mod screens;
mod sidebar;
mod support;
mod tabs;
mod travel;
mod why;
