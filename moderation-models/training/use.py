"""Universal Sentence Encoder lite in torch, with its subwords, from the npm package that holds its tfjs graph.

Two transformer layers with four heads each over 8,000 subwords, then a mean and a tanh layer: 512 numbers a line.
"""
import json
import math
import os

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

LIMIT = 48
PREFIX = "module_apply_default/Encoder_en/KonaTransformer/"
UNKNOWN = 0
HALF = "avx512_bf16" in open("/proc/cpuinfo").read()
# What the normaliser leaves alone of marks and of `don't`: these stand on the word before.
JOINED = {"!": ["!"], "?": ["?"], '"': ['"'], **{end: ["'", end] for end in ("s", "t", "m", "re", "ve", "ll", "d")}}


def read_weights(folder):
    """The weights of the graph by name."""
    model = json.load(open(os.path.join(folder, "model.json")))
    weights = {}
    for group in model["weightsManifest"]:
        data = b"".join(open(os.path.join(folder, path), "rb").read() for path in group["paths"])
        at = 0
        for entry in group["weights"]:
            size = math.prod(entry["shape"])
            kind = np.dtype(entry["dtype"])
            weights[entry["name"]] = np.frombuffer(data, kind, size, at).reshape(entry["shape"])
            at += size * kind.itemsize
    return weights


class Subwords:
    """The likeliest pieces of a word (Viterbi over the unigram vocabulary)."""

    def __init__(self, folder):
        entries = json.load(open(os.path.join(folder, "vocab.json")))
        # The first six are reserved.
        self.scores = {piece: (score, at) for at, (piece, score) in enumerate(entries) if at >= 6}
        self.longest = max(map(len, self.scores))

    def best(self, word):
        reached = [(0.0, [])] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - self.longest), end):
                known = self.scores.get(word[start:end])
                if known is None and start < end - 1:
                    continue
                score, at = known or (-100.0, UNKNOWN)
                total = reached[start][0] + score
                if reached[end] is None or total >= reached[end][0]:
                    reached[end] = (total, reached[start][1] + [at])
        return reached[-1]

    def of(self, word):
        """Normalised words are small; a name is read in the form that the vocabulary knows better."""
        if word == "^":
            return []
        if word in JOINED:
            return [self.scores[piece][1] for piece in JOINED[word]]
        return max(self.best("▁" + word), self.best("▁" + word[0].upper() + word[1:]))[1]


class Layer(nn.Module):
    def __init__(self, weights, at, heads=4):
        super().__init__()
        stack = f"{PREFIX}Encode/Layer_{at}/TransformerLayer/"
        flat = f"{PREFIX}Encode/TransformerStack/Layer_{at}/TransformerLayer/"
        attention, norm = stack + "MultiheadAttention/", "layer_prepostprocess/layer_norm/layer_norm_"
        end = "/ConcatPartitions/concat"
        self.heads = heads
        self.norm1 = normed(weights[f"{stack}{norm}scale{end}"], weights[f"{stack}{norm}bias{end}"])
        kernel = lambda part: weights[f"module/{attention[len('module_apply_default/'):]}{part}/kernel/part_0"][0, 0]
        self.qkv = linear(kernel("qkv_transform_single"), weights[f"{attention}qkv_transform_single/bias{end}"])
        self.out = linear(kernel("output_transform_single"), weights[f"{attention}output_transform_single/bias{end}"])
        self.norm2 = normed(weights[f"{stack}FFN/{norm}scale{end}"], weights[f"{stack}FFN/{norm}bias{end}"])
        self.wide = linear(weights[f"{flat}FFN/conv1/Tensordot/Reshape_1"], weights[f"{stack}FFN/conv1/bias{end}"])
        self.narrow = linear(weights[f"{flat}FFN/conv2/Tensordot/Reshape_1"], weights[f"{stack}FFN/conv2/bias{end}"])
        dense = f"{stack}dense/kernel{end}"
        self.residual = linear(weights[dense], weights[f"{stack}dense/bias{end}"]) if dense in weights else nn.Identity()

    def forward(self, x, mask):
        """`x` holds the subwords of all lines one after the other; only attention lays them out by line."""
        qkv = self.qkv(self.norm1(x))
        rows, longest = mask.shape
        laid = qkv.new_zeros(rows, longest, qkv.shape[1])
        laid[mask] = qkv
        q, k, v = laid.view(rows, longest, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        share = (q * q.shape[-1] ** -0.5) @ k.transpose(2, 3)
        share = torch.softmax(share.masked_fill(~mask[:, None, None], -1e9), 3)
        met = (share @ v).transpose(1, 2).flatten(2)[mask]
        x = self.residual(x) + self.out(met)
        return x + self.narrow(F.relu(self.wide(self.norm2(x))))


class Linear(nn.Linear):
    """Multiplies in 16 bits where the processor does, in a third of the time."""

    def forward(self, x):
        if not HALF:
            return super().forward(x)
        return F.linear(x.bfloat16(), self.weight.bfloat16(), self.bias.bfloat16()).float()


def linear(kernel, bias):
    layer = Linear(*kernel.shape)
    layer.weight.data, layer.bias.data = torch.from_numpy(kernel.T.copy()), torch.from_numpy(bias.copy())
    return layer


def normed(scale, bias):
    layer = nn.LayerNorm(len(scale), eps=1e-6)
    layer.weight.data, layer.bias.data = torch.from_numpy(scale.copy()), torch.from_numpy(bias.copy())
    return layer


class Encoder(nn.Module):
    def __init__(self, weights):
        super().__init__()
        table = torch.from_numpy(weights["module/Embeddings_en"].copy())
        self.table = nn.Embedding.from_pretrained(table, freeze=False)
        timing = weights[f"{PREFIX}Encode/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1"]
        self.register_buffer("timing", torch.from_numpy(timing.copy()))
        self.layers = nn.ModuleList(Layer(weights, at) for at in (0, 1))
        hidden = "module/Encoder_en/hidden_layers/tanh_layer_0/"
        self.last = linear(weights[hidden + "weights"], weights[hidden + "bias"])

    def forward(self, ids, mask, drop=0.0):
        """512 numbers from -1 to 1 for each line; the published vector is these, brought to length 1."""
        places = torch.arange(ids.shape[1])[:, None] * self.timing
        places = torch.cat([places.sin(), places.cos()], 1)
        x = (2 * self.table(ids) + places)[mask]
        x = F.dropout(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        laid = x.new_zeros(*mask.shape, x.shape[1])
        laid[mask] = x
        return torch.tanh(self.last(laid.sum(1) / mask.sum(1, keepdim=True).clamp(min=1)))
