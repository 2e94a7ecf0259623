//! Which language an article is in.

use crate::article::Article;
use crate::warning::{Warning, WarningKind};

/// Fewer letters than these are too few to tell languages apart.
const ENOUGH_LETTERS: usize = 200;
/// More text than this tells nothing new.
const ENOUGH_BYTES: usize = 32 * 1024;

/// Sets the language of `article` where it can be told reliably, and warns when it is not English. A language that the
/// file told gives way only to a reliable finding that it is another one.
pub fn tell(article: &mut Article) {
    let mut end = ENOUGH_BYTES.min(article.text.len());
    while !article.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = article.text.get(..end).unwrap_or_default();
    if text.chars().filter(|letter| letter.is_alphabetic()).take(ENOUGH_LETTERS).count() == ENOUGH_LETTERS
        && let Some(info) = whatlang::detect(text).filter(whatlang::Info::is_reliable)
    {
        let tag = tag(info.lang().code());
        let told = article.language.as_deref().and_then(|told| told.split(['-', '_']).next());
        if !told.is_some_and(|told| told.eq_ignore_ascii_case(tag)) {
            article.language = Some(tag.to_owned());
        }
        if info.lang() != whatlang::Lang::Eng {
            article.warnings.push(Warning {
                kind: WarningKind::LanguageNotEnglish,
                span: None,
                message: format!(
                    "The article seems to be in {}. Standpoint understands English alone, so it does not look for actors, quotes and positions here.",
                    info.lang().eng_name()
                ),
            });
        }
    }
}

/// The BCP 47 tag for an ISO 639-3 code: the two-letter code where the language has one.
fn tag(code: &'static str) -> &'static str {
    const SHORT: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    SHORT.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, language: Option<&str>) -> Article {
        let mut article =
            Article { text: text.to_owned(), language: language.map(str::to_owned), ..Article::default() };
        tell(&mut article);
        article
    }

    #[test]
    fn german_is_told_and_warned_of() {
        let text = "Die Brücke bleibt nach Angaben der Bürgermeisterin bis zum Frühjahr geschlossen. Niemand solle sie \
            betreten, sagte sie am Montag vor dem Rathaus, und niemand werde die Kosten der Arbeiten allein tragen müssen. \
            Der Rat will im Herbst darüber entscheiden, wie es mit dem Bauwerk weitergeht.";
        let article = told(text, Some("en-GB"));
        assert_eq!(article.language.as_deref(), Some("de"));
        assert_eq!(article.warnings.first().map(|warning| warning.kind), Some(WarningKind::LanguageNotEnglish));
    }

    #[test]
    fn english_is_told_without_a_warning_and_little_text_not_at_all() {
        let text = "The bridge will stay shut until the spring, the mayor said on Monday in front of the town hall. Nobody \
            should cross it, she said, and nobody will have to bear the costs of the work alone. The council wants to decide \
            in the autumn what should become of the old building, which has stood for a hundred years.";
        let article = told(text, None);
        assert_eq!(article.language.as_deref(), Some("en"));
        assert!(article.warnings.is_empty());
        assert_eq!(told(text, Some("en-GB")).language.as_deref(), Some("en-GB"));
        assert_eq!(told("The bridge will stay shut.", None).language, None);
    }
}
