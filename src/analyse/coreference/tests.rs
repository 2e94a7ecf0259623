//! Who is meant by phrases of small texts.

use super::*;
use crate::analyse::actors;
use crate::analyse::names::tests::article;
use crate::analyse::tagger;

/// The names that the last occurrence of `phrase` resolves to.
fn resolved(text: &str, phrase: &str) -> Vec<String> {
    let article = article(text);
    let tokens = Tokens::of(&article);
    let tags = tagger::tag(&tokens);
    let mut cast = actors::cast(&tokens, &tags, &[], None);
    add_mentions(&mut cast, &tokens, &tags, &[], &Chains::default());
    let start = text.rfind(phrase).expect("the phrase stands in the text");
    let range = tokens.inside(Span::new(start, start + phrase.len()));
    let resolution = Resolver::new(&cast, &tokens, &tags, &[], &Chains::default()).resolve(&range, &[]);
    resolution.actors.iter().filter_map(|actor| cast.member(*actor)).map(|member| member.name.clone()).collect()
}

#[test]
fn pronouns_go_by_gender_and_subject() {
    let text = "Tom Reyes, a doctor at the port, greeted Ada Brandt. “Two are hurt.” “One is a child,” he added.";
    assert_eq!(resolved(text, "he"), ["Tom Reyes"]);
    assert_eq!(resolved("Mr. Lang met Mr. Hale. Then he left.", "he"), ["Lang"]);
    assert_eq!(resolved("Mr. Lang spoke. Mrs. Roth listened. She left. He said “no.”", "He"), ["Lang"]);
}

#[test]
fn nobody_rather_than_a_wrong_name() {
    assert_eq!(resolved("The mayor was silent. She left.", "She"), [] as [&str; 0]);
    assert_eq!(
        resolved("Mr. Lang spoke of a plan. Then a senior official left.", "a senior official"),
        [] as [&str; 0]
    );
    assert_eq!(resolved("Mr. Lang won. Later Lang supporters sang.", "Lang supporters"), [] as [&str; 0]);
}

#[test]
fn names_resolve_with_title_and_apposition() {
    assert_eq!(resolved("French President Luc Moreau said no.", "French President Luc Moreau"), ["Luc Moreau"]);
    assert_eq!(resolved("Ada Brandt, the mayor, said no.", "Ada Brandt, the mayor,"), ["Ada Brandt"]);
    assert_eq!(
        resolved("The mayor of Kessel, Ada Brandt, said no.", "The mayor of Kessel, Ada Brandt"),
        ["Ada Brandt"]
    );
}

#[test]
fn joined_names_are_several() {
    assert_eq!(resolved("But the U.S. and Germany said no.", "the U.S. and Germany"), ["U.S.", "Germany"]);
    assert_eq!(resolved("Then Mr. Lang and Mr. Hale said no.", "Mr. Lang and Mr. Hale"), ["Lang", "Hale"]);
    let text = "Sens. Ada Brandt of Kessel and Ivo Lang of Orva said no.";
    assert_eq!(resolved(text, "Sens. Ada Brandt of Kessel and Ivo Lang of Orva"), ["Ada Brandt", "Ivo Lang"]);
    let text = "Ada Brandt met Ivo Lang. Both Brandt and Lang said no.";
    assert_eq!(resolved(text, "Both Brandt and Lang"), ["Ada Brandt", "Ivo Lang"]);
    let text = "Some, like Ada Brandt, Tom Reyes and Ivo Lang, said no.";
    assert_eq!(
        resolved(text, "Some, like Ada Brandt, Tom Reyes and Ivo Lang"),
        ["Ada Brandt", "Tom Reyes", "Ivo Lang"]
    );
    assert_eq!(
        resolved("The senator from Orva and Kessel said no.", "The senator from Orva and Kessel"),
        [] as [&str; 0]
    );
}

