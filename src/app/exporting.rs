//! Writing, copying and saving what was found.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Context;

use super::dialogs::Request;
use super::export_state::{ExportState, file_name};
use super::path_window::{PathPrompt, Purpose};
use super::window::Standpoint;
use crate::export::Options;

impl Standpoint {
    /// Opens the export window with the format of that index, or shows this format in it.
    pub(super) fn show_export(&mut self, format: usize) {
        let options = self.state.export.as_ref().map(|export| export.options.clone()).unwrap_or_default();
        self.write_export(format, options);
    }

    /// Puts something else into the export.
    pub(super) fn set_export_options(&mut self, options: Options) {
        if let Some(export) = &self.state.export {
            self.write_export(export.format, options);
        }
    }

    fn write_export(&mut self, format: usize, options: Options) {
        let Some(document) = &self.state.document else {
            return self.state.remark("There is nothing to export yet: open an article and let it be analysed.");
        };
        if let Some(why) = document.refusal() {
            return self.state.remark(why);
        }
        let Some(exporter) = self.worker.services().exporters.get(format).copied() else { return };
        let (article, analysis) = (Arc::clone(&document.article), Arc::clone(&document.analysis));
        self.export_format = format;
        self.state.export = Some(ExportState::new(format, options.clone()));
        self.worker.write(exporter, (article, analysis), options);
    }

    /// Puts all of the export on the clipboard.
    pub(super) fn copy_export(&mut self, ctx: &Context) {
        let Some(export) = &mut self.state.export else { return };
        if let Some(output) = export.output() {
            ctx.copy_text(String::from_utf8_lossy(&output.bytes).into_owned());
            export.outcome = Some(Ok("Copied.".to_owned()));
        }
    }

    /// Asks in the dialog of the system where to save.
    pub(super) fn ask_where_to_save(&mut self, folder: bool, ctx: &Context) {
        let (Some(export), Some(document)) = (&self.state.export, &self.state.document) else { return };
        let Some(exporter) = self.worker.services().exporters.get(export.format) else { return };
        if folder {
            return self.ask(Purpose::SaveFolder, Request::Folder, ctx);
        }
        let request = Request::Save {
            name: file_name(&document.article, exporter.extension()),
            label: exporter.label().to_owned(),
            extension: exporter.extension().to_owned(),
        };
        self.ask(Purpose::Save, request, ctx);
    }

    /// Asks for the path to save at.
    pub(super) fn type_where_to_save(&mut self, purpose: Purpose, reason: Option<&'static str>) {
        let (Some(export), Some(document)) = (&self.state.export, &self.state.document) else { return };
        let exporter = self.worker.services().exporters.get(export.format);
        let extension = match purpose {
            Purpose::SaveFolder => "notes",
            _ => exporter.map_or("txt", |exporter| exporter.extension()),
        };
        let name = file_name(&document.article, extension);
        let folder = self.state.open_file().and_then(|file| file.parent()).map(PathBuf::from);
        let folder = folder.or_else(std::env::home_dir).unwrap_or_default();
        let text = folder.join(name).display().to_string();
        self.state.path_prompt = Some(PathPrompt::new(purpose, text, reason));
    }

    /// Saves the export to a file.
    pub(super) fn save_export(&mut self, path: PathBuf) {
        if let Some(output) = self.state.export.as_ref().and_then(ExportState::output) {
            self.worker.save(path, Arc::clone(output), false);
        }
    }

    /// Saves the files of the export into a folder.
    pub(super) fn save_export_folder(&mut self, folder: PathBuf) {
        if let Some(output) = self.state.export.as_ref().and_then(ExportState::output) {
            self.worker.save(folder, Arc::clone(output), true);
        }
    }
}
