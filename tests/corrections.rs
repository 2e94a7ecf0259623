//! Corrections laid over an analysis made by hand: each kind, lasting through a new analysis and a changed article, orphans
//! where words are gone; random lists of them; and the file that holds them, also when the program is killed.

mod fixture;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use serde_json::{Value, json};
use standpoint::analyse::analyse;
use standpoint::analysis::{Actor, ActorId, ActorKind, Analysis, PositionId, QuoteId, QuoteKind, Stance};
use standpoint::anchor::Anchor;
use standpoint::article::Article;
use standpoint::corrections::{
    ActorKey, Correction, CorrectionFile, Finding, History, PositionKey, QuoteKey, TargetWords, Why, apply,
};
use standpoint::read::from_text;
use standpoint::span::Span;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The fixture, with numbers that can be compared.
fn analysis() -> Analysis {
    let mut analysis = fixture::analysis();
    analysis.quotes.iter_mut().filter(|quote| quote.confidence.is_nan()).for_each(|quote| quote.confidence = 0.4);
    analysis
}

fn actor(name: &str) -> ActorKey {
    let analysis = analysis();
    let id = analysis.actors.iter().find(|actor| actor.name == name).map(|actor| actor.id).unwrap();
    ActorKey::of(&fixture::article(), &analysis, id).unwrap()
}

fn quote(id: u32) -> QuoteKey {
    QuoteKey::of(&fixture::article(), &analysis(), QuoteId(id)).unwrap()
}

fn position(id: u32) -> PositionKey {
    PositionKey::of(&fixture::article(), &analysis(), PositionId(id)).unwrap()
}

fn words(words: &str, nth: usize) -> Anchor {
    Anchor::telling(fixture::TEXT, fixture::at(words, nth)).unwrap()
}

/// The result of corrections that all fit.
fn corrected(corrections: &[Correction]) -> Analysis {
    let corrected = apply(&fixture::article(), &analysis(), corrections);
    assert_eq!(corrected.orphans, []);
    is_sound(fixture::TEXT, &corrected.analysis);
    corrected.analysis
}

fn named<'a>(analysis: &'a Analysis, name: &str) -> &'a Actor {
    analysis.actors.iter().find(|actor| actor.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn mentions(actor: &Actor) -> Vec<&str> {
    actor.mentions.iter().map(|mention| mention.span.of(fixture::TEXT)).collect()
}

/// Ids are indices, whoever is named is there, spans fit the text, mentions of one actor are apart and in order.
fn is_sound(text: &str, analysis: &Analysis) {
    let fits = |span: &Span| assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?}");
    let known = |ids: &[ActorId]| {
        assert!(ids.iter().all(|id| analysis.actor(*id).is_some()), "{ids:?}");
        assert!(ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id)), "{ids:?}");
    };
    for (at, actor) in analysis.actors.iter().enumerate() {
        assert_eq!(actor.id.0 as usize, at);
        actor.mentions.iter().for_each(|mention| fits(&mention.span));
        actor.roles.iter().for_each(|role| fits(&role.span));
        assert!(actor.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{actor:?}");
        assert!(!actor.aliases.contains(&actor.name) && !actor.name.is_empty(), "{actor:?}");
    }
    for (at, quote) in analysis.quotes.iter().enumerate() {
        assert_eq!(quote.id.0 as usize, at);
        known(&quote.speakers);
        assert!(!quote.content.is_empty());
        quote.content.iter().chain(&quote.source).chain(&quote.cue).for_each(fits);
    }
    for (at, position) in analysis.positions.iter().enumerate() {
        assert_eq!(position.id.0 as usize, at);
        known(&position.holders);
        known(position.target.actor.as_slice());
        assert!(position.quote.is_none_or(|quote| analysis.quote(quote).is_some()));
        position.evidence.iter().chain(&position.target.span).for_each(fits);
    }
    assert!(analysis.quotes.windows(2).all(|pair| pair[0].extent() <= pair[1].extent()));
}

