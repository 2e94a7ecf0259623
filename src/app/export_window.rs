//! The export window: the formats, how the article looks in each, and the ways out.

use std::sync::Arc;

use eframe::egui::{self, Align, Context, Id, Layout, Modal, RichText, ScrollArea, TextStyle, Ui};

use super::action::Action;
use super::services::Services;
use super::theme::Theme;
use super::{fonts, notice};
use crate::article::Article;

/// An export as far as it is.
#[derive(Clone, Debug)]
pub enum Written {
    /// It is being written.
    Pending,
    /// Its bytes, and the lines that are shown of them.
    Ready {
        /// All of it.
        bytes: Arc<Vec<u8>>,
        /// The beginning of it.
        preview: Preview,
    },
    /// It failed, and this is why.
    Failed(String),
}

/// The beginning of an export, cut into lines that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The lines, each cut to a length that can be drawn.
    pub lines: Vec<String>,
    /// Whether there is more.
    pub cut: bool,
    /// Whether it is text, which can be copied.
    pub is_text: bool,
}

impl Preview {
    /// The most bytes that are looked at.
    const BYTES: usize = 256 * 1024;
    /// The most lines that are shown.
    const LINES: usize = 3000;
    /// The most characters of a line that are shown.
    const COLUMNS: usize = 400;

    /// The beginning of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..Self::BYTES).unwrap_or(bytes);
        // A letter may be cut in two at the end.
        if std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some()) {
            let sentence = "There is no preview of this format. Save it, and open it in its program.";
            return Self { lines: vec![sentence.to_owned()], cut: false, is_text: false };
        }
        let text = String::from_utf8_lossy(head);
        let mut cut = head.len() < bytes.len();
        let mut lines = Vec::new();
        for line in text.lines() {
            if lines.len() == Self::LINES {
                cut = true;
                break;
            }
            let mut shown: String = line.chars().take(Self::COLUMNS).collect();
            if shown.len() < line.len() {
                shown.push('…');
            }
            lines.push(shown.replace('\t', "    "));
        }
        Self { lines, cut, is_text: true }
    }
}

/// The export window while it is open.
#[derive(Clone, Debug)]
pub struct ExportState {
    /// Index of the format.
    pub format: usize,
    /// The export.
    pub written: Written,
    /// What was done with it last.
    pub outcome: Option<Result<String, String>>,
}

impl ExportState {
    /// A window that waits for the export in that format.
    pub fn new(format: usize) -> Self {
        Self { format, written: Written::Pending, outcome: None }
    }

    /// Takes over what was written.
    pub fn set_written(&mut self, written: Result<Arc<Vec<u8>>, String>) {
        self.written = match written {
            Ok(bytes) => Written::Ready { preview: Preview::of(&bytes), bytes },
            Err(why) => Written::Failed(why),
        };
    }

    /// All of the export, when it is there.
    pub fn bytes(&self) -> Option<&Arc<Vec<u8>>> {
        match &self.written {
            Written::Ready { bytes, .. } => Some(bytes),
            _ => None,
        }
    }
}

/// The name that is offered for the file.
pub fn file_name(article: &Article, extension: &str) -> String {
    let name = if article.id.is_empty() { article.title.as_deref().unwrap_or("article") } else { &article.id };
    let safe: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ') { c } else { '-' })
        .take(80)
        .collect();
    let safe = safe.trim().trim_start_matches('.');
    format!("{}.{extension}", if safe.is_empty() { "article" } else { safe })
}

