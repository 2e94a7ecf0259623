"""Changed copies of labelled articles stay labelled right."""
import augment
import robust

TEXT = "Ana Obi said, “It’s ‘nearly’ done.”\n\n“Wait,” Obi said. The Tolmin board agreed."


def row():
    at = lambda part, start=0: [TEXT.index(part, start), TEXT.index(part, start) + len(part)]
    return {"id": "r", "text": TEXT, "attributions": [
        {"source": [at("Ana Obi")], "cue": [at("said")], "content": [at("“It’s ‘nearly’ done.”")], "speaker": ["Ana Obi"], "kind": "named", "stance": "asserts"},
        {"source": [at("Obi", 40)], "cue": [at("said", 40)], "content": [at("“Wait,”")], "speaker": ["Ana Obi"], "kind": "named", "stance": "calls-for"},
        {"source": [at("The Tolmin board")], "cue": [], "content": [at("agreed")], "speaker": ["the board"], "kind": "unnamed", "stance": "none"}]}


def test_every_style_keeps_contents():
    for style in augment.STYLES:
        changed = robust.with_style(row(), style)
        surface = [changed["text"][s:e] for a in changed["attributions"] for s, e in a["content"]]
        assert surface == [f"{style[0]}It’s {style[2]}nearly{style[3]} done.{style[1]}", f"{style[0]}Wait,{style[1]}", "agreed"]


def test_speakers_change_with_the_text():
    changed = robust.with_other_people(row(), [(0, 7), (TEXT.index("Obi", 40), TEXT.index("Obi", 40) + 3)])
    first, second, third = changed["attributions"]
    new = first["speaker"][0]
    assert new != "Ana Obi" and "Obi" not in changed["text"] and changed["text"].startswith(new)
    assert second["speaker"] == [new] and third["speaker"] == ["the board"]
    assert changed["text"][slice(*second["source"][0])] == new.split(" ", 1)[1]
    assert changed["text"].endswith("agreed.")