#[test]
fn two_actors_become_one() {
    let merge = Correction::MergeActors { into: actor("North Sea Treaty Board"), from: actor("Norland") };
    let one = corrected(std::slice::from_ref(&merge));
    let board = named(&one, "North Sea Treaty Board");
    assert_eq!(board.aliases, ["NSTB", "Norland"]);
    assert_eq!(mentions(board), ["North Sea Treaty Board", "NSTB", "NSTB", "Norland"]);
    assert_eq!(one.actors.len(), 5);
    // The same again changes nothing: they are one.
    assert_eq!(corrected(&[merge.clone(), merge]), one);
    // Who spoke together speaks once.
    let one = corrected(&[Correction::MergeActors { into: actor("Tom Reyes"), from: actor("Ada Brandt") }]);
    assert_eq!(one.quotes[1].speakers, [named(&one, "Tom Reyes").id]);
    assert_eq!(named(&one, "Tom Reyes").roles.len(), 2);
    assert_eq!(one.positions[5].holders, []);
}

#[test]
fn mentions_become_somebody_else() {
    let split = Correction::SplitActor {
        actor: actor("Ada Brandt"),
        mentions: vec![words("Brandt", 1)],
        name: "Karl Brandt".to_owned(),
    };
    let two = corrected(&[split]);
    let (ada, karl) = (named(&two, "Ada Brandt"), named(&two, "Karl Brandt"));
    assert_eq!((mentions(ada), mentions(karl)), (vec!["Ada Brandt", "Brandt"], vec!["Brandt"]));
    assert_eq!(
        (ada.aliases.as_slice(), karl.aliases.as_slice()),
        (["Brandt".to_owned()].as_slice(), ["Brandt".to_owned()].as_slice())
    );
    assert_eq!(karl.kind, ActorKind::Person);
    // What Brandt told reporters is Karl's now, with the position in it; what she and her deputy said is not.
    assert_eq!(two.quotes[0].speakers, [karl.id]);
    assert_eq!(two.positions[1].holders, [karl.id]);
    assert_eq!(two.quotes[1].speakers, [ada.id, named(&two, "Tom Reyes").id]);
    assert_eq!(two.positions[0].holders, [ada.id]);
}

#[test]
fn names_kinds_and_roles_change() {
    let is = |correction: Correction, name: &str| named(&corrected(&[correction]), name).clone();
    let renamed =
        is(Correction::RenameActor { actor: actor("Ada Brandt"), name: " Adele Brandt ".to_owned() }, "Adele Brandt");
    assert_eq!(renamed.aliases, ["Ada Brandt", "Brandt"]);
    let renamed = is(Correction::RenameActor { actor: actor("Ada Brandt"), name: "Brandt".to_owned() }, "Brandt");
    assert_eq!(renamed.aliases, ["Ada Brandt"]);
    let kind = is(Correction::SetKind { actor: actor("Norland"), kind: ActorKind::Organisation }, "Norland");
    assert_eq!(kind.kind, ActorKind::Organisation);
    let add =
        Correction::AddRole { actor: actor("Norland"), role: "the north".to_owned(), place: words("the north", 0) };
    assert_eq!(is(add, "Norland").roles.len(), 1);
    let remove = Correction::RemoveRole { actor: actor("Ada Brandt"), role: "Mayor".to_owned() };
    assert_eq!(is(remove, "Ada Brandt").roles, []);
}

#[test]
fn quotes_change_hands() {
    let give = |speakers| corrected(&[Correction::SetSpeakers { quote: quote(0), speakers }]);
    let given = give(vec![actor("Tom Reyes"), actor("A senior official")]);
    assert_eq!(given.quotes[0].speakers, [ActorId(1), ActorId(5)]);
    assert_eq!(given.positions[1].holders, [ActorId(1), ActorId(5)]);
    assert_eq!(given.quotes[0].confidence, 1.0);
    assert_eq!(give(vec![]).quotes[0].speakers, []);
}

#[test]
fn positions_change() {
    let stance = corrected(&[Correction::SetStance { position: position(0), stance: Stance::Opposes }]);
    assert_eq!(stance.positions[0].stance, Stance::Opposes);
    let target =
        |target| corrected(&[Correction::SetTarget { position: position(7), target }]).positions[7].target.clone();
    let set = target(TargetWords {
        place: Some(words("the bridge", 0)),
        actor: Some(actor("Norland")),
        ..Default::default()
    });
    assert_eq!(
        (set.text.as_str(), set.span, set.actor),
        ("the bridge", Some(fixture::at("the bridge", 0)), Some(ActorId(3)))
    );
    let set = target(TargetWords { text: " old bridges ".to_owned(), ..Default::default() });
    assert_eq!((set.text.as_str(), set.span, set.actor), ("old bridges", None, None));
}

