//! Plain text.

use super::{kinds, language, paragraphs};
use crate::article::{Article, Paragraph, ParagraphKind};

/// Makes an article of `text`, which stays as it is to the byte.
pub fn read(id: &str, text: String) -> Article {
    let paragraphs =
        paragraphs::split(&text).into_iter().map(|span| Paragraph { span, kind: ParagraphKind::Body }).collect();
    let mut article = Article { id: id.to_owned(), text, paragraphs, ..Article::default() };
    kinds::classify(&mut article);
    language::tell(&mut article);
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds_of(text: &str) -> Vec<ParagraphKind> {
        read("a", text.to_owned()).paragraphs.iter().map(|paragraph| paragraph.kind).collect()
    }

    #[test]
    fn the_front_is_read_and_stays_in_the_text() {
        use ParagraphKind::{Body, Heading};
        let text = "Bridge to stay shut, mayor says\nBy Ada Brandt\n3 May 2025\nKESSEL — The bridge will stay shut.\nWhat comes next\n“Nobody should cross it,” the mayor said on Monday.\n";
        let article = read("bridge", text.to_owned());
        assert_eq!(article.text, text);
        assert_eq!(article.title.as_deref(), Some("Bridge to stay shut, mayor says"));
        assert_eq!(article.byline.as_deref(), Some("Ada Brandt"));
        assert_eq!(article.date.as_deref(), Some("3 May 2025"));
        assert_eq!(kinds_of(text), [Heading, Body, Body, Body, Heading, Body]);
    }

    #[test]
    fn a_dateline_or_a_quote_is_no_headline() {
        let article = read("a", "KESSEL — The bridge will stay shut.\nThe mayor said so.".to_owned());
        assert_eq!(article.title, None);
        assert_eq!(kinds_of("“We start on Monday.”\nThe mayor said so."), [ParagraphKind::Body; 2]);
        assert_eq!(
            kinds_of(
                "“We start on Monday.\n“The bridge stays shut until then.\n“Nobody should cross it,” said Ada Brandt, the mayor."
            ),
            [ParagraphKind::Body; 3]
        );
    }

    #[test]
    fn capitals_tell_a_headline_with_a_full_stop() {
        let title = |text: &str| read("a", text.to_owned()).title;
        let headline = "Mayor Ada Brandt Calls For Calm After Port Fire In Kessel.";
        assert_eq!(title(&format!("{headline}\n\nThe port burnt.")).as_deref(), Some(headline));
        assert_eq!(title("The bridge over the Kess has gone.\n\nIt fell on Monday."), None);
    }

    #[test]
    fn turns_need_capitals_or_a_second_time() {
        use ParagraphKind::{Body, Turn};
        assert_eq!(kinds_of("We spoke to the mayor about it.\nQ: Will it open?\nA: No."), [Body, Turn, Turn]);
        assert_eq!(kinds_of("The mayor answered.\nLANG: We disagree."), [Body, Turn]);
        assert_eq!(
            kinds_of(
                "The two met on Monday.\nAda Brandt: We disagree.\nTom Reyes: Why?\nAda Brandt: So.\nTom Reyes: Well."
            ),
            [Body, Turn, Turn, Turn, Turn]
        );
        assert_eq!(kinds_of("The mayor answered.\nThe Answer: nobody knows, she said."), [Body, Body]);
        assert_eq!(kinds_of("LANG: We disagree."), [Turn]);
        assert_eq!(kinds_of("Q&A: What the bridge costs\nThe mayor answered."), [ParagraphKind::Heading, Body]);
        assert_eq!(kinds_of("Kessel: Bridge shut\nThe mayor answered."), [ParagraphKind::Heading, Body]);
        assert_eq!(kinds_of("The mayor answered.\nBREAKING: The bridge fell."), [Body, Body]);
        assert_eq!(kinds_of("The mayor answered.\nFrom Chairwoman Mia Roth:\n“We disagree.”"), [Body, Body, Body]);
    }
}
