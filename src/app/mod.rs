//! The window.

pub mod fonts;
pub mod reader;
pub mod theme;