#[test]
fn what_was_not_found_is_added() {
    let add = Correction::AddActor { mention: words("Kessel", 0), kind: ActorKind::Place, name: "Kessel".to_owned() };
    let kessel = corrected(std::slice::from_ref(&add));
    assert_eq!(mentions(named(&kessel, "Kessel")), ["Kessel"]);
    // What was added can be named in what follows.
    let key = ActorKey::of(&fixture::article(), &kessel, named(&kessel, "Kessel").id).unwrap();
    let more = corrected(&[
        add,
        Correction::AddMention { actor: key.clone(), mention: words("the bridge", 0) },
        Correction::AddQuote {
            content: vec![words("Bridge to stay shut", 0)],
            kind: QuoteKind::Indirect,
            speakers: vec![key],
        },
    ]);
    let kessel = named(&more, "Kessel");
    assert_eq!(mentions(kessel), ["Kessel", "the bridge"]);
    assert_eq!(more.quotes.len(), 7);
    assert_eq!(more.quotes[0].content, [fixture::at("Bridge to stay shut", 0)]);
    assert_eq!(more.quotes[0].speakers, [kessel.id]);
    // Positions still rest on the quotes they rested on.
    assert_eq!(more.positions[1].quote, Some(QuoteId(1)));
    // Of a quote that is there already only the speakers change.
    let known = corrected(&[Correction::AddQuote {
        content: vec![words("“-Go home, Norlanders!”", 0)],
        kind: QuoteKind::Direct,
        speakers: vec![actor("Tom Reyes")],
    }]);
    assert_eq!((known.quotes.len(), known.quotes[4].speakers.as_slice()), (6, [ActorId(1)].as_slice()));
}

#[test]
fn positions_are_added_on_words_and_on_quotes() {
    let evidence = || vec![words("publish its report", 0)];
    let add = |evidence, stance, about: &str, quote| Correction::AddPosition {
        evidence,
        holders: vec![actor("Tom Reyes")],
        stance,
        target: TargetWords { text: about.to_owned(), ..TargetWords::default() },
        quote,
    };
    let more = corrected(&[add(evidence(), Stance::Commits, "the report", None)]);
    assert_eq!(more.positions.len(), 9);
    let new = more.positions.iter().find(|position| position.confidence == 1.0).unwrap();
    assert_eq!((new.stance, new.target.text.as_str(), new.quote), (Stance::Commits, "the report", None));
    assert_eq!(
        (new.holders.as_slice(), new.evidence[0].of(fixture::TEXT)),
        ([ActorId(1)].as_slice(), "publish its report")
    );
    // On a quote, with the words of the article as its target and an actor in it.
    let content = || quote(4).content;
    let target =
        TargetWords { place: Some(words("Norlanders", 0)), actor: Some(actor("Norlanders")), ..TargetWords::default() };
    let rests = Correction::AddPosition {
        evidence: content(),
        holders: vec![],
        stance: Stance::Warns,
        target,
        quote: Some(quote(4)),
    };
    let more = corrected(&[rests, Correction::SetSpeakers { quote: quote(4), speakers: vec![actor("Tom Reyes")] }]);
    let new =
        more.positions.iter().find(|position| position.stance == Stance::Warns && position.quote == Some(QuoteId(4)));
    let new = new.unwrap();
    assert_eq!((new.target.text.as_str(), new.target.actor), ("Norlanders", Some(ActorId(4))));
    assert_eq!(new.holders, [ActorId(1)], "what rests on a quote is its speaker's");
    // The same once more only says whose it is.
    let twice =
        [add(evidence(), Stance::Commits, "the report", None), add(evidence(), Stance::Commits, "the report", None)];
    assert_eq!(corrected(&twice).positions.len(), 9);
    let orphan = |correction| apply(&fixture::article(), &analysis(), &[correction]).orphans[0].why;
    assert_eq!(orphan(add(Vec::new(), Stance::Warns, "x", None)), Why::Empty);
    let gone = Anchor { exact: "nowhere to be found".to_owned(), ..Anchor::default() };
    assert_eq!(orphan(add(vec![gone], Stance::Warns, "x", None)), Why::WordsNotFound);
    let no_quote = QuoteKey { content: evidence() };
    assert_eq!(orphan(add(evidence(), Stance::Warns, "x", Some(no_quote))), Why::NoQuote);
}

