import { dataTypes, type OnnxNode, type OnnxTensor } from './onnx-file.ts';
import type { ByteWeights } from './tfjs-model.ts';

/** The order of a convolution's weights in TensorFlow (height, width, in, out) brought to ONNX' (out, in, height, width). */
export const convolutionOrder = [3, 2, 0, 1];
/** Depthwise: TensorFlow's (height, width, channels, 1) to ONNX' (channels, 1, height, width). */
export const depthwiseOrder = [2, 3, 0, 1];

/** The weights with their axes in another order: axis `i` of the outcome is axis `order[i]` of what came in. */
export function transpose(weights: ByteWeights, order: readonly number[]): ByteWeights {
  const { shape, bytes } = weights;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis] ?? 1);
  const steps = order.map((axis) => strides[axis] ?? 1);
  const out = new Uint8Array(bytes.length);
  const index = sizes.map(() => 0);
  for (let at = 0; at < out.length; at += 1) {
    out[at] = bytes[index.reduce((sum, value, axis) => sum + value * (steps[axis] ?? 0), 0)] ?? 0;
    for (let axis = index.length - 1; axis >= 0; axis -= 1) {
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (sizes[axis] ?? 0)) break;
      index[axis] = 0;
    }
  }
  return { ...weights, shape: sizes, bytes: out };
}

export function floatTensor(name: string, dims: readonly number[], values: readonly number[]): OnnxTensor {
  const floats = Float32Array.from(values);
  return { name, dims, dataType: dataTypes.float, rawData: new Uint8Array(floats.buffer) };
}

export function int64Tensor(name: string, values: readonly number[]): OnnxTensor {
  const wide = BigInt64Array.from(values.map(BigInt));
  return { name, dims: [values.length], dataType: dataTypes.int64, rawData: new Uint8Array(wide.buffer) };
}

/** A constant as the numbers that tfjs computes from its bytes. */
export const dequantised = ({ bytes, min, scale }: ByteWeights): number[] =>
  [...bytes].map((byte) => byte * scale + min);

/**
 * A constant that stays in 8 bits in the file, and the node that makes floats of it: `(byte − zero point) × scale`.
 * @throws where its zero is no byte, so that this would not give tfjs' numbers
 */
export function quantisedTensor(
  name: string,
  { shape, bytes, min, scale }: ByteWeights,
): { initializers: OnnxTensor[]; node: OnnxNode } {
  const zeroPoint = Math.round(-min / scale);
  if (zeroPoint < 0 || zeroPoint > 255 || Math.abs(-min / scale - zeroPoint) > 1e-6)
    throw new Error(`the zero of ${name} is at ${-min / scale}`);
  const [stored, step, zero] = [`${name}:bytes`, `${name}:scale`, `${name}:zero`];
  return {
    initializers: [
      { name: stored, dims: shape, dataType: dataTypes.uint8, rawData: bytes },
      floatTensor(step, [], [scale]),
      { name: zero, dims: [], dataType: dataTypes.uint8, rawData: Uint8Array.of(zeroPoint) },
    ],
    node: { opType: 'DequantizeLinear', input: [stored, step, zero], output: [name] },
  };
}
