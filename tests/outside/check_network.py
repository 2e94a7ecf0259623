#!/usr/bin/env python3
"""Watches by strace that reading and exporting open no network connection, and holds the answers against those of a process
that has no network at all. Run by hand; see README.md.

    python3 tests/outside/check_network.py target/debug/standpoint tests/files/*.*
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    program, files = str(Path(sys.argv[1]).resolve()), sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        for form in ["html", "docx", "pdf", "jsonl"]:
            log = Path(folder, "log")
            subprocess.run(
                ["strace", "-f", "-e", "trace=network", "-o", str(log), program, "analyze", "--engine", "rules", "-f", form, "-o", folder + "/out", *files],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            calls = log.read_text()
            assert "exited" in calls, "strace did not run"
            found = re.findall(r".*(?:AF_INET|connect\(|sendto\().*", calls)
            assert not found, found[:5]
            print(form + ":", len(files), "files, no connection")
        answers = [subprocess.run([*before, program, "analyze", "--engine", "rules", "-f", "jsonl", *files], capture_output=True).stdout
                   for before in ([], ["unshare", "--map-root-user", "--net"])]
        assert answers[0] and answers[0] == answers[1], "without a network the answers are others"
        print("without any network: the same", len(answers[0].splitlines()), "answers")


if __name__ == "__main__":
    main()
