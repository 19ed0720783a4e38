import { availableParallelism, loadavg } from 'node:os';
import { chromium, type Browser } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { installHands } from '../support/hands.ts';
import { watchPages } from '../support/page-watch.ts';
import { Person } from '../support/person.ts';
import { chosen } from '../support/picture-files.ts';
import { startServer } from '../support/server.ts';
import { hear } from './connect/in-page.ts';
import { sayNow } from './picture-delay/in-page.ts';
import { quantile } from './statistics.ts';

/**
 * How long a message takes from Send to the other's screen, while nothing else is under way and while a picture of some
 * megabytes is, in turns. The aim: a message doesn't wait behind the parts of a picture.
 */

const rounds = 8;
const warmUps = 1;
const idleARound = 12;
/** Between two idle lines, so that none waits for the one before. */
const pauseMs = 60;
/** Noise of this many pixels a side becomes a JPEG of about 3.5 MB. */
const pictureSide = 1_750;
const mostAddedP95Ms = 50;

const server = await startServer();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
try {
  report(await measure(browser));
} finally {
  await browser.close();
  await server.stop();
}

interface Delays {
  readonly idle: number[];
  readonly during: number[];
}

async function measure(browser: Browser): Promise<Delays> {
  const [ann, ben] = [await arrive(browser, 'ann'), await arrive(browser, 'ben')];
  await ann.seek();
  await ben.seek();
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
  for (const { page } of [ann, ben])
    await page.getByText('Messages are screened on this device.').waitFor({ state: 'attached' });

  const delays: Delays = { idle: [], during: [] };
  let count = 0;
  const say = async (): Promise<{ ms: number; during: boolean }> => {
    count += 1;
    const text = `a line of a few words, number ${count} of them`;
    const heard = ben.page.evaluate(hear, text);
    const said = await ann.page.evaluate(sayNow, text);
    return { ms: (await heard) - said.atMs, during: said.during };
  };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const into = round < warmUps ? { idle: [], during: [] } : delays;
    for (let line = 0; line < idleARound; line += 1) {
      into.idle.push((await say()).ms);
      await ann.page.waitForTimeout(pauseMs);
    }
    const chooser = ann.page.waitForEvent('filechooser');
    await ann.button('Send a picture').click();
    await (await chooser).setFiles(chosen(pictureSide));
    const dialog = ann.page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Send( anyway)?$/ }).click();
    await ann.button('Stop this picture').waitFor();
    for (let under = true; under;) {
      const line = await say();
      under = line.during;
      if (under) into.during.push(line.ms);
    }
  }
  return delays;
}

async function arrive(browser: Browser, nickname: string): Promise<Person> {
  const context = await browser.newContext({ baseURL: server.origin });
  await context.addInitScript(installHands);
  const watch = await watchPages(context, nickname);
  const person = new Person(await context.newPage(), watch, { nickname });
  await person.comeIn();
  await person.introduce();
  return person;
}

function report({ idle, during }: Delays): void {
  const row = (name: string, values: readonly number[]) => ({
    '': name,
    'p50 ms': round1(quantile(values, 0.5)),
    'p95 ms': round1(quantile(values, 0.95)),
    lines: values.length,
  });
  console.table([row('nothing else under way', idle), row('while a picture is sent', during)]);
  const added = quantile(during, 0.95) - quantile(idle, 0.95);
  const verdict = added <= mostAddedP95Ms ? 'held' : 'MISSED';
  console.log(`${availableParallelism()} cores, on which ${loadavg()[0]?.toFixed(1)} threads wanted to run`);
  console.log(`added at p95: ${round1(added)} ms, at most ${mostAddedP95Ms} is the aim: ${verdict}`);
  const metrics = {
    idle_p50_ms: round1(quantile(idle, 0.5)),
    idle_p95_ms: round1(quantile(idle, 0.95)),
    during_p50_ms: round1(quantile(during, 0.5)),
    during_p95_ms: round1(quantile(during, 0.95)),
    added_p95_ms: round1(added),
    lines_during: during.length,
  };
  console.log(JSON.stringify({ bench: 'picture-delay', metrics }));
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