#[test]
fn descriptions_go_by_role() {
    let text = "French President Luc Moreau met Sen. Ada Brandt in Paris. Later the senator left. The French president said no.";
    assert_eq!(resolved(text, "The French president"), ["Luc Moreau"]);
    assert_eq!(resolved(text, "the senator"), ["Ada Brandt"]);
    let text = "The Harbour Agency closed the port on Friday. Then the agency said no.";
    assert_eq!(resolved(text, "the agency"), ["Harbour Agency"]);
}

#[test]
fn nouns_for_bodies_stand_for_the_one_that_fits() {
    let text = "NATO and Acme Ltd. met in Kessel. The alliance said no. The firm said yes.";
    assert_eq!(resolved(text, "The alliance"), ["NATO"]);
    assert_eq!(resolved(text, "The firm"), ["Acme Ltd."]);
    let text = "The Dockers’ Union met on Monday. The union said no. The group vowed to go on.";
    assert_eq!(resolved(text, "The group"), ["Dockers’ Union"]);
    let text = "The Green Party and the Reform Party opposed it. The party said no.";
    assert_eq!(resolved(text, "The party"), [] as [&str; 0]);
}

#[test]
fn a_name_behind_a_role_is_who_is_meant() {
    let text = "The town will join, according to its chief judge, Hallveig Roth.";
    assert_eq!(resolved(text, "its chief judge"), ["Hallveig Roth"]);
    let text = "“We go,” said the alliance’s secretary-general, Elisabet Thorsen, as she opened the meeting.";
    assert_eq!(resolved(text, "the alliance"), ["Elisabet Thorsen"]);
    // No apposition: another sentence part begins.
    assert_eq!(resolved("To a mayor, Ada Brandt was lost.", "a mayor"), [] as [&str; 0]);
}

#[test]
fn a_part_of_a_name_is_all_of_it() {
    assert_eq!(resolved("The Brenwick Traders’ Guild said no.", "Guild"), ["Brenwick Traders’ Guild"]);
}

#[test]
fn letters_behind_names_change_nobody() {
    assert_eq!(resolved("Lena Hart MP said no.", "Lena Hart MP"), ["Lena Hart"]);
    assert_eq!(resolved("Then Dr Lena Hart PhD, of Kessel, said no.", "Dr Lena Hart PhD"), ["Lena Hart"]);
}

#[test]
fn they_are_those_who_spoke_together() {
    let text = "“We won,” said Anton Gruber and Lena Hart. “We always have,” they added.";
    assert_eq!(resolved(text, "they"), ["Anton Gruber", "Lena Hart"]);
    let text = "“We won,” said Anton Gruber and Lena Hart. Both had voted no.";
    assert_eq!(resolved(text, "Both"), ["Anton Gruber", "Lena Hart"]);
    let text = "“We won,” said Anton Gruber and Lena Hart. Ivo Lang was silent. “We always have,” they added.";
    assert_eq!(resolved(text, "they"), [] as [&str; 0]);
}

#[test]
fn words_that_name_nobody_resolve_to_nobody() {
    for (text, phrase) in
        [("This shows that it is bad.", "This"), ("Nobody said so.", "Nobody"), ("Look: he won.", "Look")]
    {
        let article = article(text);
        let tokens = Tokens::of(&article);
        let tags = tagger::tag(&tokens);
        let cast = actors::cast(&tokens, &tags, &[], None);
        let resolution = Resolver::new(&cast, &tokens, &tags, &[], &Chains::default())
            .resolve(&tokens.inside(Span::new(0, phrase.len())), &[]);
        assert_eq!((resolution.actors.len(), resolution.phrase), (0, Phrase::Pronoun), "{text}");
    }
}

#[test]
fn a_bill_is_no_mention_of_who_backs_it() {
    let article = article("Lena Hart and the Green Party backed the bill. She said the bill was fair.");
    let tokens = Tokens::of(&article);
    let tags = tagger::tag(&tokens);
    let mut cast = actors::cast(&tokens, &tags, &[], None);
    add_mentions(&mut cast, &tokens, &tags, &[], &Chains::default());
    let nominal = cast.mentions.iter().find(|mention| mention.kind == MentionKind::Nominal);
    assert_eq!(nominal, None);
}

