"""Labels survive the round trip, windows carry them whole, decoding is legal."""
import random

import numpy as np
import pytest

import data
import decode
import labels
import loss
import pieces

TEXT = "Harbour plan splits Tolmin.\n\nMayor Ana Obi said “it will open soon,” and the council rejected the delay. Obi left."


def spans(*parts):
    return [(TEXT.index(p), TEXT.index(p) + len(p)) for p in parts]


@pytest.fixture(scope="module")
def tokenizer():
    return pieces.load_tokenizer()


@pytest.fixture
def document():
    return data.Document("d", "test", TEXT, names=[data.Name(*spans("Ana Obi")[0], "person"), data.Name(*spans("Tolmin")[0], "?")],
                         attributions=[data.Attribution(spans("Mayor Ana Obi"), spans("said"), spans("“it will open soon,”"), "commits"),
                                       data.Attribution([], spans("rejected"), spans("the delay"), "opposes")])


def test_bio_round_trip():
    rng = random.Random(3)
    for _ in range(200):
        ranges, kinds, at = [], [], 0
        while at < 30:
            length = rng.randint(1, 4)
            if rng.random() < 0.6:
                ranges.append((at, at + length))
                kinds.append(rng.randrange(5))
            at += length
        assert labels.from_bio(labels.bio(ranges, 40, kinds)) == [(a, b, k) for (a, b), k in zip(ranges, kinds)]


def test_labels_stand_on_their_words(tokenizer, document):
    labelled = labels.Labelled(document, tokenizer)
    surface = lambda a, b: TEXT[slice(*pieces.to_span(labelled.encoded, a, b))]
    assert [surface(a, b) for a, b, _ in labels.from_bio(labelled.tags["content"])] == ["“it will open soon,”", "the delay"]
    assert [surface(a, b) for a, b, _ in labels.from_bio(labelled.tags["names"])] == ["Ana Obi"]
    assert labelled.tags["names"].count(labels.IGNORE) == 1


def test_window_links_and_stances(tokenizer, document):
    window = labels.Labelled(document, tokenizer).window(0, 60)
    (fragments, candidates, targets), (_, cues, cue_targets), *_ = window.links
    assert len(fragments) == 2 and len(candidates) == 1 and targets == [1, 0]
    assert len(cues) == 2 and cue_targets == [1, 2]
    commits, opposes = (data.STANCES.index(s) for s in ("commits", "opposes"))
    assert [[n for n, share in enumerate(s) if share] for *_, s in window.stances] == [[commits], [opposes]]


def test_fragments_of_one_content_are_joined(tokenizer):
    one = data.Attribution(spans("Mayor Ana Obi"), spans("said"), spans("“it will open soon,”", "the council"))
    document = data.Document("d", "test", TEXT, attributions=[one, data.Attribution([], [], spans("the delay"))])
    fragments, candidates, targets = labels.Labelled(document, tokenizer).window(0, 60).links[2]
    assert [f for f, _ in fragments] == candidates and targets == [0, 1, 0]


def test_windows_label_every_word_once_or_more(tokenizer, document):
    labelled = labels.Labelled(document, tokenizer)
    for offset in range(0, 8, 3):
        seen = {w for window in labelled.windows(16, 10, offset) for w in window.word_at.values()}
        assert seen == set(range(len(labelled.encoded.words)))


def test_batches_hold_every_window_once(tokenizer, document):
    windows = list(labels.Labelled(document, tokenizer).windows(12, 5, 0)) * 7
    groups = loss.batches(windows, 64, random.Random(1))
    assert sorted(i for g in groups for i in g) == list(range(len(windows)))
    assert all(max(len(windows[i].ids) for i in g) * len(g) <= 64 for g in groups)


def test_decoding_is_legal_and_stops_at_the_closing_mark():
    rng = np.random.default_rng(5)
    for _ in range(50):
        tags = decode.tag(rng.normal(size=(40, 11)) * 3)
        assert all(t == 0 or t % 2 == 1 or i and tags[i - 1] in (t - 1, t) for i, t in enumerate(tags))
    scores = np.log(np.array([[.9, .05, .05], [.1, .8, .1], [.1, .1, .8], [.1, .1, .8], [.45, .05, .5], [.9, .05, .05]]))
    assert decode.tag_content(scores, [-1] * 6) == [0, 1, 2, 2, 2, 0]
    assert decode.tag_content(scores, [-1, 0, 0, 0, -1, -1]) == [0, 1, 2, 2, 0, 0]


def test_each_word_is_read_where_it_has_most_room():
    windows = pieces.even_windows(600, 254, 64)
    for at in range(600):
        n, position = decode.best_window(at, windows, 600)
        a, b = windows[n]
        assert a + position - 1 == at and a <= at < b
        assert (at - a >= 20 or a == 0) and (b - 1 - at >= 20 or b == 600)


def test_another_right_stance_counts_a_quarter():
    shares = labels.shares("opposes", ("asserts",))
    assert sum(shares) == 1 and shares[data.STANCES.index("opposes")] == 0.75 and shares[data.STANCES.index("asserts")] == 0.25
    assert max(labels.shares("warns", ())) == 1
