"""Writes the trained model as ONNX. Tables are kept in 8 bits with one scale a column, made float after Gather."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def quantised(table):
    scale = np.maximum(np.abs(table).max(0), 1e-8) / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def export_onnx(model, scale, shift, path):
    state = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    nodes, constants = [], []

    def constant(name, array):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(op, inputs, out, **attributes):
        nodes.append(helper.make_node(op, inputs, [out], **attributes))
        return out

    def axes(*at):
        return constant("axes" + "_".join(map(str, at)), np.array(at, np.int64)) if not any(
            c.name == "axes" + "_".join(map(str, at)) for c in constants) else "axes" + "_".join(map(str, at))

    for table in ("pieces", "grams"):
        weight = state[f"{table}.weight"].copy()
        weight[0] = 0
        values, steps = quantised(weight)
        constant(f"{table}_table", values)
        constant(f"{table}_scale", steps)
        node("Gather", [f"{table}_table", table], f"{table}_8bit", axis=0)
        node("Cast", [f"{table}_8bit"], f"{table}_float", to=TensorProto.FLOAT)
    constant("zero", np.array(0, np.int32))

    # words: [words, pieces, dim] summed, over the root of how many pieces there are
    node("ReduceSum", ["pieces_float", axes(1)], "piece_sum", keepdims=0)
    node("Mul", ["piece_sum", "pieces_scale"], "word_sum")
    node("Equal", ["pieces", "zero"], "is_empty")
    node("Not", ["is_empty"], "is_piece")
    node("Cast", ["is_piece"], "piece_ones", to=TensorProto.FLOAT)
    node("ReduceSum", ["piece_ones", axes(1)], "piece_count", keepdims=1)
    node("Sqrt", ["piece_count"], "piece_root")
    node("Div", ["word_sum", "piece_root"], "words")
    node("Transpose", ["words"], "across", perm=[1, 0])
    node("Unsqueeze", ["across", axes(0)], "x0")
    for i, (pad, dilation) in enumerate(((1, 1), (2, 2)), 1):
        constant(f"conv{i}_w", state[f"conv{i}.weight"])
        constant(f"conv{i}_b", state[f"conv{i}.bias"])
        node("Conv", [f"x{i - 1}", f"conv{i}_w", f"conv{i}_b"], f"conv{i}", kernel_shape=[3], pads=[pad, pad],
             dilations=[dilation])
        node("Relu", [f"conv{i}"], "x1" if i == 1 else "relu2")
    node("Add", ["x1", "relu2"], "x2")
    node("ReduceMax", ["x2"], "pool_max", axes=[2], keepdims=0)
    node("ReduceMean", ["x2"], "pool_mean", axes=[2], keepdims=0)
    constant("attend_w", state["attend.weight"].reshape(1, -1, 1))
    constant("attend_b", state["attend.bias"])
    node("Conv", ["x2", "attend_w", "attend_b"], "attend", kernel_shape=[1])
    node("Softmax", ["attend"], "share", axis=2)
    node("Mul", ["x2", "share"], "shared")
    node("ReduceSum", ["shared", axes(2)], "pool_shared", keepdims=0)
    node("Concat", ["pool_max", "pool_mean", "pool_shared"], "pooled", axis=1)
    for i, (source, out) in enumerate((("pooled", "hidden0"), ("hidden", "deep")), 1):
        constant(f"mlp{i}_w", state[f"mlp{i}.weight"])
        constant(f"mlp{i}_b", state[f"mlp{i}.bias"])
        node("Gemm", [source, f"mlp{i}_w", f"mlp{i}_b"], out, transB=1)
        if i == 1:
            node("Relu", ["hidden0"], "hidden")

    node("ReduceSum", ["grams_float", axes(0)], "gram_sum", keepdims=1)
    node("Mul", ["gram_sum", "grams_scale"], "gram_scaled")
    node("Shape", ["grams"], "gram_shape")
    node("Cast", ["gram_shape"], "gram_count", to=TensorProto.FLOAT)
    node("Sqrt", ["gram_count"], "gram_root")
    node("Div", ["gram_scaled", "gram_root"], "gram_mean")
    constant("gram_bias", state["gram_bias"])
    node("Add", ["gram_mean", "gram_bias"], "flat")
    node("Add", ["deep", "flat"], "both")
    constant("calibration", scale.numpy().astype(np.float32) / 2)
    constant("shift", shift.numpy().astype(np.float32))
    node("Mul", ["both", "calibration"], "scaled")
    node("Add", ["scaled", "shift"], "logits")
    node("Sigmoid", ["logits"], "scores2d")
    node("Squeeze", ["scores2d", axes(0)], "scores")

    graph = helper.make_graph(
        nodes, "sotto-text",
        [helper.make_tensor_value_info("pieces", TensorProto.INT32, ["words", 24]),
         helper.make_tensor_value_info("grams", TensorProto.INT32, ["grams"])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [8])], constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="sotto")
    made.ir_version = 8
    onnx.checker.check_model(made)
    onnx.save(made, path)
