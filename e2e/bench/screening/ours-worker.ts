import {
  createPictureModel,
  createTextModel,
  pictureClasses,
  textManifestSchema,
  type PictureModel,
  type TextModel,
} from '@sotto/moderation-models';
import type * as ort from 'onnxruntime-web/wasm';
import { answerJobs, paint, timed, type Answer } from './jobs.ts';

type Runtime = typeof ort;

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

async function openSession(file: string) {
  const [ort, content] = await Promise.all([
    (runtime ??= loadRuntime()),
    fetch(`/models/${file}`).then((response) => response.arrayBuffer()),
  ]);
  return { ort, session: await ort.InferenceSession.create(new Uint8Array(content)) };
}

async function loadText(): Promise<TextModel> {
  const [{ ort, session }, manifests] = await Promise.all([
    openSession('text-en.onnx'),
    fetch('/models/manifest-text.json').then((response) => response.json()),
  ]);
  const manifest = textManifestSchema.parse(manifests).models.en;
  if (manifest === undefined) throw new Error('there is no English model');
  return createTextModel(async ({ pieces, grams }) => {
    const outputs = await session.run({
      pieces: new ort.Tensor('int32', pieces.data, pieces.dims),
      grams: new ort.Tensor('int32', grams.data, grams.dims),
    });
    return { scores: outputs['scores']?.data as Float32Array };
  }, manifest);
}

async function loadPicture(): Promise<PictureModel> {
  const { ort, session } = await openSession('picture.onnx');
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