#[test]
fn a_description_may_come_before_its_name() {
    let text = "KESSEL — NATO’s secretary-general said he wants to talk.\nBut Mark Tarn appeared tired.";
    assert_eq!(resolved(text, "NATO’s secretary-general"), ["Mark Tarn"]);
    assert_eq!(resolved(text, "he"), ["Mark Tarn"]);
}

#[test]
fn who_stands_for_what_is_before_it() {
    assert_eq!(resolved("They met Ada Brandt, the mayor of Kessel, who said no.", "who"), ["Ada Brandt"]);
}

#[test]
fn descriptions_and_pronouns_are_counted() {
    let text = "Ada Brandt spoke. She left. Her car was red.";
    let article = article(text);
    let tokens = Tokens::of(&article);
    let tags = tagger::tag(&tokens);
    let mut cast = actors::cast(&tokens, &tags, &[], None);
    add_mentions(&mut cast, &tokens, &tags, &[], &Chains::default());
    assert_eq!(cast.mentions.iter().filter(|mention| mention.kind == MentionKind::Pronoun).count(), 2);
}

#[test]
fn documents_speak_for_whoever_issued_them() {
    let text = "Support rose, according to a Kessel Times/Orva News survey. The poll found that few care.";
    assert_eq!(resolved(text, "The poll"), ["Kessel Times", "Orva News"]);
    let text = "A Kessel Times poll last week showed that few care.";
    assert_eq!(resolved(text, "A Kessel Times poll last week"), ["Kessel Times"]);
    let text = "The Harbour Fund released an ad on Monday. The spot says that the port is lost.";
    assert_eq!(resolved(text, "The spot"), ["Harbour Fund"]);
    let text = "A study by economists Ada Brandt and Ivo Lang of the University of Kessel found that few care.";
    assert_eq!(
        resolved(text, "A study by economists Ada Brandt and Ivo Lang of the University of Kessel"),
        ["Ada Brandt", "Ivo Lang"]
    );
    let text = "The Kessel Party backed the bill. The bill says that few care.";
    assert_eq!(resolved(text, "The bill"), [] as [&str; 0]);
}

#[test]
fn a_document_is_told_by_who_worded_filed_or_made_it() {
    let text = "Orva Harbour News said in a short statement that it was sorry. The statement gave no reason.";
    assert_eq!(resolved(text, "The statement"), ["Orva Harbour News"]);
    let text = "In a statement on Friday, the Harbour Agency said no. The statement gave no reason.";
    assert_eq!(resolved(text, "The statement"), ["Harbour Agency"]);
    let text = "A lawsuit filed by a former clerk named Ada Brandt names the port. The suit says that few care.";
    assert_eq!(resolved(text, "The suit"), ["Ada Brandt"]);
    let text = "Ada Brandt and Ivo Lang, the parents of a child who was hurt, have filed a suit. The suit says no.";
    assert_eq!(resolved(text, "The suit"), ["Ada Brandt", "Ivo Lang"]);
    let text = "Few care, says a survey of 900 people released on Friday by the Harbour Institute. The poll cost much.";
    assert_eq!(resolved(text, "The poll"), ["Harbour Institute"]);
    // A person buys time, and publishes no poll.
    let text = "Ada Brandt ran far ahead in the polls. The poll says that few care.";
    assert_eq!(resolved(text, "The poll"), [] as [&str; 0]);
}

#[test]
fn names_behind_a_document_or_in_its_title_are_others() {
    let text = "The Harbour Fund released an ad on Monday. The spot, which airs in Kessel, says that the port is lost.";
    assert_eq!(resolved(text, "The spot, which airs in Kessel,"), ["Harbour Fund"]);
    let text = "The Harbour Fund released an ad on Monday. The “Ada Brandt” ad says that the port is lost.";
    assert_eq!(resolved(text, "The “Ada Brandt” ad"), ["Harbour Fund"]);
    let text = "The Harbour Fund released an ad on Monday. “It is lost,” says the ad’s narrator.";
    assert_eq!(resolved(text, "the ad’s narrator"), ["Harbour Fund"]);
    let text = "A report for the Kessel Club on the port by the Harbour Fund says no.";
    assert_eq!(resolved(text, "A report for the Kessel Club on the port by the Harbour Fund"), ["Harbour Fund"]);
}

