//! Dates as the formats of news write them, made ISO 8601 where they can be.

use mail_parser::DateTime;

/// `told` in ISO 8601: from the form of mail (`Sat, 3 May 2031 10:30:00 +0200`), from that without marks
/// (`20310503T103000+0200`), and as it is where it is in neither.
pub fn iso(told: &str) -> String {
    let told = told.trim();
    if let Some(date) = basic(told) {
        return date;
    }
    let mail = told.contains(' ') && told.chars().any(|letter| letter.is_ascii_alphabetic());
    let parsed = mail.then(|| DateTime::parse_rfc822(told)).flatten().filter(DateTime::is_valid);
    parsed.map_or_else(|| told.to_owned(), |date| date.to_rfc3339())
}

/// The form without marks.
fn basic(told: &str) -> Option<String> {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let (day, rest) = told.split_at_checked(8).filter(|(day, _)| digits(day, 8))?;
    let day = format!("{}-{}-{}", day.get(..4)?, day.get(4..6)?, day.get(6..)?);
    if rest.is_empty() {
        return Some(day);
    }
    let (time, zone) = rest.strip_prefix('T')?.split_at_checked(6).filter(|(time, _)| digits(time, 6))?;
    let zone = match zone.split_at_checked(3) {
        Some((hours, minutes)) if digits(minutes, 2) => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    };
    Some(format!("{day}T{}:{}:{}{zone}", time.get(..2)?, time.get(2..4)?, time.get(4..)?))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_become_iso() {
        assert_eq!(iso("Sat, 03 May 2031 10:30:00 +0200"), "2031-05-03T10:30:00+02:00");
        assert_eq!(iso("20310503T103000+0200"), "2031-05-03T10:30:00+02:00");
        assert_eq!(iso("20310503T103000Z"), "2031-05-03T10:30:00Z");
        assert_eq!(iso("20310503"), "2031-05-03");
        assert_eq!(iso("2031-05-03T10:30:00Z"), "2031-05-03T10:30:00Z");
        assert_eq!(iso("last Monday"), "last Monday");
    }
}
