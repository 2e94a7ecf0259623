//! Kinds of input that news readers and quotation finders stumble over, each in several wordings.
//!
//! Those that only a window can show are in `tests/window` (keys while somebody types, opening by argument, paste and path,
//! long articles drawn in part, an analysis that is cancelled) and `tests/reader` (layers of marks, each reached by keyboard).

#[allow(dead_code)] // Each test file asks other things.
mod findings;

use findings::{Checks, Found, one_line};
use serde_json::Value;
use standpoint::analysis::{ActorKind, QuoteKind};
use standpoint::article::ParagraphKind;
use standpoint::export::{by_name, to_bytes};
use standpoint::read::read_bytes;
use standpoint::warning::WarningKind;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A text, and for words of it who says them.
type Speakers<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

fn speakers(cases: Speakers) {
    let mut checks = Checks::default();
    for (text, said) in cases {
        let found = Found::new(text);
        for (words, speaker) in *said {
            checks.same(&format!("who says {words:?} in {text:?}"), found.speaker(words), *speaker);
        }
    }
    checks.finish();
}

#[test]
fn a_quotation_runs_over_paragraphs_until_it_is_closed() {
    let mut checks = Checks::default();
    for (text, speaker, words) in [
        (
            "“We open on Friday.\n\n“The ferry stays in port until the wind drops.\n\n“No one should wait on the quay,” said Lena Hart, the harbour master.",
            "Lena Hart",
            ["We open on Friday", "The ferry stays", "No one should wait"],
        ),
        (
            "Lena Hart said: “We open on Friday.\n“The ferry stays in port until the wind drops.\n“No one should wait on the quay.”\nThe quay was empty.",
            "Lena Hart",
            ["We open on Friday", "The ferry stays", "No one should wait"],
        ),
        (
            "\"We open on Friday.\n\n\"The ferry stays in port.\n\n\"No one should wait on the quay,\" Lena Hart told the council.",
            "Lena Hart",
            ["We open on Friday", "The ferry stays", "No one should wait"],
        ),
    ] {
        let found = Found::new(text);
        for words in words {
            checks.same(&format!("who says {words:?} in {text:?}"), found.speaker(words), speaker);
        }
        let direct = found.analysis.quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct).count();
        checks.same(&format!("direct quotes of {text:?}"), direct, 1);
        checks.holds(&format!("warnings of {text:?}"), found.analysis.warnings.is_empty());
    }
    checks.finish();
}

#[test]
fn an_apposition_is_a_role_and_a_pronoun_goes_on() {
    let mut checks = Checks::default();
    for (text, name, role, words) in [
        (
            "Omar Pelt, a nurse at the clinic, said: “Three are ill.”\n\n“One is very old,” he added.",
            "Omar Pelt",
            "nurse",
            ["Three are ill", "One is very old"],
        ),
        (
            "“Three are ill,” said Vera Lund, head of the clinic.\n\n“One is very old,” she said.",
            "Vera Lund",
            "head of the clinic",
            ["Three are ill", "One is very old"],
        ),
        (
            "The clinic’s chief nurse, Omar Pelt, said that three were ill. “One is very old,” Mr Pelt said.",
            "Omar Pelt",
            "chief nurse",
            ["three were ill", "One is very old"],
        ),
    ] {
        let found = Found::new(text);
        for words in words {
            checks.same(&format!("who says {words:?} in {text:?}"), found.speaker(words), name);
        }
        checks.holds(&format!("{role:?} in {:?} of {text:?}", found.roles(name)), found.roles(name).contains(role));
        checks.same(&format!("people of {text:?}"), found.all(ActorKind::Person), [name]);
    }
    checks.finish();
}

#[test]
fn a_pronoun_is_the_last_one_it_fits() {
    let mut checks = Checks::default();
    let text = "Mayor Tomas Riehl came late. Anna Voss, his deputy, had opened the session and read out the letter. He said “no.”";
    let found = Found::new(text);
    checks.same(text, found.speaker("no"), "Tomas Riehl");
    let source = found.quotes_with("no").first().map(|quote| found.words(&quote.source)).unwrap_or_default();
    checks.same("source", source.as_str(), "He");
    let text = "Anna Voss opened the session. Her husband, Tomas Riehl, sat behind her. “We have waited long enough,” she said.";
    checks.same(text, Found::new(text).speaker("We have waited"), "Anna Voss");
    // Nobody is named that it could be: better nobody than a wrong name.
    let text = "Anna Voss opened the session. “It is over,” he said.";
    checks.holds(text, Found::new(text).speaker("It is over") != "Anna Voss");
    checks.finish();
}

#[test]
fn rare_cues_count() {
    let mut checks = Checks::default();
    for cue in [
        "sighed",
        "grumbled",
        "tweeted",
        "conceded",
        "quipped",
        "mused",
        "recalled",
        "insisted",
        "shouted",
        "joked",
        "wrote",
        "testified",
        "whispered",
        "boasted",
        "lamented",
        "snapped",
        "reiterated",
    ] {
        let text = format!("“It is too late for that,” {cue} Lena Hart.");
        checks.same(&text, Found::new(&text).speaker("It is too late"), "Lena Hart");
        let text = format!("“It is too late for that,” Lena Hart {cue}.");
        checks.same(&text, Found::new(&text).speaker("It is too late"), "Lena Hart");
    }
    checks.finish();
}

