import { setTimeout } from 'node:timers/promises';
import type { Question } from './server-process.ts';

/** The other end of a server process: tells where this server listens, then answers questions. */
export function serve(url: string): void {
  process.on('message', (question: Question) => {
    void (question === 'rss' ? rssBytes() : cpuUs()).then((answer) => process.send?.({ answer }));
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}

async function cpuUs(): Promise<number> {
  const { system, user } = process.cpuUsage();
  return system + user;
}

/**
 * Without what the heap keeps in reserve: how much that is depends on how hard the process worked last, and
 * would drown what the clients cost.
 */
async function rssBytes(): Promise<number> {
  // More than once: finalizers run, and pages are given back, a turn later.
  for (let round = 0; round < 4; round += 1) {
    await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
    await setTimeout(50);
  }
  return process.memoryUsage.rss();
}
