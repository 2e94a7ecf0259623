"""Writes changed copies of a labelled file, to see what a change costs: other quotation marks, other people's names.

    python robust.py --run FOLDER --gold dev.jsonl --out FOLDER

makes marks-0.jsonl … (one for each style) and people.jsonl in --out; measure them with `evaluate.py --files`, or run the program on
them, and compare with the figures of the file itself. Persons are those that the model in --run finds.
"""
import argparse
import json
from dataclasses import replace
from pathlib import Path

import augment
import data
import decode
import evaluate
import pieces


def with_style(row, style):
    """The article with every quotation mark in one style; apostrophes stay, for names hold some."""
    changer = augment.Augmenter(0)
    changer.random.choice = lambda _: style
    return merged(row, changer.quotation_style(as_document(row), apostrophes=False))


def with_other_people(row, people, seed=1):
    """The article with the persons `people` (spans) under other names; so are its labelled speakers."""
    surfaces = {row["text"][s:e] for s, e in people}
    last = {s.split()[-1] for s in surfaces}
    tail, names, at = [], [data.Name(s, e, "person") for s, e in people], len(row["text"]) + 2
    for attribution in row["attributions"]:
        for speaker in attribution.get("speaker", []):
            tail.append(speaker)
            if speaker in surfaces or speaker.split() and speaker.split()[-1] in last and attribution.get("kind") == "named":
                names.append(data.Name(at, at + len(speaker), "person"))
            at += len(speaker) + 1
    # The speakers stand below the article while the names are swapped, so that they change alike.
    document = replace(as_document(row), text=row["text"] + "\n\n" + "\n".join(tail), names=names)
    changed = augment.Augmenter(seed).swap_names(document)
    body, speakers = changed.text, []
    if tail:
        lines = changed.text.split("\n")
        speakers, body = lines[-len(tail):], "\n".join(lines[:-len(tail)])
    out = merged(row, replace(changed, text=body.removesuffix("\n\n").removesuffix("\n")))
    left = iter(speakers)
    for attribution in out["attributions"]:
        attribution["speaker"] = [next(left) for _ in attribution.get("speaker", [])]
    return out


def as_document(row):
    return data.Document(row["id"], "gold", row["text"], attributions=[
        data.Attribution(*([tuple(s) for s in a[r]] for r in data.ROLES)) for a in row["attributions"]])


def merged(row, document):
    if len(document.attributions) != len(row["attributions"]):
        raise ValueError(f"{row['id']}: a change lost an attribution")
    changed = [{**a, **{r: getattr(d, r) for r in data.ROLES}} for a, d in zip(row["attributions"], document.attributions)]
    return {"id": row["id"], "text": document.text, "attributions": changed}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "gold", "out"):
        p.add_argument(f"--{name}", required=True)
    options = p.parse_args()
    out, articles = Path(options.out), list(data.rows(options.gold))
    out.mkdir(parents=True, exist_ok=True)
    model, _ = evaluate.load_checkpoint(options.run)
    tokenizer = pieces.load_tokenizer()

    def people(text):
        reading = decode.read(model, tokenizer, text)
        return [tuple(pieces.to_span(reading.encoded, a, b)) for a, b, kind, _ in decode.names(reading, {}) if data.NAMES[kind] == "person"]

    write = lambda name, changed: (out / name).write_text("".join(json.dumps(r) + "\n" for r in changed), encoding="utf-8")
    for number, style in enumerate(augment.STYLES):
        write(f"marks-{number}.jsonl", [with_style(r, style) for r in articles])
    write("people.jsonl", [with_other_people(r, people(r["text"])) for r in articles])


if __name__ == "__main__":
    main()
