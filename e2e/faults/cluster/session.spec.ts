import { startTestServer } from '@sotto/signaling/testing';
import { expect, test } from '@playwright/test';
import { Session } from './session.ts';

const minuteMs = 60_000;

test('the token of somebody who waits is renewed before it runs out, also where the server has forgotten them or is away', async () => {
  let nowMs = Date.now();
  const clock = (): number => nowMs;
  let server = await startTestServer({ clock });
  const session = await Session.open(() => server.url, clock);
  const tokens = [await session.access()];
  expect(await session.access()).toBe(tokens[0]);
  nowMs += 14 * minuteMs;
  tokens.push(await session.access());

  await server.stop();
  nowMs += 14 * minuteMs;
  expect(await session.access()).toBe(tokens[1]);
  server = await startTestServer({ clock });
  tokens.push(await session.access());
  expect(new Set(tokens).size).toBe(3);
  await server.stop();
});
