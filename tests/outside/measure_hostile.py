#!/usr/bin/env python3
"""Makes files that are made to do harm and measures what the program takes for each: time and peak memory. Run by hand.

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
import time
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
    yield "PDF that draws itself, 10 to the power of 50 times", "c.pdf", pdf(b"/X Do", b"")
    yield "XML with entities of entities", "a.nitf", f'<!DOCTYPE nitf [<!ENTITY e0 "ha">{entities}]><nitf><body><body.content><p>No. &e19;</p></body.content></body></nitf>'.encode()
    yield "web page of 100,000 elements in each other", "a.html", b"<div>" * 100_000 + b"<p>The mayor said no."
    yield "JSON of 1,000,000 lists in each other", "a.json", b"[" * 1_000_000
    yield "a line of 2 MiB", "b.txt", b"no " * (2 * MIB // 3)
    yield "4 MiB of random bytes", "c.txt", noise
    yield "random bytes that claim to be a PDF", "d.pdf", b"%PDF-1.7\n" + noise
    yield "random bytes that claim to be a zip", "c.zip", b"PK\x03\x04" + noise
    yield "random bytes that claim to be Outlook's", "a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise


def measure(program, path):
    begun = time.time()
    child = subprocess.Popen([program, "analyze", "--engine", "rules", "-f", "jsonl", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    assert os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, 1), (path, status, message)
    return time.time() - begun, used.ru_maxrss // 1024, message


def main():
    program = sys.argv[1]
    print("| file | size | seconds | peak memory | ends with |\n| --- | --- | --- | --- | --- |")
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
