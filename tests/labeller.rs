//! What becomes of labels: the pipeline behind a labeller, tried with one that knows the answers.

use standpoint::analyse::labels::{
    LabelledAttribution, LabelledMention, LabelledName, Labeller, Labels, StanceProbabilities, Unlabelled,
};
use standpoint::analyse::quotation::Quotations;
use standpoint::analyse::{Engine, Monitor, analyse, analyse_with};
use standpoint::analysis::{ActorKind, Analysis, SpeakerClue, Stance};
use standpoint::article::Article;
use standpoint::read::from_text;
use standpoint::span::Span;
use standpoint::warning::WarningKind;

/// Labels words by heart.
#[derive(Default)]
struct ByHeart {
    names: Vec<(&'static str, Option<ActorKind>)>,
    /// Source, cue, contents, stance.
    attributions: Vec<(&'static str, &'static str, Vec<&'static str>, Option<Stance>)>,
    /// Head words, each with what it goes back to.
    mentions: Vec<(&'static str, Vec<(usize, f32)>)>,
    target: Option<&'static str>,
    failure: Option<&'static str>,
}

impl Labeller for ByHeart {
    fn label(&self, article: &Article, _: &Quotations, monitor: &dyn Monitor) -> Result<Labels, Unlabelled> {
        if let Some(message) = self.failure {
            return Err(Unlabelled::Failed(message.to_owned()));
        }
        monitor.progress(0.5);
        if monitor.cancelled() {
            return Err(Unlabelled::Cancelled);
        }
        let span = |words: &str| article.text.find(words).map(|start| Span::new(start, start + words.len()));
        let names = self
            .names
            .iter()
            .filter_map(|(words, kind)| Some(LabelledName { span: span(words)?, kind: *kind, probability: 0.9 }));
        let attributions = self.attributions.iter().map(|(source, cue, content, stance)| LabelledAttribution {
            source: span(source).filter(|span| !span.is_empty()),
            cue: span(cue).filter(|span| !span.is_empty()),
            content: content.iter().filter_map(|words| span(words)).collect(),
            target: self.target.and_then(span),
            stance: sure(*stance),
            probability: 0.8,
        });
        let mentions = self.mentions.iter().filter_map(|(head, antecedents)| {
            Some(LabelledMention { head: span(head)?, antecedents: antecedents.clone() })
        });
        Ok(Labels { names: names.collect(), attributions: attributions.collect(), mentions: mentions.collect() })
    }
}

fn sure(stance: Option<Stance>) -> StanceProbabilities {
    let each = Stance::ALL.map(|known| if Some(known) == stance { 1.0 } else { 0.0 });
    StanceProbabilities { none: if stance.is_none() { 1.0 } else { 0.0 }, each }
}

fn with(labeller: &ByHeart, text: &str) -> Analysis {
    let article = from_text("a", text.to_owned());
    analyse_with(&article, Engine::Labeller(labeller), &()).expect("nobody cancels")
}

/// Speakers and contents of all quotes.
fn told(analysis: &Analysis, text: &str) -> Vec<(String, Vec<String>)> {
    let name = |id| analysis.actor(id).map(|actor| actor.name.clone()).unwrap_or_default();
    analysis
        .quotes
        .iter()
        .map(|quote| {
            let speakers: Vec<String> = quote.speakers.iter().map(|id| name(*id)).collect();
            (speakers.join(" & "), quote.content.iter().map(|span| span.of(text).to_owned()).collect())
        })
        .collect()
}

#[test]
fn labels_become_actors_quotes_and_positions() {
    let text = "Orla Vane, who heads the Tarn Institute, floated the idea that ferries should be free.\n";
    let labeller = ByHeart {
        names: vec![("Orla Vane", Some(ActorKind::Person)), ("Tarn Institute", Some(ActorKind::Organisation))],
        attributions: vec![(
            "Orla Vane",
            "floated the idea",
            vec!["that ferries should be free"],
            Some(Stance::CallsFor),
        )],
        ..ByHeart::default()
    };
    let analysis = with(&labeller, text);
    assert_eq!(told(&analysis, text), [("Orla Vane".to_owned(), vec!["that ferries should be free".to_owned()])]);
    let kinds: Vec<_> = analysis.actors.iter().map(|actor| (actor.name.as_str(), actor.kind)).collect();
    assert_eq!(kinds, [("Orla Vane", ActorKind::Person), ("Tarn Institute", ActorKind::Organisation)]);
    let [position] = &analysis.positions[..] else { panic!("{:?}", analysis.positions) };
    assert_eq!(position.stance, Stance::CallsFor);
    assert!((analysis.quotes[0].confidence - 0.8).abs() < 0.3, "{}", analysis.quotes[0].confidence);
}

#[test]
fn descriptions_follow_the_chain_of_antecedents() {
    let text = "Orla Vane met Ada Roth. The incumbent said the bridge was safe.\n";
    let labeller = |share| ByHeart {
        names: vec![("Orla Vane", Some(ActorKind::Person)), ("Ada Roth", Some(ActorKind::Person))],
        attributions: vec![("The incumbent", "said", vec!["the bridge was safe"], None)],
        mentions: vec![("Vane", Vec::new()), ("Roth", vec![(0, 0.1)]), ("incumbent", vec![(1, share), (0, 0.1)])],
        ..ByHeart::default()
    };
    let analysis = with(&labeller(0.8), text);
    assert_eq!(told(&analysis, text)[0].0, "Ada Roth");
    let grounds = &analysis.quotes[0].grounds;
    let chain: Vec<&str> = grounds.chain.iter().map(|span| span.of(text)).collect();
    assert_eq!((grounds.by, chain), (SpeakerClue::Description, vec!["The incumbent", "Ada Roth"]));
    let others: Vec<&str> = grounds.others.iter().map(|id| analysis.actor(*id).expect("known").name.as_str()).collect();
    assert_eq!(others, ["Orla Vane"]);
    // Where the chain leads nowhere, the guess of the rules stays.
    assert_eq!(told(&with(&labeller(0.1), text), text)[0].0, "Orla Vane");
}

#[test]
fn who_is_labelled_once_is_named_again() {
    let text = "Orla Vane spoke at noon. Later Vane said the bridge was safe.\n";
    let labeller = ByHeart {
        names: vec![("Orla Vane", Some(ActorKind::Person))],
        attributions: vec![("Vane", "said", vec!["the bridge was safe"], None)],
        ..ByHeart::default()
    };
    let analysis = with(&labeller, text);
    assert_eq!(analysis.actors.iter().map(|actor| actor.mentions.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_labelled_target_counts_and_a_missing_source_is_the_subject() {
    let text = "Orla Vane demanded on Monday that the council close the bridge before winter.\n";
    let labeller = ByHeart {
        names: vec![("Orla Vane", Some(ActorKind::Person))],
        attributions: vec![(
            "",
            "demanded",
            vec!["that the council close the bridge before winter"],
            Some(Stance::CallsFor),
        )],
        target: Some("close the bridge"),
        ..ByHeart::default()
    };
    let analysis = with(&labeller, text);
    assert_eq!(told(&analysis, text)[0].0, "Orla Vane");
    assert_eq!(analysis.positions[0].target.text, "close the bridge");
}

#[test]
fn a_content_ends_with_its_quotation_marks() {
    let text = "“We will not pay for the bridge,” Orla Vane said.\n";
    for content in ["We will not pay for the bridge", "will not pay for the bridge,”", "“We will not pay"] {
        let labeller = ByHeart {
            names: vec![("Orla Vane", Some(ActorKind::Person))],
            attributions: vec![("Orla Vane", "said", vec![content], None)],
            ..ByHeart::default()
        };
        let quoted = vec!["“We will not pay for the bridge,”".to_owned()];
        assert_eq!(told(&with(&labeller, text), text), [("Orla Vane".to_owned(), quoted)], "{content}");
    }
}

#[test]
fn plain_quotations_that_were_not_labelled_are_found_by_rules() {
    let text = "“We will not pay for the bridge,” Orla Vane said. The council met for an hour.\n";
    let labeller = ByHeart { names: vec![("Orla Vane", Some(ActorKind::Person))], ..ByHeart::default() };
    let quoted = vec!["“We will not pay for the bridge,”".to_owned()];
    assert_eq!(told(&with(&labeller, text), text), [("Orla Vane".to_owned(), quoted)]);
}

#[test]
fn two_labels_never_share_words() {
    let text = "Orla Vane said the bridge was safe and the road was open.\n";
    let attribution = |content| ("Orla Vane", "said", vec![content], None);
    let labeller = ByHeart {
        attributions: vec![attribution("the bridge was safe and the road"), attribution("the road was open")],
        ..ByHeart::default()
    };
    assert_eq!(with(&labeller, text).quotes.len(), 1);
}

#[test]
fn a_labeller_that_fails_leaves_the_rules_and_a_warning() {
    let text = "“We will not pay for the bridge,” Orla Vane said.\n";
    let article = from_text("a", text.to_owned());
    let analysis = with(&ByHeart { failure: Some("The model is broken. Install again."), ..ByHeart::default() }, text);
    let by_rules = analyse(&article);
    assert_eq!((&analysis.actors, &analysis.quotes), (&by_rules.actors, &by_rules.quotes));
    let told = analysis.warnings.iter().find(|warning| warning.kind == WarningKind::NotRead).expect("a warning");
    assert_eq!(told.message, "The model is broken. Install again.");
}

#[test]
fn a_cancelled_labeller_ends_the_analysis() {
    struct Impatient;
    impl Monitor for Impatient {
        fn cancelled(&self) -> bool {
            true
        }
    }
    let article = from_text("a", "Orla Vane said no.\n".to_owned());
    assert!(analyse_with(&article, Engine::Labeller(&ByHeart::default()), &Impatient).is_none());
}
