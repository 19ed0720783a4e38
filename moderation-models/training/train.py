"""`python3 train.py WORK MODEL.onnx`: trains on the ids that prepare.ts wrote and exports the model.

Missing labels are masked from the loss. WORD_VECTORS may name the vectors to start from (see vectors.py). The same
seed takes the same steps on one thread.
"""
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import Split, batch_of
from export import export_onnx
from shape import LABELS, PIECE_ROWS, PIECES, Model
from vectors import read_vectors, start_from

SEED = int(os.environ.get("TRAIN_SEED", "5"))
VECTORS = os.environ.get("WORD_VECTORS", "")
# Weights that the first stage is skipped for.
FROM = os.environ.get("TRAIN_FROM", "")
BATCH = 256
# Passes over the data, then steps in which a third of each batch is of the suite: it is a twentieth of the lines, and
# what it teaches about frames (quoting, negation, opinion) is learnt from hardly anything else.
PASSES = float(os.environ.get("TRAIN_PASSES", "2"))
SUITE_STEPS, SUITE_SHARE = int(os.environ.get("TRAIN_SUITE_STEPS", "600")), 0.35
# The linear head starts from nothing and its rows are seldom met, so it learns quicker than the word vectors.
RATES = {"dense": 2e-3, "pieces": 2e-3, "grams": 6e-3, "customs": 2e-2}
SUITE_RATE = 0.75
# False alarms on everyday talk cost more than the same error elsewhere.
EVERYDAY_WEIGHT = {"goemotions_neutral": 2, "goemotions_positive": 2, "xpersona": 1.5}
# In training, what follows so many words is left out: the longest lines would take most of the time.
MAX_WORDS = 96
# Sources of many harmless lines of one kind: each pass looks at this share of them.
PLENTY = {"ubuntu_irc": 0.35, "xpersona": 0.5, "wikipedia_talk_context": 0.4, "identity_templates": 0.5}
MIN_POSITIVES = 100
# English sources that hold harmful and harmless lines, each with a share and a measure of its own. While training, each
# has a shift for each label, so that the model needn't tell sources by their style to meet their shares.
WITH_CUSTOMS = ("civil_comments", "convabuse", "davidson", "diasafety", "discord_automod", "edos", "hatemoji", "paradetox",
                "wikipedia_talk", "wikipedia_talk_b", "wikipedia_talk_c", "wikipedia_talk_d")
CUSTOMS_DECAY = 2e-3

torch.manual_seed(SEED)
torch.set_num_threads(1)
np.random.seed(SEED)


def scores_of(model, split, pieces):
    model.eval()
    out = []
    with torch.no_grad():
        order = np.argsort(split.word_starts[1:] - split.word_starts[:-1], kind="stable")
        for at in range(0, split.size, 512):
            deep, flat = model(*batch_of(split, order[at:at + 512], pieces))
            out.append(((deep + flat) / 2).numpy())
    result = np.zeros((split.size, len(LABELS)), np.float32)
    result[order] = np.concatenate(out)
    return result


