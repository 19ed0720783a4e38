"""Steps that fit the model to labelled lines."""
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import batch_of
from shape import LABELS
from sources import Customs, trust_of

BATCH = 256
SUITE_SHARE = 0.35
# The linear head starts from nothing and its rows are seldom met, so it learns quicker than the word vectors.
RATES = {"dense": 2e-3, "pieces": 2e-3, "grams": 6e-3, "customs": 2e-2}
# In training, what follows so many words is left out: the longest lines would take most of the time.
MAX_WORDS = 96


def scores_of(model, split, pieces, rows=None):
    """The logits of the lines, or of those that are asked for."""
    model.eval()
    rows = np.arange(split.size) if rows is None else rows
    result = np.zeros((split.size, len(LABELS)), np.float32)
    with torch.no_grad():
        order = rows[np.argsort((split.word_starts[1:] - split.word_starts[:-1])[rows], kind="stable")]
        for at in range(0, len(order), 512):
            deep, flat = model(*batch_of(split, order[at:at + 512], pieces))
            result[order[at:at + 512]] = ((deep + flat) / 2).numpy()
    return result


def batches_of(lengths, rows):
    """Lines of like length share a batch, so that little is padded."""
    order = np.random.permutation(rows)
    chunks = np.array_split(order, max(1, len(rows) // (BATCH * 40)))
    chunks = [c[np.argsort(lengths[c], kind="stable")] for c in chunks]
    batches = [c[i:i + BATCH] for c in chunks for i in range(0, len(c), BATCH)]
    return [batches[i] for i in np.random.permutation(len(batches))]


def mean_loss(logits, target, mask):
    return (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * mask).sum() / mask.sum()


class Trainer:
    def __init__(self, model, split, pieces):
        self.model, self.split, self.pieces = model, split, pieces
        self.lengths = split.word_starts[1:] - split.word_starts[:-1]
        self.labels = torch.from_numpy(split.labels.astype(np.float32))
        self.weights = trust_of(split)
        self.customs = Customs(split, len(LABELS))
        tables = [model.pieces.weight, model.grams.weight]
        dense = [p for p in model.parameters() if all(p is not t for t in tables)]
        self.optimisers = {
            "dense": torch.optim.AdamW(dense, weight_decay=0.01),
            "pieces": torch.optim.SparseAdam([model.pieces.weight]),
            "customs": torch.optim.Adam(self.customs.parameters()),
            "grams": torch.optim.SparseAdam([model.grams.weight]),
        }

    def step(self, rows, rate):
        for name, optimiser in self.optimisers.items():
            optimiser.param_groups[0]["lr"] = RATES[name] * rate
            optimiser.zero_grad()
        self.model.train()
        deep, flat = self.model(*batch_of(self.split, rows, self.pieces, MAX_WORDS))
        customs = self.customs(rows)
        target = self.labels[rows]
        mask = (target >= 0).float() * self.weights[rows].unsqueeze(1)
        heads = deep, flat, (deep + flat) / 2
        loss = self.loss(rows, heads, sum(mean_loss(z + customs, target.clamp(min=0), mask) for z in heads))
        loss = loss + self.customs.cost()
        loss.backward()
        for optimiser in self.optimisers.values():
            optimiser.step()
        return loss.item()

    def loss(self, rows, heads, labels):
        return labels

    def run(self, name, steps, batches, rate=1.0, warm=200):
        """Warms up, then lets the rate fall to nothing."""
        start, mean = time.process_time(), 0.0
        for step, rows in zip(range(steps), batches):
            mean += self.step(rows, rate * min(1, (step + 1) / warm) * max(0.02, 1 - step / steps)) / 50
            if step % 50 == 49:
                print(f"{name} {step + 1} of {steps}, loss {mean:.4f}, {time.process_time() - start:.0f} s", flush=True)
                mean = 0.0

    def passes(self, shares):
        while True:
            yield from batches_of(self.lengths, np.flatnonzero(np.random.rand(self.split.size) < shares))

    def with_suite(self, suite, shares):
        """Batches of data, of which the last lines make room for lines of the suite."""
        for rows in self.passes(np.where(suite, 0, shares)):
            kept = rows[np.random.permutation(len(rows))[:int(BATCH * (1 - SUITE_SHARE))]]
            yield np.concatenate([kept, np.random.choice(np.flatnonzero(suite), int(BATCH * SUITE_SHARE))])
