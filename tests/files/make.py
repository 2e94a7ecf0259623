#!/usr/bin/env python3
"""Makes the sample files in this folder with programs that people use. Run by hand; see README.md.

    python3 -m venv venv && venv/bin/pip install python-docx odfpy EbookLib zstandard feedgen warcio brotli extract-msg compressed-rtf websocket-client pyzipper msoffcrypto-tool
    venv/bin/python tests/files/make.py [NAME…]

All people, places and outlets are invented.
"""

import gzip
import io
import json
import mailbox
import plistlib
import subprocess
import sys
import tempfile
import time
import zipfile
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import format_datetime
from datetime import datetime, timezone, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEN = datetime(2031, 5, 3, 10, 30, tzinfo=timezone(timedelta(hours=2)))

TITLE = "Old bridge to stay shut until spring"
BYLINE = "Ada Brandt"
OUTLET = "Kessel Courier"
STANDFIRST = "Divers found that the piers have sunk further than anybody had feared."
CAPTION = "The old bridge on Sunday evening."
CROSSHEAD = "Who pays"
BODY = [
    "KESSEL — The old bridge over the Kess will stay shut until the spring, the town’s mayor, Mia Roth, said on Monday, "
    "because its piers have sunk further than the engineers had expected.",
    "“Nobody should cross it, not even on foot,” said Tom Reyes, the town’s chief engineer. “We found a crack as wide as "
    "my hand.” His office had warned of the damage in March.",
    "The difficult part is the money. The ferrymen’s union rejected an offer of 40,000 crowns as an insult, and its head, "
    "Zoë Lang, called for a first-class replacement: “A ferry is no bridge.”",
    "The council wants to decide in the autumn, after a hearing with shopkeepers and fishermen, whether the bridge can be "
    "saved at all or has to make room for a new one.",
]
PARAGRAPHS = [BODY[0], BODY[1], CROSSHEAD, BODY[2], BODY[3]]


