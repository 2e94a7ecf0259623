//! One web page to keep or send: the article with its names and quotes marked, and beside it who said what.
//!
//! The page is inert: no script, nothing loaded from anywhere, every word of the article escaped.

mod marks;

use std::io::{self, Write};

use self::marks::write_article_text;
use super::citation::origin;
use super::reading::{contradiction, kind_label, kind_name, speaker, speaking_first, target, words};
use super::{Exporter, Style};
use crate::analysis::stands::Stands;
use crate::analysis::{Actor, Analysis, Position, Quote, Stance};
use crate::article::Article;

/// A self-contained web page.
pub struct Html;

/// How many actors have a colour of their own.
const OWN: u32 = 8;

const STYLE: &str = include_str!("html/page.css");

impl Exporter for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn label(&self) -> &'static str {
        "Web page"
    }

    fn extension(&self) -> &'static str {
        "html"
    }

    fn is_whole_file(&self) -> bool {
        true
    }

    fn write(&self, article: &Article, analysis: &Analysis, _style: Style, out: &mut dyn Write) -> io::Result<()> {
        let title = escape(article.title.as_deref().unwrap_or(&article.id));
        let language = escape(article.language.as_deref().unwrap_or("en"));
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        )?;
        write_article_text(article, analysis, &about(article), out)?;
        writeln!(out, "</main>\n<aside aria-label=\"Who is in the story\">")?;
        write_cast(article, analysis, out)?;
        writeln!(out, "</aside>\n</body>\n</html>")
    }
}

/// The headline where the text does not begin with it, and what is known about the article and not told by its first lines.
struct About {
    headline: String,
    lines: String,
}

fn about(article: &Article) -> About {
    let lines = || article.paragraphs.iter().take(6).map(|paragraph| paragraph.span.of(&article.text));
    let first = lines().next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let headline = match &article.title {
        Some(title) if *title != first => format!("<h1 dir=\"auto\">{}</h1>\n", escape(title)),
        _ => String::new(),
    };
    let untold = |field: &&String| !lines().any(|line| line.len() < 120 && line.contains(field.as_str()));
    let byline = article.byline.as_ref().filter(untold).map(|byline| format!("By {}", escape(byline)));
    let rest = [&article.date, &article.source].into_iter().flatten().filter(untold).map(|field| escape(field));
    let line: Vec<String> = byline.into_iter().chain(rest).collect();
    let mut lines = String::new();
    if !line.is_empty() {
        lines.push_str(&format!("<p class=\"meta\">{}</p>\n", line.join(" · ")));
    }
    // Only addresses of the web become links: others could run something.
    if let Some(url) = article.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        let url = escape(url);
        lines.push_str(&format!("<p class=\"meta\"><a href=\"{url}\" rel=\"noreferrer\">{url}</a></p>\n"));
    }
    if let Some(origin) = origin(article) {
        lines.push_str(&format!("<p class=\"meta\">{}</p>\n", escape(&origin)));
    }
    About { headline, lines }
}

fn write_cast(article: &Article, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h2>Who is in the story</h2>")?;
    if analysis.actors.is_empty() {
        writeln!(out, "<p class=\"role\">Nobody was found in this article.</p>")?;
    }
    let (speaking, silent) = speaking_first(analysis);
    let stands = Stands::of(analysis);
    for actor in &speaking {
        write_actor(article, (analysis, &stands), actor, true, out)?;
    }
    for actor in &silent {
        write_actor(article, (analysis, &stands), actor, false, out)?;
    }
    let loose: Vec<&Quote> = analysis.quotes.iter().filter(|quote| quote.speakers.is_empty()).collect();
    let open: Vec<&Position> = analysis.positions.iter().filter(|position| position.holders.is_empty()).collect();
    if !loose.is_empty() || !open.is_empty() {
        writeln!(out, "<h2>Speaker not found</h2>\n<div class=\"loose\">")?;
        write_positions(article, (analysis, &stands), &open, out)?;
        write_quotes(article, analysis, &loose, out)?;
        writeln!(out, "</div>")?;
    }
    if !analysis.warnings.is_empty() {
        writeln!(out, "<h2>To check</h2>\n<ul class=\"warnings\">")?;
        for warning in &analysis.warnings {
            writeln!(out, "<li>{}</li>", escape(&warning.message))?;
        }
        writeln!(out, "</ul>")?;
    }
    Ok(())
}

