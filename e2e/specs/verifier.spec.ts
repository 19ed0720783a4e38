import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { decodeReport, verifyReport, type Case } from '@sotto/protocol';
import { buildPage, pageFileName, verdictJson } from '@sotto/verifier';
import { watchPages } from '../support/page-watch.ts';
import { corpus, type Sample } from '../verifier/corpus.ts';

/** The offline verifiers, as they are given away, against what the server does with the same reports. */

declare global {
  var refusedImports: number;
  var handedOver: Blob | undefined;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let pageUrl: string;
let samples: readonly (Sample & { readonly file: string })[];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-verifier-'));
  const page = join(folder, pageFileName);
  pageUrl = pathToFileURL(page).href;
  await writeFile(page, await buildPage());
  samples = await Promise.all(
    (await corpus()).map(async (sample, i) => {
      const file = join(folder, `sotto-case-${i}.json`);
      await writeFile(file, sample.text);
      return { ...sample, file };
    }),
  );
});

test.afterAll(() => rm(folder, { recursive: true }));

/** What the intake of the server makes of the report when it comes in. */
async function server({ report, facts, receivedAtMs, reportId }: Case): Promise<object> {
  const decoded = decodeReport(report);
  if (!decoded.ok) return { outcome: 'refused', refusal: { code: decoded.error } };
  const verdict = await verifyReport(decoded.value, facts, receivedAtMs);
  if (!verdict.ok) return { outcome: 'refused', refusal: verdict.error };
  // The server stores under the id that it finds, so there is no case with another one.
  if (verdict.value.reportId !== reportId) return { outcome: 'refused', refusal: { code: 'report-id' } };
  return { outcome: 'verified', verdict: verdictJson(verdict.value) };
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end. Rejects where it can't be started. */
function run(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

/** What `npm run verify-report` starts makes of a file. */
async function commandLine(file: string): Promise<{ code: number; json: Record<string, unknown> }> {
  const { code, output } = await run(process.execPath, ['verifier/src/main.ts', file, '--json'], root);
  return { code, json: JSON.parse(output) as Record<string, unknown> };
}

async function open(page: Page, file: string): Promise<void> {
  await page.getByLabel(/^Choose/).setInputFiles(file);
}

/** What the page makes of a file: what it saves for other programs, taken as it hands it to the browser. */
async function saved(page: Page, file: string): Promise<Record<string, unknown>> {
  await open(page, file);
  // Until then the page shows the verdict on the file before.
  await expect(page.getByText(basename(file), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Save the verdict as JSON' }).click();
  const text = await page.evaluate(() => globalThis.handedOver?.text() ?? '');
  return JSON.parse(text) as Record<string, unknown>;
}

/** Runs in the page, before its own script: keeps what is saved, since so many downloads are more than a browser follows. */
function keepWhatIsSaved(): void {
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob: Blob) => {
    globalThis.handedOver = blob;
    return createObjectURL(blob);
  };
}

/** The part of what a verifier says that the server says too. */
function comparable({ outcome, verdict, refusal }: Record<string, unknown>): object {
  return { outcome, ...(verdict !== undefined && { verdict }), ...(refusal !== undefined && { refusal }) };
}

test('the command line comes to the same verdict as the server, case for case', async () => {
  test.slow();
  const exitCodes: Record<string, number> = { verified: 0, refused: 1, unreadable: 2 };
  const outcomeOfSort: Record<string, string> = { honest: 'verified', unreadable: 'unreadable' };
  const outcomes = new Set<unknown>();
  const waiting = [...samples];
  const check = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { name, file, exported } = next;
      const { code, json } = await commandLine(file);
      outcomes.add(json.outcome);
      if (exported === undefined) expect(json, name).toMatchObject({ outcome: 'unreadable' });
      else expect(comparable(json), name).toEqual(await server(exported));
      expect(code, name).toBe(exitCodes[String(json.outcome)]);
      expect(json.outcome, name).toBe(outcomeOfSort[name.slice(0, name.indexOf(':'))] ?? 'refused');
    }
  };
  await Promise.all([check(), check(), check()]);
  expect(outcomes.size).toBe(3);
});

for (const ed25519 of ['with', 'without'] as const) {
  test(`the page comes to the same verdict in a browser ${ed25519} Ed25519, case for case`, async ({
    context,
  }) => {
    test.slow();
    const watch = await watchPages(context, 'the verifier');
    if (ed25519 === 'without') await context.addInitScript(takeEd25519Away);
    await context.addInitScript(keepWhatIsSaved);
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pageUrl);
    for (const { name, file, exported } of samples) {
      const json = await saved(page, file);
      if (exported === undefined) expect(json, name).toMatchObject({ outcome: 'unreadable' });
      else expect(comparable(json), name).toEqual(await server(exported));
    }
    if (ed25519 === 'without')
      expect(await page.evaluate(() => globalThis.refusedImports)).toBeGreaterThan(0);
    expect(requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    watch.expectQuiet();
  });
}

/** Runs in the page, before its own script. */
function takeEd25519Away(): void {
  globalThis.refusedImports = 0;
  // The blank page before has no WebCrypto to take anything from.
  if (globalThis.crypto.subtle === undefined) return;
  const { importKey } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...args: unknown[]) {
    if (args[2] === 'Ed25519') {
      globalThis.refusedImports += 1;
      throw new DOMException('Unrecognized name.', 'NotSupportedError');
    }
    return Reflect.apply(importKey, this, args) as never;
  } as typeof importKey;
}

