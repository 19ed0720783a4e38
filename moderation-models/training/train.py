"""`python3 train.py WORK MODEL.onnx`: trains on the ids that prepare.ts wrote and exports the model.

Missing labels are masked from the loss. WORD_VECTORS may name the vectors to start from (see vectors.py). The same
seed takes the same steps on one thread.
"""
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

from data import Split
from export import export_onnx
from shape import LABELS, PIECE_ROWS, PIECES, Model
from sources import is_suite, shares_of
from taught import teach
from trainer import BATCH, Trainer, scores_of
from vectors import read_vectors, start_from

SEED = int(os.environ.get("TRAIN_SEED", "5"))
VECTORS = os.environ.get("WORD_VECTORS", "")
# Weights that the first stage is skipped for.
FROM = os.environ.get("TRAIN_FROM", "")
# Passes over the data, then steps in which a third of each batch is of the suite: it is a twentieth of the lines, and
# what it teaches about frames (quoting, negation, opinion) is learnt from hardly anything else.
PASSES = float(os.environ.get("TRAIN_PASSES", "3"))
SUITE_STEPS = int(os.environ.get("TRAIN_SUITE_STEPS", "600"))
SUITE_RATE = 0.75
MIN_POSITIVES = 100

torch.manual_seed(SEED)
torch.set_num_threads(1)
np.random.seed(SEED)


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
    shares = shares_of(split)
    passes = PASSES if split.size > 50_000 else 10
    if not FROM:
        trainer.run("step", int(passes * shares.sum() // BATCH), trainer.passes(shares))
    suite = is_suite(split)
    if suite.any():
        before = {name: value.clone() for name, value in model.state_dict().items()}
        trainer.run("suite step", SUITE_STEPS, trainer.with_suite(suite, shares), SUITE_RATE, warm=50)
        # The mean of the weights keeps most of what the steps taught, and loses less of what they pushed out.
        model.load_state_dict({name: (value + before[name]) / 2 for name, value in model.state_dict().items()})
    if os.path.exists(os.path.join(work, "teacher.bin")):
        teach(model, split, pieces, work, suite, shares)
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
