import { expect, test } from './lab.ts';

test('more connections than a tab may hold are made and let go, and the heap stays flat', async ({
  openBench,
}) => {
  test.setTimeout(90_000);
  const { page } = await openBench();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  const heapBytes = async (): Promise<number> => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  };
  await page.evaluate(() => lab.rounds(20));
  const before = await heapBytes();
  // Two connections a round: Chromium refuses the 501st of those that are not collected.
  await page.evaluate(() => lab.rounds(300));
  expect(await heapBytes()).toBeLessThan(before + 512 * 1024);
});