#[test]
fn several_mentions_become_somebody_else_at_once() {
    let split = Correction::SplitActor {
        actor: actor("North Sea Treaty Board"),
        mentions: vec![words("NSTB", 0), words("NSTB", 1)],
        name: "Another board".to_owned(),
    };
    let two = corrected(&[split]);
    assert_eq!(mentions(named(&two, "Another board")), ["NSTB", "NSTB"]);
    assert_eq!(named(&two, "Another board").aliases, ["NSTB"]);
    assert_eq!(named(&two, "North Sea Treaty Board").aliases, [] as [&str; 0]);
}

#[test]
fn findings_are_right_or_gone() {
    let judge = |finding, right| corrected(&[Correction::Judge { finding, right }]);
    assert_eq!(judge(Finding::Quote { quote: quote(1) }, true).quotes[1].confidence, 1.0);
    let gone = judge(Finding::Quote { quote: quote(1) }, false);
    assert_eq!((gone.quotes.len(), gone.positions.len()), (5, 7));
    assert_eq!(gone.positions[4].quote, Some(QuoteId(3)));
    assert_eq!(judge(Finding::Position { position: position(3) }, true).positions[3].confidence, 1.0);
    assert_eq!(judge(Finding::Position { position: position(3) }, false).positions.len(), 7);
    let gone = judge(Finding::Actor { actor: actor("Ada Brandt") }, false);
    assert_eq!(gone.actors.len(), 5);
    assert_eq!(gone.quotes[0].speakers, []);
    assert_eq!(gone.quotes[1].speakers, [named(&gone, "Tom Reyes").id]);
    let gone = judge(Finding::Mention { actor: actor("Ada Brandt"), mention: words("Brandt", 2) }, false);
    assert_eq!(mentions(named(&gone, "Ada Brandt")), ["Ada Brandt", "Brandt"]);
}

/// The analysis as it would be of a text in which all moved, found in another order and with other numbers.
fn moved(text: &str, analysis: &Analysis) -> Analysis {
    let place = |span: Span| Anchor::telling(fixture::TEXT, span).and_then(|anchor| anchor.find(text));
    let places = |spans: &[Span]| spans.iter().filter_map(|span| place(*span)).collect::<Vec<_>>();
    let mut analysis = analysis.clone();
    analysis.warnings.clear();
    analysis.actors.reverse();
    let last = analysis.actors.len() as u32 - 1;
    let renamed = |id: &mut ActorId| id.0 = last - id.0;
    for actor in &mut analysis.actors {
        renamed(&mut actor.id);
        actor.roles.clear();
        actor.mentions.retain_mut(|mention| place(mention.span).map(|span| mention.span = span).is_some());
    }
    for quote in &mut analysis.quotes {
        quote.speakers.iter_mut().for_each(renamed);
        (quote.content, quote.source, quote.cue) = (places(&quote.content), places(&quote.source), places(&quote.cue));
    }
    for position in &mut analysis.positions {
        position.holders.iter_mut().for_each(renamed);
        position.target.actor.iter_mut().for_each(renamed);
        position.target.span = position.target.span.and_then(place);
        position.evidence = places(&position.evidence);
    }
    analysis
}

fn some_of_each() -> Vec<Correction> {
    vec![
        Correction::SetKind { actor: actor("Norland"), kind: ActorKind::Organisation },
        Correction::SetSpeakers { quote: quote(4), speakers: vec![actor("Tom Reyes")] },
        Correction::SetStance { position: position(6), stance: Stance::Supports },
        Correction::RenameActor { actor: actor("Norlanders"), name: "People of Norland".to_owned() },
    ]
}

#[test]
fn corrections_last_through_a_changed_article_and_other_numbers() {
    let text =
        format!("An editor put this line first.\n{}\nAnd this one last.\n", fixture::TEXT.replace("penny", "cent"));
    let article = from_text("bridge", text.clone());
    let corrected = apply(&article, &moved(&text, &analysis()), &some_of_each());
    assert_eq!(corrected.orphans, []);
    is_sound(&text, &corrected.analysis);
    assert_eq!(named(&corrected.analysis, "Norland").kind, ActorKind::Organisation);
    assert_eq!(corrected.analysis.quotes[4].speakers, [named(&corrected.analysis, "Tom Reyes").id]);
    assert_eq!(corrected.analysis.positions[6].stance, Stance::Supports);
    named(&corrected.analysis, "People of Norland");
}

