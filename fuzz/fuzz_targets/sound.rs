// What every article and every analysis holds to; taken in by the targets.

use standpoint::analysis::Analysis;
use standpoint::article::Article;

/// Paragraphs are ordered and inside, on char boundaries, without white space around them and with nothing else between.
pub fn article(article: &Article) {
    let mut at = 0;
    for paragraph in &article.paragraphs {
        let gap = article.text.get(at..paragraph.span.start).expect("paragraphs are in order");
        assert!(gap.trim().is_empty(), "words stand between paragraphs");
        let words = article.text.get(paragraph.span.start..paragraph.span.end).expect("a paragraph is inside");
        assert!(!words.is_empty() && words.trim() == words, "a paragraph has white space around it");
        at = paragraph.span.end;
    }
    for span in article.warnings.iter().filter_map(|warning| warning.span) {
        assert!(article.text.get(span.start..span.end).is_some(), "a warning is inside");
    }
}

/// All spans are inside and on char boundaries, and the whole comes back out of JSON.
#[allow(dead_code)]
pub fn analysis(analysis: &Analysis, text: &str) {
    let json = serde_json::to_value(analysis).expect("an analysis is written");
    assert_eq!(
        serde_json::from_value::<Analysis>(json).expect("an analysis is read").actors.len(),
        analysis.actors.len()
    );
    let mentions = analysis.actors.iter().flat_map(|actor| &actor.mentions).map(|mention| mention.span);
    let contents = analysis.quotes.iter().flat_map(|quote| quote.content.iter().copied());
    for span in mentions.chain(contents) {
        assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "a finding is inside");
    }
}
