"""`python3 teacher.py WORK PACKAGE`: fits a pretrained encoder (see use.py) to our data and writes what it makes of the lines.

`WORK/teacher.bin` holds its logits for each line of the training split, NaN where it wasn't asked: a line longer than
it reads, or with a sign that it doesn't know.
"""
import os
import sys
import time

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

from data import Split
from shape import LABELS
from sources import Customs, is_suite, shares_of, trust_of
from use import LIMIT, UNKNOWN, Encoder, Subwords, read_weights

SEED = 5
BATCH, STEPS, WARM = 96, int(os.environ.get("TEACHER_STEPS", "1000")), 50
SUITE_SHARE = 0.4
RATES = {"encoder": float(os.environ.get("TEACHER_RATE", "3e-4")), "head": 2e-3, "customs": 2e-2}
DROP = 0.1
# So many of the lines with labels, beside those of the suite, are scored.
SCORED = 100_000


class Teacher(nn.Module):
    def __init__(self, package):
        super().__init__()
        self.encoder = Encoder(read_weights(package))
        self.head = nn.Linear(512, len(LABELS))

    def forward(self, ids, mask):
        return self.head(F.dropout(self.encoder(ids, mask, DROP), DROP, self.training))


class Lines:
    """The subwords of the lines of a split, of which the first `LIMIT` are read."""

    def __init__(self, work, split, package):
        subwords = Subwords(package)
        words = open(os.path.join(work, "words.txt")).read().split("\n")
        needed = np.zeros(len(words), bool)
        needed[split.words] = True
        pieces = [subwords.of(word) if met else [] for word, met in zip(words, needed)]
        counts = np.array([len(p) for p in pieces])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        flat = np.concatenate([np.array(p, np.int64) for p in pieces])
        lengths = counts[split.words]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        at = np.arange(ends[-1]) + np.repeat(starts[split.words] - ends[:-1], lengths)
        self.ids, self.starts = flat[at], ends[split.word_starts]
        self.lengths = self.starts[1:] - self.starts[:-1]
        strange = np.concatenate([[0], np.cumsum(self.ids == UNKNOWN)])
        known = strange[self.starts[1:]] == strange[self.starts[:-1]]
        self.readable = known & (self.lengths > 0) & (self.lengths <= LIMIT)

    def batch(self, rows):
        lengths = np.clip(self.lengths[rows], 1, LIMIT)
        across = np.arange(lengths.max())[None]
        at = np.minimum(self.starts[rows][:, None] + across, len(self.ids) - 1)
        return torch.from_numpy(self.ids[at]), torch.from_numpy(across < lengths[:, None])


def fit(teacher, split, lines):
    customs = Customs(split, len(LABELS))
    optimiser = torch.optim.AdamW([
        {"params": teacher.encoder.parameters(), "peak": RATES["encoder"]},
        {"params": teacher.head.parameters(), "peak": RATES["head"]},
        {"params": customs.parameters(), "peak": RATES["customs"], "weight_decay": 0},
    ], lr=0)
    labels, weights = torch.from_numpy(split.labels.astype(np.float32)), trust_of(split)
    suite = np.flatnonzero(is_suite(split) & lines.readable)
    chance = np.where(is_suite(split), 0, shares_of(split)) * lines.readable
    other = np.random.choice(split.size, STEPS * BATCH, p=chance / chance.sum())
    start, mean = time.process_time(), 0.0
    teacher.train()
    for step in range(STEPS):
        rows = other[step * BATCH:(step + 1) * BATCH]
        rows[:int(BATCH * SUITE_SHARE)] = np.random.choice(suite, int(BATCH * SUITE_SHARE))
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / WARM) * (1 - step / STEPS)
        target = labels[rows]
        mask = (target >= 0).float() * weights[rows].unsqueeze(1)
        logits = teacher(*lines.batch(rows)) + customs(rows)
        loss = F.binary_cross_entropy_with_logits(logits, target.clamp(min=0), reduction="none")
        loss = (loss * mask).sum() / mask.sum() + customs.cost()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimiser.step()
        mean += loss.item() / 50
        if step % 50 == 49:
            print(f"teacher {step + 1} of {STEPS}, loss {mean:.4f}, {time.process_time() - start:.0f} s", flush=True)
            mean = 0.0


def scores_of(teacher, lines, rows):
    teacher.eval()
    order = rows[np.argsort(lines.lengths[rows], kind="stable")]
    scores = np.full((len(lines.lengths), len(LABELS)), np.nan, np.float32)
    with torch.no_grad():
        for at in range(0, len(order), 256):
            some = order[at:at + 256]
            scores[some] = teacher(*lines.batch(some)).numpy()
    return scores


if __name__ == "__main__":
    work, package = sys.argv[1], sys.argv[2]
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    np.random.seed(SEED)
    split = Split(work, "train")
    lines = Lines(work, split, package)
    teacher = Teacher(package)
    fit(teacher, split, lines)
    torch.save(teacher.state_dict(), os.path.join(work, "teacher.pt"))
    start = time.process_time()
    origins = np.fromfile(os.path.join(work, "train-origins.bin"), np.int32)
    plain = lines.readable & (origins == np.arange(split.size))
    always = is_suite(split) | np.array([source == "transfer" for source in split.sources])
    other = np.flatnonzero(plain & ~always & (np.random.rand(split.size) < shares_of(split)))
    asked = np.concatenate([np.flatnonzero(plain & always), np.random.permutation(other)[:SCORED]])
    # A copy with noise is to be read as the line that it was made of.
    scores_of(teacher, lines, asked)[origins].tofile(os.path.join(work, "teacher.bin"))
    print(f"teacher scored {len(asked)} lines, {time.process_time() - start:.0f} s", flush=True)