fn write_actor(
    article: &Article,
    (analysis, stands): (&Analysis, &Stands),
    actor: &Actor,
    open: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let id = actor.id.0;
    let count = match actor.mentions.len() {
        1 => "1 mention".to_owned(),
        count => format!("{count} mentions"),
    };
    writeln!(
        out,
        "<details class=\"actor {kind}\" id=\"a{id}\"{open}>\n<summary><span class=\"glyph\" title=\"{label}\">{glyph}</span> \
         <b>{name}</b> <span class=\"count\">{count}</span></summary>",
        kind = classes(actor),
        open = if open { " open" } else { "" },
        label = kind_label(actor.kind),
        glyph = actor.kind.sign(),
        name = escape(&actor.name),
    )?;
    let roles: Vec<String> = actor.roles.iter().map(|role| escape(&role.text)).collect();
    if !roles.is_empty() {
        writeln!(out, "<p class=\"role\">{}</p>", roles.join("; "))?;
    }
    if !actor.aliases.is_empty() {
        let aliases: Vec<String> = actor.aliases.iter().map(|alias| escape(alias)).collect();
        writeln!(out, "<p class=\"role\">also: {}</p>", aliases.join(", "))?;
    }
    if !actor.mentions.is_empty() {
        write!(out, "<p class=\"places\">")?;
        for number in 1..=actor.mentions.len() {
            write!(out, "<a href=\"#m{id}-{number}\">{number}</a> ")?;
        }
        writeln!(out, "</p>")?;
    }
    write_positions(article, (analysis, stands), &analysis.positions_of(actor.id).collect::<Vec<_>>(), out)?;
    write_quotes(article, analysis, &analysis.quotes_of(actor.id).collect::<Vec<_>>(), out)?;
    writeln!(out, "</details>")
}

fn write_positions(
    article: &Article,
    (analysis, stands): (&Analysis, &Stands),
    positions: &[&Position],
    out: &mut dyn Write,
) -> io::Result<()> {
    for stance in Stance::ALL {
        let held: Vec<_> = positions.iter().filter(|position| position.stance == stance).collect();
        if held.is_empty() {
            continue;
        }
        writeln!(out, "<h3>{}</h3>\n<ul>", stance.label())?;
        for position in held {
            let evidence = escape(&words(&article.text, &position.evidence));
            let about = match target(analysis, &position.target) {
                "" => String::new(),
                about => format!("<b>{}</b> ", escape(about)),
            };
            let against = contradiction(&article.text, analysis, stands, position)
                .map(|words| format!(" <em class=\"against\">{}</em>", escape(&words)))
                .unwrap_or_default();
            writeln!(
                out,
                "<li><a href=\"#p{}\">{about}<span class=\"evidence\">{evidence}</span></a>{against}</li>",
                position.id.0
            )?;
        }
        writeln!(out, "</ul>")?;
    }
    Ok(())
}

fn write_quotes(article: &Article, analysis: &Analysis, quotes: &[&Quote], out: &mut dyn Write) -> io::Result<()> {
    if quotes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h3>said</h3>\n<ul>")?;
    for quote in quotes {
        let said = escape(&words(&article.text, &quote.content));
        write!(out, "<li><a href=\"#q{}\">{said}</a>", quote.id.0)?;
        if quote.speakers.len() != 1 {
            write!(out, " <span class=\"role\">{}</span>", escape(&speaker(&article.text, analysis, quote)))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// The kind of an actor, which has a line of its own, and the colour of one of the most prominent, as in the window.
fn classes(actor: &Actor) -> String {
    let kind = kind_name(actor.kind);
    if actor.id.0 < OWN { format!("{kind} own{}", actor.id.0) } else { kind.to_owned() }
}

/// `words` without meaning to HTML, in text and in attributes alike.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not allowed in HTML, and without a picture.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