#[test]
fn what_was_not_said_is_no_statement() {
    let mut checks = Checks::default();
    for text in [
        "Lena Hart never said “never”.",
        "Lena Hart did not say that the port would close.",
        "Lena Hart has not said whether the port will close.",
    ] {
        let found = Found::new(text);
        checks.same(&format!("direct quotes of {text:?}"), found.kind("never") == "direct", false);
        checks.same(&format!("positions of {text:?}"), found.analysis.positions.len(), 0);
    }
    checks.finish();
}

#[test]
fn speakers_stand_behind_dashes_before_colons_and_in_labels() {
    speakers(&[
        ("“The rule stands.” —Commissioner Erik Dahl", &[("The rule stands", "Erik Dahl")]),
        ("The vote was close.\n\n“We were ready.” — Rosa Bell, pilot", &[("We were ready", "Rosa Bell")]),
        (
            "The board wrote to its members.\n\nFrom Chairwoman Nora Vance:\n“We cannot agree.”",
            &[("We cannot agree", "Nora Vance")],
        ),
        ("Nora Vance: “We cannot agree.”", &[("We cannot agree", "Nora Vance")]),
        (
            "The hearing began at nine.\nDAHL: We cannot agree.\nVANCE: Then we shall vote.\nDAHL: So be it.",
            &[("We cannot agree", "DAHL"), ("Then we shall vote", "VANCE"), ("So be it", "DAHL")],
        ),
        (
            "Erik Dahl and Nora Vance met on Monday.\nDAHL: We cannot agree.\nVANCE: Then we shall vote.",
            &[("We cannot agree", "Erik Dahl"), ("Then we shall vote", "Nora Vance")],
        ),
    ]);
}

#[test]
fn an_odd_mark_spoils_nothing_else() {
    let mut checks = Checks::default();
    for (text, orphan) in [
        (
            "“The road is shut, said Rosa Bell.\n\nIt was late.\n\n“We will wait,” said Erik Dahl.\n\n“So will I,” Nora Vance said.",
            true,
        ),
        (
            "The road is shut,” said Rosa Bell.\n\n“We will wait,” said Erik Dahl.\n\n“So will I,” Nora Vance said.",
            true,
        ),
        ("» The road is shut.\n\n“We will wait,” said Erik Dahl.\n\n“So will I,” Nora Vance said.", false),
        (
            "The beam is 5'10\" and the screen 19\" wide.\n\n\"We will wait,\" said Erik Dahl.\n\n\"So will I,\" Nora Vance said.",
            false,
        ),
        (
            "He is 6’2″ tall and won in the ’80s.\n\n“We will wait,” said Erik Dahl.\n\n“So will I,” Nora Vance said.",
            false,
        ),
    ] {
        let found = Found::new(text);
        checks.same(&format!("We will wait in {text:?}"), found.speaker("We will wait"), "Erik Dahl");
        checks.same(&format!("So will I in {text:?}"), found.speaker("So will I"), "Nora Vance");
        checks.same(&format!("kind of {text:?}"), found.kind("So will I"), "direct");
        let flagged =
            found.analysis.warnings.iter().any(|warning| warning.kind == WarningKind::UnbalancedQuotationMark);
        if orphan {
            checks.holds(&format!("flagged in {text:?}"), flagged);
        } else {
            let inches = |quote: &standpoint::analysis::Quote| found.words(&quote.content).contains("wide");
            checks.holds(&format!("inches in {text:?}"), !found.analysis.quotes.iter().any(inches));
        }
    }
    checks.finish();
}

#[test]
fn scare_quotes_are_no_statements() {
    let mut checks = Checks::default();
    for (text, words) in [
        ("The so-called “green list” grew by two countries on Monday.", "green list"),
        ("The senate passed a “woke” bill after nine hours.", "woke"),
        ("Visitors can climb the “Old Lady” until dusk.", "Old Lady"),
    ] {
        let found = Found::new(text);
        checks.same(text, found.speaker(words), "no quote");
    }
    for (text, words, speaker) in [
        ("Erik Dahl called the plan “crazy”.", "crazy", "Erik Dahl"),
        ("Nora Vance described the vote as “a great day”.", "a great day", "Nora Vance"),
        ("Rosa Bell said the talks were “dead in the water”.", "dead in the water", "Rosa Bell"),
    ] {
        let found = Found::new(text);
        checks.same(text, found.speaker(words), speaker);
        checks.same(text, found.kind(words), "mixed");
    }
    checks.finish();
}

#[test]
fn indirect_quotes_are_found_and_a_cue_on_both_sides_makes_one() {
    let mut checks = Checks::default();
    for (text, words, speaker) in [
        ("The ministry announced that tolls would not rise.", "tolls would not rise", "The ministry"),
        ("Tolls would not rise, the Ministry of Roads announced.", "Tolls would not rise", "Ministry of Roads"),
        ("Tolls will not rise, according to Nora Vance.", "Tolls will not rise", "Nora Vance"),
        ("According to Nora Vance, tolls will not rise.", "tolls will not rise", "Nora Vance"),
    ] {
        let found = Found::new(text);
        checks.same(
            text,
            found.speaker(words).to_lowercase().replace("the ", ""),
            speaker.to_lowercase().replace("the ", ""),
        );
        checks.same(text, found.kind(words), "indirect");
        checks.same(text, found.analysis.quotes.len(), 1);
    }
    for text in ["Nora Vance said: “I will stay,” she said.", "Nora Vance told the board: “I will stay,” Vance said."]
    {
        let found = Found::new(text);
        checks.same(text, found.speaker("I will stay"), "Nora Vance");
        checks.same(text, found.analysis.quotes.len(), 1);
    }
    checks.finish();
}

