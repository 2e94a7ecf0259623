"""The mean of weights."""
import torch

import average


def test_the_mean_is_weighted_and_new_shapes_count_where_they_are():
    old = {"a": torch.tensor([0.0, 2.0]), "b": torch.zeros(2), "n": torch.tensor(1)}
    new = {"a": torch.tensor([4.0, 2.0]), "b": torch.ones(3), "n": torch.tensor(7), "c": torch.tensor([5.0])}
    got = average.mean([old, new], [0.25, 0.75])
    assert got["a"].tolist() == [3.0, 2.0] and got["b"].tolist() == [1.0, 1.0, 1.0]
    assert int(got["n"]) == 7 and got["c"].tolist() == [5.0]