def batches_of(lengths, rows):
    """Lines of like length share a batch, so that little is padded."""
    order = np.random.permutation(rows)
    chunks = np.array_split(order, max(1, len(rows) // (BATCH * 40)))
    chunks = [c[np.argsort(lengths[c], kind="stable")] for c in chunks]
    batches = [c[i:i + BATCH] for c in chunks for i in range(0, len(c), BATCH)]
    return [batches[i] for i in np.random.permutation(len(batches))]


class Trainer:
    def __init__(self, model, split, pieces):
        self.model, self.split, self.pieces = model, split, pieces
        self.lengths = split.word_starts[1:] - split.word_starts[:-1]
        self.labels = torch.from_numpy(split.labels.astype(np.float32))
        trust = np.array([EVERYDAY_WEIGHT.get(source, 1) for source in split.sources], np.float32)
        self.weights = torch.from_numpy(split.weights * trust)
        at = {name: i + 1 for i, name in enumerate(WITH_CUSTOMS)}
        self.source = torch.tensor([at.get(source, 0) for source in split.sources])
        self.customs = torch.nn.Embedding(len(at) + 1, len(LABELS), padding_idx=0)
        torch.nn.init.zeros_(self.customs.weight)
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
        customs = self.customs(self.source[rows])
        deep, flat = deep + customs, flat + customs
        target = self.labels[rows]
        mask = (target >= 0).float() * self.weights[rows].unsqueeze(1)
        target = target.clamp(min=0)
        loss = sum((F.binary_cross_entropy_with_logits(z, target, reduction="none") * mask).sum() / mask.sum()
                   for z in (deep, flat, (deep + flat) / 2))
        loss = loss + CUSTOMS_DECAY * (self.customs.weight ** 2).sum()
        loss.backward()
        for optimiser in self.optimisers.values():
            optimiser.step()
        return loss.item()

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


def train(work):
    pieces = np.fromfile(os.path.join(work, "pieces.bin"), np.int32).reshape(-1, PIECES)
    split = Split(work, "train")
    model = Model()
    kept = np.zeros(PIECE_ROWS, bool)
    if VECTORS:
        kept[np.unique(pieces)] = True
    if FROM:
        model.load_state_dict(torch.load(FROM))
    elif VECTORS:
        words = open(os.path.join(work, "words.txt")).read().split("\n")
        known, vectors = read_vectors(VECTORS, model.pieces.weight.shape[1])
        start_from(model.pieces, words, pieces, known, vectors)
    trainer = Trainer(model, split, pieces)
    shares = np.array([PLENTY.get(source, 1) for source in split.sources])
    passes = PASSES if split.size > 50_000 else 10
    if not FROM:
        trainer.run("step", int(passes * shares.sum() // BATCH), trainer.passes(shares))
    suite = np.array([source.startswith("suite:") for source in split.sources])
    if suite.any():
        before = {name: value.clone() for name, value in model.state_dict().items()}
        trainer.run("suite step", SUITE_STEPS, trainer.with_suite(suite, shares), SUITE_RATE, warm=50)
        # The mean of the weights keeps most of what the steps taught, and loses less of what they pushed out.
        model.load_state_dict({name: (value + before[name]) / 2 for name, value in model.state_dict().items()})
    # Pieces that no word had would only add noise to words never seen, and bytes to the file.
    kept[np.unique(pieces[np.unique(split.words)])] = True
    with torch.no_grad():
        model.pieces.weight[torch.from_numpy(~kept)] = 0
    return model, pieces


def calibration_of(model, work, pieces):
    """One scale and one shift a label, fitted on the development lines, bring scores near to probabilities."""
    dev = Split(work, "dev")
    logits = scores_of(model, dev, pieces)
    scale, shift = torch.ones(len(LABELS)), torch.zeros(len(LABELS))
    for i in range(len(LABELS)):
        known = dev.labels[:, i] >= 0
        y = torch.from_numpy(dev.labels[known, i].astype(np.float32))
        if y.sum() < 20:
            continue
        z, w = torch.from_numpy(logits[known, i]), torch.from_numpy(dev.weights[known])
        pair = torch.tensor([1.0, 0.0], requires_grad=True)
        fit = torch.optim.LBFGS([pair], max_iter=100)

        def closure():
            fit.zero_grad()
            loss = F.binary_cross_entropy_with_logits(z * pair[0] + pair[1], y, weight=w)
            loss.backward()
            return loss

        fit.step(closure)
        scale[i], shift[i] = max(0.3, pair[0].item()), pair[1].item()
    # What the data hardly shows was not learned: such a label stays silent instead of guessing.
    seen = (Split(work, "train").labels == 1).sum(0)
    for i in range(len(LABELS)):
        if seen[i] < MIN_POSITIVES:
            scale[i], shift[i] = 0, -12
    return scale, shift


if __name__ == "__main__":
    work, out = sys.argv[1], sys.argv[2]
    model, pieces = train(work)
    torch.save(model.state_dict(), os.path.join(work, "model.pt"))
    scale, shift = calibration_of(model, work, pieces)
    print("scale", scale.tolist(), "shift", shift.tolist())
    export_onnx(model, scale, shift, out)
