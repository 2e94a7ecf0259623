"""A run that was stopped and taken up again ends where one without a break does. Takes a few seconds."""
import gzip
import json

import pytest
import torch

import train
from test_labels import TEXT, spans


def test_resuming_changes_nothing(tmp_path):
    corpus = tmp_path / "polnear"
    corpus.mkdir()
    (tmp_path / "train.jsonl").write_text("")
    roles = {"source": spans("Mayor Ana Obi"), "cue": spans("said"), "content": spans("“it will open soon,”")}
    with gzip.open(corpus / "train.jsonl.gz", "wt", encoding="utf-8") as out:
        for n in range(12):
            out.write(json.dumps({"id": f"own {n}", "text": TEXT, "attributions": [roles]}) + "\n")
    common = ["--corpora", str(tmp_path), "--benchmark", str(tmp_path), "--use", "polnear", "--epochs", "2", "--batch", "150", "--no-measure", "--threads", "1"]
    train.main([*common, "--run", str(tmp_path / "whole")])
    with pytest.raises(SystemExit, match="resume"):
        train.main([*common, "--run", str(tmp_path / "broken"), "--stop-after", "4"])
    train.main([*common, "--run", str(tmp_path / "broken"), "--resume"])
    whole, broken = (torch.load(tmp_path / n / "checkpoint.pt", weights_only=True) for n in ("whole", "broken"))
    assert whole["state"]["step"] == broken["state"]["step"] == 6
    assert all(torch.allclose(whole["model"][k], broken["model"][k], atol=1e-6) for k in whole["model"])
