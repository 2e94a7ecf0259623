"""Reads what `standpoint analyze` writes with programs and libraries that are not Standpoint's. See README.md."""

import argparse
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import bibtexparser
import docx
import rispy
import spacy
import yaml
from pyld import jsonld

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def check(holds, what):
    """Stops with a message when something does not hold."""
    if not holds:
        sys.exit(f"FAILED: {what}")


def squeezed(text):
    """The text without white space."""
    return "".join(text.split())


class Article:
    """An article with everything that the program writes of it."""

    def __init__(self, program, path):
        self.program = program
        self.path = path
        self.data = json.loads(self.write("json"))
        self.text = self.data["article"]["text"]
        self.lines = [line for line in self.text.splitlines() if line.strip()]

    def write(self, form, *options):
        """What the program writes in a format."""
        command = [self.program, "analyze", "-f", form, *options, self.path]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def words(self, start, end):
        """The words between two code points."""
        return self.text[start:end]


def check_docx(article):
    document = docx.Document(io.BytesIO(article.write("docx")))
    paragraphs = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    all_words = [squeezed(text) for _, text in paragraphs]
    for line in article.lines:
        check(squeezed(line) in all_words, f"Word has no paragraph {line!r}")
    headings = [text for style, text in paragraphs if style == "Heading 1"]
    check(headings[0] == "Who is in the story" and headings[-1] == "The article", f"headings {headings}")
    check(document.core_properties.title == paragraphs[0][1], "the title is not among the properties")
    bold = {run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold}
    check(all(" ".join(actor["name"].split()) in bold for actor in article.data["actors"]), "an actor is missing")
    return f"{len(paragraphs)} paragraphs, styles {sorted({style for style, _ in paragraphs})}"


def check_pdf(article):
    found = subprocess.run(["pdftotext", "-", "-"], input=article.write("pdf"), check=True, capture_output=True)
    pages = found.stdout.decode().split("\f")
    # Page numbers stand between the words of a paragraph that goes on.
    words = squeezed("".join(re.sub(r"\n\d+\s*$", "", page) for page in pages))
    for line in article.lines:
        check(squeezed(line) in words, f"pdftotext does not find {line!r}")
    fonts = subprocess.run(["pdffonts", "-"], input=article.write("pdf"), check=True, capture_output=True).stdout.decode()
    rows = fonts.splitlines()[2:]
    # The signs of a Type 3 font, such as emoji, are drawn one by one and never a subset.
    sound = [re.search(r" yes (yes|no) +yes +\d", row) for row in rows]
    check(rows and all(sound), "a font is not embedded, or its words cannot be copied")
    return f"{len(pages) - 1} pages, {len(rows)} fonts, all embedded"


