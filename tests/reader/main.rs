//! The view of an article, without a display: what is clicked, dragged and jumped to.
#![cfg(feature = "window")]

mod harbour;

use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::{self, Event, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use harbour::{harbour, long, place};
use standpoint::analysis::{ActorId, Analysis, PositionId, QuoteId};
use standpoint::app::reader::{Reader, ReaderEvent, ReaderInput};
use standpoint::app::theme;
use standpoint::article::Article;
use standpoint::span::Span;

struct Shown {
    article: Article,
    analysis: Analysis,
    generation: u64,
    reader: Reader,
    selected: Option<ActorId>,
    current: Option<Span>,
    text_size: f32,
    events: Vec<ReaderEvent>,
}

fn show((article, analysis): (Article, Analysis), size: impl Into<Vec2>) -> (Harness<'static>, Rc<RefCell<Shown>>) {
    let shown = Rc::new(RefCell::new(Shown {
        reader: Reader::new(&article),
        article,
        analysis,
        generation: 1,
        selected: None,
        current: None,
        text_size: 18.0,
        events: Vec::new(),
    }));
    let state = Rc::clone(&shown);
    let mut installed = false;
    let mut harness = Harness::builder().with_size(size).with_step_dt(0.05).build_ui(move |ui| {
        if !installed {
            theme::install(ui);
            installed = true;
            return;
        }
        let Shown { article, analysis, generation, reader, selected, current, text_size, events } =
            &mut *state.borrow_mut();
        let input = ReaderInput {
            article,
            analysis,
            generation: *generation,
            selected: *selected,
            current: *current,
            text_size: *text_size,
            line_width: 66.0,
            line_height: 1.5,
            sans: false,
            layers: Default::default(),
            only_selected: false,
        };
        events.extend(reader.show(ui, &input));
    });
    harness.run_steps(2);
    (harness, shown)
}

fn events(harness: &mut Harness<'_>, shown: &Rc<RefCell<Shown>>) -> Vec<ReaderEvent> {
    harness.run_steps(2);
    std::mem::take(&mut shown.borrow_mut().events)
}

fn reveal(harness: &mut Harness<'_>, shown: &Rc<RefCell<Shown>>, span: Span) {
    shown.borrow_mut().reader.reveal(span);
    harness.step();
}

#[test]
fn a_click_on_a_name_tells_who_and_where() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    harness.get_by_label("Mira Soltan, person, mention 1 of 6").click();
    let mention = place(&shown.borrow().article.text, "Mira Soltan", 0);
    assert_eq!(events(&mut harness, &shown), [ReaderEvent::Actor { actor: ActorId(0), mention }]);
}

#[test]
fn a_quote_is_reached_by_its_bar_and_by_its_words() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    harness.get_by_label_contains("Quote by Mira Soltan: “We will build it,”").click();
    assert_eq!(events(&mut harness, &shown), [ReaderEvent::Quote(QuoteId(1))]);

    // The words of a quote, where no name stands in them: the end of the row of its bar.
    let text = shown.borrow().article.text.clone();
    let at = place_on_screen(&mut harness, &shown, place(&text, "run away", 0));
    click(&mut harness, at);
    assert_eq!(events(&mut harness, &shown), [ReaderEvent::Quote(QuoteId(3))]);
}

#[test]
fn a_quote_of_nobody_says_so() {
    let (harness, _) = show(harbour(), [1000.0, 1600.0]);
    assert!(harness.query_by_label_contains("Quote, nobody is named as the speaker: “You hear it first,”").is_some());
}

#[test]
fn a_flag_leads_to_its_position() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    harness.get_by_label("Position: Dockers’ League opposes the delay").click();
    assert_eq!(events(&mut harness, &shown), [ReaderEvent::Position(PositionId(1))]);
}

#[test]
fn marks_are_reached_and_chosen_by_keyboard() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    harness.get_by_label("Jonas Park, person, mention 1 of 3").focus();
    harness.run_steps(2);
    harness.key_press(egui::Key::Enter);
    let mention = place(&shown.borrow().article.text, "Jonas Park", 0);
    assert_eq!(events(&mut harness, &shown), [ReaderEvent::Actor { actor: ActorId(2), mention }]);
}

#[test]
fn the_text_is_there_for_screen_readers() {
    let (harness, _) = show(harbour(), [1000.0, 800.0]);
    let heading = harness.get_by_role_and_label(egui::Role::Heading, "A wall and its price");
    assert!(heading.accesskit_node().raw_bounds().is_some());
    assert!(harness.query_by_label_contains("put off its vote on the new sea wall").is_some());
}

#[test]
fn a_jump_into_a_long_article_is_exact_in_the_same_frame() {
    let (mut harness, shown) = show(long(100_000), [1000.0, 800.0]);
    let text = shown.borrow().article.text.clone();
    let places: Vec<Span> = text.match_indices("boots on").map(|(i, words)| Span::new(i, i + words.len())).collect();
    assert!(places.len() > 100);
    for nth in [places.len() - 1, 0, places.len() / 2, places.len() / 2 + 1, 7, places.len() - 2] {
        reveal(&mut harness, &shown, places[nth]);
        let visible = shown.borrow().reader.visible();
        assert!(visible.covers(places[nth]), "{nth}: {:?} is not in {visible:?}", places[nth]);
        harness.step();
        assert_eq!(shown.borrow().reader.visible(), visible, "it moved afterwards");
    }
}

