"""Sources join the names of their speakers; labels of this project land on their words."""
import data
import speakers

TEXT = "Ana Obi met Tom Reyes. Obi said no. The mayor said yes. “Never,” a clerk said. The Tolmin Trades Union, or TTU, agreed."


def find(part, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(part, at + 1)
    return at, at + len(part)


def source(part, speaker, named=True):
    return data.Attribution([find(part)], [], [find("no")], speaker=[speaker], named=named)


def test_sources_and_names_are_chained():
    names = [data.Name(*find(n, nth), kind) for n, nth, kind in
             [("Ana Obi", 0, "person"), ("Tom Reyes", 0, "person"), ("Obi", 1, "person"), ("Tolmin Trades Union", 0, "organisation"), ("TTU", 0, "organisation")]]
    attributions = [source("The mayor", "Ana Obi"), source("a clerk", "a clerk", named=False)]
    chains = {}
    for start, end, entity, _ in speakers.chains(TEXT, names, attributions, data.head_of):
        chains.setdefault(entity, []).append(TEXT[start:end])
    assert chains["ana obi"] == ["Ana Obi", "Obi", "The mayor"]
    assert chains["tolmin trades union"] == ["Tolmin Trades Union", "TTU"]
    assert chains["tom reyes"] == ["Tom Reyes"] and ["a clerk"] in chains.values()


def test_labels_land_on_their_words():
    attributions = [data.Attribution([find("The mayor")], [], [find("yes")])]
    span = lambda part: "{}-{}".format(*find(part))
    data.with_labels(TEXT, attributions, {0: ["supports", "asserts", "named", span("Ana Obi"), span("yes")]})
    one = attributions[0]
    assert (one.stance, one.also, one.named, one.speaker, one.target) == ("supports", ("asserts",), True, ["Ana Obi"], [find("yes")])


def test_a_target_stands_in_its_content_or_near():
    assert data.place(TEXT, "Obi", [find("Obi said no")]) == [find("Obi", 1)]
    assert data.place(TEXT, "nobody", [find("no")]) == [] and data.place(TEXT, "", [find("yes")]) == []
