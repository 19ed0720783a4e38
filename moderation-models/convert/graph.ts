import { activationOf, expectPlain, heightAndWidthOf, intsOf, samePadding } from './attributes.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './onnx-file.ts';
import {
  convolutionOrder,
  depthwiseOrder,
  dequantised,
  floatTensor,
  int64Tensor,
  quantisedTensor,
  transpose,
} from './tensors.ts';
import type { ByteWeights, TfModel, TfNode } from './tfjs-model.ts';

/** Plain operations of two tensors, by their name in TensorFlow. */
const elementwise: Readonly<Record<string, string>> = { Mul: 'Mul', Sub: 'Sub', AddV2: 'Add' };
/** Where TensorFlow's axes N, H, W, C stand in ONNX' order N, C, H, W. */
const channelsFirstAxis = [0, 2, 3, 1];

/** Relu6 as ONNX says it: `Clip` between these two constants. */
const relu6 = [floatTensor('zero', [], [0]), floatTensor('six', [], [6])];

interface Draft {
  readonly nodes: OnnxNode[];
  readonly initializers: OnnxTensor[];
  /** By TensorFlow's name: where the value is in the ONNX graph, and its rows and columns where it has any. */
  readonly values: Map<string, { readonly name: string; readonly size?: readonly [number, number] }>;
}

/**
 * A tfjs graph of convolutions in ONNX: channels first, weights of more than one axis left in their 8 bits, the
 * rest as floats. Batch normalisation is folded into weights and biases already in the tfjs model.
 * @throws at an operation, shape or attribute that it doesn't know, rather than convert it wrongly
 */
export function toOnnx(
  model: TfModel,
  about: Pick<OnnxGraph, 'name' | 'doc' | 'metadata'> & {
    input: string;
    output: string;
    size: number;
    classes: number;
  },
): OnnxGraph {
  const draft: Draft = { nodes: [], initializers: [...relu6], values: new Map() };
  let output: string | undefined;
  for (const node of model.nodes) {
    if (node.op === 'Const') continue;
    if (node.op === 'Placeholder') {
      draft.values.set(node.name, { name: about.input, size: [about.size, about.size] });
    } else if (node.op === 'Identity') {
      output = valueOf(draft, node, 0).name;
    } else {
      addNode(draft, model, node);
    }
  }
  if (output === undefined) throw new Error('the model has no output');
  return {
    name: about.name,
    doc: about.doc,
    metadata: about.metadata,
    inputs: [{ name: about.input, dims: ['pictures', 3, about.size, about.size] }],
    outputs: [{ name: about.output, dims: ['pictures', about.classes] }],
    nodes: draft.nodes.map((node) => renamed(node, output, about.output)),
    initializers: draft.initializers,
  };
}

function addNode(draft: Draft, model: TfModel, node: TfNode): void {
  switch (node.op) {
    case '_FusedConv2D':
      return addConvolution(draft, model, node, false);
    case 'FusedDepthwiseConv2dNative':
      return addConvolution(draft, model, node, true);
    case '_FusedMatMul': {
      if (node.attr['transpose_a']?.b || node.attr['transpose_b']?.b || activationOf(node) !== 'none')
        throw new Error(`${node.name} is no plain product`);
      const name = shortName(node.name);
      const weights = addQuantised(draft, `${name}:weights`, constantOf(model, node, 1));
      const bias = addFloats(draft, `${name}:bias`, constantOf(model, node, 2));
      return add(draft, node, 'Gemm', [valueOf(draft, node, 0).name, weights, bias]);
    }
    case 'AvgPool': {
      expectPlain(node, 'VALID');
      const kernel = heightAndWidthOf(node, 'ksize');
      const { name, size } = valueOf(draft, node, 0);
      if (kernel.join() !== size?.join()) throw new Error(`${node.name} is no mean over the whole picture`);
      return add(draft, node, 'GlobalAveragePool', [name], { size: [1, 1] });
    }
    case 'Squeeze': {
      const axes = intsOf(node, 'squeeze_dims').map((axis) => channelsFirstAxis[axis] ?? axis);
      const tensor = int64Tensor(`${shortName(node.name)}:axes`, axes);
      draft.initializers.push(tensor);
      return add(draft, node, 'Squeeze', [valueOf(draft, node, 0).name, tensor.name]);
    }
    case 'Softmax':
      return add(draft, node, 'Softmax', [valueOf(draft, node, 0).name], { attributes: { axis: -1 } });
    default:
      return addElementwise(draft, model, node);
  }
}