#[test]
fn only_what_is_near_the_view_is_laid_out() {
    let (mut harness, shown) = show(long(100_000), [1000.0, 800.0]);
    let paragraphs = shown.borrow().article.paragraphs.len();
    assert!(paragraphs > 3_000);
    assert!(shown.borrow().reader.laid_out() < 30, "{}", shown.borrow().reader.laid_out());
    for _ in 0..200 {
        shown.borrow_mut().reader.scroll_by_pages(1.0);
        harness.step();
    }
    assert!(shown.borrow().reader.laid_out() <= 230, "{}", shown.borrow().reader.laid_out());
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    let (mut harness, shown) = show(long(3_000), [900.0, 600.0]);
    let length = shown.borrow().article.text.len();
    let mut before = shown.borrow().reader.visible();
    assert_eq!(before.start, 0);
    for _ in 0..100 {
        shown.borrow_mut().reader.scroll_by_pages(1.0);
        harness.step();
        let visible = shown.borrow().reader.visible();
        // Two bytes stand between paragraphs.
        assert!(visible.start <= before.end + 2, "{before:?} then {visible:?}");
        before = visible;
    }
    assert_eq!(before.end, length);
    shown.borrow_mut().reader.scroll_by_pages(f32::NEG_INFINITY);
    harness.step();
    assert_eq!(shown.borrow().reader.visible().start, 0);
}

#[test]
fn the_wheel_scrolls() {
    let (mut harness, shown) = show(long(3_000), [900.0, 600.0]);
    harness.hover_at(Pos2::new(400.0, 300.0));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Page,
        delta: egui::vec2(0.0, -2.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(40);
    assert!(shown.borrow().reader.visible().start > 500, "{:?}", shown.borrow().reader.visible());
}

#[test]
fn the_place_is_kept_when_the_letters_grow() {
    let (mut harness, shown) = show(long(100_000), [1000.0, 800.0]);
    let text = shown.borrow().article.text.clone();
    reveal(&mut harness, &shown, place(&text, "boots on", 60));
    let before = shown.borrow().reader.visible().start;
    shown.borrow_mut().text_size = 27.0;
    harness.step();
    let after = shown.borrow().reader.visible().start;
    assert!(after.abs_diff(before) < 150, "{before} then {after}");
}

#[test]
fn a_flash_fades() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    let text = shown.borrow().article.text.clone();
    let span = place(&text, "borrowed sand", 0);
    shown.borrow_mut().reader.flash(vec![span]);
    harness.step();
    assert!(shown.borrow().reader.is_flashing(span));
    assert!(!shown.borrow().reader.is_flashing(place(&text, "Ostravia", 0)));
    // A step of the harness is a twentieth of a second.
    harness.run_steps(32);
    assert!(!shown.borrow().reader.is_flashing(span));
}

#[test]
fn words_are_marked_across_paragraphs_and_copied_as_they_stand_in_the_article() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    let text = shown.borrow().article.text.clone();
    let from = place(&text, "borrowed sand", 0);
    let to = place(&text, "betrayal", 0);
    let (start, end) = (place_on_screen(&mut harness, &shown, from), place_on_screen(&mut harness, &shown, to));
    drag(&mut harness, start, end);
    let marked = shown.borrow().reader.selection().expect("something is marked");
    assert!(from.start <= marked.start && marked.start <= from.end, "{marked:?}");
    assert!(to.start <= marked.end && marked.end <= to.end, "{marked:?}");
    // A drag is no click, even where it began on a quote.
    assert_eq!(events(&mut harness, &shown), []);

    // Far away and back: it stays.
    shown.borrow_mut().reader.scroll_by_pages(5.0);
    harness.run_steps(2);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some(marked.of(&text)));
    assert!(marked.of(&text).contains("\n\n"));
}

#[test]
fn marking_goes_on_below_the_edge() {
    let (mut harness, shown) = show(long(3_000), [1000.0, 800.0]);
    let text = shown.borrow().article.text.clone();
    let at = place_on_screen(&mut harness, &shown, place(&text, "workers", 0));
    harness.hover_at(at);
    harness.step();
    press(&harness, at, true);
    harness.hover_at(Pos2::new(500.0, 860.0));
    harness.run_steps(60);
    press(&harness, Pos2::new(500.0, 860.0), false);
    harness.step();
    let (visible, marked) = (shown.borrow().reader.visible(), shown.borrow().reader.selection());
    assert!(visible.start > 1_000, "{visible:?}");
    assert!(marked.is_some_and(|marked| marked.covers(visible)), "{marked:?} {visible:?}");
}

