//! Web pages that nest without end: parsers take time with the square of the depth, so what lies deeper than any page loses
//! its tags before, and keeps its words.

use std::borrow::Cow;

/// The deepest that elements may nest; pages have some thirty levels.
const DEEPEST: usize = 2000;

/// Elements that nest in each other. The others are ended by the parser where the next one begins.
const NESTING: &[&str] = &[
    "div",
    "span",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "nav",
    "table",
    "tbody",
    "tr",
    "td",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "figure",
    "fieldset",
    "form",
    "details",
    "center",
    "font",
    "b",
    "i",
    "em",
    "strong",
    "u",
    "s",
    "small",
    "big",
    "code",
    "tt",
    "a",
    "svg",
    "math",
    "object",
    "template",
    "select",
    "ruby",
    "button",
    "pre",
    "address",
    "dir",
    "menu",
    "listing",
    "hgroup",
    "search",
    "summary",
    "dialog",
];

/// `page`, without the tags of elements that lie deeper than [`DEEPEST`].
pub fn bounded(page: &str) -> Cow<'_, str> {
    if page.matches('<').nth(DEEPEST).is_none() {
        return Cow::Borrowed(page);
    }
    let (mut open, mut dropped) = (0usize, 0usize);
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(start) = page.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let rest = page.get(start + 1..).unwrap_or_default();
        let (ends, name) = match rest.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, rest),
        };
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name.get(..length).unwrap_or_default().to_ascii_lowercase();
        at = start + 1;
        // Other elements nest too, where nobody has heard of them.
        let nests = NESTING.contains(&name.as_str()) || (!name.is_empty() && !KNOWN.contains(&name.as_str()));
        if !nests {
            continue;
        }
        let drop = match (ends, dropped) {
            (false, _) if open >= DEEPEST => {
                dropped += 1;
                true
            }
            (false, _) => {
                open += 1;
                false
            }
            (true, 1..) => {
                dropped -= 1;
                true
            }
            (true, 0) => {
                open = open.saturating_sub(1);
                false
            }
        };
        if drop {
            let end = rest.find('>').map_or(page.len(), |end| start + 1 + end + 1);
            kept.push_str(page.get(copied..start).unwrap_or_default());
            // The words on both sides stay apart.
            kept.push(' ');
            (copied, at) = (end, end);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    kept.push_str(page.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Elements without an end of their own, and those of which there is one.
const KNOWN: &[&str] = &[
    "p",
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "wbr",
    "col",
    "source",
    "track",
    "area",
    "base",
    "embed",
    "param",
    "li",
    "dt",
    "dd",
    "th",
    "thead",
    "tfoot",
    "option",
    "optgroup",
    "html",
    "head",
    "body",
    "title",
    "script",
    "style",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "caption",
    "colgroup",
    "figcaption",
    "legend",
    "label",
    "path",
    "g",
    "rt",
    "rp",
    "frame",
    "frameset",
    "noscript",
    "iframe",
    "textarea",
    "plaintext",
    "xmp",
    "image",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stay_as_they_are() {
        let page = format!("<html><body>{}</body></html>", "<div><p>One<p>Two <b>three</b></div>".repeat(3000));
        assert!(matches!(bounded(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn what_lies_too_deep_keeps_its_words() {
        let deep = DEEPEST * 3;
        let page =
            format!("{}<p>The mayor said no.</p>{}<p>So.", "<div class='x'>".repeat(deep), "</div>".repeat(deep));
        let bounded = bounded(&page);
        assert_eq!(bounded.matches("<div").count(), DEEPEST);
        assert_eq!(bounded.matches("</div").count(), DEEPEST);
        assert!(bounded.contains("<p>The mayor said no.</p>") && bounded.ends_with("<p>So."));
        // Names that nobody knows nest as well.
        assert_eq!(super::bounded(&"<xy>".repeat(deep)).matches("<xy>").count(), DEEPEST);
    }
}
