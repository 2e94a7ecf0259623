#!/usr/bin/env python3
"""Makes files that are made to do harm and measures what the program takes for each: seconds of a core and peak memory. Run by hand.

    python3 tests/outside/measure_hostile.py target/release/standpoint

Prints a table. Each run ends with an answer or with an error; one that is killed stops the script.
"""

import gzip
import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

MIB = 1 << 20


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def pdf(content, filters):
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 60 >>\nstream\n"
        + b"/X Do " * 10 + b"\nendstream",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, words) for number, words in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def encrypted_pdf():
    """A page that unfolds to 600 MiB, encrypted with an empty password by qpdf, as it does with all it writes."""
    with tempfile.TemporaryDirectory() as folder:
        plain, locked = Path(folder, "plain.pdf"), Path(folder, "locked.pdf")
        plain.write_bytes(pdf(zlib.compress(bytes(600 * MIB), 1), b"/Filter /FlateDecode"))
        subprocess.run(["qpdf", "--stream-data=preserve", "--object-streams=disable", "--encrypt", "", "owner", "256", "--", plain, locked],
                       check=False, stderr=subprocess.DEVNULL)
        return locked.read_bytes()


def objects_pdf(key):
    """A document whose catalogue stands in a stream of 600 MiB, also with what looks like an empty password."""
    packed = bytes(byte ^ key for byte in zlib.compress(b"1 0 2 40 << /Type /Catalog /Pages 2 0 R >>".ljust(600 * MIB), 1))
    body = b"%%PDF-1.7\n3 0 obj\n<< /Type /ObjStm /N 2 /First 9 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    rows = [(0, 0, 0), (2, 3, 0), (2, 3, 1), (1, 9, 0), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + offset.to_bytes(4, "big") + index.to_bytes(2, "big") for kind, offset, index in rows)
    locked = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <00> /U <00> >> /ID [<00> <00>]" if key else b""
    return body + b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R %s /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        locked, len(table), table, len(body))


def news(words):
    story = "Mayor Ada Brandt said that the bridge would stay shut. “Nobody should cross it,” she told reporters. The ministry denied that it had known of the cracks, and Tom Reyes, a doctor, warned of delays.\n\n"
    return (story * (words // len(story.split()))).encode()


def nested_zip(levels):
    data = b"The mayor said no."
    for level in range(levels):
        data = zipped(f"{level}.zip", data)
    return data


def cases():
    spaces = bytes(600 * MIB).replace(b"\0", b" ")
    deflated = zlib.compress(spaces, 1)
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    noise = random.Random(1).randbytes(4 * MIB)
    yield "an article, for comparison", "a.txt", "“We will not sell the harbour,” said Ada Brandt, the mayor.\n".encode() * 20
    yield "gzip that unfolds to 600 MiB", "a.gz", gzip.compress(spaces, 1)
    yield "zip that unfolds to 600 MiB", "a.zip", zipped("a.txt", spaces)
    yield "Word document that unfolds to 600 MiB", "a.docx", zipped("word/document.xml", spaces)
    yield "zip in zip, 40 levels", "b.zip", nested_zip(40)
    yield "PDF whose page unfolds to 600 MiB", "a.pdf", pdf(deflated, b"/Filter /FlateDecode")
    yield "PDF that is packed twice", "b.pdf", pdf(zlib.compress(deflated), b"/Filter [/FlateDecode /FlateDecode]")
    yield "PDF whose rows are said to be 5 TB long", "h.pdf", pdf(
        zlib.compress(b"BT ET"), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 5 /Columns 1000000000000 >>")
    yield "PDF whose page unfolds to 600 MiB without saying how it is packed", "i.pdf", pdf(deflated[2:-4], b"/Filter /FlateDecode")
    yield "PDF that draws itself, 10 to the power of 50 times", "c.pdf", pdf(b"/X Do", b"")
    yield "PDF whose objects unfold to 600 MiB", "e.pdf", objects_pdf(0)
    yield "the same, encrypted", "f.pdf", objects_pdf(0x5A)
    yield "PDF with an empty password whose page unfolds to 600 MiB", "g.pdf", encrypted_pdf()
    yield "XML with entities of entities", "a.nitf", f'<!DOCTYPE nitf [<!ENTITY e0 "ha">{entities}]><nitf><body><body.content><p>No. &e19;</p></body.content></body></nitf>'.encode()
    yield "web page of 100,000 elements in each other", "a.html", b"<div>" * 100_000 + b"<p>The mayor said no."
    yield "JSON of 1,000,000 lists in each other", "a.json", b"[" * 1_000_000
    yield "a million words of news", "d.txt", news(1_000_000)
    yield "50,000 quotations in each other", "e.txt", ("“Ada said " * 50_000 + "”" * 50_000).encode()
    yield "a word of 2 MiB", "f.txt", b"x" * (2 * MIB)
    yield "700,000 lines of one word", "g.txt", b"no\n" * 700_000
    yield "a line of 2 MiB", "b.txt", b"no " * (2 * MIB // 3)
    yield "4 MiB of random bytes", "c.txt", noise
    yield "random bytes that claim to be a PDF", "d.pdf", b"%PDF-1.7\n" + noise
    yield "random bytes that claim to be a zip", "c.zip", b"PK\x03\x04" + noise
    yield "random bytes that claim to be Outlook's", "a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise


def measure(program, path):
    child = subprocess.Popen([program, "analyze", "--engine", "rules", "-f", "jsonl", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    assert os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, 1), (path, status, message)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, message


def main():
    program = sys.argv[1]
    print("| file | size | seconds of a core | peak memory | ends with |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        # Made by another process: what one holds when it starts a program counts as that program's peak.
        subprocess.run([sys.executable, __file__, "--make", folder], check=True)
        for line in Path(folder, "list").read_text().splitlines():
            name, what = line.split("\t")
            row(program, what, Path(folder, name))


def make(folder):
    with Path(folder, "list").open("w") as list_:
        for what, name, data in cases():
            Path(folder, name).write_bytes(data)
            list_.write(f"{name}\t{what}\n")
        with Path(folder, "large.txt").open("wb") as file:
            file.truncate(1024 * MIB)
        list_.write("large.txt\ta file of 1 GiB\n")


def row(program, what, path):
    seconds, memory, message = measure(program, path)
    end = "an answer" if not message else message.replace("standpoint: ", "").replace(str(path), "it").split(". ")[0].strip()
    size = path.stat().st_size
    told = f"{size / MIB:.1f} MiB" if size >= MIB / 10 else f"{size / 1024:.1f} KiB"
    print(f"| {what} | {told} | {seconds:.1f} | {memory} MiB | {end} |", flush=True)


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1] == "--make" else main()
