//! An invented article with an analysis made by hand, and long texts made of it.

use standpoint::analysis::*;
use standpoint::article::{Article, Paragraph, ParagraphKind};
use standpoint::span::Span;

const PARAGRAPHS: [(ParagraphKind, &str); 12] = [
    (
        ParagraphKind::Body,
        "VELDEN — The harbour council of Velden put off its vote on the new sea wall on Tuesday after Mira Soltan, the \
         mayor, said that the money was not there. “We will build it,” she told reporters, “but not on borrowed sand.”",
    ),
    (
        ParagraphKind::Body,
        "The Dockers’ League, which speaks for 4,000 workers in the port, called the delay a betrayal. Its leader, Jonas \
         Park, said the council had “run away from the water” and warned that the next storm would not wait for a budget.",
    ),
    (ParagraphKind::Caption, "Workers walk along the old sea wall in Velden on Monday. Photograph: The Lantern"),
    (ParagraphKind::Heading, "A wall and its price"),
    (
        ParagraphKind::Body,
        "Ostravia, which shares the bay, has offered to pay a third. Soltan thanked Ostravia for the offer but did not \
         accept it. “We are grateful, and we are careful,” she said. “A gift between neighbours is still a debt.”",
    ),
    (
        ParagraphKind::Body,
        "A senior official in the finance ministry said the wall would cost twice as much as planned. “Nobody has shown \
         us the sums,” the official said, asking not to be named because the talks go on.",
    ),
    (
        ParagraphKind::Body,
        "Park denied that his members wanted a strike. “We want a wall, not a war,” he said. Mira Soltan will meet the \
         Dockers’ League on Friday.",
    ),
    (ParagraphKind::Heading, "What comes next"),
    (
        ParagraphKind::Body,
        "According to the Velden Weather Office, the tides of spring will stand half a metre above those of last year. \
         The office urged the council to decide before March.",
    ),
    (
        ParagraphKind::Body,
        "Older Veldeners remember the flood that took the fish market. “You hear it first,” said one of them, who has \
         lived on the quay for sixty years. “Then you see it.”",
    ),
    (
        ParagraphKind::Body,
        "Soltan says she will not be hurried. She wants a second study, paid for by Velden alone, and a vote in which \
         every street has a say. The council meets again in three weeks.",
    ),
    (ParagraphKind::Body, "Jonas Park said he would be there, “with boots on.”"),
];

/// The article: Mira Soltan is actor 0, the Dockers’ League 1, Jonas Park 2.
pub fn harbour() -> (Article, Analysis) {
    let mut article = Article {
        id: "harbour".to_owned(),
        title: Some("Velden puts off its sea wall, and the dockers call it a betrayal".to_owned()),
        byline: Some("Ana Writer".to_owned()),
        date: Some("2025-03-04".to_owned()),
        source: Some("The Lantern".to_owned()),
        ..Article::default()
    };
    for (kind, words) in PARAGRAPHS {
        push(&mut article, kind, words);
    }
    let analysis = analyse(&article.text);
    (article, analysis)
}

/// At least `words` words of the article over and over, with the analysis of its first time. Each paragraph is numbered:
/// of two with the same words only one would be laid out.
pub fn long(words: usize) -> (Article, Analysis) {
    let (mut article, analysis) = harbour();
    let mut count = article.text.split_whitespace().count();
    while count < words {
        for (kind, paragraph) in PARAGRAPHS {
            count += paragraph.split_whitespace().count();
            push(&mut article, kind, &format!("{paragraph} ({count})"));
        }
    }
    (article, analysis)
}

fn push(article: &mut Article, kind: ParagraphKind, words: &str) {
    if !article.text.is_empty() {
        article.text.push_str("\n\n");
    }
    let start = article.text.len();
    article.text.push_str(words);
    article.paragraphs.push(Paragraph { span: Span::new(start, article.text.len()), kind });
}

/// The `nth` place, from 0, at which `words` stand in `text`.
pub fn place(text: &str, words: &str, nth: usize) -> Span {
    let (start, _) = text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("“{words}” {nth}"));
    Span::new(start, start + words.len())
}

