"""Reads what prepare.ts wrote."""
import os

import numpy as np
import torch

from shape import LABELS


class Split:
    def __init__(self, work, name):
        read = lambda part, kind: np.fromfile(os.path.join(work, f"{name}-{part}.bin"), kind)
        self.words, self.word_starts = read("words", np.int32), read("words-starts", np.int32)
        self.grams, self.gram_starts = read("grams", np.int32), read("grams-starts", np.int32)
        self.labels = read("labels", np.int8).reshape(-1, len(LABELS))
        self.weights = read("weights", np.float32)
        self.sources = open(os.path.join(work, f"{name}-sources.txt")).read().split("\n")
        self.size = len(self.weights)


def batch_of(split, rows, pieces, limit=192):
    lengths = np.minimum(split.word_starts[rows + 1] - split.word_starts[rows], limit)
    longest = int(lengths.max())
    at = split.word_starts[rows][:, None] + np.arange(longest)[None]
    mask = np.arange(longest)[None] < lengths[:, None]
    words = split.words[np.minimum(at, len(split.words) - 1)]
    unique, where = np.unique(words[mask], return_inverse=True)
    index = np.zeros(words.shape, np.int64)
    index[mask] = where + 1
    grams = [split.grams[split.gram_starts[r]:split.gram_starts[r + 1]] for r in rows]
    counts = np.array([len(g) for g in grams])
    offsets = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return (torch.from_numpy(pieces[unique].astype(np.int64)), torch.from_numpy(index), torch.from_numpy(mask),
            torch.from_numpy(np.concatenate(grams).astype(np.int64)), torch.from_numpy(offsets),
            torch.from_numpy(counts.astype(np.float32)))