#[test]
fn the_owner_of_a_document_may_be_described() {
    let text = "The Harbour Agency closed the port on Friday. Then the agency’s report said no.";
    assert_eq!(resolved(text, "the agency’s report"), ["Harbour Agency"]);
}

#[test]
fn publishers_of_a_poll_may_be_joined_by_a_hyphen() {
    let text = "A new Kessel Times-OrvaPulse poll says that few care. Few of them vote, the poll says.";
    assert_eq!(resolved(text, "A new Kessel Times-OrvaPulse poll"), ["Kessel Times", "OrvaPulse"]);
    assert_eq!(resolved(text, "the poll"), ["Kessel Times", "OrvaPulse"]);
}

#[test]
fn a_body_before_the_name_is_part_of_the_title() {
    let whole = |phrase: &str| resolved(&format!("{phrase} said no."), phrase);
    assert_eq!(whole("Harbour Board Chief of Staff Ada Brandt"), ["Ada Brandt"]);
    assert_eq!(whole("Ivo Lang and Harbour Board Speaker Ada Brandt"), ["Ivo Lang", "Ada Brandt"]);
    assert_eq!(whole("Texas Gov. Peter Roth and Sen. Ada Brandt"), ["Peter Roth", "Ada Brandt"]);
    assert_eq!(whole("Some, like France Sen. Ada Brandt"), ["Ada Brandt"]);
    assert_eq!(whole("“Daily Hour” host Ada Brandt"), ["Ada Brandt"]);
    assert_eq!(whole("Supporters of Ada Brandt"), [] as [&str; 0]);
}

#[test]
fn what_is_set_behind_a_name_means_it() {
    let text = "The Harbour Fund, a group that backs Mr. Lang, said no.";
    assert_eq!(resolved(text, "a group that backs Mr. Lang"), [] as [&str; 0], "it holds a name of its own");
    let text = "The Harbour Fund, a group that likes ships, said no.";
    assert_eq!(resolved(text, "a group that likes ships"), ["Harbour Fund"]);
    assert_eq!(resolved("The Harbour Fund group said no.", "The Harbour Fund group"), ["Harbour Fund"]);
}

#[test]
fn campaigns_are_their_leaders() {
    let text = "The Brandt campaign was silent. Ada Brandt left. Her team said no.";
    assert_eq!(resolved(text, "Her team"), ["Brandt campaign"]);
    let text = "The Brandt campaign was silent. The campaign of the nominee Ada Brandt said no.";
    assert_eq!(resolved(text, "The campaign of the nominee Ada Brandt"), ["Brandt campaign"]);
}

#[test]
fn families_and_pairs_are_several() {
    let text = "Ada Brandt and her husband, Peter Brandt, came. Then the Brandts said no.";
    assert_eq!(resolved(text, "the Brandts"), ["Ada Brandt", "Peter Brandt"]);
    let text = "Mrs. Lena Hart asked why. Mr. Ivo Lang was silent. Ms. Ada Roth left. Both women said no.";
    assert_eq!(resolved(text, "Both women"), ["Lena Hart", "Ada Roth"]);
}

#[test]
fn it_is_the_body_that_spoke() {
    let text = "The Harbour Agency said the port was shut. It added that nobody was hurt.";
    assert_eq!(resolved(text, "It"), ["Harbour Agency"]);
}

#[test]
fn a_headline_describes_whom_the_text_names() {
    let text = "French president rejects offer\nFrench President Luc Moreau said no on Monday.";
    assert_eq!(resolved(text, "French president"), ["Luc Moreau"]);
}

#[test]
fn family_names_may_come_first() {
    let text = "Lu Jiwen, the minister, spoke in Kessel. Then Mr. Lu said no.";
    assert_eq!(resolved(text, "Mr. Lu"), ["Lu Jiwen"]);
}
