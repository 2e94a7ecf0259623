//! The encodings that a reader can choose from.

/// An encoding of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Its WHATWG name, which [`Options::encoding`](super::Options::encoding) takes.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// The languages or scripts that it is used for, and other names of it.
    pub languages: &'static str,
}

const fn encoding(name: &'static str, label: &'static str, languages: &'static str) -> Encoding {
    Encoding { name, label, languages }
}

/// All of them: those of the web, the usual ones first.
pub const ENCODINGS: &[Encoding] = &[
    encoding("UTF-8", "UTF-8", "all languages"),
    encoding("UTF-16LE", "UTF-16", "all languages, little-endian, as Windows writes it"),
    encoding("UTF-16BE", "UTF-16 big-endian", "all languages"),
    encoding("windows-1252", "Windows-1252", "Western European, also ISO-8859-1, Latin-1"),
    encoding("ISO-8859-15", "ISO-8859-15", "Western European with the euro sign, also Latin-9"),
    encoding("macintosh", "Mac Roman", "Western European, of Macs before 2001"),
    encoding("windows-1250", "Windows-1250", "Central European: Polish, Czech, Hungarian, Croatian"),
    encoding("ISO-8859-2", "ISO-8859-2", "Central European, also Latin-2"),
    encoding("windows-1251", "Windows-1251", "Cyrillic: Russian, Ukrainian, Bulgarian, Serbian"),
    encoding("KOI8-R", "KOI8-R", "Russian"),
    encoding("KOI8-U", "KOI8-U", "Ukrainian"),
    encoding("ISO-8859-5", "ISO-8859-5", "Cyrillic"),
    encoding("IBM866", "IBM 866", "Cyrillic, of DOS"),
    encoding("x-mac-cyrillic", "Mac Cyrillic", "Cyrillic, of Macs before 2001"),
    encoding("Shift_JIS", "Shift_JIS", "Japanese"),
    encoding("EUC-JP", "EUC-JP", "Japanese"),
    encoding("ISO-2022-JP", "ISO-2022-JP", "Japanese, of e-mail"),
    encoding("EUC-KR", "EUC-KR", "Korean"),
    encoding("GBK", "GBK", "Chinese, simplified, also GB2312"),
    encoding("gb18030", "GB18030", "Chinese, simplified"),
    encoding("Big5", "Big5", "Chinese, traditional"),
    encoding("windows-1253", "Windows-1253", "Greek"),
    encoding("ISO-8859-7", "ISO-8859-7", "Greek"),
    encoding("windows-1254", "Windows-1254", "Turkish, also ISO-8859-9"),
    encoding("ISO-8859-3", "ISO-8859-3", "Southern European: Maltese, Esperanto"),
    encoding("windows-1257", "Windows-1257", "Baltic: Lithuanian, Latvian, Estonian"),
    encoding("ISO-8859-4", "ISO-8859-4", "Baltic"),
    encoding("ISO-8859-13", "ISO-8859-13", "Baltic"),
    encoding("ISO-8859-10", "ISO-8859-10", "Nordic"),
    encoding("ISO-8859-14", "ISO-8859-14", "Celtic: Irish, Welsh"),
    encoding("ISO-8859-16", "ISO-8859-16", "Romanian"),
    encoding("windows-1255", "Windows-1255", "Hebrew"),
    encoding("ISO-8859-8", "ISO-8859-8", "Hebrew"),
    encoding("windows-1256", "Windows-1256", "Arabic, Persian, Urdu"),
    encoding("ISO-8859-6", "ISO-8859-6", "Arabic"),
    encoding("windows-874", "Windows-874", "Thai"),
    encoding("windows-1258", "Windows-1258", "Vietnamese"),
];

/// What the encoding with this WHATWG name is called.
pub fn encoding_label(name: &str) -> &str {
    ENCODINGS.iter().find(|encoding| encoding.name == name).map_or(name, |encoding| encoding.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_known_by_its_name_and_stands_there_once() {
        for (at, encoding) in ENCODINGS.iter().enumerate() {
            let known = encoding_rs::Encoding::for_label(encoding.name.as_bytes());
            assert_eq!(known.map(|known| known.name()), Some(encoding.name));
            let same = |other: &Encoding| other.name == encoding.name || other.label == encoding.label;
            assert!(!ENCODINGS[..at].iter().any(same), "{}", encoding.name);
        }
        assert_eq!((encoding_label("windows-1252"), encoding_label("replacement")), ("Windows-1252", "replacement"));
    }
}
