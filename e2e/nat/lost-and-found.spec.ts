import { expect } from '@playwright/test';
import { whyNoNamespaces } from '@sotto/turn/testing';
import type { Person } from '../support/person.ts';
import { expectToTalk, test, type Visitor } from './laboratory.ts';

/** What a lost path costs two people who write to each other: nothing but a moment. */

const changes = 20;
const suspendedMs = 60_000;
const lossPercent = 20;
/** At the 95th percentile, from the change to a message that was written then and is read. */
const mendedWithinMs = 5_000;

const obstacle = whyNoNamespaces();
test.skip(obstacle !== undefined && process.env.SKIP_NAT_WHERE_IMPOSSIBLE === 'true', obstacle);

/** Says a line and gives the time until the other one reads it. */
async function timeToHear(from: Person, to: Person, text: string): Promise<number> {
  const startMs = performance.now();
  await from.say(text);
  // Seen as soon as it is there, where an expectation looks twice a second.
  await to.line(text).waitFor({ state: 'attached' });
  return performance.now() - startMs;
}

/** Plain words: a line that the screening holds back would be lost for another reason. */
const lineOf = ({ person: { nickname } }: Visitor, n: number): string => `this is line ${n} of ${nickname}`;

/** Every line that one side said stands at the other once, in order. */
async function expectAllHeard(from: Visitor, to: Visitor, said: readonly string[]): Promise<void> {
  const last = said.at(-1) ?? '';
  await to.person.expectHeard(last);
  const lines = await to.person.log.getByRole('listitem').allInnerTexts();
  const heard = lines.flatMap(
    (line) => new RegExp(`this is line \\d+ of ${from.person.nickname}`).exec(line)?.[0] ?? [],
  );
  expect(heard).toEqual(said);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

for (const policy of ['relay', 'all'] as const) {
  test(`lost and found: address change, ${policy}`, async ({ internet: { laboratory }, visit }, testInfo) => {
    test.setTimeout(300_000);
    const site = laboratory.roamer(['port-restricted', 'symmetric']);
    // Whoever comes first makes the offers: once that is the one who roams, once the other.
    const early = policy === 'relay' ? await visit(site, 'ann', policy) : undefined;
    const ben = await visit(laboratory.site('port-restricted'), 'ben', policy);
    const ann = early ?? (await visit(site, 'ann', policy));
    await expectToTalk(ann, ben);
    ann.person.watch.tolerate(/WebSocket connection .* failed|Failed to load resource/);
    const tookMs: number[] = [];
    const said: { readonly ann: string[]; readonly ben: string[] } = { ann: [], ben: [] };
    for (let n = 0; n < changes; n += 1) {
      site.roam();
      said.ann.push(lineOf(ann, n));
      said.ben.push(lineOf(ben, n));
      const both = await Promise.all([
        timeToHear(ann.person, ben.person, lineOf(ann, n)),
        timeToHear(ben.person, ann.person, lineOf(ben, n)),
      ]);
      tookMs.push(Math.max(...both));
    }
    await expectAllHeard(ann, ben, said.ann);
    await expectAllHeard(ben, ann, said.ben);
    const [median, p95] = [percentile(tookMs, 0.5), percentile(tookMs, 0.95)];
    const figure = `${changes} changes, both ways again after ${seconds(median)} (median), ${seconds(p95)} (p95)`;
    console.log(`${policy}: ${figure}`, tookMs.map(Math.round).join());
    testInfo.annotations.push({ type: 'lost-and-found', description: figure });
    expect(p95).toBeLessThan(mendedWithinMs);
  });
}

test('lost and found: 60 s suspension, relay', async ({ internet: { laboratory }, visit }, testInfo) => {
  test.setTimeout(240_000);
  const site = laboratory.site('port-restricted');
  const ann = await visit(site, 'ann', 'relay');
  const ben = await visit(laboratory.site('symmetric'), 'ben', 'relay');
  await expectToTalk(ann, ben);
  const wake = site.suspend();
  await ben.person.say(lineOf(ben, 0));
  // The time itself is what is tried here.
  await new Promise((resolve) => setTimeout(resolve, suspendedMs));
  await ben.person.say(lineOf(ben, 1));
  wake();
  const wokenMs = performance.now();
  const [toBen] = await Promise.all([
    timeToHear(ann.person, ben.person, lineOf(ann, 0)),
    ann.person.expectHeard(lineOf(ben, 1)),
  ]);
  const tookMs = Math.max(toBen, performance.now() - wokenMs);
  await expectAllHeard(ben, ann, [lineOf(ben, 0), lineOf(ben, 1)]);
  await expectAllHeard(ann, ben, [lineOf(ann, 0)]);
  const figure = `both ways again ${seconds(tookMs)} after waking`;
  console.log(figure);
  testInfo.annotations.push({ type: 'lost-and-found', description: figure });
});

test('lost and found: 20 % loss each way, relay', async ({ internet: { laboratory }, visit }, testInfo) => {
  test.setTimeout(240_000);
  const site = laboratory.site('port-restricted');
  const ann = await visit(site, 'ann', 'relay');
  const ben = await visit(laboratory.site('port-restricted'), 'ben', 'relay');
  await expectToTalk(ann, ben);
  site.lose(lossPercent);
  const tookMs: number[] = [];
  const said: { readonly ann: string[]; readonly ben: string[] } = { ann: [], ben: [] };
  for (let n = 0; n < 20; n += 1) {
    said.ann.push(lineOf(ann, n));
    said.ben.push(lineOf(ben, n));
    const both = await Promise.all([
      timeToHear(ann.person, ben.person, lineOf(ann, n)),
      timeToHear(ben.person, ann.person, lineOf(ben, n)),
    ]);
    tookMs.push(...both);
  }
  await expectAllHeard(ann, ben, said.ann);
  await expectAllHeard(ben, ann, said.ben);
  const p95 = percentile(tookMs, 0.95);
  const figure = `40 messages, read after ${seconds(percentile(tookMs, 0.5))} (median), ${seconds(p95)} (p95)`;
  console.log(figure);
  testInfo.annotations.push({ type: 'lost-and-found', description: figure });
  expect(p95).toBeLessThan(mendedWithinMs);
});
