"""What was decoded, in the form that the scorer reads: {"article", "actors", "entities", "quotes", "positions"}.

Who a source is gets decided by a few plain rules here, far from what the program does: these figures of speakers and
positions compare weights with each other and are a lower bound.
"""
import re

import data
import decode
import pieces

PRONOUNS = {"he", "she", "him", "her", "his", "hers"}


def analyse(model, tokenizer, calibration, identity, text):
    """(analysis, [(attribution found, its content as code point spans)])"""
    reading = decode.read(model, tokenizer, text)
    encoded = reading.encoded
    span = lambda r: pieces.to_span(encoded, *r)
    names = [(*span((a, b)), data.NAMES[kind]) for a, b, kind, _ in decode.names(reading, calibration)]
    actors, quotes, positions, found = Actors(text, names), [], [], []
    for a in decode.attributions(model, reading, calibration):
        source = [span(a.source)] if a.source else []
        speakers = actors.of(source[0]) if source else []
        content = [span(r) for r in a.content]
        quotes.append({"speakers": speakers, "source": source, "cue": [span(a.cue)] if a.cue else [], "content": content, "kind": "indirect"})
        stance = data.STANCES[int(a.stance.argmax())]
        if stance != "none":
            positions.append({"holders": speakers, "stance": stance, "evidence": content,
                              "target": {"text": text[slice(*span(a.target))] if a.target else ""}})
        found.append((a, content))
    return {"article": {"id": identity, "text": text}, "actors": actors.list, "quotes": quotes, "positions": positions,
            "entities": [{"start": s, "end": e, "type": kind} for s, e, kind in names]}, found


class Actors:
    """Names of one text, the forms of one person together by the last name."""

    def __init__(self, text, names):
        self.text, self.names, self.list, self.ids = text, [n for n in names if n[2] != "other"], [], {}
        self.people = [n for n in self.names if n[2] == "person"]
        self.spoke = None  # the person who was last named as a source

    def of(self, source):
        """Actor ids of the names that a source span means; none for a description."""
        start, end = source
        words = self.text[start:end].lower()
        if words in PRONOUNS:
            before = [n for n in self.people if n[1] <= start]
            near = [n for n in before if start - n[1] < 200]
            person = near[-1] if near and (self.spoke is None or self.spoke not in near) else self.spoke or (before[-1] if before else None)
            return [self._actor(person)] if person else []
        if words in ("who", "which"):
            before = [n for n in self.names if 0 <= start - n[1] < 40]
            return [self._actor(before[-1])] if before else []
        head = data.head_of(self.text, start, end)
        inside = [n for n in self.names if n[0] < end and n[1] > start]
        hit = [n for n in inside if n[0] <= head < n[1]]
        if not hit:
            return []
        for n in inside:  # "A and B", "A, B and C"
            if re.fullmatch(r"\s*(?:,|and|,\s*and)\s*(?:[^,]{0,40}\s)?", self.text[hit[-1][1]:n[0]]) and n[0] >= hit[-1][1] and n[2] == hit[0][2]:
                hit.append(n)
        for n in hit:
            if n[2] == "person":
                self.spoke = n
        return [self._actor(n) for n in hit]

    def _actor(self, name):
        full = self._fullest(name)
        if full not in self.ids:
            self.ids[full] = f"a{len(self.ids)}"
            own = self.text[name[0]:name[1]]
            self.list.append({"id": self.ids[full], "name": full, "aliases": [own] if own != full else [], "kind": name[2]})
        return self.ids[full]

    def _fullest(self, name):
        own = self.text[name[0]:name[1]]
        if name[2] != "person":
            return own
        last = own.split()[-1]
        same = [self.text[s:e] for s, e, _ in self.people if self.text[s:e].split()[-1] == last]
        return max([own, *same], key=len) if len(own.split()) == 1 else own