function sampleNamed(name: string): Sample & { readonly file: string } {
  const found = samples.find((sample) => sample.name === name);
  if (found === undefined) throw new Error(`no such sample: ${name}`);
  return found;
}

test('the page shows a conversation as text, and a picture only to who asks for it', async ({ page }) => {
  await page.goto(pageUrl);
  await open(page, sampleNamed('honest: everything').file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This report holds');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const lines = page.getByRole('list', { name: 'Messages' });
  await expect(lines).toContainText('Somebody <b onclick="alert(1)">bold</b>');
  await expect(lines.locator('b')).toHaveCount(0);
  const picture = page.getByRole('button', { name: 'Show picture, message 3 of the accused' });
  await expect(picture.locator('img')).not.toHaveCSS('filter', 'none');
  await expect(picture.locator('img')).toHaveJSProperty('naturalWidth', 0);
  await picture.press('Enter');
  await expect(picture.locator('img')).toHaveCSS('filter', 'none');
  await expect(picture.locator('img')).not.toHaveJSProperty('naturalWidth', 0);
  await picture.press('Enter');
  await expect(picture.locator('img')).not.toHaveCSS('filter', 'none');
});

test('the page shows nothing of a report that does not hold, and says where it fails', async ({ page }) => {
  await page.goto(pageUrl);
  await open(page, sampleNamed('resealed: no signature').file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This report does not hold');
  await expect(
    page.getByText('A message was not signed by its sender. At message 5 of the answerer.'),
  ).toBeVisible();
  await expect(page.getByRole('list', { name: 'Messages' })).toHaveCount(0);
  await expect(page.getByText('Hello, who are you?')).toHaveCount(0);
});

test('the page takes one file after the other, dropped or chosen', async ({ page }) => {
  await page.goto(pageUrl);
  await open(page, sampleNamed('unreadable: an empty file').file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is no case that can be read');
  const { text } = sampleNamed('honest: an excerpt');
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'sotto-case.json'));
    return data;
  }, text);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This report holds');
  await expect(page.getByText('came before this excerpt')).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`the page can be used by everybody, ${colorScheme}, ${width} pixels wide`, async ({ browser }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      const page = await context.newPage();
      await page.goto(pageUrl);
      const views = ['', 'honest: one of every two withheld', 'resealed: no signature'];
      for (const view of views) {
        if (view !== '') {
          await open(page, sampleNamed(view).file);
          await page.getByRole('button', { name: 'Save the verdict as JSON' }).waitFor();
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      }
      await context.close();
    });
  }
}

test('npm run verify-report says it in words, and finds a file from where it was typed', async () => {
  const { file } = sampleNamed('honest: everything');
  const { code, output } = await run(
    'npm',
    ['--prefix', root, 'run', '--silent', 'verify-report', basename(file)],
    folder,
  );
  expect(output).toContain('This report holds.\n9 messages: 8 confirmed, 1 claimed.');
  expect(output).toContain('Somebody <b onclick="alert(1)">bold</b>');
  expect(output, 'what turns the direction of writing is told, not done').toContain(
    '\\u{202e}and then turned round',
  );
  expect(code).toBe(0);
});

test('npm run verify-report without a file, or with one that is not there, says what it wants', async () => {
  for (const args of [[], ['not-there.json'], ['a.json', 'b.json']]) {
    const { code, output } = await run(
      'npm',
      ['--prefix', root, 'run', '--silent', 'verify-report', ...args],
      folder,
    );
    expect(output).toMatch(
      args.length === 1 ? /not-there\.json could not be read/ : /Usage: npm run verify-report FILE/,
    );
    expect(code).toBe(2);
  }
});