def write(name, data):
    (HERE / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    print("made", name)


def zip_with_fixed_times(data, first=None):
    """The same zip file with times that do not change from run to run."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, (2031, 5, 3, 10, 30, 0))
            info.compress_type = member.compress_type
            target.writestr(info, source.read(member.filename))
    return out.getvalue()


# --- Word, OpenDocument, Rich Text, EPUB -------------------------------------------------------------------------------


def docx():
    """Word by python-docx: title, styles, a caption, a table, runs in bold, properties."""
    import docx as word

    document = word.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = BYLINE
    document.core_properties.created = WHEN.replace(tzinfo=None)
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(STANDFIRST, style="Subtitle")
    first = document.add_paragraph()
    head, tail = BODY[0].split("old bridge", 1)
    first.add_run(head)
    first.add_run("old bridge").bold = True
    first.add_run(tail)
    document.add_paragraph(CAPTION, style="Caption")
    document.add_paragraph(BODY[1])
    document.add_heading(CROSSHEAD, 2)
    document.add_paragraph(BODY[2])
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate([("Repair", "9 million crowns"), ("New bridge", "31 million crowns")]):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    last = document.add_paragraph(BODY[3])
    last.add_run().add_break()
    last.add_run("AT&T Hall, 7 p.m.")
    out = io.BytesIO()
    document.save(out)
    write("article.docx", zip_with_fixed_times(out.getvalue()))


def odt():
    """OpenDocument by odfpy: styles of its own, a note, spaces, properties."""
    from odf import dc, meta, opendocument, style, text

    document = opendocument.OpenDocumentText()
    document.meta.addElement(dc.Title(text=TITLE))
    document.meta.addElement(meta.InitialCreator(text=BYLINE))
    document.meta.addElement(meta.CreationDate(text=WHEN.isoformat()))
    document.meta.addElement(dc.Language(text="en-GB"))
    caption = style.Style(name="Illustration", family="paragraph")
    document.styles.addElement(caption)
    own = style.Style(name="P1", family="paragraph", parentstylename="Illustration")
    document.automaticstyles.addElement(own)
    bold = style.Style(name="T1", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    document.text.addElement(text.H(outlinelevel=1, text=TITLE))
    document.text.addElement(text.P(text="By " + BYLINE))
    first = text.P()
    head, tail = BODY[0].split("old bridge", 1)
    first.addText(head)
    first.addElement(text.Span(stylename=bold, text="old bridge"))
    first.addText(tail)
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="The engineers’ report runs to 90 pages."))
    note.addElement(body)
    first.addElement(note)
    document.text.addElement(first)
    document.text.addElement(text.P(stylename=own, text=CAPTION))
    document.text.addElement(text.P(text=BODY[1]))
    document.text.addElement(text.H(outlinelevel=2, text=CROSSHEAD))
    spaced = text.P()
    before, after = BODY[2].split(" The ", 1)
    spaced.addText(before)
    spaced.addElement(text.S(c=2))
    spaced.addText("The " + after)
    document.text.addElement(spaced)
    document.text.addElement(text.P(text=BODY[3]))
    out = io.BytesIO()
    document.write(out)
    write("article.odt", zip_with_fixed_times(out.getvalue()))


def rtf():
    """Rich Text as WordPad and Word write it: a font table with code pages, a stylesheet, letters by code page and Unicode."""

    def letters(words):
        out = []
        for letter in words:
            number = ord(letter)
            special = {"“": r"\ldblquote ", "”": r"\rdblquote ", "’": r"\rquote ", "—": r"\emdash "}
            if letter in special:
                out.append(special[letter])
            elif letter in "\\{}":
                out.append("\\" + letter)
            elif number < 128:
                out.append(letter)
            else:
                out.append(r"\u%d\'%02x" % (number, letter.encode("cp1252")[0]))
        return "".join(out)

    lines = [
        r"{\rtf1\ansi\ansicpg1252\deff0\nouicompat\deflang2057{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fnil\fcharset238 Calibri;}}",
        r"{\colortbl ;\red0\green0\blue0;}",
        r"{\stylesheet{\s0\ql Normal;}{\s1\b\fs32 heading 1;}{\s2\b heading 2;}{\s3\i caption;}}",
        r"{\*\generator Riched20 10.0.19041}{\info{\title %s}{\author %s}{\creatim\yr2031\mo5\dy3\hr10\min30}}\viewkind4\uc1"
        % (TITLE, BYLINE),
        r"{\header\pard Kessel Courier \chpgn\par}",
        r"\pard\s1\b\fs32 %s\par" % letters(TITLE),
        r"\pard\b0\fs22 %s\par" % letters(BODY[0]),
        r"\pard\s3\i %s\i0\par" % letters(CAPTION),
        r"\pard %s\par" % letters(BODY[1]),
        r"\pard\s2\b %s\b0\par" % letters(CROSSHEAD),
        r"\pard %s\par" % letters(BODY[2]),
        r"\pard %s\line {\f1 \'a3\'f3d\'9f} {\field{\*\fldinst HYPERLINK \"https://courier.invalid\"}{\fldrslt the paper\rquote s page}}\par"
        % letters(BODY[3]),
        "}",
    ]
    write("article.rtf", "\r\n".join(lines).encode("ascii") + b"\x00")


def epub():
    """A book by EbookLib: two chapters, a cover page, a table of contents."""
    from ebooklib import epub as book

    volume = book.EpubBook()
    volume.set_identifier("kessel-2031")
    volume.set_title("The Bridge Papers")
    volume.set_language("en")
    volume.add_author(BYLINE)
    volume.add_metadata("DC", "publisher", OUTLET)
    volume.add_metadata("DC", "date", "2031-05-03")
    chapters = []
    for number, (head, paragraphs) in enumerate([(TITLE, BODY[:2]), (CROSSHEAD, BODY[2:])], 1):
        chapter = book.EpubHtml(title=head, file_name=f"text/chapter {number}.xhtml", lang="en")
        chapter.content = f"<h1>{head}</h1>" + "".join(f"<p>{words}</p>" for words in paragraphs)
        volume.add_item(chapter)
        chapters.append(chapter)
    volume.toc = chapters
    volume.add_item(book.EpubNcx())
    volume.add_item(book.EpubNav())
    volume.spine = ["nav", *chapters]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.epub"
        book.write_epub(str(path), volume)
        data = path.read_bytes()
    write("book.epub", zip_with_fixed_times(data))


# --- Feeds, news formats, web archives ---------------------------------------------------------------------------------


def feeds():
    """RSS and Atom by feedgen: two items, the text of one as a page."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id("https://courier.invalid/")
    feed.title(OUTLET)
    feed.link(href="https://courier.invalid/")
    feed.description("News from Kessel")
    feed.language("en")
    feed.updated(WHEN)
    feed.lastBuildDate(WHEN)
    for number, (title, paragraphs) in enumerate([(TITLE, BODY[:2]), (CROSSHEAD + "?", BODY[2:])]):
        entry = feed.add_entry(order="append")
        entry.id(f"https://courier.invalid/{number}")
        entry.title(title)
        entry.link(href=f"https://courier.invalid/{number}")
        entry.author(name=BYLINE, email="ada@courier.invalid")
        entry.published(WHEN)
        entry.updated(WHEN)
        entry.summary(paragraphs[0][:60])
        entry.content("".join(f"<p>{words}</p>" for words in paragraphs), type="CDATA")
    write("feed.rss", feed.rss_str(pretty=True))
    write("feed.atom", feed.atom_str(pretty=True))


def news():
    """NITF, NewsML-G2 and ninjs by hand, in the form of the examples of the IPTC."""
    stamp = "20310503T103000+0200"
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY[:2]) + f"<hl2>{CROSSHEAD}</hl2>" + "".join(f"<p>{words}</p>" for words in BODY[2:])
    write("story.nitf", f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf version="-//IPTC//DTD NITF 3.6//EN">
<head><title>BRIDGE-SHUT</title><docdata><doc-id id-string="bridge.1"/><date.issue norm="{stamp}"/></docdata><pubdata name="{OUTLET}"/></head>
<body>
<body.head><hedline><hl1>{TITLE}</hl1><hl2>{STANDFIRST}</hl2></hedline><byline>By <person>{BYLINE}</person></byline>
<dateline><location>KESSEL</location></dateline></body.head>
<body.content><media media-type="image"><media-reference mime-type="image/jpeg" source="bridge.jpg"/>
<media-caption>{CAPTION}</media-caption></media>{paragraphs}</body.content>
</body>
</nitf>
""")
    page = paragraphs.replace("hl2>", "h2>")
    write("story.newsml", f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:courier.invalid:20310503:1" version="1" standard="NewsML-G2"
 standardversion="2.34" conformance="power" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="{OUTLET}"><name>{OUTLET}</name></provider>
<versionCreated>2031-05-03T10:30:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>2031-05-03T10:30:00+02:00</contentCreated><creator literal="ab"><name>{BYLINE}</name></creator>
<headline>{TITLE}</headline><language tag="en-GB"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Slug</title></head>
<body>{page}</body></html></inlineXML></contentSet>
</newsItem>
""")
    write("story.json", json.dumps({
        "uri": "https://courier.invalid/bridge", "type": "text", "version": "1", "versioncreated": "2031-05-03T10:30:00+02:00",
        "language": "en-GB", "headline": TITLE, "byline": "By " + BYLINE, "copyrightholder": OUTLET, "located": "Kessel",
        "body_xhtml": page, "subject": [{"code": "medtop:20000568", "name": "bridges"}],
    }, ensure_ascii=False, indent=1))


