"""The shape of the text model: two heads over hashed features, averaged before the sigmoid."""
import torch
from torch import nn
import torch.nn.functional as F

LABELS = ["toxic", "hate", "threat", "insult", "sexual", "obscene", "self_harm", "spam"]
# The sizes that src/text/features.ts hashes to.
PIECE_ROWS, GRAM_ROWS, PIECES = 49152, 65536, 24
DIM, HIDDEN, ATTENDS, DENSE = 64, 96, 4, 96
DILATIONS = (1, 2, 4)


class Model(nn.Module):
    """A convolution over words (each the sum of its hashed pieces), and a linear head over words, pairs and triples."""

    def __init__(self):
        super().__init__()
        # How much of what is left out while training is left out.
        self.dropped = 1.0
        self.pieces = nn.EmbeddingBag(PIECE_ROWS, DIM, mode="sum", padding_idx=0, sparse=True)
        nn.init.normal_(self.pieces.weight, 0, 0.1)
        self.grams = nn.EmbeddingBag(GRAM_ROWS, len(LABELS), mode="sum", padding_idx=0, sparse=True)
        nn.init.zeros_(self.grams.weight)
        widths = [DIM] + [HIDDEN] * len(DILATIONS)
        self.convs = nn.ModuleList(
            nn.Conv1d(widths[i], HIDDEN, 3, padding=d, dilation=d) for i, d in enumerate(DILATIONS))
        self.attend = nn.Linear(HIDDEN, ATTENDS)
        self.mlp1 = nn.Linear((2 + ATTENDS) * HIDDEN, DENSE)
        self.mlp2 = nn.Linear(DENSE, len(LABELS))
        self.gram_bias = nn.Parameter(torch.zeros(len(LABELS)))

    def forward(self, pieces, index, mask, grams, offsets, counts):
        vectors = self.pieces(pieces) / (pieces != 0).sum(1, keepdim=True).clamp(min=1).sqrt()
        x = F.embedding(index, torch.cat([torch.zeros(1, DIM), vectors]))
        if self.training:  # whole words go missing, so that no single one decides
            x = x * (torch.rand(x.shape[0], x.shape[1], 1) > 0.06 * self.dropped)
        x = F.dropout(x, 0.15 * self.dropped, self.training).transpose(1, 2)
        keep = mask.unsqueeze(1).float()
        x = F.relu(self.convs[0](x)) * keep
        for conv in self.convs[1:]:
            x = x + F.relu(conv(F.dropout(x, 0.1 * self.dropped, self.training))) * keep
        weight = torch.softmax(self.attend(x.transpose(1, 2)).masked_fill(~mask.unsqueeze(2), -1e4), 1)
        shared = torch.bmm(x, weight).flatten(1)
        pooled = torch.cat([x.max(2).values, x.sum(2) / keep.sum(2), shared], 1)
        hidden = F.relu(self.mlp1(F.dropout(pooled, 0.3 * self.dropped, self.training)))
        deep = self.mlp2(F.dropout(hidden, 0.1 * self.dropped, self.training))
        return deep, self.grams(grams, offsets) / counts.sqrt().unsqueeze(1) + self.gram_bias
