"""The network learns a small text by heart, and its pair scores point the right way. Takes a few seconds."""
import torch

import data
import evaluate
import labels
import loss
import pieces
from model import Model, bucket, stance_logits
from test_labels import TEXT, spans


def test_buckets():
    assert [bucket(d) for d in (0, 1, -1, 2, 3, 4, -4, 10 ** 6, -10 ** 6)] == [8, 9, 7, 10, 10, 11, 5, 16, 0]


def test_expected_error():
    assert evaluate.expected_error([1.0, 1.0], [1, 1]) == 0
    assert abs(evaluate.expected_error([0.9, 0.9], [1, 0]) - 0.4) < 1e-9


def test_stance_votes_without_a_cue():
    votes = torch.zeros(2, 18)
    votes[0, 3], votes[0, 16] = 5.0, 9.0
    assert int(stance_logits(votes, votes[:0]).argmax()) == 3


def test_no_antecedent_after_its_anaphor():
    model = Model()
    scores = model.coref_scores(torch.randn(4, 96), torch.randn(4, 96), torch.zeros(4, 1), torch.zeros(4, 4, dtype=torch.long))
    assert torch.isinf(scores[:, 1:].triu()).sum() == 10 and torch.isfinite(scores[:, 0]).all()


def test_nothing_is_joined_to_what_comes_later():
    scores = loss.only_before(torch.zeros(2, 3), [4, 9], [4, 9])
    assert torch.isinf(scores).tolist() == [[False, True, True], [False, False, True]]


def test_a_grown_head_keeps_its_old_rows():
    old, new = Model().state_dict(), Model()
    fresh = new.link_distance.detach().clone()
    old["link_distance"] = torch.ones(2, 17)
    new.load_matching(old)
    assert torch.equal(new.link_distance[:2], torch.ones(2, 17)) and torch.equal(new.link_distance[2:], fresh[2:])
    assert torch.equal(new.words.weight, old["words.weight"])


def test_the_loss_falls_and_every_head_is_trained():
    torch.manual_seed(0)
    tokenizer = pieces.load_tokenizer()
    document = data.Document(
        "d", "test", TEXT, names=[data.Name(*spans("Ana Obi")[0], "person")],
        attributions=[data.Attribution(spans("Mayor Ana Obi"), spans("said"), spans("“it will open soon,”"), "commits")],
        mentions=[data.Mention(*spans("Ana Obi")[0], "1", spans("Obi")[0][0], "name"), data.Mention(*spans("Obi left")[0], "1", spans("Obi left")[0][0], "name")])
    windows = [labels.Labelled(document, tokenizer).window(0, 60)]
    model = Model(dropout=0.0).load_base(pieces.base_folder() / "model.safetensors")
    model.words.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=5e-4)
    before = loss.losses(model, windows)
    assert set(before) == {"names", "source", "cue", "content", "target", "link_source", "link_cue", "link_join", "link_target", "stance", "mention", "coref"}
    for _ in range(8):
        optimizer.zero_grad()
        loss.total(loss.losses(model, windows)).backward()
        optimizer.step()
    after = loss.losses(model, windows)
    assert all(after[n].item() < before[n].item() for n in ("names", "content", "source", "stance"))
