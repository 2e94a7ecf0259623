"""Changes keep spans on their words, and what must not be trained on is refused."""
import pytest

import augment
import data

TEXT = ("Obi says port “will open”.\n\nMayor Ana Obi said, “It’s ‘nearly’ done,” in Tolmin. The Harbour Board’s chief was angry; "
        "Obi’s critics laughed.\n\nHe added: “Wait.”")


def find(part, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(part, at + 1)
    return at, at + len(part)


def document():
    return data.Document("d", "test", TEXT, names=[data.Name(*find("Obi"), "person"), data.Name(*find("Ana Obi"), "person"),
                                                   data.Name(*find("Tolmin"), "place"), data.Name(*find("Harbour Board"), "organisation")],
                         attributions=[data.Attribution([find("Mayor Ana Obi")], [find("said")], [find("“It’s ‘nearly’ done,”")], "asserts"),
                                       data.Attribution([find("He")], [find("added")], [find("“Wait.”")], "calls-for")],
                         mentions=[data.Mention(*find("Ana Obi"), "1", find("Obi", 1)[0], "name")])


def test_edits_carry_spans():
    changed = augment.edited(document(), [(*find("Ana"), "Marie-Claire"), (*find("Tolmin"), "X"), (*find("said"), ""), (0, 0, ">> ")])
    surface = lambda s: changed.text[s[0]:s[1]]
    assert [changed.text[n.start:n.end] for n in changed.names] == ["Obi", "Marie-Claire Obi", "X", "Harbour Board"]
    assert surface(changed.attributions[0].source[0]) == "Mayor Marie-Claire Obi" and changed.attributions[0].cue == []
    assert surface(changed.attributions[1].content[0]) == "“Wait.”" and changed.text[changed.mentions[0].head:].startswith("Obi")


def test_augmentation_keeps_spans_on_their_words():
    styles = set()
    for seed in range(150):
        changed = augment.Augmenter(seed)(document())
        surface = lambda s: changed.text[s[0]:s[1]]
        first, second = changed.attributions
        assert all(0 <= n.start < n.end <= len(changed.text) for n in changed.names)
        assert [n.start for n in changed.names] == sorted(n.start for n in changed.names)
        assert surface(first.source[0]).lower().startswith("mayor") and surface(second.source[0]).lower() == "he"
        body = surface(second.content[0])
        assert "wait." in body.lower() and not body[0].isalnum() and not body[-1].isalnum()
        assert first.stance == "asserts"
        for n in changed.names:
            assert changed.text[n.start].isalnum() and (n.start == 0 or not changed.text[n.start - 1].isalnum())
            assert n.end == len(changed.text) or not changed.text[n.end].isalnum()
        styles.add(body[0])
    assert len(styles) >= 5


def test_attributions_of_own_labels_are_shifted_by_what_was_cut():
    text = "http://x.invalid/a\n\n" + TEXT
    at = lambda part: "-".join(str(text.index(part) + n) for n in (0, len(part)))
    columns = {0: [at("Mayor Ana Obi"), at("said"), at("“It’s ‘nearly’ done,”"), "asserts", "supports", "named", at("Ana Obi"), "-"]}
    (one,) = data.world_attributions(TEXT, len(text) - len(TEXT), columns)
    assert [TEXT[slice(*s)] for s in (*one.source, *one.cue, *one.content)] == ["Mayor Ana Obi", "said", "“It’s ‘nearly’ done,”"]
    assert one.speaker == ["Ana Obi"] and one.named and one.also == ("supports",) and one.target == []


def test_a_recurring_name_gets_one_new_name():
    changed = augment.Augmenter(4).swap_names(document())
    short, full = (changed.text[n.start:n.end] for n in changed.names[:2])
    assert full.endswith(" " + short) and short != "Obi"


def test_possessives_and_articles_are_no_part_of_a_name():
    text = "the Harbour Board’s"
    assert text[slice(*data.trimmed(text, 0, len(text)))] == "Harbour Board"


@pytest.mark.parametrize("name", ["conll2003", "seesaw", "cleanconll", "newswcl50", "nothing"])
def test_forbidden_corpora_are_refused(name, tmp_path):
    with pytest.raises(SystemExit):
        data.load(tmp_path, [name])


def test_dev_articles_are_refused(tmp_path):
    file = tmp_path / "dev.jsonl"
    file.write_text("")
    with pytest.raises(SystemExit):
        data.load(tmp_path, [], file)


def test_held_back_articles_are_the_same_each_time():
    kept = [data.held_back(f"article {i}") for i in range(1000)]
    assert 20 < sum(kept) < 90 and kept == [data.held_back(f"article {i}") for i in range(1000)]


def test_heads():
    for surface, head in [("Ana Obi, mayor of Tolmin", "Obi"), ("the head of the board", "head"), ("critics", "critics"), ("Obi’s aide", "aide")]:
        assert surface[data.head_of(surface, 0, len(surface)):].startswith(head)
