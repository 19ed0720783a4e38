import { MobileNetV2MidModel } from 'nsfwjs/models/mobilenet_v2_mid';
import { z } from 'zod';

const attribute = z.looseObject({
  b: z.boolean().optional(),
  f: z.number().optional(),
  i: z.string().optional(),
  s: z.string().optional(),
  list: z.looseObject({ i: z.array(z.string()).optional(), s: z.array(z.string()).optional() }).optional(),
});

const nodeSchema = z.looseObject({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attribute).default({}),
});
/** One operation of a TensorFlow graph, its strings in base64 as tfjs writes them. */
export type TfNode = z.infer<typeof nodeSchema>;

const weightSchema = z.strictObject({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  dtype: z.literal('float32'),
  quantization: z.strictObject({
    min: z.number(),
    scale: z.number().positive(),
    dtype: z.literal('uint8'),
    original_dtype: z.literal('float32').optional(),
  }),
});

const modelSchema = z.looseObject({
  format: z.literal('graph-model'),
  modelTopology: z.looseObject({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(z.strictObject({ paths: z.array(z.string()), weights: z.array(weightSchema) })),
});

/** A constant of the graph as tfjs stores it: the value of a byte `q` is `min + q × scale`. */
export interface ByteWeights {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  readonly min: number;
  readonly scale: number;
}

/** A tfjs graph model, its weights still in 8 bits. */
export interface TfModel {
  readonly nodes: readonly TfNode[];
  readonly weights: ReadonlyMap<string, ByteWeights>;
}

/** What the modules of the package hold: each has its content as the default export. */
const moduleSchema = z.looseObject({ default: z.unknown() });
const load = async (module: () => Promise<unknown>) => moduleSchema.parse(await module()).default;

/**
 * Reads MobileNetV2Mid out of the npm package nsfwjs, where topology and weights are JavaScript modules, the weights
 * as base64.
 * @throws where the package holds something else
 */
export async function readMobileNetV2Mid(): Promise<TfModel> {
  const model = modelSchema.parse(await load(MobileNetV2MidModel.modelJson));
  const bundles = await Promise.all(MobileNetV2MidModel.weightBundles.map(load));
  const bytes = Buffer.concat(bundles.map((bundle) => Buffer.from(z.string().parse(bundle), 'base64')));
  const weights = new Map<string, ByteWeights>();
  let at = 0;
  for (const { name, shape, quantization } of model.weightsManifest.flatMap((group) => group.weights)) {
    const length = shape.reduce((product, size) => product * size, 1);
    const { min, scale } = quantization;
    weights.set(name, { shape, bytes: bytes.subarray(at, at + length), min, scale });
    at += length;
  }
  if (at !== bytes.length) throw new Error(`the weights take ${at} of ${bytes.length} bytes`);
  return { nodes: model.modelTopology.node, weights };
}