#[test]
fn a_quote_that_was_cut_otherwise_is_the_same_quote() {
    let mut other = analysis();
    // Without its quotation marks.
    let span = other.quotes[4].content[0];
    other.quotes[4].content = vec![Span::new(span.start + "“".len(), span.end - "”".len())];
    let give = Correction::SetSpeakers { quote: quote(4), speakers: vec![actor("Tom Reyes")] };
    let corrected = apply(&fixture::article(), &other, &[give]);
    assert_eq!(corrected.orphans, []);
    assert_eq!(corrected.analysis.quotes[4].speakers, [ActorId(1)]);
}

#[test]
fn what_is_gone_is_an_orphan_and_goes_nowhere_else() {
    let why = |text: &str, analysis: &Analysis, correction: Correction| {
        let article = from_text("bridge", text.to_owned());
        let corrected = apply(&article, analysis, &[correction]);
        assert_eq!(&corrected.analysis, analysis);
        corrected.orphans.iter().map(|orphan| (orphan.index, orphan.why)).collect::<Vec<_>>()
    };
    let give = || Correction::SetSpeakers { quote: quote(4), speakers: vec![actor("Tom Reyes")] };
    // The banner is gone, and a lookalike stands elsewhere.
    let text = fixture::TEXT.replace("“-Go home, Norlanders!” read a banner.\n", "")
        + "Later a child sang: “-Go home, Norlanders!” on the quay.\n";
    let other = moved(&text, &analysis());
    assert_eq!(why(&text, &other, give()), [(0, Why::WordsNotFound)]);
    // The words are there, and the quote is not.
    let mut other = analysis();
    other.quotes.pop();
    other.quotes.remove(4);
    other.positions.clear();
    assert_eq!(why(fixture::TEXT, &other, give()), [(0, Why::NoQuote)]);
    // The speaker is not known: the quote keeps its own.
    let mut other = analysis();
    other.actors[1].mentions.clear();
    assert_eq!(why(fixture::TEXT, &other, give()), [(0, Why::NoActor)]);
    let none = Correction::RenameActor { actor: actor("Norland"), name: " ".to_owned() };
    assert_eq!(why(fixture::TEXT, &analysis(), none), [(0, Why::Empty)]);
    let all =
        Correction::SplitActor { actor: actor("Norland"), mentions: vec![words("Norland", 0)], name: "X".to_owned() };
    assert_eq!(why(fixture::TEXT, &analysis(), all), [(0, Why::NothingLeft)]);
    let role = Correction::RemoveRole { actor: actor("Norland"), role: "king".to_owned() };
    assert_eq!(why(fixture::TEXT, &analysis(), role), [(0, Why::NoRole)]);
}

#[test]
fn orphans_say_which_they_are_and_the_others_apply() {
    let mut corrections = some_of_each();
    let lost = Anchor { exact: "nowhere to be found".to_owned(), ..Anchor::default() };
    corrections.insert(1, Correction::AddActor { mention: lost, kind: ActorKind::Person, name: "X".to_owned() });
    let all = apply(&fixture::article(), &analysis(), &corrections);
    assert_eq!(all.orphans.iter().map(|orphan| orphan.index).collect::<Vec<_>>(), [1]);
    assert_eq!(all.analysis, corrected(&some_of_each()));
}

/// Any span of the fixture on char boundaries.
fn span() -> impl Strategy<Value = Span> {
    (0..fixture::TEXT.len(), 0usize..60).prop_map(|(start, length)| {
        let near = |mut at: usize| {
            while !fixture::TEXT.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        Span::new(near(start), near((start + length).min(fixture::TEXT.len())))
    })
}

fn anchor() -> impl Strategy<Value = Anchor> {
    let of = |span| Anchor::telling(fixture::TEXT, span).unwrap_or_default();
    prop_oneof![
        3 => span().prop_map(of),
        2 => (0usize..6, 0usize..4).prop_map(move |(actor, mention)| {
            let mentions = &analysis().actors[actor].mentions;
            of(mentions[mention % mentions.len()].span)
        }),
        1 => "[a-c ]{1,3}".prop_map(|exact| Anchor { exact, ..Anchor::default() }),
    ]
}

fn any_actor() -> impl Strategy<Value = ActorKey> {
    let known =
        (0u32..6).prop_map(|id| ActorKey::of(&fixture::article(), &analysis(), ActorId(id)).unwrap_or_default());
    let other =
        ("[A-C]", proptest::collection::vec(anchor(), 0..3)).prop_map(|(name, mentions)| ActorKey { name, mentions });
    prop_oneof![4 => known, 1 => other]
}

fn any_quote() -> impl Strategy<Value = QuoteKey> {
    let known = (0u32..6).prop_map(quote);
    prop_oneof![4 => known, 1 => proptest::collection::vec(anchor(), 0..3).prop_map(|content| QuoteKey { content })]
}

fn any_position() -> impl Strategy<Value = PositionKey> {
    (0u32..8).prop_map(position)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-C ]{0,2}", Just("Ada Brandt".to_owned()), Just("NSTB".to_owned())]
}

