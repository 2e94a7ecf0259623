"""Changes to a training article that must not change what it says: names, marks, letter case, paragraphs, small faults.

Every change is a list of edits (start, end, replacement) on the text; `edited` carries all spans along.
"""
import random
import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from pathlib import Path

import data
import shape

# Outer opening, outer closing, inner opening, inner closing, apostrophe.
STYLES = [("“", "”", "‘", "’", "’"), ('"', '"', "'", "'", "'"), ("‘", "’", "“", "”", "’"), ("'", "'", '"', '"', "'"),
          ("«", "»", "“", "”", "’"), ("«\u00a0", "\u00a0»", "“", "”", "’"), ("„", "“", "‚", "‘", "’"), ("„", "”", "‚", "’", "’"),
          ("»", "«", "›", "‹", "’"), ("”", "”", "’", "’", "’"), ("``", "''", "`", "'", "'"), ('"', '"', "‘", "’", "’")]
AGENCIES = ["AP", "AFP", "Reuters", "Xinhua", "ANSA", "dpa", "EFE", "PTI"]
VERBS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|told)\b")


def edited(document, edits):
    """The document with the edits made. Spans that an edit empties are dropped; a span never splits a replacement."""
    edits = sorted(set(edits))
    kept, at = [], 0
    for start, end, new in edits:
        if start >= at and not (kept and start == kept[-1][0]):
            kept.append((start, end, new))
            at = end
    if not kept:
        return document
    parts, at = [], 0
    starts, ends, before = [e[0] for e in kept], [e[1] for e in kept], [0]
    for start, end, new in kept:
        parts += [document.text[at:start], new]
        at = end
        before.append(before[-1] + len(new) - (end - start))
    text = "".join(parts) + document.text[at:]

    def begin(p):
        k = bisect_right(ends, p)
        return (starts[k] if k < len(kept) and starts[k] < p else p) + before[k]

    def stop(p):
        k = bisect_left(starts, p)
        return max(ends[k - 1], p) + before[k] if k else p

    def moved(spans):
        return [(begin(s), stop(e)) for s, e in spans if begin(s) < stop(e)]

    out = replace(document, text=text)
    if document.names is not None:
        out.names = [replace(n, start=begin(n.start), end=stop(n.end)) for n in document.names if begin(n.start) < stop(n.end)]
    if document.attributions is not None:
        out.attributions = [replace(a, **{role: moved(getattr(a, role)) for role in data.SPANS}) for a in document.attributions]
        out.attributions = [a for a in out.attributions if a.content]
    if document.mentions is not None:
        out.mentions = [replace(m, start=begin(m.start), end=stop(m.end), head=begin(m.head))
                        for m in document.mentions if begin(m.start) < stop(m.end)]
    return out


