import { expect, test } from '../support/fixtures.ts';

/** JavaScript that may come before somebody can use the landing page, as compressed on the wire. */
const maxScriptBytes = 90 * 1_024;

test('the landing page needs little JavaScript and shows itself at once', async ({ arrive }) => {
  const { page, context } = await arrive({ nickname: 'visitor' });
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Map<string, string>();
  const bytes = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || response.mimeType.includes('javascript')) scripts.set(requestId, response.url);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    bytes.set(requestId, encodedDataLength),
  );

  await page.goto('/', { waitUntil: 'load' });
  await expect(page.getByRole('link', { name: 'Start a chat' }).first()).toBeVisible();
  // The page works once its own code runs: the switch of the appearance answers.
  await page.getByRole('button', { name: 'Appearance: Like the system' }).click();
  await expect(page.getByRole('button', { name: 'Appearance: Light' })).toBeVisible();

  const total = [...scripts.keys()].reduce((sum, id) => sum + (bytes.get(id) ?? 0), 0);
  const largestPaintMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe(
          {
            type: 'largest-contentful-paint',
            buffered: true,
          },
        );
      }),
  );
  const description = `landing page: ${scripts.size} scripts, ${(total / 1_024).toFixed(1)} KB; largest paint after ${largestPaintMs.toFixed(0)} ms`;
  test.info().annotations.push({ type: 'measured', description });
  expect(scripts.size).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(maxScriptBytes);
});

test('every page comes with a strict policy and asks nobody but its own server', async ({
  arrive,
  server,
}) => {
  const { page } = await arrive({ nickname: 'visitor' });
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server.origin) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  for (const path of ['/', '/chat', '/how-it-works', '/reports']) {
    const response = await page.goto(path);
    const headers = response?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/default-src '(none|self)'/);
    expect(policy, path).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy'], path).toMatch(/^(require-corp|credentialless)$/);
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('no-referrer');
  }
  expect(foreign).toEqual([]);
});

test('the policy holds: a page cannot be made to run what was written into it', async ({ arrive }) => {
  const ann = await arrive({ nickname: 'visitor' });
  ann.watch.tolerate(/Content Security Policy|violates script-src/);
  await ann.page.goto('/');
  const ran = await ann.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.body.append(script);
    return 'intruder' in window;
  });
  expect(ran).toBe(false);
});