fn analyse(text: &str) -> Analysis {
    let one = |words: &str, nth: usize| place(text, words, nth);
    let mention = |words: &str, nth: usize, kind| Mention { span: one(words, nth), kind };
    use MentionKind::{Name, Nominal, Pronoun};
    let actor = |id: u32, kind, name: &str, role: Option<&str>, mut mentions: Vec<Mention>| {
        mentions.sort_by_key(|mention| mention.span);
        Actor {
            id: ActorId(id),
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            roles: role.map(|role| Role { text: role.to_owned(), span: one(role, 0) }).into_iter().collect(),
            mentions,
        }
    };
    let soltan = actor(
        0,
        ActorKind::Person,
        "Mira Soltan",
        Some("the mayor"),
        vec![
            mention("Mira Soltan", 0, Name),
            mention("she", 0, Pronoun),
            mention("Soltan", 1, Name),
            mention("she", 1, Pronoun),
            mention("Mira Soltan", 1, Name),
            mention("Soltan", 3, Name),
        ],
    );
    let league = actor(
        1,
        ActorKind::Organisation,
        "Dockers’ League",
        None,
        vec![mention("Dockers’ League", 0, Name), mention("Dockers’ League", 1, Name)],
    );
    let park = actor(
        2,
        ActorKind::Person,
        "Jonas Park",
        Some("leader"),
        vec![mention("Jonas Park", 0, Name), mention("Park", 1, Name), mention("Jonas Park", 1, Name)],
    );
    let ostravia =
        actor(3, ActorKind::Place, "Ostravia", None, vec![mention("Ostravia", 0, Name), mention("Ostravia", 1, Name)]);
    let velden =
        actor(4, ActorKind::Place, "Velden", None, vec![mention("Velden", 0, Name), mention("Velden", 1, Name)]);
    let veldeners = actor(5, ActorKind::Group, "Veldeners", None, vec![mention("Veldeners", 0, Name)]);
    let official = actor(
        6,
        ActorKind::Unnamed,
        "a senior official in the finance ministry",
        None,
        vec![mention("A senior official in the finance ministry", 0, Nominal), mention("the official", 0, Nominal)],
    );

    let quote = |id: u32, kind, speakers: &[u32], cue: Span, content: Vec<Span>| Quote {
        id: QuoteId(id),
        kind,
        speakers: speakers.iter().map(|id| ActorId(*id)).collect(),
        source: Vec::new(),
        cue: vec![cue],
        content,
        confidence: 0.86,
        grounds: Default::default(),
    };
    use QuoteKind::{Direct, Indirect, Mixed};
    let quotes = vec![
        quote(0, Indirect, &[0], one("said", 0), vec![one("that the money was not there", 0)]),
        quote(
            1,
            Direct,
            &[0],
            one("told", 0),
            vec![one("“We will build it,”", 0), one("“but not on borrowed sand.”", 0)],
        ),
        quote(2, Indirect, &[1], one("called", 0), vec![one("the delay a betrayal", 0)]),
        quote(
            3,
            Mixed,
            &[2],
            one("said", 1),
            vec![one(
                "the council had “run away from the water” and warned that the next storm would not wait for a budget",
                0,
            )],
        ),
        quote(
            4,
            Direct,
            &[0],
            one("said", 2),
            vec![
                one("“We are grateful, and we are careful,”", 0),
                one("“A gift between neighbours is still a debt.”", 0),
            ],
        ),
        quote(5, Indirect, &[6], one("said", 3), vec![one("the wall would cost twice as much as planned", 0)]),
        quote(6, Direct, &[6], one("said", 4), vec![one("“Nobody has shown us the sums,”", 0)]),
        quote(7, Direct, &[2], one("said", 5), vec![one("“We want a wall, not a war,”", 0)]),
        quote(8, Direct, &[], one("said", 6), vec![one("“You hear it first,”", 0), one("“Then you see it.”", 0)]),
        quote(
            9,
            Indirect,
            &[0],
            one("wants", 0),
            vec![one("a second study, paid for by Velden alone, and a vote in which every street has a say", 0)],
        ),
    ];
    let position = |id: u32, holder: u32, stance, target: &str, evidence: Span, quote: u32| Position {
        id: PositionId(id),
        holders: vec![ActorId(holder)],
        stance,
        target: Target { text: target.to_owned(), span: None, actor: None },
        evidence: vec![evidence],
        quote: Some(QuoteId(quote)),
        confidence: 0.7,
        others: Vec::new(),
    };
    let positions = vec![
        position(0, 0, Stance::Commits, "build it", one("“We will build it,”", 0), 1),
        position(1, 1, Stance::Opposes, "the delay", one("the delay a betrayal", 0), 2),
        position(2, 2, Stance::Warns, "the next storm", one("warned that the next storm", 0), 3),
        position(3, 0, Stance::CallsFor, "a second study", one("a second study", 0), 9),
    ];
    Analysis {
        actors: vec![soltan, league, park, ostravia, velden, veldeners, official],
        quotes,
        positions,
        warnings: Vec::new(),
    }
}
