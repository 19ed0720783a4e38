import { expect, type TestInfo } from '@playwright/test';
import { saidByAnybody } from './person.ts';
import type { RunningServer } from './server.ts';

/** Characters of a text that can't stand in a log or a database by chance. */
const tellingLength = 12;
/** As the log writes it. */
const errorLine = /^\{"level":50,.*$/gm;

/** How much of its log each server has been asked about. What it writes between two tests counts for the later one. */
const readUpTo = new WeakMap<RunningServer, number>();

/**
 * Gives a test its server. At the end it must have written nothing of what was said, nor have met an error.
 * @param settled resolves when the server has noticed that everybody has left
 */
export async function lend<Server extends RunningServer>(
  server: Server,
  use: (server: Server) => Promise<void>,
  testInfo: TestInfo,
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  saidByAnybody.clear();
  await use(server);
  await settled();
  const all = server.log();
  const log = all.slice(readUpTo.get(server) ?? 0);
  readUpTo.set(server, all.length);
  if (testInfo.status !== testInfo.expectedStatus)
    await testInfo.attach('server log', { body: log, contentType: 'text/plain' });
  const written = server.written();
  const told = [...saidByAnybody].filter((text) => text.length >= tellingLength && written.includes(text));
  expect(told, 'what was said stands nowhere on the server').toEqual([]);
  expect(log.match(errorLine) ?? [], 'errors of the server').toEqual([]);
}
