import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { bundle } from '../support/bundle.ts';
import {
  sealingKeyVerdict,
  signatureVerdicts,
  type SealingKeyVector,
  type SignatureVector,
} from '../support/vectors/page.ts';

/** A page in a secure context, as the app's is: only there a browser has WebCrypto. */
const address = 'https://vectors.test/';

function vectors<Vector>(name: string): readonly Vector[] {
  const file = new URL(`../../protocol/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).vectors;
}

async function openPage(page: Page): Promise<void> {
  const script = await bundle(fileURLToPath(new URL('../support/vectors/page.ts', import.meta.url)));
  await page.route(`${address}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><script type="module" src="/vectors.js"></script>',
        }),
  );
  await page.goto(address);
}

test('each published edge case of Ed25519 gets the same verdict in the browser, by platform and by script', async ({
  page,
}) => {
  const cases = vectors<SignatureVector>('ed25519');
  await openPage(page);
  const here = await Promise.all(cases.map(signatureVerdicts));
  const there = await page.evaluate((given) => vectorVerdicts.signatures(given), cases);
  const rightly = cases.map(({ name, valid }) => ({ name, used: valid, platform: valid, script: valid }));
  const named = (verdicts: typeof there) =>
    verdicts.map((verdict, i) => ({ name: cases[i]?.name, ...verdict }));
  expect(named(there)).toEqual(rightly);
  expect(named(here)).toEqual(rightly);
});

test('each key to seal with is taken or refused alike in the browser, and comes to the same keys', async ({
  page,
}) => {
  const cases = vectors<SealingKeyVector>('x25519');
  await openPage(page);
  const there = await page.evaluate((given) => vectorVerdicts.sealingKeys(given), cases);
  expect(there).toEqual(cases.map(sealingKeyVerdict));
  expect(there.map((verdict) => verdict.split(',')[0])).toEqual(
    cases.map(({ refusal }) => refusal ?? 'taken'),
  );
});
