import { expect, type TestInfo } from '@playwright/test';
import { saidByAnybody } from './person.ts';
import type { RunningServer } from './server.ts';

/** Characters of a text that can't stand in a log or a database by chance. */
const tellingLength = 12;
/** As the log writes it. */
const errorLine = /^\{"level":50,.*$/gm;

/** Gives a test its server. At the end it must have written nothing of what was said, nor have met an error. */
export async function lend<Server extends RunningServer>(
  server: Server,
  use: (server: Server) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> {
  saidByAnybody.clear();
  const before = server.log().length;
  await use(server);
  const log = server.log().slice(before);
  if (testInfo.status !== testInfo.expectedStatus)
    await testInfo.attach('server log', { body: log, contentType: 'text/plain' });
  const written = server.written();
  const told = [...saidByAnybody].filter((text) => text.length >= tellingLength && written.includes(text));
  expect(told, 'what was said stands nowhere on the server').toEqual([]);
  expect(log.match(errorLine) ?? [], 'errors of the server').toEqual([]);
}
