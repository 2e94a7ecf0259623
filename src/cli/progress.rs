//! How far it is, on a terminal: a bar with the rate and the time that is left. In a pipe nothing is shown.

use std::io::{self, IsTerminal};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::input::{Input, Source};

/// The bar, or nothing where nobody watches.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// Articles that are done.
    pub articles: u64,
    /// Inputs and lines that failed.
    pub failed: u64,
}

impl Progress {
    /// For `sources`, of which the size on the disk tells how much there is to do. Shown where standard error is a terminal,
    /// and standard output is none, on which a bar would stand between the answers.
    pub fn new(sources: &[Source], to_standard: bool) -> Self {
        let watched = io::stderr().is_terminal() && !(to_standard && io::stdout().is_terminal());
        let size = |source: &Source| source.path().and_then(|path| path.metadata().ok()).map_or(0, |found| found.len());
        let endless = sources.iter().any(|source| matches!(source.input, Input::Standard));
        let bar = match (watched, endless) {
            (false, _) => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            (true, true) => styled(ProgressBar::new_spinner(), "{spinner} {msg}, {elapsed} so far"),
            (true, false) => {
                let all = sources.iter().map(size).sum();
                styled(ProgressBar::new(all), "{wide_bar} {percent:>3} %  {msg}, {eta} left")
            }
        };
        Self { bar, begun: Instant::now(), articles: 0, failed: 0 }
    }

    /// So many bytes of the inputs are done.
    pub fn done(&mut self, bytes: u64) {
        self.bar.inc(bytes);
        if !self.bar.is_hidden() {
            self.bar.set_message(words(self.articles, self.failed, self.begun.elapsed().as_secs_f64()));
        }
    }

    /// Tells people something, above the bar.
    pub fn say(&self, message: &str) {
        self.bar.suspend(|| eprintln!("standpoint: {message}"));
    }

    /// Takes the bar away; where it was shown, says what was done.
    pub fn finish(&self) {
        let watched = !self.bar.is_hidden();
        self.bar.finish_and_clear();
        if watched {
            eprintln!("standpoint: {}.", words(self.articles, self.failed, self.begun.elapsed().as_secs_f64()));
        }
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style.progress_chars("━╸─")),
        Err(_) => bar,
    }
}

/// `12 articles, 3.4 a second, 1 failed`.
fn words(articles: u64, failed: u64, seconds: f64) -> String {
    let plural = if articles == 1 { "" } else { "s" };
    let rate = if seconds > 0.0 { articles as f64 / seconds } else { 0.0 };
    let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
    format!("{articles} article{plural}, {rate:.1} a second{failed}")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn rates_and_failures_are_told() {
        assert_eq!(words(1, 0, 2.0), "1 article, 0.5 a second");
        assert_eq!(words(120, 3, 0.0), "120 articles, 0.0 a second, 3 failed");
    }
}
