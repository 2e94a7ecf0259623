//! Contrast of everything on what it stands on, and the distance between the colours of actors.

use super::*;

const ALL: [Theme; 4] = [Theme::light(), Theme::sepia(), Theme::dark(), Theme::high_contrast()];
const KINDS: [ActorKind; 5] =
    [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group, ActorKind::Unnamed];

/// WCAG 2 relative luminance.
fn luminance(color: Color32) -> f32 {
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

/// The light of a channel of sRGB.
fn linear(value: u8) -> f32 {
    let value = f32::from(value) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn demand(theme: &Theme, what: &str, front: Color32, back: Color32, least: f32) {
    let found = contrast(front, back);
    assert!(found >= least, "{what}, {:?}: {found:.2} < {least}", theme.page);
}

#[test]
fn words_of_the_article_have_contrast_seven_on_everything_they_stand_on() {
    for theme in ALL {
        let backs = [
            ("page", theme.page),
            ("panel", theme.panel),
            ("hovered", theme.hovered),
            ("quote", theme.quote_tint),
            ("flash", theme.flash),
            ("find", theme.find),
            ("current find", theme.find_current),
            ("selection", theme.selection),
        ];
        for (name, back) in backs {
            demand(&theme, name, theme.text, back, 7.0);
        }
        for kind in KINDS {
            demand(&theme, "tint", theme.text, theme.tint(theme.kind_color(kind)), 7.0);
            demand(&theme, "selected tint", theme.text, theme.tint_selected(theme.kind_color(kind)), 7.0);
            demand(&theme, "current mention", theme.page, theme.kind_color(kind), 7.0);
        }
        for own in theme.own {
            demand(&theme, "tint of an actor", theme.text, theme.tint(own), 7.0);
            demand(&theme, "selected tint of an actor", theme.text, theme.tint_selected(own), 7.0);
        }
    }
}

#[test]
fn other_words_have_contrast_four_and_a_half() {
    for theme in ALL {
        for back in [theme.page, theme.panel, theme.hovered, theme.selection] {
            demand(&theme, "weak text", theme.text_weak, back, 4.5);
            demand(&theme, "accent", theme.accent, back, 4.5);
            for kind in KINDS {
                demand(&theme, "kind", theme.kind_color(kind), back, 4.5);
            }
            for own in theme.own {
                demand(&theme, "actor", own, back, 4.5);
            }
            for stance in Stance::ALL {
                demand(&theme, stance.name(), theme.stance_color(stance), back, 4.5);
            }
        }
        for back in [theme.page, theme.panel, theme.hovered] {
            demand(&theme, "warning", theme.warning, back, 4.5);
            demand(&theme, "error", theme.error, back, 4.5);
        }
        demand(&theme, "weak text in a quote", theme.text_weak, theme.quote_tint, 4.5);
    }
}

#[test]
fn forms_have_contrast_three() {
    for theme in ALL {
        demand(&theme, "quote bar", theme.quote_bar, theme.page, 3.0);
        demand(&theme, "quote bar", theme.quote_bar, theme.panel, 3.0);
    }
}

#[test]
fn marks_differ_from_the_page_and_from_each_other() {
    for theme in ALL {
        for (i, kind) in KINDS.into_iter().enumerate() {
            let color = theme.kind_color(kind);
            assert_ne!(theme.tint(color), theme.page);
            assert_ne!(theme.tint(color), theme.tint_selected(color));
            for other in KINDS.into_iter().skip(i + 1) {
                assert_ne!(theme.kind_color(kind), theme.kind_color(other));
                assert_ne!(kind.sign(), other.sign());
            }
        }
    }
}

#[test]
fn the_visuals_of_egui_are_readable() {
    for theme in ALL {
        let visuals = theme.visuals();
        let widgets = &visuals.widgets;
        for state in [widgets.noninteractive, widgets.inactive, widgets.hovered, widgets.active, widgets.open] {
            demand(&theme, "widget", state.fg_stroke.color, state.weak_bg_fill, 4.5);
            demand(&theme, "widget on the page", state.fg_stroke.color, theme.page, 4.5);
        }
        demand(&theme, "chosen row", visuals.selection.stroke.color, visuals.selection.bg_fill, 4.5);
    }
}

/// How a color is seen, as a matrix over linear red, green and blue.
type Eyes = [[f32; 3]; 3];

/// How far two colours of actors are apart at least.
const LEAST_ALL_CONES: f32 = 0.08;
/// The same for eyes that have two kinds of cones: twice what they just see.
const LEAST_ONE_MISSING: f32 = 0.045;

/// All cones, and each kind of them missing: the matrices of severity 1.0 of G. M. Machado, M. M. Oliveira and L. A. F.
/// Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15 (2009), as
/// published with the paper.
const EYES: [(&str, Eyes); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn times(matrix: &Eyes, [x, y, z]: [f32; 3]) -> [f32; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// A colour as it is seen by `eyes`, in Oklab (B. Ottosson, 2020), where 0.02 is a difference that one just sees.
fn seen(color: Color32, eyes: &Eyes) -> [f32; 3] {
    let linear = [color.r(), color.g(), color.b()].map(linear);
    let linear = times(eyes, linear).map(|value| value.clamp(0.0, 1.0));
    let cones = times(
        &[
            [0.412_221_46, 0.536_332_55, 0.051_445_995],
            [0.211_903_5, 0.680_699_5, 0.107_396_96],
            [0.088_302_46, 0.281_718_85, 0.629_978_7],
        ],
        linear,
    );
    times(
        &[
            [0.210_454_26, 0.793_617_8, -0.004_072_047],
            [1.977_998_5, -2.428_592_2, 0.450_593_7],
            [0.025_904_037, 0.782_771_77, -0.808_675_77],
        ],
        cones.map(f32::cbrt),
    )
}

fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

#[test]
fn colours_of_actors_are_told_apart_by_all_eyes() {
    for theme in ALL {
        // The grey of all other actors is one of the colours that are to be told apart.
        let grey = theme.kind_color(ActorKind::Unnamed);
        let colors: Vec<Color32> = theme.own.into_iter().chain([grey]).collect();
        for (eyes, matrix) in EYES {
            let least = if eyes == "all cones" { LEAST_ALL_CONES } else { LEAST_ONE_MISSING };
            for (i, a) in colors.iter().enumerate() {
                for (j, b) in colors.iter().enumerate().skip(i + 1) {
                    let found = distance(seen(*a, &matrix), seen(*b, &matrix));
                    assert!(found >= least, "{i} and {j} on {:?} with {eyes}: {found:.3} < {least}", theme.page);
                }
            }
        }
    }
}

/// The measure itself: black and white are far apart, and red and green come together without the cones that tell them.
#[test]
fn the_simulated_eyes_see_what_such_eyes_see() {
    let [(_, all), (_, protan), (_, deutan), _] = EYES;
    let (black, white) = (seen(Color32::BLACK, &all), seen(Color32::WHITE, &all));
    assert!((distance(black, white) - 1.0).abs() < 0.01);
    let (red, green) = (Color32::from_rgb(0xA0, 0x5A, 0x2C), Color32::from_rgb(0x5F, 0x6B, 0x1E));
    let apart = |eyes: &Eyes| distance(seen(red, eyes), seen(green, eyes));
    assert!(apart(&protan) < apart(&all) * 0.75 && apart(&deutan) < apart(&all) * 0.75);
}

#[test]
fn the_exported_page_has_the_colours_of_the_window() {
    let style = include_str!("../../export/html/page.css");
    for theme in [Theme::light(), Theme::dark()] {
        for (at, color) in theme.own.into_iter().enumerate() {
            let [r, g, b, _] = color.to_array();
            assert!(style.contains(&format!("--own{at}: #{r:02x}{g:02x}{b:02x};")), "{at} of {:?}", theme.page);
        }
    }
}