def web_archive():
    """A page by Python's plistlib, as Safari saves it."""
    html = PAGE.format(title=TITLE, paragraphs="".join(f"<p>{words}</p>" for words in BODY))
    page = {"WebResourceData": html.encode(), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
            "WebResourceURL": "https://courier.invalid/bridge", "WebResourceFrameName": ""}
    picture = {"WebResourceData": b"\x89PNG" * 300, "WebResourceMIMEType": "image/png", "WebResourceURL": "https://courier.invalid/b.png"}
    write("page.webarchive", plistlib.dumps({"WebMainResource": page, "WebSubresources": [picture]}, fmt=plistlib.FMT_BINARY))


def warc():
    """A web archive by warcio: a page, one that was not found, and a picture; packed record by record."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    html = PAGE.format(title=TITLE, paragraphs="".join(f"<p>{words}</p>" for words in BODY)).encode()
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    date = "2031-05-03T08:30:00Z"
    for address, status, kind, body in [("bridge", "200 OK", "text/html; charset=utf-8", html),
                                        ("gone", "404 Not Found", "text/html", html), ("b.png", "200 OK", "image/png", b"\x89PNG")]:
        head = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            f"https://courier.invalid/{address}", "response", payload=io.BytesIO(body), http_headers=head,
            warc_headers_dict={"WARC-Date": date, "WARC-Record-ID": f"<urn:uuid:{address}>"}))
    write("crawl.warc.gz", out.getvalue())


# --- PDF ---------------------------------------------------------------------------------------------------------------


def run(*command, cwd=None):
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def columns_pdf():
    """Two hyphenated, justified columns below a headline, with a running head and page numbers, by LibreOffice Writer."""
    from odf import opendocument, style, text

    document = opendocument.OpenDocumentText()
    layout = style.PageLayout(name="L")
    layout.addElement(style.PageLayoutProperties(pagewidth="14.8cm", pageheight="10.5cm", margin="1.2cm"))
    layout.addElement(style.HeaderStyle())
    layout.addElement(style.FooterStyle())
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    header, footer = style.Header(), style.Footer()
    header.addElement(text.P(text="Kessel Courier, Saturday edition"))
    number = text.P()
    number.addElement(text.PageNumber(selectpage="current"))
    footer.addElement(number)
    master.addElement(header)
    master.addElement(footer)
    document.masterstyles.addElement(master)
    title = style.Style(name="T", family="paragraph")
    title.addElement(style.TextProperties(fontsize="20pt", fontweight="bold", fontname="Liberation Serif"))
    document.automaticstyles.addElement(title)
    body = style.Style(name="B", family="paragraph")
    body.addElement(style.ParagraphProperties(textalign="justify", textindent="0.4cm"))
    body.addElement(
        style.TextProperties(fontsize="9pt", fontname="Liberation Serif", language="en", country="GB", hyphenate="true")
    )
    document.automaticstyles.addElement(body)
    cross = style.Style(name="C", family="paragraph")
    cross.addElement(style.TextProperties(fontsize="11pt", fontweight="bold", fontname="Liberation Sans"))
    document.automaticstyles.addElement(cross)
    section = style.Style(name="S", family="section")
    properties = style.SectionProperties()
    properties.addElement(style.Columns(columncount=2, columngap="0.6cm"))
    section.addElement(properties)
    document.automaticstyles.addElement(section)
    document.text.addElement(text.P(stylename=title, text=TITLE))
    document.text.addElement(text.P(text="By " + BYLINE))
    part = text.Section(name="Story", stylename=section)
    for round_ in range(2):
        for words in PARAGRAPHS:
            kind = cross if words == CROSSHEAD else body
            part.addElement(text.P(stylename=kind, text=words if round_ == 0 else again(words)))
    document.text.addElement(part)
    with tempfile.TemporaryDirectory() as folder:
        document.save(f"{folder}/columns.odt")
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "columns.odt", cwd=folder)
        write("columns.pdf", Path(folder, "columns.pdf").read_bytes())


def again(words):
    """The same at a later time, so that the text fills a second page."""
    return words.replace("Monday", "Tuesday").replace("in March", "in April").replace("Who pays", "Who waits")


def browser_pdf():
    """A web page printed by Chromium, with the address and the day that it puts around it."""
    paragraphs = "".join(f"<p>{words}</p>" for words in BODY)
    page = PAGE.format(title=TITLE, paragraphs=f"<p>By {BYLINE}</p>{paragraphs}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bridge.html").write_text(page)
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={folder}/page.pdf", f"{folder}/bridge.html")
        write("browser.pdf", Path(folder, "page.pdf").read_bytes())


POSTSCRIPT = """%!PS
/line {{ 72 y moveto show /y y 14 sub def }} def
/y 720 def /Helvetica-Bold findfont 18 scalefont setfont ({title}) line
/y y 10 sub def /Times-Roman findfont 11 scalefont setfont
{lines}
showpage
"""


def plain_pdf():
    """Lines of PostScript in a font that is not embedded, made a PDF by Ghostscript."""
    import textwrap

    lines = []
    for paragraph in ["By " + BYLINE, *BODY]:
        plain = paragraph.translate(str.maketrans("“”’—ë", "\"\"'-e"))
        for line in textwrap.wrap(plain, 90):
            lines.append("({}) line".format(line.replace("(", "\\(").replace(")", "\\)")))
        lines.append("/y y 8 sub def")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "plain.ps").write_text(POSTSCRIPT.format(title=TITLE, lines="\n".join(lines)))
        run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dEmbedAllFonts=false",
            "-sOutputFile=plain.pdf", "plain.ps", cwd=folder)
        write("plain.pdf", Path(folder, "plain.pdf").read_bytes())


def scan_pdf():
    """The page of `plain.pdf` as a picture, by Ghostscript; run after `plain_pdf`."""
    with tempfile.TemporaryDirectory() as folder:
        run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfimage8", "-r30", "-sOutputFile=scan.pdf",
            str(HERE / "plain.pdf"), cwd=folder)
        write("scan.pdf", Path(folder, "scan.pdf").read_bytes())


def locked_pdf():
    """`plain.pdf` with a password, and one with a password only for changes, by qpdf; run after `plain_pdf`."""
    for name, user in [("locked.pdf", "secret"), ("owned.pdf", "")]:
        with tempfile.TemporaryDirectory() as folder:
            run("qpdf", "--encrypt", user, "owner", "256", "--", str(HERE / "plain.pdf"), f"{folder}/out.pdf")
            write(name, Path(folder, "out.pdf").read_bytes())


def locked_others():
    """`pandoc.docx` with a password, by msoffcrypto-tool, and a zip archive with one, by pyzipper; run after `pandoc`."""
    import pyzipper
    from msoffcrypto.format.ooxml import OOXMLFile

    with tempfile.TemporaryDirectory() as folder, (HERE / "pandoc.docx").open("rb") as plain:
        with Path(folder, "locked.docx").open("wb") as locked:
            OOXMLFile(plain).encrypt("secret", locked)
        write("locked.docx", Path(folder, "locked.docx").read_bytes())
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"secret")
        archive.writestr("article.txt", PLAIN)
    write("locked.zip", out.getvalue())


# --- Mail --------------------------------------------------------------------------------------------------------------


def message(number, title, paragraphs):
    """A message as programs for mail write it, by Python's email."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{BYLINE} <ada@courier.invalid>"
    mail["To"] = "desk@courier.invalid"
    mail["Subject"] = title
    mail["Date"] = format_datetime(WHEN + timedelta(days=number))
    mail["Message-ID"] = f"<{number}@courier.invalid>"
    mail.set_content("\n\n".join(paragraphs) + "\n\n-- \nAda Brandt, Kessel Courier\n", cte="quoted-printable")
    return mail