function addConvolution(draft: Draft, model: TfModel, node: TfNode, depthwise: boolean): void {
  expectPlain(node, 'SAME');
  const { name: input, size } = valueOf(draft, node, 0);
  if (size === undefined) throw new Error(`${node.name} works on no picture`);
  const filter = constantOf(model, node, 1);
  const [kernelHeight = 0, kernelWidth = 0, channels = 0, perChannel = 0] = filter.shape;
  if (depthwise && perChannel !== 1) throw new Error(`${node.name} has ${perChannel} filters a channel`);
  const strides = heightAndWidthOf(node, 'strides');
  const [top, bottom] = samePadding(size[0], kernelHeight, strides[0]);
  const [left, right] = samePadding(size[1], kernelWidth, strides[1]);

  const name = shortName(node.name);
  const order = depthwise ? depthwiseOrder : convolutionOrder;
  const weights = addQuantised(draft, `${name}:weights`, transpose(filter, order));
  const bias = addFloats(draft, `${name}:bias`, constantOf(model, node, 2));
  const attributes = {
    kernel_shape: [kernelHeight, kernelWidth],
    strides,
    pads: [top, left, bottom, right],
    group: depthwise ? channels : 1,
  };
  const outSize = [Math.ceil(size[0] / strides[0]), Math.ceil(size[1] / strides[1])] as const;
  add(draft, node, 'Conv', [input, weights, bias], { attributes, size: outSize });
  if (activationOf(node) === 'relu6')
    add(draft, node, 'Clip', [name, ...relu6.map((bound) => bound.name)], {
      name: `${name}:clipped`,
      size: outSize,
    });
}

function addElementwise(draft: Draft, model: TfModel, node: TfNode): void {
  const opType = elementwise[node.op];
  if (opType === undefined) throw new Error(`${node.name} is ${node.op}, which the conversion doesn't know`);
  const inputs = node.input.map((input, at) => {
    const constant = model.weights.get(input);
    if (constant === undefined) return valueOf(draft, node, at);
    if (constant.bytes.length !== 1) throw new Error(`${input} is no single number`);
    return { name: addFloats(draft, shortName(input), constant) };
  });
  const size = inputs.find((input) => input.size !== undefined)?.size;
  add(
    draft,
    node,
    opType,
    inputs.map(({ name }) => name),
    size ? { size } : {},
  );
}

function add(
  draft: Draft,
  node: TfNode,
  opType: string,
  input: readonly string[],
  extra: {
    name?: string;
    size?: readonly [number, number];
    attributes?: Readonly<Record<string, number | readonly number[]>>;
  } = {},
): void {
  const { name = shortName(node.name), size, attributes } = extra;
  draft.nodes.push({ opType, input, output: [name], ...(attributes && { attributes }) });
  draft.values.set(node.name, size ? { name, size } : { name });
}

function addQuantised(draft: Draft, name: string, weights: ByteWeights): string {
  const { initializers, node } = quantisedTensor(name, weights);
  draft.initializers.push(...initializers);
  draft.nodes.push(node);
  return name;
}

function addFloats(draft: Draft, name: string, weights: ByteWeights): string {
  draft.initializers.push(floatTensor(name, weights.shape, dequantised(weights)));
  return name;
}

/** An input that another node computes. Nodes come after those that they read, as ONNX asks for too. */
function valueOf(draft: Draft, node: TfNode, at: number) {
  const value = draft.values.get(node.input[at] ?? '');
  if (value === undefined) throw new Error(`${node.name} reads ${node.input[at]} before it is there`);
  return value;
}

function constantOf(model: TfModel, node: TfNode, at: number): ByteWeights {
  const weights = model.weights.get(node.input[at] ?? '');
  if (weights === undefined) throw new Error(`${node.name} has no constant at input ${at}`);
  return weights;
}

/** A TensorFlow name without the layers of wrapping that most names of a saved Keras model begin with. */
const shortName = (name: string): string =>
  name.replaceAll(/(?:StatefulPartitionedCall|sequential|keras_layer|predict|MobilenetV2)\//g, '');

const renamed = (node: OnnxNode, from: string, to: string): OnnxNode => ({
  ...node,
  output: node.output.map((name) => (name === from ? to : name)),
});
