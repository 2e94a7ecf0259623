"""The network: a plain BERT encoder and heads that are read at the first piece of each word.

Everything the program needs comes out of one forward pass, a vector per piece. What scores *pairs* (content and its
source or cue, mention and antecedent) is a dot product of two of those vectors plus a bias by distance, and the stance is a
weighted mean of per-word votes: the program does these few multiplications itself.
"""
import math
from functools import cache

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import data
import shape

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
LINK, COREF = 64, 96
LINKS = ["source", "cue", "join", "target"]  # what a content fragment is linked to; join: the fragment before it of the same content
BUCKETS = 17
TAGS = {"names": 1 + 2 * len(data.NAMES), "source": 3, "cue": 3, "content": 3, "target": 3}


def bucket(distance):
    """The bucket 0..16 of a signed distance in words: 8 for 0, then by powers of two on each side."""
    size = min(8, int(math.log2(abs(distance))) + 1) if distance else 0
    return 8 + (size if distance > 0 else -size)


@cache
def dropout_pool(rate):
    """Eight million random masks of 0 or 1 / (1 − rate), drawn once."""
    return (torch.rand(1 << 23, generator=torch.Generator().manual_seed(1)) >= rate) / (1 - rate)


class Dropout(nn.Module):
    """Dropout with masks cut from one pool at a random place: to draw new bits took a fifth of the time on a CPU."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training or not self.rate:
            return x
        pool = dropout_pool(self.rate)
        at = int(torch.randint(len(pool) - x.numel(), (1,)))
        return x * pool[at:at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One layer of the encoder. Dropout works on what a layer adds, not on attention: without it the fast kernel serves."""

    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, bias):
        batch, length, _ = x.shape
        split = lambda t: t.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():  # plain operators, which every runtime has
            weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + bias, dim=-1)
            mixed = weights @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.output(mixed)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Model(nn.Module):
    """`forward(ids, mask, shapes)` → dict of tensors [batch, pieces, …]:

    names, source, cue, content, target   tag logits, O then B and I of each class
    query_first, query_last       of a content fragment's first and last word, 64 numbers for each of LINKS
    key                           of a source's, a cue's, a fragment's or a target's first word, likewise
    link_null                     score of "no source", "no cue", "begins a content", "no target" at a fragment's first word
    stance                        votes of a content word (8), of a cue word (8), and the weight of each vote (2)
    mention                       score of being the head word of a mention
    anaphor, antecedent           of a mention's head word; `coref_null` scores "no antecedent"
    """

    OUTPUTS = ["names", "source", "cue", "content", "target", "query_first", "query_last", "key", "link_null", "stance", "mention",
               "anaphor", "antecedent", "coref_null"]

    def __init__(self, dropout=0.1):
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, HIDDEN), nn.Embedding(512, HIDDEN)
        self.types, self.norm = nn.Embedding(shape.SHAPES, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        sizes = {**TAGS, "query_first": len(LINKS) * LINK, "query_last": len(LINKS) * LINK,
                 "key": len(LINKS) * LINK, "link_null": len(LINKS), "mention": 1,
                 "anaphor": COREF, "antecedent": COREF, "coref_null": 1}
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, size) for name, size in sizes.items()})
        votes = 2 * len(data.STANCES) + 2
        self.stance = nn.Sequential(nn.Linear(HIDDEN, 192), nn.GELU(), Dropout(dropout), nn.Linear(192, votes))
        self.link_distance = nn.Parameter(torch.zeros(len(LINKS), BUCKETS))
        self.coref_distance = nn.Parameter(torch.zeros(BUCKETS))

    def forward(self, ids, mask, shapes):
        position = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        x = self.dropout(self.norm(self.words(ids) + self.positions(position) + self.types(shapes)))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        out = {name: head(x) for name, head in self.heads.items()}
        out["stance"] = self.stance(x)
        return out

    def load_base(self, file):
        """Takes over the base weights (Hugging Face names). All shapes begin as its one sentence type."""
        base = {k.removeprefix("bert."): v for k, v in load_file(str(file)).items()}
        inside = {"attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
                  "attention.output.dense": "output", "attention.output.LayerNorm": "norm1", "intermediate.dense": "inner",
                  "output.dense": "outer", "output.LayerNorm": "norm2"}
        with torch.no_grad():
            self.words.weight.copy_(base["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(base["embeddings.position_embeddings.weight"])
            self.types.weight.copy_(base["embeddings.token_type_embeddings.weight"][0].expand(shape.SHAPES, -1))
            for part in ("weight", "bias"):
                getattr(self.norm, part).copy_(base[f"embeddings.LayerNorm.{part}"])
                for i, layer in enumerate(self.layers):
                    for theirs, ours in inside.items():
                        getattr(getattr(layer, ours), part).copy_(base[f"encoder.layer.{i}.{theirs}.{part}"])
        return self

    def load_matching(self, state):
        """Takes over another run's weights; where a head has grown since, its new rows keep their first values."""
        with torch.no_grad():
            for name, own in self.state_dict().items():
                old = state.get(name)
                if old is not None and old.shape[1:] == own.shape[1:] and len(old) <= len(own):
                    own[:len(old)].copy_(old)
        return self

    def link_scores(self, queries_first, queries_last, keys, null, buckets, which):
        """Scores [fragments, 1 + candidates] of "none" and each candidate; `which` counts LINKS.

        The first four arguments are head outputs at the fragments' or candidates' words, `buckets` [fragments, candidates].
        """
        part = slice(which * LINK, (which + 1) * LINK)
        pairs = (queries_first[:, part] + queries_last[:, part]) @ keys[:, part].T / math.sqrt(LINK)
        return torch.cat([null[:, which:which + 1], pairs + self.link_distance[which][buckets]], dim=1)

    def coref_scores(self, anaphor, antecedent, null, buckets):
        """Scores [mentions, 1 + mentions] of "nothing before it" and each earlier mention (later ones: minus infinity)."""
        pairs = anaphor @ antecedent.T / math.sqrt(COREF) + self.coref_distance[buckets]
        later = torch.ones_like(pairs, dtype=torch.bool).triu()
        return torch.cat([null, pairs.masked_fill(later, float("-inf"))], dim=1)


def stance_logits(votes_content, votes_cue):
    """Stance scores [8] of one attribution from the stance head at its content words and at its cue words."""
    count = len(data.STANCES)
    weight = torch.softmax(votes_content[:, 2 * count], dim=0)
    logits = weight @ votes_content[:, :count]
    if len(votes_cue):
        logits = logits + torch.softmax(votes_cue[:, 2 * count + 1], dim=0) @ votes_cue[:, count:2 * count]
    return logits