class Augmenter:
    """Makes one changed copy of a document: `Augmenter(seed)(document)`; the same seed makes the same copies."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        given = data.lexicon_rows("given_names")
        self.given = {g: [r[0] for r in given if r[1] == g] for g in "mfu"}
        self.gender = {r[0]: r[1] for r in given}
        surnames = (Path(__file__).parent / "surnames.txt").read_text(encoding="utf-8").split("\n")
        self.surnames = [s for s in surnames if s and not s.startswith("#")]
        self.organisations = [r[0] for r in data.lexicon_rows("organisations")]
        countries = data.lexicon_rows("countries")
        self.countries = [r[0] for r in countries]
        self.adjectives = [r[2].split("|")[0] for r in countries if r[2] != "-"]
        self.places = [r[0] for r in data.lexicon_rows("places") if r[1] in ("city", "state", "province", "region")]
        self.common = {r[0].lower() for r in data.lexicon_rows("common_words")} | set(self.countries)

    def chance(self, probability):
        return self.random.random() < probability

    def __call__(self, document):
        if document.names is not None and self.chance(0.6):
            document = self.swap_names(document)
        if document.attributions is not None:
            document = self.faults(document)
            if self.chance(0.1):
                document = self.dateline(document)
        if self.chance(0.5):
            document = self.quotation_style(document)
        if self.chance(0.3):
            document = self.letter_case(document)
        if self.chance(0.15):
            document = self.paragraphs(document)
        return document

    def swap_names(self, document):
        """Names for others of their class, the same for each that recurs; last names also where they stand alone."""
        mapping, edits, wholes = {}, [], {}
        people = [n for n in document.names if n.kind == "person"]
        words_of = lambda n: re.findall(r"[^\s]+", document.text[n.start:n.end])
        for name in people:
            words = words_of(name)
            if len(words) > 1:
                mapping.setdefault(words[-1], self.random.choice(self.surnames))
        for name in people:
            words = words_of(name)
            if len(words) > 1:
                mapping.setdefault(words[0], self._given(words[0]))
        swapped = {}
        for name in people:
            for match in re.finditer(r"[^\s]+", document.text[name.start:name.end]):
                word = match.group()
                if len(word.strip(".")) < 2 or not word[0].isupper():
                    continue
                new = mapping.get(word) or mapping.setdefault(
                    word, self._given(word) if word in self.gender else self.random.choice(self.surnames))
                swapped[(name.start + match.start(), name.start + match.end())] = new
        # A last name also stands in names of other classes ("the Ortiz campaign"): one name, one swap.
        inside = lambda s: any(n.start <= s < n.end for n in document.names)
        last = {words_of(n)[-1] for n in people if len(words_of(n)) > 1}
        for word in last:
            if len(word) > 3 and word.isalpha() and word.lower() not in self.common:
                for match in re.finditer(rf"\b{re.escape(word)}\b", document.text):
                    if match.span() not in swapped and not inside(match.start()):
                        swapped[match.span()] = mapping[word]
        for (start, end), new in swapped.items():
            old = document.text[start:end]
            edits.append((start, end, new.upper() if len(old) > 3 and old.isupper() else new))
        for name in document.names:
            if name.kind in ("organisation", "place", "group"):
                old = document.text[name.start:name.end]
                if old not in wholes:
                    wholes[old] = self._whole(name.kind, old) if self.chance(0.5) else old
                if wholes[old] != old:
                    edits.append((name.start, name.end, wholes[old]))
        return edited(document, edits)

    def _given(self, old):
        gender = self.gender.get(old, "u")
        return self.random.choice(self.given[gender] if gender in "mf" else self.given[self.random.choice("mfu")])

    def _whole(self, kind, old):
        if kind == "organisation":
            return self.random.choice(self.organisations)
        if kind == "group":
            return self.random.choice(self.adjectives) if old in self.adjectives else old
        return self.random.choice(self.countries if old in self.countries else self.places)

    def quotation_style(self, document, apostrophes=True):
        marks, style, edits, at = shape.quotation_marks(document.text), self.random.choice(STYLES), [], 0
        for at, mark in enumerate(document.text):
            if mark not in shape.QUOTES:
                continue
            if at not in marks:
                if apostrophes and mark in "’'" and at and document.text[at - 1].isalpha():
                    edits.append((at, at + 1, style[4]))
                continue
            side, depth = marks[at]
            double = mark in "`'" and marks.get(at - 1) == (side, depth) and document.text[at - 1] == mark
            new = style[(0 if side == shape.OPENING else 1) + (0 if depth == 0 else 2)]
            edits.append((at, at + 1, "" if double else new))
        return edited(document, edits)

    def letter_case(self, document):
        """The headline, or another line, in Title Case or ALL CAPS. Lengths stay, so spans do."""
        lines = [m.span() for m in re.finditer(r"[^\n]+", document.text)]
        start, end = lines[0] if self.chance(0.7) else self.random.choice(lines)
        if end - start > 400:
            return document
        one = lambda c, new: new if len(new) == 1 else c
        line = document.text[start:end]
        if self.chance(0.5):
            line = "".join(one(c, c.upper()) for c in line)
        else:
            line = "".join(one(c, c.upper()) if i == 0 or line[i - 1].isspace() or line[i - 1] in "“‘\"-" else c for i, c in enumerate(line))
        return replace(document, text=document.text[:start] + line + document.text[end:])

    def paragraphs(self, document):
        """Line ends lost, all or some of them."""
        lost = self.random.choice([1.0, 0.3])
        return edited(document, [(m.start(), m.end(), " ") for m in re.finditer(r"\s*\n\s*", document.text)
                                 if 0 < m.start() and m.end() < len(document.text) and self.chance(lost)])

    def faults(self, document):
        """A cue or another verb missing, or written twice, now and then."""
        edits = []
        for attribution in document.attributions:
            for start, end in attribution.cue[:1]:
                if re.fullmatch(r"\w+", document.text[start:end]) and self.chance(0.02):
                    word = document.text[start:end]
                    edits.append((start, end, "" if self.chance(0.3) else f"{word} {word}"))
        for match in VERBS.finditer(document.text):
            if self.chance(0.004):
                edits.append((*match.span(), "" if self.chance(0.6) else f"{match.group()} {match.group()}"))
        return edited(document, edits)

    def dateline(self, document):
        """A place and an agency before the first paragraph after the headline."""
        body = re.search(r"\n\s*\n\s*", document.text)
        if not body or body.end() >= len(document.text):
            return document
        place, agency, at = self.random.choice(self.places), self.random.choice(AGENCIES), body.end()
        place = place.upper() if self.chance(0.7) else place
        line = f"{place} ({agency}) {self.random.choice('—–-')} " if self.chance(0.6) else f"{place} {self.random.choice('—–')} "
        out = edited(document, [(at, at, line)])
        if out.names is not None:
            out.names = sorted(out.names + [data.Name(at, at + len(place), "place")] + (
                [data.Name(at + len(place) + 2, at + len(place) + 2 + len(agency), "organisation")] if "(" in line else []),
                key=lambda n: n.start)
        return out
