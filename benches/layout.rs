//! Time to show a frame of a short and of a long article: the first one, one after scrolling, one after a jump.

#[path = "../tests/reader/harbour.rs"]
mod harbour;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::egui::{self, Context, RawInput};
use standpoint::analysis::Analysis;
use standpoint::app::reader::{Reader, ReaderInput};
use standpoint::app::theme;
use standpoint::article::Article;
use standpoint::span::Span;

/// Runs one frame of a window of 1000 by 800 points.
fn frame(ctx: &Context, reader: &mut Reader, article: &Article, analysis: &Analysis) {
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1000.0, 800.0));
    let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
    let selected = analysis.actors.first();
    let mut output = ctx.run_ui(input, |ui| {
        let input = ReaderInput {
            article,
            analysis,
            generation: 1,
            selected: selected.map(|actor| actor.id),
            current: selected.and_then(|actor| actor.mentions.first()).map(|mention| mention.span),
            text_size: 18.0,
            line_width: 66.0,
            line_height: 1.5,
            sans: false,
            layers: Default::default(),
            only_selected: false,
        };
        reader.show(ui, &input);
    });
    // Nothing paints them here.
    output.textures_delta.clear();
}

fn layout(c: &mut Criterion) {
    let mut group = c.benchmark_group("layout");
    for words in [1_000, 100_000] {
        let (article, analysis) = harbour::long(words);
        let window = || {
            let ctx = Context::default();
            theme::install(&ctx);
            // The window shows something before an article is opened: the typefaces are there by then.
            ctx.run_ui(RawInput::default(), |ui| {
                ui.label("Open an article");
            })
            .textures_delta
            .clear();
            ctx
        };
        group.bench_function(BenchmarkId::new("first frame", words), |b| {
            b.iter_batched_ref(
                window,
                |ctx| frame(ctx, &mut Reader::new(&article), &article, &analysis),
                BatchSize::PerIteration,
            );
        });
        let ctx = window();
        let mut reader = Reader::new(&article);
        let mut down = 0.0_f32;
        group.bench_function(BenchmarkId::new("scrolled frame", words), |b| {
            b.iter(|| {
                // Down to the end and up again, a tenth of a screen at a time.
                if reader.visible().end + 10 >= article.text.len() {
                    down = -0.1;
                } else if reader.visible().start == 0 {
                    down = 0.1;
                }
                reader.scroll_by_pages(down);
                frame(&ctx, &mut reader, &article, &analysis);
            });
        });
        let mut reader = Reader::new(&article);
        let mut at = 0;
        group.bench_function(BenchmarkId::new("jump", words), |b| {
            b.iter(|| {
                // A stride that shares no factor with most lengths goes everywhere.
                at = (at + 77_773) % article.text.len();
                while !article.text.is_char_boundary(at) {
                    at -= 1;
                }
                reader.reveal(Span::new(at, at));
                frame(&ctx, &mut reader, &article, &analysis);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, layout);
criterion_main!(benches);