def check_office(article):
    """LibreOffice opens the Word file, and has its words."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.docx"
        path.write_bytes(article.write("docx"))
        command = ["soffice", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, path]
        subprocess.run(command, check=True, capture_output=True)
        words = squeezed(path.with_suffix(".txt").read_text(encoding="utf-8-sig"))
    for line in article.lines:
        check(squeezed(line) in words, f"LibreOffice does not show {line!r}")
    return f"{len(words)} letters"


def check_spacy(article):
    document = json.loads(article.write("spacy"))
    doc = spacy.tokens.Doc(spacy.blank("en").vocab).from_json(document, validate=True)
    check(doc.text == article.text, "spaCy has another text")
    names = [entity for entity in article.data["entities"]]
    check(0 < len(doc.ents) <= len(names), "spaCy has no names, or too many")
    spans = {(name["start"], name["end"]) for name in names}
    check(all((ent.start_char, ent.end_char) in spans for ent in doc.ents), "a name of spaCy's is not the program's")
    contents = [span.text for span in doc.spans["quotes"] if span.label_ == "CONTENT"]
    pieces = [article.words(*piece).strip() for quote in article.data["quotes"] for piece in quote["content"]]
    check(sorted(contents) == sorted(pieces), "spaCy's quotes differ")
    page = spacy.displacy.render(document, style="ent", manual=True, page=True)
    check(all(ent.label_ in page for ent in doc.ents), "displaCy does not show a label")
    return f"{len(doc)} tokens, {len(list(doc.sents))} sentences, {len(doc.ents)} names, {len(contents)} pieces of quotes"


def check_conll(article):
    source = article.write("conll").decode()
    from spacy.training.converters import conll_ner_to_docs

    # spaCy takes the first column as the word and the last as the name.
    docs = list(conll_ner_to_docs(source, no_print=True))
    check(squeezed("".join(doc.text for doc in docs)) == squeezed(article.text), "spaCy's converter has other words")
    names = [squeezed(ent.text) for doc in docs for ent in doc.ents]
    known = [squeezed(article.words(name["start"], name["end"])) for name in article.data["entities"]]
    check(names and set(names) <= set(known), "spaCy's converter has other names")
    return f"{len(docs)} documents, {len(names)} names"


def check_brat(article):
    files = zipfile.ZipFile(io.BytesIO(article.write("brat")))
    check(files.testzip() is None, "the archive is broken")
    stem = pathlib.Path(article.path).stem
    text = files.read(f"{stem}.txt").decode()
    check(text == article.text, "brat has another text")
    count = 0
    for line in files.read(f"{stem}.ann").decode().splitlines():
        identity, what, *rest = line.split("\t")
        if identity.startswith("T"):
            places = what.split(" ", 1)[1].split(";")
            pieces = [text[slice(*map(int, place.split()))] for place in places]
            check(" ".join(pieces) == rest[0] and "\n" not in rest[0], f"brat's {identity} is {pieces}, not {rest[0]!r}")
            count += 1
    return f"{count} spans"


def check_annotations(article, context):
    document = json.loads(article.write("web-annotation"))

    def load(url, _options=None):
        check(url == CONTEXT, f"{url} is asked for")
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    quads = jsonld.to_rdf(document, {"documentLoader": load})["@default"]
    oa = "http://www.w3.org/ns/oa#"
    kinds = [quad["object"]["value"] for quad in quads if quad["predicate"]["value"].endswith("#type")]
    count = kinds.count(oa + "Annotation")
    check(count == document["total"] > 0, "not all annotations are such")
    check(kinds.count(oa + "TextQuoteSelector") == kinds.count(oa + "TextPositionSelector") >= count, "selectors are missing")
    # Nothing gets lost on the way: every key is a term of the context.
    terms = set(context["@context"]) | {"@context"}

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    check(set(keys(document)) <= terms, f"not in the context: {set(keys(document)) - terms}")
    for item in document["first"]["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            check(article.words(start, end) == quote["exact"], f"{item['id']} is at other words")
            check(article.text[:start].endswith(quote["prefix"]), f"{item['id']} has another prefix")
            check(article.text[end:].startswith(quote["suffix"]), f"{item['id']} has another suffix")
    return f"{count} annotations, {len(quads)} triples"


def check_references(article):
    head = article.data["article"]
    [ris] = rispy.loads(article.write("ris").decode())
    check(ris["type_of_reference"] == "NEWS" and ris["title"] == head["title"], f"RIS has {ris}")
    library = bibtexparser.parse_string(article.write("bibtex").decode())
    check(not library.failed_blocks and len(library.entries) == 1, "BibTeX is not understood")
    fields = library.entries[0].fields_dict
    check(head["title"] in fields["title"].value or "\\" in fields["title"].value, "BibTeX has another title")
    return f"{len(ris)} fields in RIS, {len(fields)} in BibTeX"


def check_notes(article):
    files = zipfile.ZipFile(io.BytesIO(article.write("notes")))
    names = {name.removesuffix(".md") for name in files.namelist()}
    check(len(names) == len(article.data["actors"]) + 1, "not a note for each actor and the article")
    links = 0
    for name in names:
        source = files.read(f"{name}.md").decode()
        top = yaml.safe_load(source.split("---\n")[1])
        check(isinstance(top, dict) and top, f"{name} says nothing at its top")
        for target in re.findall(r"\[\[([^\]|]+)", source.split("---\n", 2)[2]):
            check(target in names, f"{name} links to {target!r}, which is not there")
            links += 1
    return f"{len(names)} notes, {links} links"


def check_csv(article):
    rows = list(csv.DictReader(io.StringIO(article.write("csv", "--context").decode())))
    check(len(rows) == len(article.data["quotes"]) + len(article.data["positions"]), "rows are missing")
    check(all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values()), "a cell could run")
    for row in rows:
        check(row["context"] == "" or squeezed(row["context"]) in squeezed(article.text), "a context is not the article's")
    return f"{len(rows)} rows"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the standpoint program")
    parser.add_argument("articles", nargs="+", help="articles to read")
    parser.add_argument("--context", help="a copy of http://www.w3.org/ns/anno.jsonld")
    options = parser.parse_args()
    for path in options.articles:
        article = Article(options.program, path)
        checks = [check_docx, check_spacy, check_conll, check_brat, check_references, check_notes, check_csv]
        if shutil.which("pdftotext"):
            checks.append(check_pdf)
        if shutil.which("soffice"):
            checks.append(check_office)
        for name in checks:
            print(f"{path}: {name.__name__.removeprefix('check_')}: {name(article)}", flush=True)
        if options.context:
            context = json.loads(pathlib.Path(options.context).read_text(encoding="utf-8"))
            print(f"{path}: annotations: {check_annotations(article, context)}", flush=True)


if __name__ == "__main__":
    main()
