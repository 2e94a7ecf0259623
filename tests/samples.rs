//! The samples that come with the program, held against what a careful reader finds in them.

#[allow(dead_code)] // Each test file asks other things.
mod findings;

use std::path::Path;

use findings::{Checks, Found};
use standpoint::analysis::{ActorKind, Stance};
use standpoint::read::read_file;

use ActorKind::{Organisation, Person, Place};
use Stance::{Asserts, CallsFor, Commits, Denies, Opposes, Supports, Warns};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn sample(name: &str) -> Result<Found, Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name);
    Ok(Found::of(read_file(&path)?))
}

/// Name, kind and words of the role, if the article gives one.
type Cast<'a> = &'a [(&'a str, ActorKind, &'a str)];
/// Words, how they are told, who says them.
type Said<'a> = &'a [(&'a str, &'a str, &'a str)];
/// Holder, the stances that fit, words of what shows it.
type Stands<'a> = &'a [(&'a str, &'a [Stance], &'a str)];

fn check(found: &Found, everybody: &[&str], cast: Cast, said: Said, stands: Stands) {
    let mut checks = Checks::default();
    checks.same("people", people(found), everybody);
    for (name, kind, role) in cast {
        let actor = found.actor(name);
        checks.same(&format!("kind of {name}"), actor.map(|actor| actor.kind), Some(*kind));
        checks.same(&format!("name of {name}"), actor.map(|actor| actor.name.as_str()), Some(*name));
        checks.holds(
            &format!("{name} is {role:?}, got {:?}", found.roles(name)),
            found.roles(name).to_lowercase().contains(&role.to_lowercase()),
        );
    }
    for (words, kind, speaker) in said {
        checks.same(&format!("who says {words:?}"), found.speaker(words), *speaker);
        checks.same(&format!("kind of {words:?}"), found.kind(words), *kind);
    }
    for (holder, stances, words) in stands {
        let got = found.stances(holder, words);
        let fits = !got.is_empty() && got.iter().all(|stance| stances.contains(stance));
        checks.holds(&format!("{holder} {stances:?} {words:?}, got {got:?}"), fits);
    }
    checks.finish();
}

fn people(found: &Found) -> Vec<&str> {
    let byline = found.article.byline.clone().unwrap_or_default();
    found.all(Person).into_iter().filter(|name| !byline.contains(name)).collect()
}

#[test]
fn the_harbour_tunnel() -> Outcome {
    let found = sample("harbour-tunnel.txt")?;
    assert_eq!(found.article.byline.as_deref(), Some("Clara Weston"));
    let everybody: &[&str] = &[
        "Agnes Morrow",
        "Edmund Achterberg",
        "Ingrid Solvang",
        "Naomi Adeyemi",
        "Piers Halden",
        "Rosa Quintero",
        "Tomas Ferreira",
        "Yusuf Demirel",
    ];
    assert_eq!(found.actor("DPU").map(|actor| actor.name.as_str()), Some("Dockworkers’ and Pilots’ Union"));
    check(
        &found,
        everybody,
        &[
            ("Ingrid Solvang", Person, "Mayor"),
            ("Tomas Ferreira", Person, "Transport Minister"),
            ("Naomi Adeyemi", Person, "director"),
            ("Yusuf Demirel", Person, "professor of coastal engineering"),
            ("Piers Halden", Person, "chief executive"),
            ("Rosa Quintero", Person, "general secretary"),
            ("Edmund Achterberg", Person, "Councillor"),
            ("Agnes Morrow", Person, ""),
            ("Clear Water League", Organisation, ""),
            ("Halden Brothers", Organisation, ""),
            ("University of Saint Brannock", Organisation, ""),
            ("Dockworkers’ and Pilots’ Union", Organisation, ""),
            ("Port Anselm", Place, ""),
        ],
        &[
            ("This is the vote our children will thank us for", "direct", "Ingrid Solvang"),
            ("the city would begin digging next spring", "indirect", "Ingrid Solvang"),
            ("no household would pay for it", "indirect", "Ingrid Solvang"),
            ("a very good day for the whole coast", "mixed", "Tomas Ferreira"),
            ("Public money needs public books", "direct", "Tomas Ferreira"),
            ("the government should not have to ask twice", "direct", "Tomas Ferreira"),
            ("it would challenge the vote in court", "indirect", "Clear Water League"),
            ("dredging would stir up a century of heavy metals", "indirect", "Naomi Adeyemi"),
            ("We know what lies in that mud", "direct", "Naomi Adeyemi"),
            ("nobody in this chamber has asked", "direct", "Naomi Adeyemi"),
            ("If the dredgers go in", "direct", "Naomi Adeyemi"),
            ("both sides have a point", "indirect", "Yusuf Demirel"),
            ("The danger from the sediment is real", "indirect", "Yusuf Demirel"),
            ("There is no evidence that a bored tunnel", "direct", "Yusuf Demirel"),
            ("A trench would be another matter", "direct", "Yusuf Demirel"),
            ("it had hidden the results", "indirect", "Halden Brothers"),
            ("We have never withheld a single page", "direct", "Piers Halden"),
            ("That claim is false", "direct", "Piers Halden"),
            ("the tunnel could be finished in six years", "indirect", "Piers Halden"),
            ("a harbour that nobody can reach is a museum", "mixed", "Rosa Quintero"),
            ("at least a third of the construction jobs", "indirect", "Dockworkers’ and Pilots’ Union"),
            ("Let us be plain", "direct", "Rosa Quintero"),
            ("We want those promises in writing", "direct", "Rosa Quintero"),
            ("reckless gamble", "mixed", "Edmund Achterberg"),
            ("The mayor has fallen in love", "direct", "Edmund Achterberg"),
            ("his party would not vote for a budget", "indirect", "Edmund Achterberg"),
            ("Every bridge in this city", "direct", "Ingrid Solvang"),
            ("having made up her mind", "indirect", "Ingrid Solvang"),
            ("as often as they care to see me", "mixed", "Ingrid Solvang"),
            ("I’m not against the tunnel", "direct", "Agnes Morrow"),
            ("I’m against finding out", "direct", "Agnes Morrow"),
            ("They have voted", "direct", "Naomi Adeyemi"),
            ("They haven’t dug", "direct", "Naomi Adeyemi"),
        ],
        &[
            ("Ingrid Solvang", &[Commits], "no household would pay"),
            ("Tomas Ferreira", &[Supports], "very good day"),
            ("Tomas Ferreira", &[CallsFor], "publish its contracts"),
            ("Clear Water League", &[Commits], "challenge the vote in court"),
            ("Clear Water League", &[Opposes], "the tunnel"),
            ("Naomi Adeyemi", &[Warns], "stir up a century of heavy metals"),
            ("Naomi Adeyemi", &[CallsFor], "halt all work"),
            ("Yusuf Demirel", &[Asserts, Denies], "There is no evidence"),
            ("Halden Brothers", &[Denies], "hidden the results"),
            ("Piers Halden", &[Denies], "We have never withheld"),
            ("Piers Halden", &[Asserts], "finished in six years"),
            ("Rosa Quintero", &[Supports, Commits], "its members would support the tunnel"),
            ("Dockworkers’ and Pilots’ Union", &[CallsFor], "a third of the construction jobs"),
            ("Rosa Quintero", &[CallsFor], "those promises in writing"),
            ("Edmund Achterberg", &[Opposes], "reckless gamble"),
            ("Edmund Achterberg", &[Commits, Opposes], "would not vote for a budget"),
            ("Ingrid Solvang", &[Denies], "made up her mind"),
            ("Ingrid Solvang", &[Commits], "meet residents"),
            ("Clear Water League", &[Commits], "return on Saturday"),
        ],
    );
    Ok(())
}

#[test]
fn the_northern_summit() -> Outcome {
    let found = sample("northern-summit.txt")?;
    let everybody: &[&str] = &[
        "Antero Salmi",
        "Arkady Belov",
        "Elisabet Thorsen",
        "Hallveig Steinsdóttir",
        "Johan Ekdahl",
        "Kari Aune",
        "Liisa Kask",
        "Mikkel Brandstrup",
        "Olav Nilsen",
        "Ruth Calloway",
    ];
    assert_eq!(found.actor("NWA").map(|actor| actor.name.as_str()), Some("Northern Waters Alliance"));
    check(
        &found,
        everybody,
        &[
            ("Elisabet Thorsen", Person, "secretary-general"),
            ("Antero Salmi", Person, "Finnish President"),
            ("Liisa Kask", Person, "prime minister"),
            ("Mikkel Brandstrup", Person, "Danish Foreign Minister"),
            ("Hallveig Steinsdóttir", Person, "prime minister"),
            ("Arkady Belov", Person, "spokesman"),
            ("Johan Ekdahl", Person, "Prime Minister"),
            ("Ruth Calloway", Person, "Gen."),
            ("Olav Nilsen", Person, "chairman"),
            ("Kari Aune", Person, "prime minister"),
            ("Northern Waters Alliance", Organisation, ""),
            ("Northern Fishers’ Association", Organisation, ""),
            ("Estonia", Place, ""),
            ("Iceland", Place, ""),
            ("Russia", Place, ""),
            ("United States", Place, ""),
            ("Gulf of Bothnia", Place, ""),
            ("Riga", Place, ""),
        ],
        &[
            ("An attack on one cable", "direct", "Elisabet Thorsen"),
            ("a joint control room running by June", "indirect", "Elisabet Thorsen"),
            ("the region was not ready for a winter", "indirect", "Elisabet Thorsen"),
            ("We are one storm and one anchor away", "direct", "Elisabet Thorsen"),
            ("armed patrols in the Gulf of Bothnia", "indirect", "Antero Salmi"),
            ("Cameras do not stop a ship", "direct", "Antero Salmi"),
            ("A ship stops a ship", "direct", "Antero Salmi"),
            ("Finland would offer two of its own vessels", "indirect", "Antero Salmi"),
            ("the least we owe to the people", "mixed", "Liisa Kask"),
            ("Tallinn would double its contribution", "indirect", "Liisa Kask"),
            ("We should not answer every broken wire", "direct", "Mikkel Brandstrup"),
            ("insurers, not navies, were best placed", "indirect", "Mikkel Brandstrup"),
            ("would not take part in armed patrols", "indirect", "Hallveig Steinsdóttir"),
            ("her country was willing to host", "indirect", "Hallveig Steinsdóttir"),
            ("vessels of uncertain ownership", "mixed", "Northern Waters Alliance"),
            ("Several delegations had wanted to name Russia", "indirect", "diplomats"),
            ("Russia has not damaged", "direct", "Arkady Belov"),
            ("looking for an enemy at the bottom of the sea", "mixed", "Arkady Belov"),
            ("patrols be led by coast guards", "indirect", "Johan Ekdahl"),
            ("I believe that we will find", "direct", "Johan Ekdahl"),
            ("any arrangement that puts more eyes", "mixed", "Ruth Calloway"),
            ("They’re going to fence off the sea", "direct", "Olav Nilsen"),
            ("the nine governments compensate crews", "indirect", "Olav Nilsen"),
            ("Nobody who lives from this sea", "direct", "Kari Aune"),
            ("The cables", "direct", "Elisabet Thorsen"),
            ("won’t wait for us", "direct", "Elisabet Thorsen"),
        ],
        &[
            ("Elisabet Thorsen", &[Warns], "not ready for a winter"),
            ("Antero Salmi", &[CallsFor], "armed patrols in the Gulf"),
            ("Estonia", &[Supports], "the proposal"),
            ("Latvia", &[Supports], "the proposal"),
            ("Liisa Kask", &[Commits], "double its contribution"),
            ("Denmark", &[Opposes], "standing force"),
            ("Iceland", &[Opposes], "standing force"),
            ("Mikkel Brandstrup", &[CallsFor], "We should not answer"),
            ("Hallveig Steinsdóttir", &[Supports], "plan for a control room"),
            ("Arkady Belov", &[Opposes], "looking for an enemy"),
            ("Johan Ekdahl", &[CallsFor], "patrols be led by coast guards"),
            ("Johan Ekdahl", &[Asserts], "I believe that we will find"),
            ("Germany", &[Supports], "Swedish compromise"),
            ("Poland", &[Supports], "Swedish compromise"),
            ("Ruth Calloway", &[Supports, Asserts], "any arrangement"),
            ("Olav Nilsen", &[CallsFor], "compensate crews"),
            ("Elisabet Thorsen", &[Asserts], "agreed on the ships"),
        ],
    );
    Ok(())
}

#[test]
fn the_interview() -> Outcome {
    let found = sample("interview.txt")?;
    let everybody: &[&str] = &["Amara Lindqvist", "Graham Pell", "Joyce Abara"];
    check(
        &found,
        everybody,
        &[
            ("Amara Lindqvist", Person, ""),
            ("Graham Pell", Person, "leader"),
            ("Joyce Abara", Person, ""),
            ("Friends of Eastmere Libraries", Organisation, ""),
            ("Eastmere Courier", Organisation, ""),
            ("Eastmere", Place, ""),
        ],
        &[
            ("she would not carry out the next round of cuts", "indirect", "Amara Lindqvist"),
            ("everybody has to share the burden", "indirect", "Graham Pell"),
            ("you kept the plans from him", "indirect", "Graham Pell"),
            ("values its libraries and the people who work in them", "mixed", "Graham Pell"),
        ],
        &[
            ("Amara Lindqvist", &[Commits], "would not carry out the next round"),
            ("Graham Pell", &[CallsFor, Asserts], "share the burden"),
            ("Graham Pell", &[CallsFor], "reconsider"),
        ],
    );
    let mut checks = Checks::default();
    for turn in [
        "Because I have run out of things to cut",
        "That is simply untrue",
        "The council should freeze the closures",
        "Then I fear for the north side",
        "I am against handing them the keys",
        "A library is the last room in town where nobody sells you anything. I think",
        "They’d have to carry me out",
        "A history of lighthouses",
    ] {
        checks.same(&format!("who says {turn:?}"), found.speaker(turn), "Amara Lindqvist");
    }
    checks.finish();
    Ok(())
}

#[test]
fn all_quotation_styles() -> Outcome {
    let found = sample("quotation-styles.txt")?;
    let everybody: &[&str] =
        &["Anton Gruber", "Hanna Lindt", "Ida Holm", "Jonas Reiter", "Luc Moreau", "Marta Vesely", "Peter Oakes"];
    assert!(found.analysis.warnings.is_empty(), "{:?}", found.analysis.warnings);
    check(
        &found,
        everybody,
        &[
            ("Marta Vesely", Person, "mayor of Upper Lomen"),
            ("Jonas Reiter", Person, "carpenter"),
            ("Ida Holm", Person, ""),
            ("Luc Moreau", Person, "Father"),
            ("Anton Gruber", Person, "owner of the inn"),
            ("Peter Oakes", Person, ""),
            ("Hanna Lindt", Person, "music teacher"),
            ("Lomen Bird Society", Organisation, ""),
            ("Upper Lomen", Place, ""),
        ],
        &[
            ("The bell belongs to all of us", "direct", "Marta Vesely"),
            ("It has hung there long enough", "direct", "Marta Vesely"),
            ("We will ring it every Sunday", "direct", "Jonas Reiter"),
            ("12'6\" long, and four strong people", "direct", "Jonas Reiter"),
            ("Nobody has asked the swifts", "direct", "Ida Holm"),
            ("the nests would be lost", "indirect", "Ida Holm"),
            ("The tower is older than the quarrel", "direct", "Luc Moreau"),
            ("Let us be gentle with both", "direct", "Luc Moreau"),
            ("We support the move", "direct", "Anton Gruber"),
            ("But the council should pay for the rope", "direct", "Anton Gruber"),
            ("It’s the villagers’ bell and it isn’t the council’s to sell", "direct", "Peter Oakes"),
            ("he had ever been offered money", "indirect", "Peter Oakes"),
            ("My grandmother used to say, ‘Ring first and argue afterwards,’ and she", "direct", "Marta Vesely"),
            ("they told me, “Do as you think best,” and put the telephone down", "direct", "Peter Oakes"),
            ("I have read every letter", "direct", "Hanna Lindt"),
            ("Not one asks what note it plays", "direct", "Hanna Lindt"),
            ("an A flat", "indirect", "Hanna Lindt"),
        ],
        &[
            ("Jonas Reiter", &[Commits], "We will ring it every Sunday"),
            ("Ida Holm", &[Warns], "the nests would be lost"),
            ("Anton Gruber", &[CallsFor], "the council should pay"),
            ("Peter Oakes", &[Denies], "offered money for it"),
        ],
    );
    Ok(())
}