#[test]
fn quotations_inside_of_quotations_belong_to_them() {
    let mut checks = Checks::default();
    for (text, whole) in [
        ("“She told me ‘wait’ and I waited,” Erik Dahl said.", "She told me ‘wait’ and I waited"),
        ("‘It’s “urgent”,’ Erik Dahl said.", "It’s “urgent”"),
        ("\"She told me 'wait' and I waited,\" Erik Dahl said.", "She told me 'wait' and I waited"),
        ("« She told me “wait” and I waited », Erik Dahl said.", "She told me “wait” and I waited"),
        ("„She told me ‚wait‘ and I waited“, Erik Dahl said.", "She told me ‚wait‘ and I waited"),
    ] {
        let found = Found::new(text);
        checks.same(text, found.speaker(whole), "Erik Dahl");
        checks.same(text, found.kind(whole), "direct");
    }
    checks.finish();
}

/// An article with `{ }` for the outer quotation marks, `[ ]` for the inner ones and `~` for the apostrophe.
const STYLED: &str = "Council votes to close old market hall\n\nThe town council of Brenwick voted on Tuesday to close the old market hall.\n\n\
{This is a sad day, but the roof will not last another winter,} said Mayor Helga Strand. She warned that the walls could fall.\n\n\
{We were promised a new roof,} said Oskar Lind, who sells fish there. {It~s the traders~ hall, and we will not leave it.}\n\n\
Ms Strand denied that any promise had been made. {Nobody said [yes] to that,} she said.\n\n\
The Brenwick Traders~ Guild opposes the closure and called it {a betrayal}. Its chair, Paula Reiss, urged the council to think again.\n\n\
{They told me, [Wait until spring,] and I waited,} Ms Reiss said. {I am done waiting.}\n\n\
According to Helga Strand, the hall will be sold in May.\n";

/// Opening, closing, inner opening, inner closing mark, apostrophe.
const STYLES: &[(&str, [&str; 5])] = &[
    ("English", ["“", "”", "‘", "’", "’"]),
    ("straight", ["\"", "\"", "'", "'", "'"]),
    ("primes", ["″", "″", "‘", "’", "’"]),
    ("guillemets", ["«", "»", "“", "”", "’"]),
    ("French", ["«\u{a0}", "\u{a0}»", "“", "”", "’"]),
    ("German", ["„", "“", "‚", "‘", "’"]),
    ("British", ["‘", "’", "“", "”", "’"]),
    ("British, straight", ["'", "'", "\"", "\"", "'"]),
];

fn styled([open, close, inner_open, inner_close, apostrophe]: [&str; 5]) -> String {
    STYLED
        .replace('{', open)
        .replace('}', close)
        .replace('[', inner_open)
        .replace(']', inner_close)
        .replace('~', apostrophe)
}

/// What was found, marks aside.
fn gist(found: &Found) -> Vec<String> {
    let bare = |words: &str| {
        let marks = "“”‘’\"'″«»„‚\u{a0}";
        one_line(&words.chars().filter(|letter| !marks.contains(*letter)).collect::<String>())
    };
    let mut gist = Vec::new();
    for actor in &found.analysis.actors {
        gist.push(bare(&format!(
            "actor {} {:?} {:?} {}",
            actor.name,
            actor.kind,
            actor.aliases,
            found.roles(&actor.name)
        )));
    }
    for quote in &found.analysis.quotes {
        let by = found.names(&quote.speakers);
        gist.push(bare(&format!("quote {:?} by {by}: {}", quote.kind, found.words(&quote.content))));
    }
    for position in &found.analysis.positions {
        let by = found.names(&position.holders);
        gist.push(bare(&format!(
            "{by} {:?} {}: {}",
            position.stance,
            position.target.text,
            found.words(&position.evidence)
        )));
    }
    gist
}

#[test]
fn the_same_article_says_the_same_in_every_quotation_style() {
    let mut checks = Checks::default();
    let plain = Found::new(&styled(STYLES[0].1));
    for (words, speaker) in [
        ("This is a sad day", "Helga Strand"),
        ("the walls could fall", "Helga Strand"),
        ("We were promised a new roof", "Oskar Lind"),
        ("we will not leave it", "Oskar Lind"),
        ("Nobody said", "Helga Strand"),
        ("a betrayal", "Brenwick Traders’ Guild"),
        ("They told me", "Paula Reiss"),
        ("I am done waiting", "Paula Reiss"),
        ("the hall will be sold", "Helga Strand"),
    ] {
        checks.same(&format!("who says {words:?}"), plain.speaker(words), speaker);
    }
    let wanted = gist(&plain);
    for (style, marks) in STYLES {
        let text = styled(*marks);
        let found = Found::new(&text);
        checks.same(&format!("text in {style} style"), found.article.text.as_str(), text.as_str());
        let got = gist(&found);
        for line in got.iter().filter(|line| !wanted.contains(line)) {
            checks.holds(&format!("{style}: too much: {line}"), false);
        }
        for line in wanted.iter().filter(|line| !got.contains(line)) {
            checks.holds(&format!("{style}: missing:  {line}"), false);
        }
    }
    checks.finish();
}

