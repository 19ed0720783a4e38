import type { TfNode } from './tfjs-model.ts';

const text = (base64: string) => Buffer.from(base64, 'base64').toString('latin1');

/** A list of whole numbers among a node's attributes. @throws where it is missing */
export function intsOf(node: TfNode, name: string): number[] {
  const list = node.attr[name]?.list?.i;
  if (list === undefined) throw new Error(`${node.name} has no ${name}`);
  return list.map(Number);
}

/** Height and width of an attribute that has a number for each of N, H, W and C. */
export function heightAndWidthOf(node: TfNode, name: string): [number, number] {
  const [batch, height, width, channels] = intsOf(node, name);
  if (batch !== 1 || channels !== 1 || height === undefined || width === undefined)
    throw new Error(`${node.name} has a ${name} across pictures or channels`);
  return [height, width];
}

export type Activation = 'none' | 'relu6';

/** What TensorFlow's optimizer has fused into a convolution or product: always a bias, perhaps Relu6. */
export function activationOf(node: TfNode): Activation {
  const fused = (node.attr['fused_ops']?.list?.s ?? []).map(text).join();
  if (fused === 'BiasAdd') return 'none';
  if (fused === 'BiasAdd,Relu6') return 'relu6';
  throw new Error(`${node.name} fuses ${fused}`);
}

/** @throws where the node is of a kind that the conversion doesn't know */
export function expectPlain(node: TfNode, padding: 'SAME' | 'VALID'): void {
  const found = text(node.attr['padding']?.s ?? '');
  if (found !== padding) throw new Error(`${node.name} has padding ${found}`);
  if (text(node.attr['data_format']?.s ?? '') !== 'NHWC') throw new Error(`${node.name} is not NHWC`);
  if ((node.attr['dilations']?.list?.i ?? []).some((dilation) => dilation !== '1'))
    throw new Error(`${node.name} is dilated`);
}

/** What TensorFlow calls SAME: rows added before and after, so that the output has `ceil(size / stride)` of them. */
export function samePadding(size: number, kernel: number, stride: number): [number, number] {
  const output = Math.ceil(size / stride);
  const total = Math.max((output - 1) * stride + kernel - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
