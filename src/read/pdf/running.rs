//! What stands on every page and is no part of the text: running heads and feet, page numbers, addresses of printed pages.

use std::collections::HashMap;

use super::Page;
use super::fragments::Fragment;

/// How much of a page, at its top and at its bottom, is looked at.
const EDGE: f32 = 0.18;

/// Takes running heads, feet and page numbers out of `pages`; gives the address of a web page that was printed.
pub fn drop(pages: &mut [Page]) -> Option<String> {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for page in pages.iter() {
        let mut keys: Vec<(String, i32)> = page.fragments.iter().filter(|f| at_edge(page, f)).map(key).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let count = pages.len();
    let recurs = |fragment: &Fragment| {
        // A little higher or lower is the same place.
        let (words, place) = key(fragment);
        let times: usize = (-1..=1).filter_map(|by| seen.get(&(words.clone(), place + by))).sum();
        times >= 2 && times * 5 >= count * 2
    };
    let mut address = None;
    for page in pages.iter_mut() {
        let (first, last) = page
            .fragments
            .iter()
            .fold((f32::MAX, f32::MIN), |(first, last), fragment| (first.min(fragment.y), last.max(fragment.y)));
        let mut fragments = std::mem::take(&mut page.fragments);
        fragments.retain(|fragment| {
            if !at_edge(page, fragment) {
                return true;
            }
            let outermost = (fragment.y - first).abs() < 2.0 || (fragment.y - last).abs() < 2.0;
            let told = outermost.then(|| web_address(&fragment.text)).flatten();
            let is_address = told.is_some();
            address = address.take().or(told);
            !(is_address
                || recurs(fragment)
                || (outermost && is_number(&fragment.text))
                || (outermost && is_stamp(&fragment.text)))
        });
        page.fragments = fragments;
    }
    address
}

fn at_edge(page: &Page, fragment: &Fragment) -> bool {
    fragment.y < page.height * EDGE || fragment.y > page.height * (1.0 - EDGE)
}

/// The words without their numbers, and the place.
fn key(fragment: &Fragment) -> (String, i32) {
    let words =
        fragment.text.chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect::<String>();
    let mut words = words.trim().to_owned();
    while words.contains("##") {
        words = words.replace("##", "#");
    }
    (words, (fragment.y / 6.0) as i32)
}

/// `7`, `– 7 –`, `7/12`, `Page 7 of 12`.
fn is_number(text: &str) -> bool {
    let words = text.to_lowercase();
    let mut parts = words.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let known = |part: &str| {
        part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()) || ["page", "of"].contains(&part)
    };
    text.chars().any(|letter| letter.is_ascii_digit()) && parts.all(known)
}

/// The day and time of day that a browser prints above a page, with the page's title behind.
fn is_stamp(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let day = words.next().unwrap_or_default().trim_end_matches(',');
    let time = words.next().unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = day.split(['/', '.', '-']).count() == 3 && day.split(['/', '.', '-']).all(digits);
    is_day && time.split(':').count() >= 2 && time.split(':').all(digits)
}

/// The address, where the words are nothing but one with a page number behind.
fn web_address(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let address = words.next().filter(|word| word.starts_with("http://") || word.starts_with("https://"))?;
    words.all(is_number).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f32)]) -> Page {
        let piece = |(text, y): &(&str, f32)| Fragment {
            text: (*text).to_owned(),
            x0: 50.0,
            x1: 200.0,
            y: *y,
            size: 10.0,
            bold: false,
        };
        Page { width: 600.0, height: 800.0, fragments: lines.iter().map(piece).collect(), pictures: Vec::new() }
    }

    fn left(pages: &[Page]) -> Vec<&str> {
        pages.iter().flat_map(|page| &page.fragments).map(|fragment| fragment.text.as_str()).collect()
    }

    #[test]
    fn heads_and_numbers_go() {
        let mut pages = vec![
            page(&[("Kessel Courier, 3 May", 30.0), ("The bridge is shut.", 90.0), ("Page 1 of 2", 780.0)]),
            page(&[("Kessel Courier, 4 May", 30.0), ("1,200 cross it.", 90.0), ("Page 2 of 2", 780.0)]),
        ];
        assert_eq!(drop(&mut pages), None);
        assert_eq!(left(&pages), ["The bridge is shut.", "1,200 cross it."]);
    }

    #[test]
    fn a_single_page_keeps_its_lines_and_tells_its_address() {
        let mut pages = vec![page(&[
            ("11/25/26, 9:20 AM Bridge shut", 20.0),
            ("Bridge shut", 40.0),
            ("The bridge is shut.", 90.0),
            ("https://courier.invalid/bridge 1/1", 790.0),
        ])];
        assert_eq!(drop(&mut pages).as_deref(), Some("https://courier.invalid/bridge"));
        assert_eq!(left(&pages), ["Bridge shut", "The bridge is shut."]);
    }
}
