//! The text of the article with its layers: quotes, evidence and names may lie in one another or cross.

use std::io::{self, Write};

use super::super::reading::speaker;
use super::{About, classes, escape};
use crate::analysis::{ActorId, Analysis, MentionKind};
use crate::article::{Article, Paragraph, ParagraphKind};
use crate::span::Span;

/// One thing that lies over a stretch of text.
struct Mark {
    span: Span,
    layer: Layer,
    /// What the stretch's first piece is called, for links.
    id: Option<String>,
    classes: String,
    title: String,
    /// Who speaks, shown behind the stretch.
    by: Option<String>,
}

/// The layers, from the outermost to the innermost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Quote,
    Evidence,
    Mention(ActorId),
}

/// Writes the paragraphs, with marks that the lists beside the article link to.
pub fn write_article_text(
    article: &Article,
    analysis: &Analysis,
    about: &About,
    out: &mut dyn Write,
) -> io::Result<()> {
    let begins_with_headline = article.paragraphs.first().is_some_and(|first| first.kind == ParagraphKind::Heading);
    write!(out, "{}", about.headline)?;
    if !begins_with_headline {
        write!(out, "{}", about.lines)?;
    }
    let mut marks = collect(article, analysis);
    let mut waiting = 0;
    let mut active: Vec<usize> = Vec::new();
    for (number, paragraph) in article.paragraphs.iter().enumerate() {
        active.retain(|at| marks.get(*at).is_some_and(|mark| mark.span.end > paragraph.span.start));
        while marks.get(waiting).is_some_and(|mark| mark.span.start < paragraph.span.end) {
            active.push(waiting);
            waiting += 1;
        }
        let (open, close) = match paragraph.kind {
            ParagraphKind::Heading if number == 0 => ("<h1 dir=\"auto\">", "</h1>"),
            ParagraphKind::Heading => ("<h2 dir=\"auto\">", "</h2>"),
            ParagraphKind::Body if number < 6 && is_about_article(article, paragraph) => {
                ("<p class=\"meta\" dir=\"auto\">", "</p>")
            }
            ParagraphKind::Body => ("<p dir=\"auto\">", "</p>"),
            ParagraphKind::Caption => ("<p class=\"caption\" dir=\"auto\">", "</p>"),
            ParagraphKind::Turn => ("<p class=\"turn\" dir=\"auto\">", "</p>"),
        };
        write!(out, "{open}")?;
        write_paragraph(&article.text, paragraph, &active, &mut marks, out)?;
        writeln!(out, "{close}")?;
        if number == 0 && begins_with_headline {
            write!(out, "{}", about.lines)?;
        }
    }
    Ok(())
}

/// Whether a paragraph near the front is the byline or the date.
fn is_about_article(article: &Article, paragraph: &Paragraph) -> bool {
    let words = paragraph.span.of(&article.text);
    let by = words.get(..2).is_some_and(|by| by.eq_ignore_ascii_case("by"));
    words.len() < 120
        && (article.byline.as_deref().is_some_and(|byline| by && words.contains(byline))
            || article.date.as_deref().is_some_and(|date| words.ends_with(date) && words.len() < date.len() + 20))
}

fn collect(article: &Article, analysis: &Analysis) -> Vec<Mark> {
    let mut marks = Vec::new();
    for quote in &analysis.quotes {
        let by = speaker(&article.text, analysis, quote);
        for (piece, span) in quote.content.iter().enumerate() {
            let id = (piece == 0).then(|| format!("q{}", quote.id.0));
            let label = (piece + 1 == quote.content.len() && !quote.speakers.is_empty()).then(|| by.clone());
            marks.push(Mark {
                span: *span,
                layer: Layer::Quote,
                id,
                classes: "quote".to_owned(),
                title: by.clone(),
                by: label,
            });
        }
    }
    for position in &analysis.positions {
        for (piece, span) in position.evidence.iter().enumerate() {
            let id = (piece == 0).then(|| format!("p{}", position.id.0));
            marks.push(Mark {
                span: *span,
                layer: Layer::Evidence,
                id,
                classes: "held".to_owned(),
                title: String::new(),
                by: None,
            });
        }
    }
    for actor in &analysis.actors {
        for (number, mention) in actor.mentions.iter().enumerate() {
            let how = match mention.kind {
                MentionKind::Name => "name",
                MentionKind::Nominal | MentionKind::Pronoun => "other",
            };
            marks.push(Mark {
                span: mention.span,
                layer: Layer::Mention(actor.id),
                id: Some(format!("m{}-{}", actor.id.0, number + 1)),
                classes: format!("{how} {}", classes(actor)),
                title: actor.name.clone(),
                by: None,
            });
        }
    }
    marks.retain(|mark| !mark.span.of(&article.text).is_empty());
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    marks
}

/// Cuts the paragraph where any mark begins or ends, and wraps each piece in all marks over it: so marks may cross.
fn write_paragraph(
    text: &str,
    paragraph: &Paragraph,
    active: &[usize],
    marks: &mut [Mark],
    out: &mut dyn Write,
) -> io::Result<()> {
    let inside = |offset: usize| offset.clamp(paragraph.span.start, paragraph.span.end);
    let spans = active.iter().filter_map(|at| marks.get(*at)).map(|mark| mark.span);
    let mut cuts: Vec<usize> = spans.flat_map(|span| [inside(span.start), inside(span.end)]).collect();
    cuts.extend([paragraph.span.start, paragraph.span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    // Both the cuts and the marks are in order of the text: those over a piece are kept while walking.
    let (mut waiting, mut over): (usize, Vec<usize>) = (0, Vec::new());
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        over.retain(|at| marks.get(*at).is_some_and(|mark| mark.span.end > *start));
        while let Some(at) =
            active.get(waiting).filter(|at| marks.get(**at).is_some_and(|mark| mark.span.start <= *start))
        {
            if marks.get(*at).is_some_and(|mark| mark.span.end > *start) {
                over.push(*at);
            }
            waiting += 1;
        }
        let mut layers = over.clone();
        layers.sort_by_key(|at| marks.get(*at).map(|mark| (mark.layer, std::cmp::Reverse(mark.span.len()))));
        let innermost = layers.last().copied();
        let mut closing = Vec::new();
        for at in layers {
            let Some(mark) = marks.get_mut(at) else { continue };
            let id = mark.id.take().map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
            let (classes, title) = (&mark.classes, escape(&mark.title));
            match mark.layer {
                Layer::Mention(actor) if Some(at) == innermost => {
                    write!(out, "<a{id} class=\"{classes}\" href=\"#a{}\" title=\"{title}\">", actor.0)?;
                    closing.push("</a>");
                }
                Layer::Evidence => {
                    write!(out, "<span{id} class=\"{classes}\">")?;
                    closing.push("</span>");
                }
                _ => {
                    let by = mark
                        .by
                        .as_deref()
                        .filter(|_| mark.span.end == *end)
                        .map(|by| format!(" data-by=\"{}\"", escape(by)));
                    write!(out, "<span{id} class=\"{classes}\" title=\"{title}\"{}>", by.unwrap_or_default())?;
                    closing.push("</span>");
                }
            }
        }
        write!(out, "{}", escape(Span::new(*start, *end).of(text)))?;
        for tag in closing.iter().rev() {
            write!(out, "{tag}")?;
        }
    }
    Ok(())
}