fn kind() -> impl Strategy<Value = ActorKind> {
    prop_oneof![Just(ActorKind::Person), Just(ActorKind::Group), Just(ActorKind::Unnamed)]
}

fn stance() -> impl Strategy<Value = Stance> {
    (0usize..7).prop_map(|at| Stance::ALL[at])
}

fn finding() -> impl Strategy<Value = Finding> {
    prop_oneof![
        any_actor().prop_map(|actor| Finding::Actor { actor }),
        (any_actor(), anchor()).prop_map(|(actor, mention)| Finding::Mention { actor, mention }),
        any_quote().prop_map(|quote| Finding::Quote { quote }),
        any_position().prop_map(|position| Finding::Position { position }),
    ]
}

fn target() -> impl Strategy<Value = TargetWords> {
    let parts = (proptest::option::of(anchor()), name(), proptest::option::of(any_actor()));
    parts.prop_map(|(place, text, actor)| TargetWords { place, text, actor })
}

fn correction() -> impl Strategy<Value = Correction> {
    let speakers = || proptest::collection::vec(any_actor(), 0..3);
    let anchors = || proptest::collection::vec(anchor(), 0..3);
    prop_oneof![
        (any_actor(), any_actor()).prop_map(|(into, from)| Correction::MergeActors { into, from }),
        (any_actor(), anchors(), name()).prop_map(|(actor, mentions, name)| Correction::SplitActor {
            actor,
            mentions,
            name
        }),
        (any_actor(), name()).prop_map(|(actor, name)| Correction::RenameActor { actor, name }),
        (any_actor(), kind()).prop_map(|(actor, kind)| Correction::SetKind { actor, kind }),
        (any_actor(), name(), anchor()).prop_map(|(actor, role, place)| Correction::AddRole { actor, role, place }),
        (any_actor(), Just("Mayor".to_owned())).prop_map(|(actor, role)| Correction::RemoveRole { actor, role }),
        (any_quote(), speakers()).prop_map(|(quote, speakers)| Correction::SetSpeakers { quote, speakers }),
        (any_position(), stance()).prop_map(|(position, stance)| Correction::SetStance { position, stance }),
        (any_position(), target()).prop_map(|(position, target)| Correction::SetTarget { position, target }),
        (anchors(), speakers())
            .prop_map(|(content, speakers)| { Correction::AddQuote { content, kind: QuoteKind::Direct, speakers } }),
        (anchors(), speakers(), stance(), target(), proptest::option::of(any_quote())).prop_map(
            |(evidence, holders, stance, target, quote)| Correction::AddPosition {
                evidence,
                holders,
                stance,
                target,
                quote
            }
        ),
        (anchor(), kind(), name()).prop_map(|(mention, kind, name)| Correction::AddActor { mention, kind, name }),
        (any_actor(), anchor()).prop_map(|(actor, mention)| Correction::AddMention { actor, mention }),
        (finding(), any::<bool>()).prop_map(|(finding, right)| Correction::Judge { finding, right }),
    ]
}

fn schema() -> Result<jsonschema::Validator, Box<dyn std::error::Error>> {
    let schema: Value = serde_json::from_str(&std::fs::read_to_string("assets/schema/corrections-1.schema.json")?)?;
    Ok(jsonschema::validator_for(&schema)?)
}

