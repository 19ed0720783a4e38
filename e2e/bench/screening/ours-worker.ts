import {
  createPictureModel,
  pictureClasses,
  pictureSessionOptions,
  type PictureModel,
  type TextModel,
} from '@sotto/moderation-models';
import type * as ort from 'onnxruntime-web/wasm';
import { answerJobs, paint, timed, type Answer } from './jobs.ts';
import type * as textModule from './ours-text.ts';

type Runtime = typeof ort;
type TextModule = typeof textModule;

let runtime: Promise<Runtime> | undefined;
let text: Promise<TextModel> | undefined;
let picture: Promise<PictureModel> | undefined;

/** As the package ships it, the glue at an address of its own, on one thread. */
async function loadRuntime(): Promise<Runtime> {
  const address: string = '/ort/ort.wasm.min.mjs';
  const ort = (await import(/* @vite-ignore */ address)) as Runtime;
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = {
    mjs: '/ort/ort-wasm-simd-threaded.mjs',
    wasm: '/ort/ort-wasm-simd-threaded.wasm',
  };
  return ort;
}

async function openSession(file: string, options: ort.InferenceSession.SessionOptions = {}) {
  const [ort, content] = await Promise.all([
    (runtime ??= loadRuntime()),
    fetch(`/models/${file}`).then((response) => response.arrayBuffer()),
  ]);
  return { ort, session: await ort.InferenceSession.create(new Uint8Array(content), options) };
}

/** The word list and what reads a text stand in a file of their own: a picture needn't wait for them. */
async function loadText(): Promise<TextModel> {
  const address: string = '/ours-text.js';
  const [{ ort, session }, { openTextModel }] = await Promise.all([
    openSession('text-en.onnx'),
    import(/* @vite-ignore */ address) as Promise<TextModule>,
  ]);
  return openTextModel(ort, session);
}

async function loadPicture(): Promise<PictureModel> {
  const { ort, session } = await openSession('picture.onnx', pictureSessionOptions);
  return createPictureModel(async ({ pixels }) => {
    const outputs = await session.run({ pixels: new ort.Tensor(pixels.type, pixels.data, pixels.dims) });
    return { scores: outputs['scores']?.data as Float32Array };
  });
}

const textModel = () => (text ??= loadText());
const pictureModel = () => (picture ??= loadPicture());

answerJobs(async (job): Promise<Answer> => {
  if (job.kind === 'texts') {
    const model = await textModel();
    return { ms: await timed(job.texts, (line) => model.score(line)) };
  }
  if (job.kind === 'first') {
    if (job.text !== undefined) await (await textModel()).score(job.text);
    if (job.picture === undefined) return { ms: [] };
  }
  const size = job.kind === 'first' ? job.picture : job.size;
  if (size === undefined) return { ms: [] };
  const { data, width, height } = paint(size);
  const model = await pictureModel();
  const rounds = job.kind === 'first' ? 1 : job.rounds;
  let scores: readonly number[] = [];
  const ms = await timed(Array.from({ length: rounds }), async () => {
    const found = await model.scores(data, width, height);
    scores = pictureClasses.map((name) => found[name]);
  });
  return { ms, scores };
});