def fixed_boundary(mail):
    """Boundaries that do not change from run to run."""
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_part_{number}")
    return mail.as_bytes()


def eml():
    """A message in plain text and HTML, a headline in an encoded word, with a text and a picture attached."""
    mail = message(0, TITLE + " – Zoë Lang", BODY[:2])
    mail.add_alternative("".join(f"<p>{words}</p>" for words in BODY[:2]), subtype="html", cte="base64")
    mail.add_attachment(f"{BODY[2]}\n\n{BODY[3]}\n", subtype="plain", filename="money.txt", cte="base64")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="bridge.png")
    write("message.eml", fixed_boundary(mail))


def mbox():
    """Two messages in a mailbox by Python's mailbox; a line in one of them begins with “From ”."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box"
        box = mailbox.mbox(path)
        from_line = "From March on, nobody had crossed the old bridge, Tom Reyes said."
        for number, (title, paragraphs) in enumerate([(TITLE, [*BODY[:2], from_line]), (CROSSHEAD, BODY[2:])]):
            stored = mailbox.mboxMessage(message(number, title, paragraphs).as_bytes(policy=SMTP.clone(linesep="\n")))
            stored.set_from("ada@courier.invalid Sat May  3 10:30:00 2031")
            box.add(stored)
        box.close()
        write("messages.mbox", path.read_bytes())


def mht():
    """A page saved as one file, built as Chromium builds it."""
    page = MIMEMultipart("related", boundary="----MultipartBoundary--kessel----")
    page["Snapshot-Content-Location"] = "https://courier.invalid/bridge"
    page["Subject"] = TITLE
    page["From"] = "<Saved by Blink>"
    html = PAGE.format(title=TITLE, paragraphs="".join(f"<p>{words}</p>" for words in BODY))
    text = MIMEText(html, "html", "utf-8")
    text["Content-Location"] = "https://courier.invalid/bridge"
    page.attach(text)
    write("page.mht", page.as_bytes())


PAGE = "<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


# --- Subtitles ---------------------------------------------------------------------------------------------------------

CUES = [
    ("Mia Roth", "The old bridge will stay shut"),
    ("Mia Roth", "until the spring."),
    ("Tom Reyes", "Nobody should cross it,"),
    ("Tom Reyes", "not even on foot."),
]


def srt():
    """SubRip with speakers in capitals, Windows line ends and marks, in Windows-1252."""
    cues = []
    for number, (name, words) in enumerate(CUES, 1):
        label = f"{name.upper()}: " if number % 2 else ""
        cues.append(f"{number}\r\n00:00:{number:02},000 --> 00:00:{number:02},900\r\n<i>{label}{words}</i>\r\n")
    cues.append("5\r\n00:00:05,000 --> 00:00:05,900\r\n{\\an8}ZOË LANG: It’s a scandal.\r\n")
    write("council.srt", "\r\n".join(cues).encode("cp1252"))


def vtt():
    """WebVTT with voices, a note and a style."""
    cues = [
        f"{number}\n00:{number:02}.000 --> 00:{number:02}.900 align:start\n<v {name}>{words}</v>\n"
        for number, (name, words) in enumerate(CUES, 1)
    ]
    head = "WEBVTT - Council\n\nNOTE Written down by hand\n\nSTYLE\n::cue { color: white }\n"
    write("council.vtt", head + "\n" + "\n".join(cues))


# --- Packed ------------------------------------------------------------------------------------------------------------

PLAIN = "\n\n".join([TITLE, "By " + BYLINE, *BODY]) + "\n"


def gz():
    """Plain text by Python's gzip."""
    write("article.txt.gz", gzip.compress(PLAIN.encode(), mtime=0))


