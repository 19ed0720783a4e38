"""Writes the trained model as ONNX. Tables and weights are kept in 8 bits with one scale a column, made float after Gather."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from shape import DILATIONS, PIECES

# Steps on each side of zero. Fewer of them than 8 bits hold compress better; the tables are most of the file.
STEPS = {"pieces": 31, "grams": 31, "weights": 127}


def quantised(table, steps):
    scale = np.maximum(np.abs(table).max(0), 1e-8) / steps
    return np.clip(np.round(table / scale), -steps, steps).astype(np.int8), scale.astype(np.float32)


class Graph:
    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, name, array):
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def node(self, op, inputs, out, **attributes):
        self.nodes.append(helper.make_node(op, inputs, [out], **attributes))
        return out

    def axes(self, *at):
        name = "axes" + "_".join(map(str, at))
        return self.constant(name, np.array(at, np.int64))

    def weight(self, name, array):
        """A weight whose first axis is the output's; the runtime makes it float once, when it loads."""
        flat = array.reshape(len(array), -1)
        values, scale = quantised(flat.T, STEPS["weights"])
        self.constant(f"{name}_8bit", values.T.reshape(array.shape))
        self.constant(f"{name}_scale", scale.reshape([-1] + [1] * (array.ndim - 1)))
        self.node("Cast", [f"{name}_8bit"], f"{name}_float", to=TensorProto.FLOAT)
        return self.node("Mul", [f"{name}_float", f"{name}_scale"], name)

    def rows(self, name, weight):
        """The rows of a table that the input of that name asks for; row 0 is empty."""
        weight = weight.copy()
        weight[0] = 0
        values, scale = quantised(weight, STEPS[name])
        self.constant(f"{name}_table", values)
        self.constant(f"{name}_scale", scale)
        self.node("Gather", [f"{name}_table", name], f"{name}_8bit", axis=0)
        return self.node("Cast", [f"{name}_8bit"], f"{name}_float", to=TensorProto.FLOAT)


def add_words(graph, state):
    """[words, pieces, dim] summed, over the root of how many pieces there are."""
    node = graph.node
    graph.rows("pieces", state["pieces.weight"])
    graph.constant("zero", np.array(0, np.int32))
    node("ReduceSum", ["pieces_float", graph.axes(1)], "piece_sum", keepdims=0)
    node("Mul", ["piece_sum", "pieces_scale"], "word_sum")
    node("Equal", ["pieces", "zero"], "is_empty")
    node("Not", ["is_empty"], "is_piece")
    node("Cast", ["is_piece"], "piece_ones", to=TensorProto.FLOAT)
    node("ReduceSum", ["piece_ones", graph.axes(1)], "piece_count", keepdims=1)
    node("Sqrt", ["piece_count"], "piece_root")
    node("Div", ["word_sum", "piece_root"], "words")
    node("Transpose", ["words"], "across", perm=[1, 0])
    return node("Unsqueeze", ["across", graph.axes(0)], "x")


def add_deep(graph, state, x):
    node = graph.node
    for i, dilation in enumerate(DILATIONS):
        weight = graph.weight(f"conv{i}_w", state[f"convs.{i}.weight"])
        bias = graph.constant(f"conv{i}_b", state[f"convs.{i}.bias"])
        node("Conv", [x, weight, bias], f"conv{i}", kernel_shape=[3], pads=[dilation, dilation], dilations=[dilation])
        y = node("Relu", [f"conv{i}"], f"relu{i}")
        x = y if i == 0 else node("Add", [x, y], f"x{i}")
    node("ReduceMax", [x], "pool_max", axes=[2], keepdims=0)
    node("ReduceMean", [x], "pool_mean", axes=[2], keepdims=0)
    weight = graph.weight("attend_w", state["attend.weight"][:, :, None])
    node("Conv", [x, weight, graph.constant("attend_b", state["attend.bias"])], "attend", kernel_shape=[1])
    node("Softmax", ["attend"], "share", axis=2)
    node("Transpose", ["share"], "share_across", perm=[0, 2, 1])
    node("MatMul", [x, "share_across"], "shared")
    node("Flatten", ["shared"], "pool_shared", axis=1)
    node("Concat", ["pool_max", "pool_mean", "pool_shared"], "pooled", axis=1)
    for i, (source, out) in enumerate((("pooled", "hidden0"), ("hidden", "deep")), 1):
        weight = graph.weight(f"mlp{i}_w", state[f"mlp{i}.weight"])
        node("Gemm", [source, weight, graph.constant(f"mlp{i}_b", state[f"mlp{i}.bias"])], out, transB=1)
        if i == 1:
            node("Relu", ["hidden0"], "hidden")
    return "deep"


def add_flat(graph, state):
    node = graph.node
    graph.rows("grams", state["grams.weight"])
    node("ReduceSum", ["grams_float", graph.axes(0)], "gram_sum", keepdims=1)
    node("Mul", ["gram_sum", "grams_scale"], "gram_scaled")
    node("Shape", ["grams"], "gram_shape")
    node("Cast", ["gram_shape"], "gram_count", to=TensorProto.FLOAT)
    node("Sqrt", ["gram_count"], "gram_root")
    node("Div", ["gram_scaled", "gram_root"], "gram_mean")
    return node("Add", ["gram_mean", graph.constant("gram_bias", state["gram_bias"])], "flat")


def export_onnx(model, scale, shift, path):
    state = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    graph = Graph()
    node = graph.node
    deep = add_deep(graph, state, add_words(graph, state))
    node("Add", [deep, add_flat(graph, state)], "both")
    graph.constant("calibration", scale.numpy().astype(np.float32) / 2)
    graph.constant("shift", shift.numpy().astype(np.float32))
    node("Mul", ["both", "calibration"], "scaled")
    node("Add", ["scaled", "shift"], "logits")
    node("Sigmoid", ["logits"], "scores2d")
    node("Squeeze", ["scores2d", graph.axes(0)], "scores")
    made = helper.make_model(
        helper.make_graph(
            graph.nodes, "sotto-text",
            [helper.make_tensor_value_info("pieces", TensorProto.INT32, ["words", PIECES]),
             helper.make_tensor_value_info("grams", TensorProto.INT32, ["grams"])],
            [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [8])], list(graph.constants.values())),
        opset_imports=[helper.make_opsetid("", 13)], producer_name="sotto")
    made.ir_version = 8
    onnx.checker.check_model(made)
    onnx.save(made, path)