#[test]
fn names_are_found_in_headlines_with_capitals_everywhere() {
    let mut checks = Checks::default();
    for (text, names) in [
        ("Mayor Lena Hart Calls For Calm After Harbour Fire In Brenwick", vec!["Brenwick", "Lena Hart"]),
        (
            "Minister Erik Dahl Warns Of Long Winter As Gas Prices Rise\n\nThe minister, Erik Dahl, spoke to reporters on Monday.\n\nPrices have risen for a year.",
            vec!["Erik Dahl"],
        ),
        (
            "Nora Vance To Lead Talks With Norway On Fishing\n\nThe talks with Norway begin in May, Nora Vance said on Monday.",
            vec!["Nora Vance", "Norway"],
        ),
    ] {
        checks.same(text, Found::new(text).named(), names);
    }
    checks.finish();
}

#[test]
fn titles_stand_apart_from_names() {
    let mut checks = Checks::default();
    for (text, name, role) in [
        ("“We will see,” said Labour MP Carla Dunn.", "Carla Dunn", "MP"),
        ("“We will see,” said Mr Justice Orwin.", "Orwin", "Justice"),
        ("“We will see,” said former U.S. President Alan Creed.", "Alan Creed", "former U.S. President"),
        ("“We will see,” said Prime Minister-elect Lia Moss.", "Lia Moss", "Prime Minister-elect"),
        ("“We will see,” said Sen. Mark Tull, R-Ohio.", "Mark Tull", "Sen."),
        ("“We will see,” said Lt. Col. Dana Frey.", "Dana Frey", "Lt. Col."),
        ("“We will see,” said acting Defence Secretary Paul Ohm.", "Paul Ohm", "Defence Secretary"),
    ] {
        let found = Found::new(text);
        checks.same(text, found.speaker("We will see"), name);
        checks.same(text, found.all(ActorKind::Person), [name]);
        checks.holds(&format!("{text:?}: {role:?} in {:?}", found.roles(name)), found.roles(name).contains(role));
    }
    checks.finish();
}

#[test]
fn possessives_stand_outside_of_names_unless_they_belong_to_them() {
    let mut checks = Checks::default();
    for (text, name) in [
        ("Peter Oakes spoke first. Oakes’s plan is simple.", "Peter Oakes"),
        ("Critics mocked Carla Dunn’s plan.", "Carla Dunn"),
        ("Critics mocked Carla Dunn's plan.", "Carla Dunn"),
        ("He ate at McDonald's in Leeds on Monday.", "McDonald's"),
        ("He ate at McDonald’s in Leeds on Monday.", "McDonald’s"),
        ("Doctors Without Borders’ head resigned.", "Doctors Without Borders"),
        ("The minister praised Norway’s fishermen.", "Norway"),
    ] {
        let found = Found::new(text);
        checks.holds(&format!("{name} in {:?} of {text:?}", found.named()), found.named().contains(&name));
        for actor in &found.analysis.actors {
            for mention in &actor.mentions {
                let words = mention.span.of(&found.article.text);
                let own = words == "McDonald's" || words == "McDonald’s";
                checks.holds(
                    &format!("{words:?} of {text:?}"),
                    own || !words.ends_with(['\'', '’']) && !words.ends_with("’s") && !words.ends_with("'s"),
                );
            }
        }
    }
    let found = Found::new("Fire reached the Joneses' farm at noon.");
    checks.holds(&format!("{:?}", found.named()), !found.named().iter().any(|name| name.ends_with('\'')));
    checks.finish();
}

#[test]
fn sentences_do_not_end_in_abbreviations() {
    let mut checks = Checks::default();
    for (text, words, speaker) in [
        ("Erik Dahl said the U.S. Government had not paid. He left.", "the U.S. Government had not paid", "Erik Dahl"),
        (
            "Acme Inc. Chief Executive Rosa Bell said the plant would close. It opened in 1990.",
            "the plant would close",
            "Rosa Bell",
        ),
        ("The book by J. R. Stone sold well. J. R. Stone said that it was luck.", "it was luck", "J. R. Stone"),
        (
            "Nora Vance said that Mr. Dahl lived on St. Mary St. near the port.",
            "Mr. Dahl lived on St. Mary St. near the port",
            "Nora Vance",
        ),
        (
            "Nora Vance said that talks began at 9 a.m. on Jan. 5 in No. 10.",
            "talks began at 9 a.m. on Jan. 5 in No. 10",
            "Nora Vance",
        ),
    ] {
        checks.same(text, Found::new(text).speaker(words), speaker);
    }
    // And they do end behind some.
    for (text, words) in [
        ("Nora Vance said that he lied about the CIA. Don’t ask for more.", "he lied about the CIA"),
        ("Nora Vance said that he moved to the U.S. The house was sold.", "he moved to the U.S."),
        ("Nora Vance said that he worked for Acme Inc. The firm has closed.", "he worked for Acme Inc."),
    ] {
        let found = Found::new(text);
        let said = found.quotes_with(words).first().map(|quote| found.words(&quote.content)).unwrap_or_default();
        checks.same(text, said.trim_start_matches("that ").trim_end_matches('.'), words.trim_end_matches('.'));
    }
    checks.finish();
}

