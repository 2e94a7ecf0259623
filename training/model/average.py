"""Averages the weights of runs that went on from each other.

    python average.py --runs RUNS/third:0.2,RUNS/fifth:0.4,RUNS/sixth:0.4 --out RUNS/average

Runs along one path end in different corners of one valley; their mean lies nearer to its middle and does better on articles that
were not trained on (stochastic weight averaging: Izmailov et al., UAI 2018). The last run gives the settings; a tensor whose
shape another run did not have yet is averaged over those that have it.
"""
import argparse
import json
import shutil
from pathlib import Path

import torch


def mean(models, weights):
    """One state from several: the weighted mean of every tensor of numbers in the last one's shape."""
    out = {}
    for name, last in models[-1].items():
        if not last.is_floating_point():
            out[name] = last
            continue
        own = [(m[name].double(), w) for m, w in zip(models, weights) if name in m and m[name].shape == last.shape]
        out[name] = (sum(t * w for t, w in own) / sum(w for _, w in own)).to(last.dtype)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--runs", required=True, help="folders of runs, each with its weight: folder:weight,…")
    p.add_argument("--out", required=True)
    options = p.parse_args()
    runs = [(Path(folder), float(weight or 1)) for folder, _, weight in (part.rpartition(":") for part in options.runs.split(","))]
    saved = [torch.load(folder / "checkpoint.pt", weights_only=True) for folder, _ in runs]
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": mean([s["model"] for s in saved], [w for _, w in runs]), "state": saved[-1]["state"]}, out / "checkpoint.pt")
    shutil.copy(runs[-1][0] / "settings.json", out / "settings.json")
    settings = json.loads((out / "settings.json").read_text())
    settings["run"] = str(out)
    settings["average"] = {folder.name: weight for folder, weight in runs}
    (out / "settings.json").write_text(json.dumps(settings, indent=1))


if __name__ == "__main__":
    main()
