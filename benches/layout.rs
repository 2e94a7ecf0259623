//! Time to show a frame of short and of long articles: the first one, one after scrolling, one after a jump; and the memory
//! that the view takes, printed before the times. Marks stand everywhere in the articles, as they do in real ones.

// Long texts without marks are for the tests.
#[allow(dead_code)]
#[path = "../tests/reader/harbour.rs"]
mod harbour;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use eframe::egui::{self, Context, RawInput};
use peak_alloc::PeakAlloc;
use standpoint::analysis::{Analysis, PositionId, QuoteId};
use standpoint::app::reader::{Reader, ReaderInput};
use standpoint::app::theme;
use standpoint::article::Article;
use standpoint::span::Span;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The article of the tests again and again, with all that is marked in it each time.
fn marked(words: usize) -> (Article, Analysis) {
    let (base, found) = harbour::harbour();
    let count = base.text.split_whitespace().count();
    let (mut article, mut analysis) = (base.clone(), found.clone());
    for _ in 1..words.div_ceil(count) {
        article.text.push_str("\n\n");
        let by = article.text.len();
        let moved = |span: &Span| Span::new(span.start + by, span.end + by);
        let all = |spans: &[Span]| spans.iter().map(moved).collect::<Vec<_>>();
        article.text.push_str(&base.text);
        article.paragraphs.extend(base.paragraphs.iter().map(|paragraph| {
            let span = moved(&paragraph.span);
            standpoint::article::Paragraph { span, ..*paragraph }
        }));
        for (actor, from) in analysis.actors.iter_mut().zip(&found.actors) {
            let mentions = from.mentions.iter();
            actor.mentions.extend(
                mentions.map(|mention| standpoint::analysis::Mention { span: moved(&mention.span), ..*mention }),
            );
        }
        for quote in &found.quotes {
            let mut quote = quote.clone();
            (quote.content, quote.source, quote.cue) = (all(&quote.content), all(&quote.source), all(&quote.cue));
            quote.id = QuoteId(analysis.quotes.len() as u32);
            analysis.quotes.push(quote);
        }
        for position in &found.positions {
            let mut position = position.clone();
            position.evidence = all(&position.evidence);
            position.quote = None;
            position.id = PositionId(analysis.positions.len() as u32);
            analysis.positions.push(position);
        }
    }
    (article, analysis)
}

/// Prints what the view of an article needs, beside the article and what was found in it.
fn memory(words: usize, ctx: &Context, article: &Article, analysis: &Analysis) {
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let before = MEMORY.current_usage();
    let mut reader = Reader::new(article);
    frame(ctx, &mut reader, article, analysis);
    let first = MEMORY.current_usage().saturating_sub(before);
    // All the way down in two hundred jumps.
    for step in 0..200 {
        let byte = article.text.floor_char_boundary(article.text.len() / 200 * step);
        reader.reveal(Span::new(byte, byte));
        frame(ctx, &mut reader, article, analysis);
    }
    let read = MEMORY.current_usage().saturating_sub(before);
    println!(
        "memory/{words}: text {:.1} MiB, {} marks; the view {:.1} MiB after the first frame, {:.1} MiB after 200 jumps",
        mib(article.text.len()),
        analysis.actors.iter().map(|actor| actor.mentions.len()).sum::<usize>()
            + analysis.quotes.len()
            + analysis.positions.len(),
        mib(first),
        mib(read),
    );
}

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
    for words in [1_000, 100_000, 1_000_000] {
        let (article, analysis) = marked(words);
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
        memory(words, &window(), &article, &analysis);
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