def zst():
    """Plain text by the zstandard library."""
    import zstandard

    write("article.txt.zst", zstandard.ZstdCompressor(level=19).compress(PLAIN.encode()))


def archive():
    """A zip archive: a text, a document, a packed text and a picture; run after `rtf` and `gz`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("news/article.txt", PLAIN)
        for name in ["article.rtf", "article.txt.gz"]:
            target.writestr(f"news/{name}", (HERE / name).read_bytes())
        target.writestr("news/bridge.png", b"\x89PNG\r\n\x1a\n")
    write("news.zip", zip_with_fixed_times(out.getvalue()))



# --- Other programs -----------------------------------------------------------------------------------------------------

MARKDOWN = "\n".join(
    ["---", f"title: {TITLE}", f"author: {BYLINE}", "date: 2031-05-03", "lang: en-GB", "---", "", f"*{STANDFIRST}*", "",
     BODY[0].replace("old bridge", "**old bridge**"), "", BODY[1], "", f"## {CROSSHEAD}", "", BODY[2] + "[^1]", "",
     "- Repair: 9 million crowns", "- New bridge: 31 million crowns", "", "> " + BODY[3], "",
     "[^1]: The engineers’ report runs to 90 pages.", ""]
)


def pandoc():
    """The story in Markdown, as pandoc writes it in each of its formats."""
    for name, kind in [("docx", "docx"), ("odt", "odt"), ("rtf", "rtf"), ("epub", "epub3"), ("html", "html5"), ("md", "gfm-footnotes")]:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "story.md").write_text(MARKDOWN)
            environment = {"SOURCE_DATE_EPOCH": "1935563400", "PATH": "/usr/bin:/bin"}
            subprocess.run(["pandoc", "--standalone", "-f", "markdown", "-t", kind, "-o", f"out.{name}", "story.md"], check=True, cwd=folder, env=environment)
            write(f"pandoc.{name}", Path(folder, f"out.{name}").read_bytes())


def writer():
    """`article.docx` and `article.odt` opened by LibreOffice Writer and saved in its other formats; run after these."""
    for source, kind in [("article.odt", "docx"), ("article.docx", "odt"), ("article.docx", "rtf"), ("article.odt", "fodt"), ("article.docx", "html"), ("article.docx", "pdf"), ("article.docx", "txt")]:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "writer." + source.split(".")[1]).write_bytes((HERE / source).read_bytes())
            run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", f"{folder}/out",
                "writer." + source.split(".")[1], cwd=folder)
            write(f"writer.{kind}", Path(folder, "out", f"writer.{kind}").read_bytes())


NEWS_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="2031-05-03T10:30:00+02:00">
<meta name="author" content="{byline}"><link rel="canonical" href="https://courier.invalid/bridge">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{title}",
"datePublished": "2031-05-03T10:30:00+02:00", "author": {{"@type": "Person", "name": "{byline}"}}, "publisher": {{"@type": "Organization", "name": "{outlet}"}}}}</script>
<script>document.addEventListener("DOMContentLoaded", () => {{ document.getElementById("late").textContent = "The hall is in Ferry Street."; }});</script>
<style>nav li {{ display: inline }}</style></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="standfirst">{standfirst}</p><p class="byline">By {byline}</p>
<div class="share"><a href="#">Share on Friendly</a> <a href="#">Copy link</a></div>
<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" alt=""><figcaption>{caption}</figcaption></figure>
{paragraphs}<p id="late"></p>
<aside><h2>Read more</h2><ul><li><a href="/1">Ferry to run at night</a></li><li><a href="/2">Ten years of cracks</a></li></ul></aside>
</article></main><footer><p>© {outlet}. Terms. Privacy. Cookies.</p></footer></body></html>
"""


