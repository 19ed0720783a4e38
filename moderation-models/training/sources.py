"""What training makes of where a line comes from."""
import numpy as np
import torch

# False alarms on everyday talk cost more than the same error elsewhere.
EVERYDAY_WEIGHT = {"goemotions_neutral": 2, "goemotions_positive": 2, "xpersona": 1.5}
# Sources of many harmless lines of one kind: each pass looks at this share of them. Lines without labels are for the teacher.
PLENTY = {"ubuntu_irc": 0.35, "xpersona": 0.5, "wikipedia_talk_context": 0.4, "identity_templates": 0.5, "transfer": 0}
# English sources that hold harmful and harmless lines, each with a share and a measure of its own. While training, each
# has a shift for each label, so that the model needn't tell sources by their style to meet their shares.
WITH_CUSTOMS = ("civil_comments", "convabuse", "davidson", "diasafety", "discord_automod", "edos", "hatemoji", "paradetox",
                "wikipedia_talk", "wikipedia_talk_b", "wikipedia_talk_c", "wikipedia_talk_d")
CUSTOMS_DECAY = 2e-3


def shares_of(split):
    return np.array([PLENTY.get(source, 1) for source in split.sources])


def is_suite(split):
    return np.array([source.startswith("suite:") for source in split.sources])


def trust_of(split):
    trust = np.array([EVERYDAY_WEIGHT.get(source, 1) for source in split.sources], np.float32)
    return torch.from_numpy(split.weights * trust)


class Customs(torch.nn.Module):
    """A shift for each source and label; sources of one kind of lines have none."""

    def __init__(self, split, labels):
        super().__init__()
        at = {name: i + 1 for i, name in enumerate(WITH_CUSTOMS)}
        self.source = torch.tensor([at.get(source, 0) for source in split.sources])
        self.shift = torch.nn.Embedding(len(at) + 1, labels, padding_idx=0)
        torch.nn.init.zeros_(self.shift.weight)

    def forward(self, rows):
        return self.shift(self.source[rows])

    def cost(self):
        return CUSTOMS_DECAY * (self.shift.weight ** 2).sum()
