import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { load, type NSFWJS } from 'nsfwjs/core';
import { answerJobs, paint, timed, type Answer } from './jobs.ts';

const classes = ['Drawing', 'Hentai', 'Neutral', 'Porn', 'Sexy'];

let model: Promise<NSFWJS> | undefined;

/** As its own documentation says for a worker: the wasm backend, the model hosted as binary files. */
async function loadModel(): Promise<NSFWJS> {
  setWasmPaths('/tfjs/');
  tf.enableProdMode();
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs has no wasm backend here');
  return load('/nsfwjs/', { type: 'graph' });
}

answerJobs(async (job): Promise<Answer> => {
  const size = job.kind === 'first' ? job.picture : job.kind === 'picture' ? job.size : undefined;
  if (size === undefined) throw new Error('nsfwjs reads pictures only');
  const image = paint(size);
  const nsfwjs = await (model ??= loadModel());
  const rounds = job.kind === 'picture' ? job.rounds : 1;
  let scores: readonly number[] = [];
  const ms = await timed(Array.from({ length: rounds }), async () => {
    const found = await nsfwjs.classify(image);
    scores = classes.map((name) => found.find(({ className }) => className === name)?.probability ?? NaN);
  });
  return { ms, scores };
});
