//! Standpoint reads news articles and tells who is in a story, what each of them said, and where they stand.
//!
//! Data flows one way: a file becomes an [`Article`](article::Article), that an
//! [`Analysis`](analysis::Analysis), and both are shown in the window or exported.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod analyse;
pub mod analysis;
pub mod anchor;
#[cfg(feature = "window")]
pub mod app;
pub mod article;
pub mod cli;
pub mod corrections;
pub mod export;
mod months;
pub mod read;
pub mod span;
pub mod warning;