#[test]
fn two_clicks_mark_a_word() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    let text = shown.borrow().article.text.clone();
    // Outside and inside of a quote.
    for word in ["workers", "borrowed"] {
        let at = place_on_screen(&mut harness, &shown, place(&text, word, 0));
        harness.hover_at(at);
        harness.step();
        harness.run_steps(12);
        for pressed in [true, false, true, false] {
            press(&harness, at, pressed);
        }
        harness.step();
        assert_eq!(shown.borrow().reader.selection().map(|span| span.of(&text).to_owned()).as_deref(), Some(word));
    }
    click(&mut harness, Pos2::new(20.0, 20.0));
    assert_eq!(shown.borrow().reader.selection(), None);
}

#[test]
fn a_click_beside_everything_is_one_on_the_background() {
    let (mut harness, shown) = show(harbour(), [1000.0, 800.0]);
    click(&mut harness, Pos2::new(20.0, 400.0));
    assert_eq!(events(&mut harness, &shown), [ReaderEvent::Background]);
}

#[test]
fn the_overview_leads_to_where_it_is_clicked() {
    let (mut harness, shown) = show(long(20_000), [1000.0, 800.0]);
    shown.borrow_mut().selected = Some(ActorId(0));
    harness.run_steps(2);
    harness.get_by_label("Overview of the article, Mira Soltan: 6 mentions, 10 quotes, 2 positions").click();
    harness.run_steps(2);
    let (visible, length) = (shown.borrow().reader.visible(), shown.borrow().article.text.len());
    let middle = (visible.start + visible.end) / 2;
    assert!(middle.abs_diff(length / 2) < length / 20, "{middle} of {length}");
}

#[test]
fn a_new_analysis_brings_new_marks() {
    let (article, analysis) = harbour();
    let (mut harness, shown) = show((article, Analysis::default()), [1000.0, 800.0]);
    assert!(harness.query_by_label_contains("mention 1 of").is_none());
    shown.borrow_mut().analysis = analysis;
    shown.borrow_mut().generation = 2;
    harness.step();
    assert!(harness.query_all_by_label_contains("mention 1 of").count() >= 5);
}

#[test]
fn a_text_without_line_ends_and_spans_that_do_not_fit_do_no_harm() {
    let (mut article, analysis) = long(170_000);
    article.text = article.text.replace('\n', " ");
    article.paragraphs =
        vec![standpoint::article::Paragraph { span: Span::new(0, article.text.len()), kind: Default::default() }];
    let last = Span::new(article.text.len() - 10, article.text.len() - 2);
    let (mut harness, shown) = show((article, analysis), [1000.0, 800.0]);
    reveal(&mut harness, &shown, last);
    assert!(shown.borrow().reader.visible().covers(last));
    assert!(shown.borrow().reader.laid_out() < 12);
    reveal(&mut harness, &shown, Span::new(usize::MAX - 1, usize::MAX));
    shown.borrow_mut().analysis.actors[0].mentions[0].span = Span::new(3, usize::MAX);
    shown.borrow_mut().generation += 1;
    harness.run_steps(2);
}

#[test]
fn an_empty_article_and_a_narrow_window_are_shown() {
    let (_, shown) = show((Article::default(), Analysis::default()), [300.0, 200.0]);
    assert!(shown.borrow().reader.visible().is_empty());
    let (harness, _) = show(harbour(), [240.0, 200.0]);
    assert!(harness.query_by_label_contains("Velden puts off").is_some());
}

/// A point in the middle of `span`, found by marking nothing but trying where a click lands.
fn place_on_screen(harness: &mut Harness<'_>, shown: &Rc<RefCell<Shown>>, span: Span) -> Pos2 {
    let text = shown.borrow().article.text.clone();
    let (words, start) = {
        let state = shown.borrow();
        let paragraph = state.article.paragraphs.iter().find(|p| p.span.covers(span)).expect("in a paragraph");
        (paragraph.span.of(&text).to_owned(), paragraph.span.start)
    };
    let middle = text[start..span.start].chars().count() + text[span.start..span.end].chars().count() / 2;
    let node = harness.get_by_role_and_label(egui::Role::Label, &words);
    let mut before = 0;
    for run in node.children_recursive() {
        let run = run.accesskit_node();
        let letters = run.data().character_lengths().len();
        if (before..before + letters).contains(&middle) {
            let bounds = run.raw_bounds().expect("a row has a place");
            let positions = run.data().character_positions().expect("letters have places");
            let x = bounds.x0 as f32 + positions[middle - before];
            return Pos2::new(x + 1.0, (bounds.y0 + bounds.y1) as f32 / 2.0);
        }
        before += letters;
    }
    panic!("“{}” is not on the screen", span.of(&text));
}

fn press(harness: &Harness<'_>, pos: Pos2, pressed: bool) {
    harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
}

fn click(harness: &mut Harness<'_>, pos: Pos2) {
    harness.hover_at(pos);
    harness.step();
    press(harness, pos, true);
    press(harness, pos, false);
    harness.step();
}

fn drag(harness: &mut Harness<'_>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    press(harness, from, true);
    harness.step();
    for share in [0.3, 0.7, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.step();
    }
    press(harness, to, false);
    harness.step();
}