#[test]
fn short_names_and_other_names_are_the_same_actor() {
    let mut checks = Checks::default();
    for (text, name, alias) in [
        (
            "The North Bay Fishing Council (NBFC) met on Monday. The NBFC said that quotas would fall. NBFC boats stayed in port.",
            "North Bay Fishing Council",
            "NBFC",
        ),
        (
            "Police hunt Dimitri Volsky (also known as the Baker). The Baker fled on Monday, police said. Volsky is 41.",
            "Dimitri Volsky",
            "Baker",
        ),
        (
            "Police hunt Dimitri Volsky, known as the Baker. The Baker fled on Monday. Volsky is 41.",
            "Dimitri Volsky",
            "Baker",
        ),
        (
            "The NBFC, or North Bay Fishing Council, met on Monday. The NBFC said that quotas would fall.",
            "North Bay Fishing Council",
            "NBFC",
        ),
    ] {
        let found = Found::new(text);
        let actor = found.analysis.actors.iter().find(|actor| actor.name == name);
        let aliases = actor.map(|actor| actor.aliases.join(", ")).unwrap_or_default();
        checks.holds(&format!("{alias} among {aliases:?} of {name} in {text:?}"), aliases.contains(alias));
        let alone = found.analysis.actors.iter().any(|actor| actor.name.trim_start_matches("the ") == alias);
        checks.holds(&format!("{alias} alone in {text:?}"), !alone);
    }
    checks.finish();
}

#[test]
fn long_articles_are_read_to_their_end() {
    let filler =
        "The harbour was quiet on Monday, and boats lay at the quay. Nobody came to see them.\n\n".repeat(3_000);
    let found = Found::new(&format!("Lena Hart spoke first.\n\n{filler}“That was the last word,” Hart said."));
    assert_eq!(found.speaker("That was the last word"), "Lena Hart");
    assert!(!found.analysis.warnings.iter().any(|warning| warning.kind == WarningKind::NotRead));
    assert!(Found::new("Nothing happened.").analysis.quotes.is_empty());
}

/// `count` words of news, the last of them Ivo Lang's.
fn long_story(count: usize) -> String {
    let story = "Mayor Ada Brandt said that the bridge would stay shut. “Nobody should cross it,” she told reporters. The \
                 ministry denied that it had known of the cracks, and Tom Reyes, a doctor, warned of delays.\n\n";
    let mut text = story.repeat(count / story.split_whitespace().count() + 1);
    text.push_str("“That was the last word,” said Ivo Lang.");
    text
}

fn all_of_a_long_story_is_found(words: usize) {
    let text = long_story(words);
    let paragraphs = text.matches("\n\n").count();
    let found = Found::new(&text);
    let mut checks = Checks::default();
    checks.same("people", found.all(ActorKind::Person), ["Ada Brandt", "Ivo Lang", "Tom Reyes"]);
    checks.same("the last word", found.speaker("That was the last word"), "Ivo Lang");
    checks.same("everywhere", found.quotes_with("Nobody should cross it").len(), paragraphs);
    let warned = found.analysis.warnings.iter().any(|warning| warning.kind == WarningKind::NotRead);
    checks.holds("all was read", !warned);
    checks.finish();
}

#[test]
fn a_book_of_a_hundred_thousand_words_is_analysed_to_its_end() {
    all_of_a_long_story_is_found(100_000);
}

#[test]
fn a_million_words_are_analysed_to_their_end() {
    all_of_a_long_story_is_found(1_000_000);
}

#[test]
fn ten_thousand_people_and_bodies_are_told_apart() {
    let name = |number: usize| {
        let part = |place: u32| number / 10_usize.pow(place) % 10;
        let first = ["Bel", "Cor", "Dan", "Fen", "Gar", "Hol", "Jen", "Lor", "Mar", "Tor"];
        let middle = ["da", "fe", "gi", "ko", "la", "mu", "ne", "ri", "so", "ve"];
        let last = ["berg", "dal", "ford", "holm", "lund", "mark", "sen", "stad", "vik", "wick"];
        let given = ["Ada", "Tom", "Mia", "Jon", "Lea", "Max", "Ida", "Olaf", "Ruth", "Karl"];
        format!("{} {}{}{}", given[part(3)], first[part(0)], middle[part(1)], last[part(2)])
    };
    let count = 10_000;
    let text: String = (0..count).map(|number| format!("“We wait,” said {}.\n\n", name(number))).collect();
    let found = Found::new(&text);
    assert_eq!(found.all(ActorKind::Person).len(), count);
    for number in [0, 1_234, 9_999] {
        assert!(found.actor(&name(number)).is_some(), "{}", name(number));
    }
}

/// An actor inside of a quote inside of a position, each with its own words.
#[test]
fn three_layers_lie_over_each_other() -> Outcome {
    let text = "“We reject the plan of NATO for the port,” said Lena Hart.";
    let found = Found::new(text);
    let body = found.actor("NATO").ok_or("NATO is not found")?;
    let named = body.mentions.first().ok_or("no mention")?.span;
    let quote = found.quotes_with("We reject the plan").into_iter().next().ok_or("no quote")?.extent();
    let position =
        found.analysis.positions.iter().find(|position| position.extent().covers(named)).ok_or("no position")?;
    assert_eq!(named.of(text), "NATO");
    assert!(quote.covers(named) && quote.covers(position.extent()), "{quote:?} {named:?} {:?}", position.extent());
    Ok(())
}

