import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { ask, dismiss, type Contestant } from './screening/in-page.ts';
import type { Job, Size } from './screening/jobs.ts';
import { renderersMb } from './screening/memory.ts';
import { messages } from './screening/messages.ts';
import { shippedFiles, startScreeningServer } from './screening/server.ts';
import { median, quantile } from './statistics.ts';

/**
 * What screening costs in Chromium, in a worker, on one thread: a message of 20 words from text to scores; a picture from decoded
 * pixels to scores, and beside it nsfwjs with the same model on tfjs' wasm backend, in turns; from the start of a worker to the first
 * verdict, everything in the browser's cache; memory; and what a browser fetches in all.
 */

const coldRounds = 7;
const warmRounds = 8;
const runsARound = 4;
const messageCount = 600;
const words = 20;
/** As `preparePicture` leaves photographs and screenshots, and one that needs no shrinking at all. */
const sizes: readonly Size[] = [
  { width: 2_048, height: 1_536, seed: 1 },
  { width: 1_280, height: 960, seed: 2 },
  { width: 640, height: 480, seed: 3 },
];
const modelSized: Size = { width: 224, height: 224, seed: 4 };
/** The most by which scores of the two may differ; more, and they would be no contest. */
const tolerance = 1e-4;
const most = { textP50Ms: 3, textP99Ms: 15, pictureP50Ms: 60, coldMs: 1_000, brotliBytes: 9_000_000 };

const contestants: readonly Contestant[] = ['ours', 'nsfwjs'];
const lines = messages(messageCount, words);

const server = await startScreeningServer();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
try {
  const page = await openPage(browser);
  const cold = await measureCold(page);
  const textMs = await measureTexts(page);
  const pictures = await measurePictures(page, sizes);
  const small = await measurePictures(page, [modelSized]);
  await page.context().close();
  const memory = await measureMemory(browser);
  report({ cold, textMs, pictures, small, memory, brotli: await brotliBytes() });
} finally {
  await browser.close();
  await server.stop();
}

