//! The window.
//!
//! A frame goes one way: reports of the [`worker`] and the keys of [`commands`] change the [`state`], all parts are
//! drawn from it, and what the reader did there comes back as [`action`]s, which change the state once more.

pub mod action;
pub mod ask;
pub mod attribution;
pub mod commands;
mod conduct;
mod copying;
mod correct;
pub mod corrector;
pub mod dialogs;
pub mod document;
mod encodings;
pub mod export_state;
mod export_window;
mod exporting;
pub mod find;
mod find_bar;
pub mod fonts;
pub mod glimpse;
pub mod handover;
pub mod layers;
mod legend;
pub mod listing;
mod listing_page;
mod listings;
pub mod lists;
mod looks;
mod looks_menu;
mod menu;
mod notice;
pub mod path_window;
pub mod quote_style;
pub mod reader;
pub mod recent;
pub mod relations;
mod row;
pub mod selection;
pub mod services;
pub mod settings;
pub mod shelf;
pub mod sidebar;
pub mod state;
mod status_bar;
pub mod stops;
pub mod subject;
mod tabs;
pub mod theme;
mod top_bar;
pub mod trail;
mod travel;
mod virtual_list;
mod welcome;
pub mod why;
mod why_card;
pub mod window;
mod wording;
pub mod worker;

use std::path::PathBuf;

use eframe::egui::{ViewportBuilder, vec2};

use crate::analyse::Engine;
pub use window::Standpoint;

/// How a window starts.
pub struct Start {
    /// Absolute paths of the files to open.
    pub files: Vec<PathBuf>,
    /// What analyses articles.
    pub engine: Engine<'static>,
    /// Where the window listens for the files of later starts; nowhere if `None`.
    pub address: Option<handover::Address>,
}

/// Opens the window with the first of the files, and offers the others to be opened.
///
/// # Errors
/// When the system gives no window, because there is no display or no way to draw on it.
pub fn run(Start { files, engine, address }: Start) -> Result<(), Box<dyn std::error::Error>> {
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Standpoint")
            .with_app_id("standpoint")
            .with_inner_size(vec2(1180.0, 800.0))
            .with_min_inner_size(vec2(360.0, 320.0))
            .with_drag_and_drop(true),
        ..Default::default()
    };
    eframe::run_native(
        "Standpoint",
        options,
        Box::new(|creation| {
            let dialogs = Box::<dialogs::SystemDialogs>::default();
            let mut window = Standpoint::new(&creation.egui_ctx, services::Services::with_engine(engine), dialogs);
            if let Some(storage) = creation.storage {
                window.restore(storage, &creation.egui_ctx);
                if storage.get_string("window").is_some() {
                    window.grow_by_zoom();
                }
            }
            window.open_files(files);
            let ctx = creation.egui_ctx.clone();
            // Where it cannot listen, or another window does, every start has a window of its own.
            let reception = address.and_then(|at| handover::Reception::open(at, move || ctx.request_repaint()).ok());
            window.listen(reception);
            Ok(Box::new(window))
        }),
    )?;
    Ok(())
}