/// A page of a PDF that draws these operators.
fn page_of_pdf(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n\
         5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [1 /fi /fl /ff] >> >>\nendobj\n\
         trailer\n<< /Root 1 0 R >>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

#[test]
fn pages_of_a_pdf_give_whole_words_in_the_order_of_reading() -> Outcome {
    let column = |x: u32, lines: &[&str]| -> String {
        let line = |(row, words): (usize, &&str)| format!("BT /F 10 Tf {x} {} Td ({words}) Tj ET\n", 700 - row * 12);
        lines.iter().enumerate().map(line).collect()
    };
    let left = column(
        50,
        &[
            "The harbour stayed shut on Monday,",
            "and the \\001rst ferry lay at its quay. It was",
            "hard to \\001nd a place to sleep, and di\\003i-",
            "cult to get bread, said Lena Hart, who",
            "runs the port. The ministry had no ad-",
            "vice to give, and no boats either, all of",
        ],
    );
    let right = column(
        320,
        &[
            "them being out at sea until the evening.",
            "Nobody had told the passengers, who sat",
            "on their boxes and looked at the \\002at sea.",
            "Some of them had waited for two days,",
            "and a few had left on foot, over the hill",
            "to the old station, Hart said.",
        ],
    );
    let article = read_bytes("port.pdf", &page_of_pdf(&(left + &right)))?;
    let words = one_line(&article.text);
    let mut checks = Checks::default();
    for part in [
        "the first ferry",
        "to find a place",
        "difficult to get bread",
        "no advice to give",
        "all of them being out at sea",
        "the flat sea",
        "the old station, Hart said.",
    ] {
        checks.holds(&format!("{part:?} in {words:?}"), words.contains(part));
    }
    checks.finish();
    Ok(())
}

#[test]
fn a_page_is_read_without_what_stands_around_its_article() -> Outcome {
    let page = r##"<!doctype html><html lang="en"><head><title>Port stays shut | Courier</title>
        <meta property="og:site_name" content="Courier"><meta name="author" content="Nell Harrow">
        <meta property="article:published_time" content="2031-05-03T10:30:00Z"></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
        <h1>Port stays shut</h1><div class="share-buttons"><a href="#">Share this on Friendly</a></div>
        <article><h2>Port stays shut</h2><p>By Nell Harrow</p>
        <figure><img src="p.jpg" alt=""><figcaption>The port on Sunday.</figcaption></figure>
        <p>The port will stay shut until the divers have finished, its master, Lena Hart, said on Monday, and nobody could say when.</p>
        <div class="related"><p>Read more: Ferries in the fog</p></div>
        <p>“We have to wait,” Hart said. “We cannot send a boat out over a wreck that we do not know anything about yet.”</p>
        <p>The ministry wants to send a second team of divers, who should reach the port by the evening of the same day.</p></article>
        <footer><p>Terms. Privacy.</p></footer></body></html>"##;
    let found = Found::of(read_bytes("port.html", page.as_bytes())?);
    let article = &found.article;
    let mut checks = Checks::default();
    checks.same("headline", article.title.as_deref(), Some("Port stays shut"));
    checks.same("headlines", article.text.matches("Port stays shut").count(), 1);
    checks.same("byline", article.byline.as_deref(), Some("Nell Harrow"));
    checks.same("date", article.date.as_deref().and_then(|date| date.get(..10)), Some("2031-05-03"));
    checks.same("outlet", article.source.as_deref(), Some("Courier"));
    let captions: Vec<&str> = article
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind == ParagraphKind::Caption)
        .map(|paragraph| article.paragraph_text(paragraph))
        .collect();
    checks.same("captions", captions, ["The port on Sunday."]);
    for other in ["Home", "Sport", "Share this", "Read more", "Ferries in the fog", "Privacy"] {
        checks.holds(other, !article.text.contains(other));
    }
    checks.same("speaker", found.speaker("We have to wait"), "Lena Hart");
    checks.finish();
    Ok(())
}

#[test]
fn a_message_is_clean_text_with_subject_sender_and_date() -> Outcome {
    let message = b"From: =?utf-8?q?Zo=C3=AB_Lang?= <zoe@courier.invalid>\r\nTo: desk@courier.invalid\r\n\
        Subject: =?utf-8?b?UG9ydCBzdGF5cyBzaHV0IOKAkyBIYXJ0?=\r\nDate: Sat, 3 May 2031 10:30:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n\
        --inner\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        =93We have to wait until the divers have finished,=94 said Lena Hart, who runs =\r\nthe port. =93It=92s no fun.=94\r\n\
        --inner\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>We have to wait.</p>\r\n--inner--\r\n--outer--\r\n";
    let found = Found::of(read_bytes("message.eml", message)?);
    let article = &found.article;
    let mut checks = Checks::default();
    checks.same("subject", article.title.as_deref(), Some("Port stays shut – Hart"));
    checks.same("sender", article.byline.as_deref(), Some("Zoë Lang"));
    checks.same("date", article.date.as_deref(), Some("2031-05-03T10:30:00+02:00"));
    let words = "“We have to wait until the divers have finished,” said Lena Hart, who runs the port. “It’s no fun.”";
    checks.holds(&article.text, article.text.contains(words));
    checks.same("speaker", found.speaker("We have to wait"), "Lena Hart");
    checks.same("speaker", found.speaker("It’s no fun"), "Lena Hart");
    checks.finish();
    Ok(())
}