async function openPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.origin}/index.html`);
  return page;
}

function run(page: Page, contestant: Contestant, job: Job): ReturnType<typeof ask> {
  return page.evaluate(ask, { contestant, job });
}

type Cold = Record<'text' | 'picture' | 'both' | 'nsfwjs', number[]>;

/** From the start of a worker to the first verdict. The first round fills the browser's cache and doesn't count. */
async function measureCold(page: Page): Promise<Cold> {
  const [line = ''] = lines;
  const jobs: readonly [keyof Cold, Contestant, Job][] = [
    ['text', 'ours', { kind: 'first', text: line }],
    ['picture', 'ours', { kind: 'first', picture: modelSized }],
    ['both', 'ours', { kind: 'first', text: line, picture: modelSized }],
    ['nsfwjs', 'nsfwjs', { kind: 'first', picture: modelSized }],
  ];
  const cold: Cold = { text: [], picture: [], both: [], nsfwjs: [] };
  for (let round = 0; round <= coldRounds; round += 1) {
    for (const [name, contestant, job] of jobs) {
      const { tookMs } = await run(page, contestant, job);
      await page.evaluate(dismiss, contestant);
      if (round > 0) cold[name].push(tookMs);
    }
  }
  return cold;
}

async function measureTexts(page: Page): Promise<readonly number[]> {
  await run(page, 'ours', { kind: 'texts', texts: lines.slice(0, 100) });
  return (await run(page, 'ours', { kind: 'texts', texts: lines })).ms;
}

async function measurePictures(page: Page, of: readonly Size[]): Promise<Record<Contestant, number[]>> {
  const all: Record<Contestant, number[]> = { ours: [], nsfwjs: [] };
  for (const size of of) {
    const [ours = [], theirs = []] = await Promise.all(
      contestants.map(async (one) => (await run(page, one, { kind: 'picture', size, rounds: 2 })).scores),
    );
    const apart = Math.max(...ours.map((score, at) => Math.abs(score - (theirs[at] ?? NaN))));
    if (!(apart <= tolerance)) throw new Error(`ours and nsfwjs differ by ${apart}`);
  }
  for (let round = 0; round < warmRounds; round += 1)
    for (const size of of)
      for (const one of contestants)
        all[one].push(...(await run(page, one, { kind: 'picture', size, rounds: runsARound })).ms);
  return all;
}

/** What a page takes more than an empty one, once it has scored a picture (and a message, for ours). */
async function measureMemory(browser: Browser): Promise<Record<Contestant, number>> {
  const taken = { ours: 0, nsfwjs: 0 };
  for (const one of contestants) {
    const page = await openPage(browser);
    const before = await renderersMb(browser);
    const [text = ''] = lines;
    await run(page, one, { kind: 'first', ...(one === 'ours' && { text }), picture: modelSized });
    taken[one] = (await renderersMb(browser)) - before;
    await page.context().close();
  }
  return taken;
}

async function brotliBytes(): Promise<number> {
  const compress = promisify(brotliCompress);
  const lengths = await Promise.all(
    shippedFiles.map(async (file) => (await compress(readFileSync(file))).length),
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}

function report({
  cold,
  textMs,
  pictures,
  small,
  memory,
  brotli,
}: {
  cold: Cold;
  textMs: readonly number[];
  pictures: Record<Contestant, number[]>;
  small: Record<Contestant, number[]>;
  memory: Record<Contestant, number>;
  brotli: number;
}): void {
  const row = (name: string, values: readonly number[], aim = '') => ({
    '': name,
    'p50 ms': round1(median(values)),
    'p99 ms': round1(quantile(values, 0.99)),
    runs: values.length,
    aim,
  });
  console.table([
    row(`a message of ${words} words`, textMs, `p50 ≤ ${most.textP50Ms}, p99 ≤ ${most.textP99Ms}`),
    row('a picture of 0.3 to 3 megapixels', pictures.ours, `p50 ≤ ${most.pictureP50Ms}`),
    row('   nsfwjs, tfjs wasm', pictures.nsfwjs),
    row('a picture of 224 × 224', small.ours),
    row('   nsfwjs, tfjs wasm', small.nsfwjs),
    row('worker start to first verdict: message', cold.text),
    row('worker start to first verdict: picture', cold.picture),
    row('   nsfwjs, tfjs wasm', cold.nsfwjs),
    row('worker start to a verdict on both', cold.both, `< ${most.coldMs}`),
  ]);
  console.log(
    `memory beyond an empty page: ${round1(memory.ours)} MB with both models, nsfwjs ${round1(memory.nsfwjs)} MB`,
  );
  console.log(
    `fetched, brotli: ${(brotli / 1e6).toFixed(2)} MB, at most ${most.brotliBytes / 1e6} is the aim`,
  );
  console.log(`${availableParallelism()} cores, load ${loadavg().map(round1).join(' ')}`);
  const metrics = {
    text_p50_ms: round2(median(textMs)),
    text_p99_ms: round2(quantile(textMs, 0.99)),
    image_p50_ms: round1(median(pictures.ours)),
    nsfwjs_image_p50_ms: round1(median(pictures.nsfwjs)),
    image_224_p50_ms: round1(median(small.ours)),
    nsfwjs_image_224_p50_ms: round1(median(small.nsfwjs)),
    total_br_bytes: brotli,
    cold_ms: round1(median(cold.both)),
    cold_text_ms: round1(median(cold.text)),
    cold_image_ms: round1(median(cold.picture)),
    nsfwjs_cold_image_ms: round1(median(cold.nsfwjs)),
    memory_mb: round1(memory.ours),
    nsfwjs_memory_mb: round1(memory.nsfwjs),
  };
  console.log(JSON.stringify({ bench: 'screening', metrics }));
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
