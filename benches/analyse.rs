//! How fast a file is read and analysed: an article of usual length, and words a second on a long one.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use standpoint::analyse::{Engine, analyse, analyse_with};
use standpoint::export::{Offsets, by_name, to_bytes};
use standpoint::read::read_bytes;

const SAMPLE: &str = include_str!("../assets/samples/harbour-tunnel.txt");

/// The sample over and over, until it holds `words` words.
fn long(words: usize) -> String {
    let each = SAMPLE.split_whitespace().count().max(1);
    [SAMPLE.trim_end(), "\n\n"].concat().repeat(words.div_ceil(each))
}

fn count(text: &str) -> Throughput {
    Throughput::Elements(text.split_whitespace().count() as u64)
}

fn article(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("article");
    group.throughput(count(SAMPLE));
    group.bench_function("read", |bench| bench.iter(|| read_bytes("a.txt", black_box(SAMPLE.as_bytes()))));
    group.bench_function("read and analyse", |bench| {
        bench.iter(|| read_bytes("a.txt", black_box(SAMPLE.as_bytes())).map(|article| analyse(&article)))
    });
    group.finish();
}

fn long_article(criterion: &mut Criterion) {
    let text = long(100_000);
    let Ok(article) = read_bytes("a.txt", text.as_bytes()) else { return };
    let analysis = analyse(&article);
    let mut group = criterion.benchmark_group("100,000 words");
    group.throughput(count(&text)).sample_size(10);
    group.bench_function("read", |bench| bench.iter(|| read_bytes("a.txt", black_box(text.as_bytes()))));
    group.bench_function("analyse", |bench| bench.iter(|| analyse(black_box(&article))));
    group.bench_function("offsets", |bench| bench.iter(|| Offsets::new(black_box(&text))));
    for name in ["json", "html", "markdown", "csv"] {
        let Some(exporter) = by_name(name) else { continue };
        group.bench_function(name, |bench| bench.iter(|| to_bytes(exporter, &article, black_box(&analysis))));
    }
    group.finish();
}

/// What the model costs: the same article of 800 words by rules and by the model, on all cores.
fn engines(criterion: &mut Criterion) {
    let text: String = long(800).split_inclusive(' ').take(800).collect();
    let Ok(article) = read_bytes("a.txt", text.as_bytes()) else { return };
    let mut group = criterion.benchmark_group("800 words");
    group.throughput(count(&text)).sample_size(20);
    for (name, engine) in [("rules", Engine::Rules), ("model", Engine::MODEL)] {
        group.bench_function(name, |bench| bench.iter(|| analyse_with(black_box(&article), engine, &())));
    }
    group.finish();
}

criterion_group!(benches, article, engines, long_article);
criterion_main!(benches);