/// Draws the window.
pub fn show(ctx: &Context, export: &ExportState, services: &Services, actions: &mut Vec<Action>) {
    let screen = ctx.content_rect().size();
    let width = (screen.x - 64.0).clamp(240.0, 860.0);
    let height = (screen.y - 160.0).clamp(120.0, 560.0);
    let modal = Modal::new(Id::unique("export window")).frame(notice::dialog_frame(ctx)).show(ctx, |ui| {
        ui.set_width(width);
        let theme = Theme::of(ui);
        ui.label(RichText::new("Export").font(fonts::sans_bold(16.0)).color(theme.text));
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            for (at, exporter) in services.exporters.iter().enumerate() {
                if ui.selectable_label(export.format == at, exporter.label()).clicked() {
                    actions.push(Action::ExportFormat(at));
                }
            }
        });
        ui.add_space(8.0);
        egui::Frame::new().fill(theme.page).corner_radius(4.0).inner_margin(8.0).show(ui, |ui| {
            ui.set_height(height - 60.0);
            preview(ui, export);
        });
        ui.add_space(8.0);
        ways_out(ui, export, actions);
    });
    if modal.should_close() {
        actions.push(Action::ExportClose);
    }
}

fn preview(ui: &mut Ui, export: &ExportState) {
    let theme = Theme::of(ui);
    match &export.written {
        Written::Pending => {
            ui.label(RichText::new("Writing …").color(theme.text_weak));
        }
        Written::Failed(why) => {
            ui.label(RichText::new(format!("The export failed: {why}.")).color(theme.error));
        }
        Written::Ready { preview, .. } => {
            let font = TextStyle::Monospace.resolve(ui.style());
            let height = ui.text_style_height(&TextStyle::Monospace);
            let rows = preview.lines.len() + usize::from(preview.cut);
            let area = ScrollArea::both().id_salt(("preview", export.format)).auto_shrink([false, false]);
            area.show_rows(ui, height, rows, |ui, range| {
                for at in range {
                    let text = match preview.lines.get(at) {
                        Some(line) => RichText::new(line).color(theme.text),
                        None => RichText::new("… only the beginning is shown here").color(theme.text_weak),
                    };
                    ui.add(egui::Label::new(text.font(font.clone())).extend());
                }
            });
        }
    }
}

fn ways_out(ui: &mut Ui, export: &ExportState, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let ready = export.bytes().is_some();
    let outcome = match &export.outcome {
        Some(Ok(text)) => Some((text, theme.text)),
        Some(Err(text)) => Some((text, theme.error)),
        None => None,
    };
    if let Some((text, color)) = outcome {
        ui.add(egui::Label::new(RichText::new(text).color(color)).wrap());
        ui.add_space(4.0);
    }
    ui.horizontal(|ui| {
        if ui.add_enabled(ready, egui::Button::new("Save…")).on_hover_text("Choose where to save it").clicked() {
            actions.push(Action::ExportSave);
        }
        let path = ui.add_enabled(ready, egui::Button::new("Save by path…"));
        if path.on_hover_text("Type where to save it").clicked() {
            actions.push(Action::ExportSavePath);
        }
        let is_text = matches!(&export.written, Written::Ready { preview, .. } if preview.is_text);
        if ui.add_enabled(is_text, egui::Button::new("Copy")).on_hover_text("Copy all of it").clicked() {
            actions.push(Action::ExportCopy);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").clicked() {
                actions.push(Action::ExportClose);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_of_something_huge_is_short_and_says_so() {
        let preview = Preview::of("line\n".repeat(200_000).as_bytes());
        assert!(preview.cut && preview.lines.len() == Preview::LINES);
        let preview = Preview::of("x".repeat(10_000).as_bytes());
        assert!(!preview.cut);
        assert_eq!(preview.lines.first().map(|line| line.chars().count()), Some(Preview::COLUMNS + 1));
    }

    #[test]
    fn what_is_no_text_is_not_shown_as_such() {
        let preview = Preview::of(b"PK\x03\x04\xff\xfe");
        assert!(!preview.is_text && preview.lines.len() == 1);
        let mut long = vec![b'x'; Preview::BYTES - 1];
        long.extend("é".as_bytes());
        assert!(Preview::of(&long).is_text);
    }

    #[test]
    fn offered_file_names_can_be_used() {
        let article = |id: &str| Article { id: id.to_owned(), ..Article::default() };
        assert_eq!(file_name(&article("a/b:c"), "json"), "a-b-c.json");
        assert_eq!(file_name(&article(""), "md"), "article.md");
        assert_eq!(file_name(&article("../x"), "md"), "-x.md");
    }
}
