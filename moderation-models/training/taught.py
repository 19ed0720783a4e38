"""Steps in which what a teacher makes of the lines counts beside their labels (see teacher.py)."""
import os

import numpy as np
import torch

from shape import LABELS
from trainer import BATCH, Trainer, mean_loss, scores_of

STEPS, RATE, WARM = int(os.environ.get("TAUGHT_STEPS", "3200")), 1.0, 50
# The teacher's part in what is wanted beside the model's own logits, how soft both are made, and what the labels count,
# all of them and those of a line that the teacher read by those of another.
PART, SOFTNESS, LABELLED, READ = 0.5, 2.0, 0.5, 0.3
SUITE_SHARE, UNLABELLED_SHARE = 0.2, 0.3
# What a teacher says varies less than labels do, so less is left out to keep the model from learning by heart.
DROPPED = 0.4
# Of the way from the weights before to those after.
LEARNT = 0.75


class Taught(Trainer):
    def __init__(self, model, split, pieces, teacher, origins):
        """
        `teacher` holds logits, NaN where there are none. What is wanted is the mean of these and of the model's own, or the
        model's own alone. A copy with noise is to be read as the line that it was made of.
        """
        super().__init__(model, split, pieces)
        asked = ~np.isnan(teacher[:, 0])
        own = scores_of(model, split, pieces)
        wanted = np.where(asked[:, None], (1 - PART) * own + PART * teacher, own)
        self.wanted = torch.from_numpy(wanted[origins].astype(np.float32))
        self.trust = self.weights
        self.weights = self.trust * torch.from_numpy(np.where(asked, READ, 1).astype(np.float32))
        self.unlabelled = np.flatnonzero((split.labels < 0).all(1) & asked)

    def loss(self, rows, heads, labels):
        mask = self.trust[rows].unsqueeze(1).expand(-1, len(LABELS))
        soft = torch.sigmoid(self.wanted[rows] / SOFTNESS)
        deep, _, both = heads
        return LABELLED * labels + SOFTNESS ** 2 * sum(mean_loss(z / SOFTNESS, soft, mask) for z in (deep, both))

    def batches(self, suite, shares):
        for rows in self.passes(np.where(suite, 0, shares)):
            kept = rows[np.random.permutation(len(rows))[:int(BATCH * (1 - SUITE_SHARE - UNLABELLED_SHARE))]]
            yield np.concatenate([kept, np.random.choice(np.flatnonzero(suite), int(BATCH * SUITE_SHARE)),
                                  np.random.choice(self.unlabelled, int(BATCH * UNLABELLED_SHARE))])


def teach(model, split, pieces, work, suite, shares):
    """Starts from what the model knows; the same whatever random numbers went before."""
    torch.manual_seed(1)
    np.random.seed(1)
    teacher = np.fromfile(os.path.join(work, "teacher.bin"), np.float32).reshape(-1, len(LABELS))
    taught = Taught(model, split, pieces, teacher, np.fromfile(os.path.join(work, "train-origins.bin"), np.int32))
    model.dropped = DROPPED
    before = {name: value.clone() for name, value in model.state_dict().items()}
    taught.run("taught step", STEPS, taught.batches(suite, shares), RATE, WARM)
    # Not all the way: what the teacher reads worst, such as long lines, is kept from before.
    model.load_state_dict({name: value + (after - value) * LEARNT for (name, value), after in
                           zip(before.items(), model.state_dict().values())})
