import '../../app/zod-setup.ts';
import { withThresholds, type PictureModel, type PictureScores } from '@sotto/moderation-models';
import type { PictureAnswer, PictureQuestion } from '../picture-messages.ts';
import { pictureAsset } from './assets.ts';
import { loadFiles } from './load-files.ts';
import { loadPolicy } from './load-policy.ts';
import { pictureVerdict } from './picture-verdict.ts';

/** Screens pictures, one after the other, apart from the worker that reads text: a line shall not wait for a picture. */
const { asset, manifest } = pictureAsset;
const policy = loadPolicy((path) => fetch(path)).then((found) =>
  withThresholds(found, { picture: manifest.thresholds }),
);
const model: Promise<PictureModel | undefined> = openModel().catch(() => undefined);
let before: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<PictureQuestion>) => {
  before = before.then(() => answer(data));
});

async function openModel(): Promise<PictureModel | undefined> {
  const [files, session] = await Promise.all([
    loadFiles(asset, () => undefined),
    import('./picture-session.ts'),
  ]);
  return files.ok ? session.openPictureModel(files.runtime, files.model) : undefined;
}

async function answer(question: PictureQuestion): Promise<void> {
  const scores = await scoresOf(question).catch(() => undefined);
  const state = scores === undefined ? 'failed' : 'ready';
  const verdict = pictureVerdict(scores ?? [], question, await policy, state);
  const told: PictureAnswer = { id: question.id, verdict, seen: scores !== undefined };
  self.postMessage(told);
}

/** Of each frame; `undefined` without a model. */
async function scoresOf({ frames }: PictureQuestion): Promise<PictureScores[] | undefined> {
  const ready = await model;
  if (ready === undefined || frames.length === 0) return undefined;
  const scores: PictureScores[] = [];
  for (const { data, width, height } of frames) scores.push(await ready.scores(data, width, height));
  return scores;
}
