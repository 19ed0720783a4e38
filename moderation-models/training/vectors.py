"""Starts the table of word pieces from published word vectors (GloVe), so that words of like meaning begin alike."""
import json
import time

import numpy as np
import torch

STEPS_OF_EACH = 4
SPREAD = 0.35
RATE = 0.02


def read_vectors(path, dim):
    """Words with their vectors, turned to their `dim` strongest directions and brought to one spread."""
    vectors = json.load(open(path))["vectors"]
    words = [w for w in vectors if w.isascii() and len(w) <= 20 and " " not in w]
    table = np.array([vectors[w][:100] for w in words], np.float32)
    table -= table.mean(0)
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-6
    _, _, turn = np.linalg.svd(table[:40_000], full_matrices=False)
    table = table @ turn[:dim].T
    return words, table * (SPREAD / table[:40_000].std())


def start_from(table, words, pieces, known, vectors, batch=2048):
    """Fits the pieces so that each word's sum comes near its vector; frequent words count more."""
    at = {w: i for i, w in enumerate(known)}
    pairs = [(i, at[w]) for i, w in enumerate(words) if w in at]
    rows = torch.from_numpy(pieces[[i for i, _ in pairs]].astype(np.int64))
    ranks = np.array([j for _, j in pairs])
    targets = torch.from_numpy(vectors[ranks])
    weights = torch.from_numpy((1 / np.sqrt(1 + ranks / 500)).astype(np.float32))
    roots = (rows != 0).sum(1, keepdim=True).clamp(min=1).sqrt()
    with torch.no_grad():
        table.weight.normal_(0, 0.02)
    fit = torch.optim.SparseAdam([table.weight], RATE)
    steps = STEPS_OF_EACH * (len(pairs) // batch)
    start = time.time()
    for step in range(steps):
        some = torch.randint(len(pairs), (batch,))
        fit.param_groups[0]["lr"] = RATE * (1.05 - step / steps)
        loss = (((table(rows[some]) / roots[some] - targets[some]) ** 2).mean(1) * weights[some]).mean()
        fit.zero_grad()
        loss.backward()
        fit.step()
    print(f"{len(pairs)} words start from vectors, loss {loss.item():.4f}, {time.time() - start:.0f} s", flush=True)