#[test]
fn unusual_letters_move_nothing() {
    let mut checks = Checks::default();
    for (text, name) in [
        ("🎉🎉👩‍👩‍👧 “We won,” said Zoë Brandt.", "Zoë Brandt"),
        ("🎉 “We won,” said Zoe\u{308} Brandt.", "Zoe\u{308} Brandt"),
        ("“We won,” said Nuño Gómez-Åse.", "Nuño Gómez-Åse"),
        ("🇳🇴 “We won,” said Lena\u{a0}Hart.", "Lena Hart"),
    ] {
        let found = Found::new(text);
        checks.same(text, found.speaker("We won"), name);
    }
    // Broken at a column, in the middle of a name.
    let text = "The harbour stayed shut on Monday while crews looked for the boat, and Lena\nHart, who runs it, said that she did not know when the first of the ferries\nwould sail again. “We have to wait until the divers have finished,” said Lena\nHart, and went back to the quay, where some forty people were still waiting\nfor news of the boat.\n";
    let found = Found::new(text);
    checks.same(text, found.speaker("We have to wait"), "Lena Hart");
    checks.same(text, found.all(ActorKind::Person), ["Lena Hart"]);
    checks.finish();
}

#[test]
fn spoilt_letters_are_repaired_before_the_analysis() -> Outcome {
    let mut checks = Checks::default();
    let text = "â€œWeâ€™re not going,â€\u{9d} said Zoë Brandt.".replace('ë', "Ã«");
    let found = Found::new(&text);
    checks.same("spoilt", found.article.text.as_str(), "“We’re not going,” said Zoë Brandt.");
    checks.same("spoilt", found.speaker("We’re not going"), "Zoë Brandt");
    // Windows-1252 in a page that claims UTF-8.
    let page = b"<html><head><meta charset=\"utf-8\"><title>Port</title></head><body><article><h1>Port stays shut</h1><p>\x93We\x92re not going,\x94 said Zo\xeb Brandt.</p><p>The port has been shut since Monday, and nobody knows when it will open again.</p></article></body></html>";
    let found = Found::of(read_bytes("port.html", page)?);
    checks.same("page", found.speaker("We’re not going"), "Zoë Brandt");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("“We’re not going,” said Zoë Brandt.".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    checks.same("UTF-16", Found::of(read_bytes("a.txt", &utf16)?).speaker("We’re not going"), "Zoë Brandt");
    checks.finish();
    Ok(())
}

#[test]
fn words_from_right_to_left_keep_their_place() -> Outcome {
    let mut checks = Checks::default();
    for text in [
        "The sign read שלום עולם in blue. “We won,” said Lena Hart.",
        "The sign read مرحبا بالعالم in blue. “We won,” said Lena Hart.",
        "“We won, שלום,” said Lena Hart, who is called لينا at home.",
    ] {
        let found = Found::new(text);
        checks.same(text, found.article.text.as_str(), text);
        checks.same(text, found.speaker("We won"), "Lena Hart");
        let bytes = to_bytes(by_name("json").ok_or("no JSON")?, &found.article, &found.analysis)?;
        let json: Value = serde_json::from_slice(&bytes)?;
        let letters: Vec<char> = text.chars().collect();
        let range = &json["quotes"][0]["content"][0];
        let (start, end) = (range[0].as_u64().ok_or("no start")?, range[1].as_u64().ok_or("no end")?);
        let words: String = letters.get(start as usize..end as usize).ok_or("no words")?.iter().collect();
        checks.holds(text, words.starts_with("“We won"));
    }
    checks.finish();
    Ok(())
}

#[test]
fn exports_lead_back_to_the_words_and_bring_the_article_along() -> Outcome {
    let mut checks = Checks::default();
    let text = "🌉 Bridge stays shut\nBy Nell Harrow\n3 May 2025\n\nBRENWICK — “It’s not safe,” said Mayor Zoë Brandt. “Nobody should cross it,” she added.\n\nBrandt called for a new bridge.\n";
    let found = Found::new(text);
    let bytes = to_bytes(by_name("json").ok_or("no JSON")?, &found.article, &found.analysis)?;
    let json: Value = serde_json::from_slice(&bytes)?;
    checks.same("byline", json["article"]["byline"].as_str(), Some("Nell Harrow"));
    checks.same("date", json["article"]["date"].as_str(), Some("3 May 2025"));
    let letters: Vec<char> = json["article"]["text"].as_str().unwrap_or_default().chars().collect();
    let words = |start: &Value, end: &Value| -> String {
        let at = |value: &Value| value.as_u64().map_or(usize::MAX, |at| at as usize);
        letters.get(at(start)..at(end)).unwrap_or_default().iter().collect()
    };
    let empty = Vec::new();
    let actors = json["actors"].as_array().unwrap_or(&empty);
    let named = |name: &str| actors.iter().find(|actor| actor["name"] == name);
    let mentions = named("Zoë Brandt").and_then(|actor| actor["mentions"].as_array()).unwrap_or(&empty);
    let read: Vec<String> = mentions.iter().map(|mention| words(&mention["start"], &mention["end"])).collect();
    checks.same("mentions", read, vec!["Zoë Brandt", "she", "Brandt"]);
    // The table says the same, row by row.
    let csv = String::from_utf8(to_bytes(by_name("csv").ok_or("no CSV")?, &found.article, &found.analysis)?)?;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let header = rows.headers()?.clone();
    let column = |name: &str| header.iter().position(|title| title == name).ok_or("no column");
    let (start, end, said, record) = (column("start")?, column("end")?, column("text")?, column("record")?);
    let mut quotes = 0;
    for row in rows.records() {
        let row = row?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let words = letters.get(cell(start).parse()?..cell(end).parse()?).ok_or("no words")?.iter().collect::<String>();
        checks.same("row", one_line(&words).replace(" … ", " "), one_line(cell(said)).replace(" … ", " "));
        quotes += usize::from(cell(record) == "quote");
    }
    checks.holds("quotes in the table", quotes >= 3);
    // Each link of the page has its place.
    let html = String::from_utf8(to_bytes(by_name("html").ok_or("no HTML")?, &found.article, &found.analysis)?)?;
    for link in html.split("href=\"#").skip(1) {
        let id = link.split('"').next().unwrap_or_default();
        checks.holds(&format!("#{id}"), html.contains(&format!("id=\"{id}\"")));
    }
    checks.finish();
    Ok(())
}

#[test]
fn the_one_who_speaks_is_told_from_those_around() {
    speakers(&[
        (
            "“We won’t pay,” Lena Hart and Omar Pelt said in a joint statement.",
            &[("We won’t pay", "Lena Hart + Omar Pelt")],
        ),
        ("Omar Pelt told Lena Hart that the shop would close.", &[("the shop would close", "Omar Pelt")]),
        (
            "In a letter to Omar Pelt, Lena Hart wrote that the shop would close.",
            &[("the shop would close", "Lena Hart")],
        ),
        ("“It is late,” Lena Hart’s lawyer said.", &[("It is late", "Lena Hart’s lawyer")]),
        ("“They’re lying,” Hart’s lawyer, Omar Pelt, said.", &[("They’re lying", "Omar Pelt")]),
        ("A spokesman for Lena Hart said it was late.", &[("it was late", "A spokesman for Lena Hart")]),
        ("“It’s early days,” a senior official said.", &[("It’s early days", "a senior official")]),
        (
            "Prime Minister Lia Moss met President Alan Creed. The prime minister said that the talks had failed. “They had not begun,” the president said.",
            &[("the talks had failed", "Lia Moss"), ("They had not begun", "Alan Creed")],
        ),
        (
            "Lena Hart and her husband Omar Hart live in Leeds. “We love it,” Mr Hart said. “So we do,” Mrs Hart said.",
            &[("We love it", "Omar Hart"), ("So we do", "Lena Hart")],
        ),
        (
            "Lena Hart shook her head. “It is too late for that,” she said, and left. Omar Pelt disagreed. “Never too late,” he said.",
            &[("It is too late", "Lena Hart"), ("Never too late", "Omar Pelt")],
        ),
        (
            "“Why now?” asked Lena Hart. “Because we can!” shouted Omar Pelt.",
            &[("Why now?", "Lena Hart"), ("Because we can!", "Omar Pelt")],
        ),
    ]);
}

#[test]
fn plain_attitudes_are_told() {
    let mut checks = Checks::default();
    for (text, stance) in [
        ("“The council must act now,” Lena Hart said.", "calls-for"),
        ("“This plan is a disaster,” Lena Hart said.", "opposes"),
        ("“This plan is wonderful,” Lena Hart said.", "supports"),
        ("“If we close the clinic, people will die,” Lena Hart said.", "warns"),
        ("“We will never close the clinic,” Lena Hart said.", "commits"),
        ("“I’m not going to resign,” Lena Hart said.", "commits"),
        ("“I don’t support the plan,” Lena Hart said.", "opposes"),
        ("“I don’t think we should close the clinic,” Lena Hart said.", "calls-for"),
        ("Lena Hart never supported the plan.", "opposes"),
        ("Lena Hart denied wrongdoing.", "denies"),
        ("Lena Hart wants the council to resign.", "calls-for"),
        ("Lena Hart voted against the bill.", "opposes"),
        ("Lena Hart refused to apologise.", "commits"),
        ("Lena Hart and the Green Party backed the bill.", "supports"),
        ("Lena Hart warned that the bridge could fall.", "warns"),
    ] {
        let found = Found::new(text);
        let got: Vec<&str> = found.analysis.positions.iter().map(|position| position.stance.name()).collect();
        checks.same(text, got, [stance]);
        let held = found.analysis.positions.iter().all(|position| found.names(&position.holders).contains("Lena Hart"));
        checks.holds(text, held);
    }
    for text in [
        "“How are you?” Lena Hart asked.",
        "Lena Hart said the man was 41.",
        "Lena Hart told The Herald that four people had died.",
        "Lena Hart did not respond to a request for comment.",
    ] {
        checks.same(text, Found::new(text).analysis.positions.len(), 0);
    }
    checks.finish();
}
