import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/** Resident memory of all processes that draw pages, in MB of 10⁶ bytes. Linux only. */
export async function renderersMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]));
  return (kilobytes.reduce((sum, value) => sum + value, 0) * 1_024) / 1_000_000;
}