proptest! {
    #[test]
    fn any_list_applies_soundly(corrections in proptest::collection::vec(correction(), 0..12)) {
        let article: Article = fixture::article();
        let before = analysis();
        let all = apply(&article, &before, &corrections);
        is_sound(&article.text, &all.analysis);
        // The same again is the same; what it was made from is as it was.
        prop_assert_eq!(&apply(&article, &before, &corrections), &all);
        prop_assert_eq!(&before, &analysis());
        // Every correction is applied or an orphan: without the orphans, which are each named once, all is the same.
        let orphans: Vec<usize> = all.orphans.iter().map(|orphan| orphan.index).collect();
        prop_assert!(orphans.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(orphans.last().is_none_or(|last| *last < corrections.len()));
        let applied: Vec<Correction> = (0..)
            .zip(&corrections)
            .filter(|(index, _)| !orphans.contains(index))
            .map(|(_, correction)| correction.clone())
            .collect();
        let without = apply(&article, &before, &applied);
        prop_assert_eq!(without.orphans.len(), 0);
        prop_assert_eq!(applied.len() + orphans.len(), corrections.len());
        prop_assert_eq!(without.analysis, all.analysis);
    }

    #[test]
    fn undo_gives_back_what_was(corrections in proptest::collection::vec(correction(), 1..8)) {
        let article = fixture::article();
        let mut history = History::default();
        let mut shown = vec![apply(&article, &analysis(), &[])];
        for correction in corrections {
            history.add(correction);
            shown.push(apply(&article, &analysis(), history.corrections()));
        }
        for before in shown.iter().rev().skip(1) {
            prop_assert!(history.undo());
            prop_assert_eq!(&apply(&article, &analysis(), history.corrections()), before);
        }
        prop_assert_eq!(&shown[0].analysis, &analysis());
        for after in shown.iter().skip(1) {
            prop_assert!(history.redo());
            prop_assert_eq!(&apply(&article, &analysis(), history.corrections()), after);
        }
    }

    #[test]
    fn a_text_without_the_words_makes_orphans_of_all(corrections in proptest::collection::vec(correction(), 1..6)) {
        let article = from_text("other", "Ωmega.\n".to_owned());
        let all = apply(&article, &Analysis::default(), &corrections);
        prop_assert_eq!(all.orphans.len(), corrections.len());
        prop_assert_eq!(all.analysis, Analysis::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_list_is_read_back_and_follows_the_schema(corrections in proptest::collection::vec(correction(), 0..6)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.standpoint.json");
        let mut file = CorrectionFile::open(&path, "a").unwrap();
        file.save().unwrap();
        for correction in &corrections {
            file.add(correction.clone()).unwrap();
        }
        let again = CorrectionFile::open(&path, "a").unwrap();
        prop_assert_eq!(again.history().corrections(), corrections.as_slice());
        let document: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        // A selection that is empty, or a quote without words, is nothing that a reader can mark.
        let text = document.to_string();
        if !text.contains("\"exact\":\"\"") && !text.contains("\"content\":[]") && !text.contains("\"evidence\":[]") && !text.contains("\"mentions\":[],\"name\":\"") {
            let errors: Vec<String> = schema().unwrap().iter_errors(&document).map(|error| error.to_string()).collect();
            prop_assert_eq!(errors, Vec::<String>::new());
        }
    }
}

#[test]
fn the_schema_refuses_what_the_program_refuses() -> Outcome {
    let schema = schema()?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.standpoint.json");
    let mut file = CorrectionFile::open(&path, "a")?;
    some_of_each().into_iter().try_for_each(|correction| file.add(correction))?;
    let good: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
    assert!(schema.is_valid(&good));
    for (at, value) in [("kind", json!("animal")), ("more", json!(1)), ("correction", json!("set-colour"))] {
        let mut wrong = good.clone();
        wrong["corrections"][0][at] = value;
        assert!(!schema.is_valid(&wrong), "{at}");
        std::fs::write(&path, wrong.to_string())?;
        assert!(CorrectionFile::open(&path, "a").is_err(), "{at}");
    }
    Ok(())
}

/// A correction for everything that was found, each of which changes nothing but how certain it is.
fn of_everything(article: &Article, analysis: &Analysis) -> Vec<Correction> {
    let actors = analysis.actors.iter().filter_map(|actor| {
        Some(Correction::SetKind { actor: ActorKey::of(article, analysis, actor.id)?, kind: actor.kind })
    });
    let quotes = analysis.quotes.iter().filter_map(|quote| {
        let key = QuoteKey::of(article, analysis, quote.id)?;
        let speakers = quote.speakers.iter().filter_map(|id| ActorKey::of(article, analysis, *id)).collect();
        Some(Correction::SetSpeakers { quote: key, speakers })
    });
    let positions = analysis.positions.iter().filter_map(|position| {
        let key = PositionKey::of(article, analysis, position.id)?;
        Some(Correction::SetStance { position: key, stance: position.stance })
    });
    actors.chain(quotes).chain(positions).collect()
}

#[test]
fn everything_in_the_samples_is_found_again_also_in_a_changed_article() -> Outcome {
    for sample in std::fs::read_dir("assets/samples")? {
        let text = std::fs::read_to_string(sample?.path())?;
        let article = from_text("a", text.clone());
        let before = analyse(&article);
        let corrections = of_everything(&article, &before);
        assert_eq!(corrections.len(), before.actors.len() + before.quotes.len() + before.positions.len());
        let mut same = apply(&article, &before, &corrections);
        assert_eq!(same.orphans, []);
        let certain = |analysis: &mut Analysis| {
            for quote in &mut analysis.quotes {
                (quote.confidence, quote.grounds) = (1.0, Default::default());
            }
            for position in &mut analysis.positions {
                (position.confidence, position.others) = (1.0, Vec::new());
            }
        };
        let mut expected = before.clone();
        certain(&mut expected);
        certain(&mut same.analysis);
        // A quote's speakers are its positions' holders, too.
        for (position, now) in expected.positions.iter_mut().zip(&same.analysis.positions) {
            position.holders.clone_from(&now.holders);
        }
        assert_eq!(same.analysis, expected);
        // A paragraph more, at the end.
        let longer = from_text("a", format!("{}\n\nThe weather stayed dry all week.\n", text.trim_end()));
        let orphans = apply(&longer, &analyse(&longer), &corrections).orphans;
        assert_eq!(orphans, [], "{:?}", orphans.first().and_then(|orphan| corrections.get(orphan.index)));
    }
    Ok(())
}

/// A long correction, so that a program that saves some of them spends its time writing.
fn numbered(number: usize) -> Correction {
    Correction::RenameActor { actor: ActorKey::default(), name: format!("{number} {}", "x".repeat(1 << 16)) }
}

/// How many corrections stand in the file before the child comes.
const BEFORE: usize = 8;

const CHILD: &str = "STANDPOINT_TEST_SAVES_CORRECTIONS_AT";

/// Not a test by itself: what the test below starts as a process of its own and kills. It adds a correction and takes it
/// back, over and over, and says what it has saved; meanwhile it prints lines as fast as it can, so that the n-th line comes
/// at any moment of the saving.
#[test]
fn child_that_saves_until_it_is_killed() -> Outcome {
    let Some(path) = std::env::var_os(CHILD) else { return Ok(()) };
    let mut file = CorrectionFile::open(Path::new(&path), "a")?;
    std::thread::spawn(|| {
        loop {
            println!("\ntick");
        }
    });
    for number in BEFORE.. {
        file.add(numbered(number))?;
        println!("\nsaved {number}");
        file.undo()?;
    }
    Ok(())
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_file_with_all_that_was_saved() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.standpoint.json");
    let before: Vec<Correction> = (0..BEFORE).map(numbered).collect();
    for round in 0..30 {
        let mut file = CorrectionFile::open(&path, "a")?;
        while file.history().corrections().len() > BEFORE {
            file.undo()?;
        }
        for correction in before.iter().skip(file.history().corrections().len()) {
            file.add(correction.clone())?;
        }
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", "child_that_saves_until_it_is_killed", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        let lines = output.lines().map_while(Result::ok).take(round * 7919 + 20);
        let saved = lines.filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok()).last();
        child.kill()?;
        child.wait()?;
        let file = CorrectionFile::open(&path, "a")?;
        let (first, last) = file.history().corrections().split_at_checked(BEFORE).ok_or("too few")?;
        assert!(first == before, "what stood there before is not the same");
        // The last correction is there, or taken back again, which is saved as well; or it is a later one.
        let number = |correction: &Correction| match correction {
            Correction::RenameActor { name, .. } => {
                name.split(' ').next().and_then(|number| number.parse::<usize>().ok())
            }
            _ => None,
        };
        match last {
            [] => {}
            [one] => {
                let number = number(one).ok_or("no number")?;
                assert!(*one == numbered(number) && saved.is_none_or(|saved| number >= saved), "{number} of {saved:?}");
            }
            more => return Err(format!("{} corrections too many", more.len()).into()),
        }
        // Nothing half-written stays.
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
    }
    Ok(())
}
