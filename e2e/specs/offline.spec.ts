import type { Page } from '@playwright/test';
import { copySite } from '../support/builds.ts';
import { expect, testWithOwnServer as test } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';

// Each test stores the whole app, some of them several times.
test.describe.configure({ timeout: 180_000 });

const lostServer = /WebSocket connection to|net::ERR_|Failed to load resource/;

/** Waits until the browser has stored the app, so that it will start without a server. */
async function storedApp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

const cacheNames = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('sotto.app.')));

/** The paths of all that is in any cache. */
const storedPaths = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });

/** What the screening worker of the page's own build makes of a line, and whether its model was there for it. */
const screened = (page: Page, text: string) =>
  page.evaluate(async (line) => {
    const names = await caches.keys();
    const stored = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const code = stored.flat().find(({ url }) => url.includes('/screening.worker-'));
    if (code === undefined) throw new Error('the screening worker is not stored');
    const worker = new Worker(code.url, { type: 'module' });
    const said: { state?: string; action?: string } = {};
    const done = new Promise<void>((resolve, reject) => {
      worker.onerror = () => reject(new Error('the worker failed'));
      worker.onmessage = ({ data }) => {
        if (data.type === 'state') said.state = data.state.at;
        if (data.type === 'state' && data.state.at === 'ready')
          worker.postMessage({ type: 'ask', id: 1, side: 'receiver', text: line, atMs: Date.now() });
        if (data.type === 'state' && data.state.at === 'rules-only')
          reject(new Error(`the model is ${data.state.why}`));
        if (data.type !== 'verdict' || !data.final) return;
        said.action = data.verdict.action;
        resolve();
      };
    });
    worker.postMessage({ type: 'start' });
    worker.postMessage({ type: 'prepare', languages: ['en'] });
    worker.postMessage({ type: 'begin', atMs: Date.now(), strictness: 'standard' });
    await done;
    worker.terminate();
    return said;
  }, text);

test('after a first visit the app starts without a server, says that none is reachable, and screens', async ({
  bring,
  server,
}) => {
  const ann = await bring({ nickname: 'ann' });
  await storedApp(ann.page);
  await expect.poll(() => storedPaths(ann.page)).toContainEqual(expect.stringMatching(/text-en-.*\.onnx$/));
  const stored = await storedPaths(ann.page);
  expect(stored).toContain('/chat');
  expect(stored.filter((path) => /^\/(api|moderator)/.test(path))).toEqual([]);

  ann.watch.tolerate(lostServer);
  await server.drain();
  await ann.reload();
  await expect(ann.page.getByRole('heading', { name: 'How shall we introduce you?' })).toBeVisible();
  expect(await screened(ann.page, 'you are a fucking idiot')).toEqual({ state: 'ready', action: 'hide' });
  expect(await screened(ann.page, 'what a lovely day')).toEqual({ state: 'ready', action: 'allow' });
  await ann.seek();
  await expect(ann.page.getByRole('heading', { name: 'The server can’t be reached' })).toBeVisible();
  await ann.page.goto('/how-it-works');
  await expect(ann.page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a page of moderators is not stored, and needs its server', async ({ arrive, server }) => {
  const ann = await arrive({ nickname: 'ann' });
  await ann.page.goto('/moderator');
  await storedApp(ann.page);
  await ann.page.reload();
  expect((await storedPaths(ann.page)).filter((path) => path.startsWith('/moderator'))).toEqual([]);
  ann.watch.tolerate(lostServer);
  await server.drain();
  await expect(ann.page.reload()).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

test('a new build takes the place of the old one, which stays whole while a page needs it', async ({
  arrive,
  afterwards,
}) => {
  const site = await copySite();
  const server = await startServer({ WEB_ROOT: site.folder });
  afterwards(async () => {
    await server.stop();
    await site.remove();
  });
  const deploy = async (version: string) => {
    await site.deploy(version);
    await server.crashAndRestart();
  };
  const ann = await arrive({ nickname: 'ann', origin: server.origin });
  ann.watch.tolerate(lostServer);
  const { page } = ann;
  const build = (of: Page) => of.locator('html').getAttribute('data-build');

  await deploy('first');
  await page.goto('/');
  await storedApp(page);
  expect(await cacheNames(page)).toEqual(['sotto.app.first']);

  // With one page open, the new build is there from the next load on.
  await deploy('second');
  await page.reload();
  expect(await build(page)).toBe('second');
  await expect.poll(() => cacheNames(page)).toEqual(['sotto.app.second']);

  // A tab of the build before still finds its files.
  const old = await ann.context.newPage();
  await old.goto('/how-it-works');
  await deploy('third');
  await page.reload();
  expect(await build(page)).toBe('third');
  await expect.poll(() => cacheNames(page)).toEqual(['sotto.app.second', 'sotto.app.third']);
  const waiting = () =>
    page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state ?? 'none');
  await expect.poll(waiting).toBe('installed');
  await old.close();
  await page.reload();
  await expect.poll(() => cacheNames(page)).toEqual(['sotto.app.third']);

  await server.stop();
  await page.reload();
  expect(await build(page)).toBe('third');
});
