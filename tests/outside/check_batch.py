#!/usr/bin/env python3
"""Runs the recipes of the README on engines that people have: GNU parallel, and Spark on this machine. Run by hand; see README.md.

    python3 tests/outside/check_batch.py target/debug/standpoint [--spark]

Each has to give the same lines as one run of the program, and each input once.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COUNT = 200


def main():
    program = str(Path(sys.argv[1]).resolve())
    command = [program, "analyze", "--engine", "rules", "-f", "jsonl"]
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            json.dumps({"id": f"a{number}", "text": f"“We have {number} boats,” said Ada Brandt, the mayor of Kessel.\n" * (1 + number % 5)})
            for number in range(COUNT)
        ]
        articles = Path(folder, "articles.jsonl")
        articles.write_text("\n".join(lines) + "\n")
        expected = subprocess.run(command, stdin=articles.open(), capture_output=True, check=True).stdout
        assert expected.count(b"\n") == COUNT
        print("one run:", COUNT, "lines")
        parallel(command, articles, expected)
        files(command, folder, lines, expected)
        if "--spark" in sys.argv:
            spark(command, articles, expected)


def parallel(command, articles, expected):
    assert shutil.which("parallel"), "install GNU parallel"
    found = subprocess.run(
        ["parallel", "--pipe", "--keep-order", "--block", "8k", " ".join([*command, "-j", "1"])],
        stdin=articles.open(), capture_output=True, check=True,
    ).stdout
    assert found == expected, "GNU parallel gives other lines"
    print("GNU parallel, lines in pieces: the same lines in the same order")


def files(command, folder, lines, expected):
    """A file for each article; the names go to several runs."""
    news = Path(folder, "news")
    news.mkdir()
    for line in lines:
        article = json.loads(line)
        (news / f"{article['id']}.txt").write_text(article["text"])
    names = "\n".join(str(path) for path in sorted(news.iterdir()))
    found = subprocess.run(
        ["parallel", "--max-args", "20", " ".join([*command, "-j", "1", "{}"])], input=names.encode(), capture_output=True, check=True
    ).stdout
    ids = lambda output: sorted(json.loads(line)["article"]["id"] for line in output.splitlines())
    assert ids(found) == ids(expected), "an article was lost or came twice"
    print("GNU parallel, names of files: each article once")


def spark(command, articles, expected):
    from pyspark import SparkContext

    context = SparkContext("local[2]", "standpoint")
    context.setLogLevel("ERROR")
    found = context.textFile(str(articles), 4).pipe(" ".join([*command, "-j", "1"]), checkCode=True).collect()
    context.stop()
    assert sorted(found) == sorted(expected.decode().splitlines()), "Spark gives other lines"
    print("Spark, pipe over 4 partitions: the same lines")


if __name__ == "__main__":
    main()
