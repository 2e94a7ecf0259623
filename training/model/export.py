"""Writes the finished model: ONNX in f32 and with int8 weights per channel, the tokeniser, settings, and logits to test against.

    python export.py --run FOLDER --out FOLDER

model-int8.onnx computes in int8 and is fast; model-weights8.onnx only stores its weights so (same size, f32 speed, nearer to f32).
All graphs take the same inputs (`ids`, `mask`, `shapes`: int64 [batch, pieces]) and give the outputs of model.Model.
"""
import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

import data
import decode
import evaluate
import pieces
import shape
from model import BUCKETS, COREF, LINK, LINKS, TAGS, Model

# Written for this test; no real people. Accents, curly quotes, an emoji, a dateline, a line end, an inner quotation.
SENTENCES = [
    "Mayor Ifeoma Castellanos said the harbour tunnel “will open before the winter,” and called the delay a disgrace.",
    "REYKVÍK (AFP) — “We were told ‘never again,’” Zoë Lindqvist-Okoro said.\n\nThe ministry didn't reply 🙂.",
    "According to the Northern Fisheries Board, quotas would fall by 12% in 2031; critics oppose the plan.",
]


class Outputs(torch.nn.Module):
    """The model with its outputs as a tuple, in the order of Model.OUTPUTS."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, mask, shapes):
        out = self.model(ids, mask, shapes)
        return tuple(out[name] for name in Model.OUTPUTS)


def inputs_of(text, tokenizer):
    encoded = pieces.encode(text, tokenizer)
    ids = [tokenizer.token_to_id("[CLS]"), *encoded.ids, tokenizer.token_to_id("[SEP]")]
    return encoded, ids, [shape.PUNCTUATION, *encoded.shapes, shape.PUNCTUATION]


def to_onnx(model, tokenizer, path):
    _, ids, shapes = inputs_of(SENTENCES[0], tokenizer)
    example = tuple(torch.tensor([row, row]) for row in (ids, [1] * len(ids), shapes))
    names = ["ids", "mask", "shapes"]
    torch.onnx.export(Outputs(model.eval()), example, str(path), input_names=names, output_names=Model.OUTPUTS, opset_version=17,
                      dynamic_axes={n: {0: "batch", 1: "pieces"} for n in names + Model.OUTPUTS}, dynamo=False)


def store_weights_in_int8(full, path):
    """A copy of a graph whose large weights are int8 with a scale a channel and are widened when they are used."""
    graph = onnx.load(str(full))
    users = {name: node.op_type for node in graph.graph.node for name in node.input}
    for weight in list(graph.graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.ndim != 2 or values.size < 4096 or users.get(weight.name) not in ("MatMul", "Gather"):
            continue
        axis = 1 if users[weight.name] == "MatMul" else 0
        scale = np.maximum(np.abs(values).max(axis=1 - axis, keepdims=True), 1e-8) / 127
        name = weight.name
        graph.graph.initializer.remove(weight)
        graph.graph.initializer.extend([
            numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{name}_int8"),
            numpy_helper.from_array(scale.astype(np.float32).ravel(), f"{name}_scale")])
        graph.graph.node.insert(0, onnx.helper.make_node("DequantizeLinear", [f"{name}_int8", f"{name}_scale"], [name], axis=axis))
    onnx.save(graph, str(path))


def run_onnx(path, ids, shapes):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = {"ids": np.array([ids]), "mask": np.ones((1, len(ids)), dtype=np.int64), "shapes": np.array([shapes])}
    return dict(zip(Model.OUTPUTS, session.run(Model.OUTPUTS, feed)))


def export(model, tokenizer, calibration, out, settings=None, figures=None):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        full = Path(temporary) / "model.onnx"
        to_onnx(model, tokenizer, full)
        quantize_dynamic(full, out / "model-int8.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        store_weights_in_int8(full, out / "model-weights8.onnx")
        shutil.copy(full, out / "model.onnx")
    tokenizer.save(str(out / "tokenizer.json"))
    config = {
        "tags": {head: (["O"] + [f"{b}-{k}" for k in kinds for b in "BI"]) for head, kinds in
                 {"names": data.NAMES, **{r: [r] for r in data.SPANS}}.items()},
        "stances": data.STANCES, "outputs": Model.OUTPUTS, "window": decode.WINDOW, "overlap": decode.OVERLAP,
        "crossing": decode.CROSSING, "begin": decode.BEGIN, "bridge": decode.BRIDGE, "resume": decode.RESUME,
        "certainty": calibration.get("certainty"), "keep": calibration.get("keep", 0.0), "link_reach": decode.LINK_REACH, "links": LINKS, "link_size": LINK, "coref_size": COREF,
        "link_distance": model.link_distance.tolist(), "coref_distance": model.coref_distance.tolist(),
        "temperatures": {k: v for k, v in calibration.items() if k in ("stance", *TAGS)}, "ece": calibration.get("ece", {}),
        "settings": {k: v for k, v in (settings or {}).items() if k not in ("corpora", "benchmark", "run", "export", "start_from")},
    }
    assert all(len(config["tags"][h]) == n for h, n in TAGS.items()) and len(config["coref_distance"]) == BUCKETS
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    cases, worst = [], 0.0
    for text in SENTENCES:
        encoded, ids, shapes = inputs_of(text, tokenizer)
        with torch.no_grad():
            mine = model.eval()(torch.tensor([ids]), torch.ones((1, len(ids)), dtype=torch.long), torch.tensor([shapes]))
        theirs = run_onnx(out / "model.onnx", ids, shapes)
        worst = max(worst, *(float(abs(mine[n].numpy() - theirs[n]).max()) for n in Model.OUTPUTS))
        cases.append({"text": text, "ids": ids, "shapes": shapes, "words": encoded.words, "first": encoded.first, "quotation": encoded.quotation,
                      "logits": {n: [[round(x, 4) for x in row] for row in mine[n][0].tolist()] for n in ("names", *data.SPANS, "stance")}})
    if worst > 1e-3:
        raise SystemExit(f"the exported graph differs from the model by {worst:.2g}: not usable")
    (out / "logits.json").write_text(json.dumps({"offsets": "code points", "cases": cases}, ensure_ascii=False) + "\n")
    changed = {name: changed_tags(out / name, cases) for name in ("model-int8.onnx", "model-weights8.onnx")}
    sizes = ", ".join(f"{f.name} {f.stat().st_size / 1e6:.1f} MB" for f in sorted(out.iterdir()))
    print(f"exported to {out}: {sizes}; f32 differs by {worst:.1e}; share of the test sentences' tags changed: {changed}", flush=True)


def changed_tags(path, cases):
    """The share of tags that a graph gives otherwise than the stored logits do."""
    changed = total = 0
    for case in cases:
        said = run_onnx(path, case["ids"], case["shapes"])
        for head in TAGS:
            changed += int((said[head][0].argmax(-1) != np.array(case["logits"][head]).argmax(-1)).sum())
            total += len(case["ids"])
    return round(changed / total, 4)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--run", required=True)
    p.add_argument("--out", required=True)
    options = p.parse_args()
    model, _ = evaluate.load_checkpoint(options.run)
    read = lambda name: json.loads((Path(options.run) / name).read_text()) if (Path(options.run) / name).exists() else {}
    export(model, pieces.load_tokenizer(), read("calibration.json"), options.out, read("settings.json"))


if __name__ == "__main__":
    main()