def chromium():
    """A page of a newspaper as Chromium saves it: as one file, by the call behind “Save as: web page, single file”, and as it stands in memory."""
    import urllib.request

    import websocket

    paragraphs = "".join(f"<p>{words}</p>" if words != CROSSHEAD else f"<h2>{words}</h2>" for words in PARAGRAPHS)
    page = NEWS_PAGE.format(title=TITLE, outlet=OUTLET, byline=BYLINE, standfirst=STANDFIRST, caption=CAPTION, paragraphs=paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bridge.html").write_text(page)
        browser = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--remote-debugging-port=9333",
             "--remote-allow-origins=*", f"file://{folder}/bridge.html"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                time.sleep(0.3)
                try:
                    tabs = [tab for tab in json.load(urllib.request.urlopen("http://127.0.0.1:9333/json")) if tab["type"] == "page" and tab["url"].endswith("bridge.html")]
                except OSError:
                    continue
                if tabs:
                    break
            time.sleep(1)
            socket = websocket.create_connection(tabs[0]["webSocketDebuggerUrl"])

            def call(method, **parameters):
                socket.send(json.dumps({"id": 1, "method": method, "params": parameters}))
                while True:
                    answer = json.loads(socket.recv())
                    if answer.get("id") == 1:
                        return answer["result"]

            saved = call("Page.captureSnapshot", format="mhtml")["data"].replace(folder, "/home/desk")
            dom = call("Runtime.evaluate", expression="document.documentElement.outerHTML")["result"]["value"]
        finally:
            browser.terminate()
            browser.wait()
    write("saved.mhtml", saved)
    write("saved.html", "<!DOCTYPE html>\n" + dom)


def thunderbird():
    """A message as Thunderbird sends it: flowed lines, a reply below its quotation, a forwarded message and a document attached; run after `pandoc`."""
    import textwrap

    def flowed(words):
        lines = textwrap.wrap(words, 70)
        return "\n".join(line + " " for line in lines[:-1]) + "\n" + lines[-1]

    mail = EmailMessage(policy=SMTP.clone(cte_type="8bit"))
    for name, value in [("Message-ID", "<7d1f@courier.invalid>"), ("Date", format_datetime(WHEN)), ("MIME-Version", "1.0"),
                        ("User-Agent", "Mozilla Thunderbird"), ("Subject", "Re: " + TITLE), ("Content-Language", "en-GB"),
                        ("To", "desk@courier.invalid"), ("References", "<1@courier.invalid>"), ("In-Reply-To", "<1@courier.invalid>"),
                        ("From", f"{BYLINE} <ada@courier.invalid>"), ("Organization", OUTLET)]:
        if name != "MIME-Version":
            mail[name] = value
    quoted = "\n".join("> " + line for line in textwrap.wrap("Can you send me the story on the bridge?", 70))
    text = "\n\n".join(["On 03/05/2031 09:10, the desk wrote:\n" + quoted, *[flowed(words) for words in BODY[:3]], "-- \nAda Brandt, Kessel Courier"])
    mail.set_content(text, cte="8bit")
    mail.set_param("format", "flowed")
    inner = message(1, "The money", [BODY[3]])
    mail.add_attachment(inner)
    mail.add_attachment((HERE / "pandoc.docx").read_bytes(), maintype="application",
                        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document", filename="Brücke.docx")
    write("reply.eml", fixed_boundary(mail))


def outlook():
    """Messages as Outlook saves them, built by extract-msg: one whose only text is packed Rich Text, as older ones have it; run after `rtf`."""
    import compressed_rtf
    from extract_msg import OleWriter

    def entry(tag, value):
        return tag.to_bytes(4, "little") + b"\x06\0\0\0" + value

    stamp = (int(WHEN.timestamp()) + 11_644_473_600) * 10_000_000
    properties = b"\0" * 32 + entry(0x00390040, stamp.to_bytes(8, "little"))
    rich = (HERE / "article.rtf").read_bytes().rstrip(b"\0")
    streams = {
        "__properties_version1.0": properties,
        "__substg1.0_001A001F": "IPM.Note".encode("utf-16-le"),
        "__substg1.0_0037001F": TITLE.encode("utf-16-le"),
        "__substg1.0_0C1A001F": BYLINE.encode("utf-16-le"),
        "__substg1.0_10090102": compressed_rtf.compress(rich),
        "__nameid_version1.0/__substg1.0_00020102": b"",
    }
    writer = OleWriter()
    for name, data in streams.items():
        path = name.split("/")
        if len(path) > 1:
            writer.addEntry(path[0], storage=True)
        writer.addEntry(name, data)
    with tempfile.TemporaryDirectory() as folder:
        writer.write(f"{folder}/rich.msg")
        write("rich.msg", Path(folder, "rich.msg").read_bytes())


def packed_warc():
    """A web archive by warcio: pages that the server packed by Brotli, Zstandard and gzip."""
    import brotli
    import zstandard
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for way, pack in [("br", brotli.compress), ("zstd", zstandard.ZstdCompressor().compress), ("gzip", lambda data: gzip.compress(data, mtime=0))]:
        body = pack(PAGE.format(title=f"{TITLE} ({way})", paragraphs="".join(f"<p>{words}</p>" for words in BODY)).encode())
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", way), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            f"https://courier.invalid/{way}", "response", payload=io.BytesIO(body), http_headers=head,
            warc_headers_dict={"WARC-Date": "2031-05-03T08:30:00Z", "WARC-Record-ID": f"<urn:uuid:{way}>"}))
    write("packed.warc", out.getvalue())


def encodings():
    """The story as plain text in encodings of old and new programs, by Python."""
    western = PLAIN.replace("—", "–")
    write("western.txt", western.replace("\n", "\r\n").encode("cp1252"))
    write("wide.txt", b"\xff\xfe" + PLAIN.replace("\n", "\r\n").encode("utf-16-le"))
    write("marked.txt", b"\xef\xbb\xbf" + PLAIN.encode())
    write("spoilt.txt", PLAIN.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode())
    polish = "Most zamknięty\n\nBurmistrz Żaneta Łoś powiedziała, że „nikt nie powinien wchodzić na most”. Rada zbierze się jesienią, a naprawa będzie kosztować dziewięć milionów. Mieszkańcy są oburzeni, bo łódź pływa tylko za dnia.\n"
    write("polish.txt", polish.encode("cp1250"))
    russian = "Мост закрыт\n\nМэр города Мария Рот сказала, что мост останется закрытым до весны. \"Никто не должен ходить по нему\", - заявила она в понедельник. Совет примет решение осенью.\n"
    write("russian.txt", russian.encode("koi8-r"))
    japanese = "橋は春まで閉鎖\n\n市長のミア・ロートは月曜日、古い橋は春まで閉鎖されると述べた。「だれも渡ってはならない」と主任技師は話した。議会は秋に決定する予定である。\n"
    write("japanese.txt", japanese.encode("shift_jis"))


def lines():
    """Articles as lines of JSON, by Python's json."""
    rows = [{"id": "bridge-1", "title": TITLE, "author": BYLINE, "text": "\n\n".join(BODY[:2])}, {"id": "bridge-2", "title": CROSSHEAD, "text": "\n\n".join(BODY[2:])}]
    write("articles.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def xml_web_archive():
    """A page by Python's plistlib, in the form of Safari's archives in XML."""
    html = PAGE.format(title=TITLE, paragraphs="".join(f"<p>{words}</p>" for words in BODY))
    page = {"WebResourceData": html.encode(), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": "https://courier.invalid/bridge"}
    write("xml.webarchive", plistlib.dumps({"WebMainResource": page}, fmt=plistlib.FMT_XML))


MAKERS = [feeds, news, web_archive, warc, docx, odt, rtf, epub, eml, mbox, mht, srt, vtt, gz, zst, archive, columns_pdf, browser_pdf, plain_pdf, scan_pdf, locked_pdf, pandoc, writer, chromium, thunderbird, outlook, packed_warc, encodings, lines, xml_web_archive, locked_others]

if __name__ == "__main__":
    wanted = sys.argv[1:]
    for maker in MAKERS:
        if not wanted or maker.__name__ in wanted:
            maker()
