import { systemRandomBytes } from '@sotto/protocol';
import { expect, it } from 'vitest';
import { createUsedOnceInMemory } from '../../../challenge/once.ts';
import { challengeLifeMs, createPasskeyChallenges } from './challenges.ts';

const time = { nowMs: 1_796_000_000_000 };
const clock = () => time.nowMs;
const used = createUsedOnceInMemory(clock);
const keyed = (key: Uint8Array) =>
  createPasskeyChallenges({ key, used, clock, randomBytes: systemRandomBytes });
const key = systemRandomBytes(32);
const challenges = keyed(key);

it('a challenge is good once, for what it was made for, at every node', async () => {
  const challenge = challenges.make('sign-in');
  expect(await challenges.use(challenge, 'other')).toBe(false);
  expect(await keyed(key).use(challenge, 'sign-in')).toBe(true);
  expect(await challenges.use(challenge, 'sign-in')).toBe(false);
});

it('a challenge ends', async () => {
  const challenge = challenges.make('sign-in');
  time.nowMs += challengeLifeMs - 1;
  const late = challenges.make('sign-in');
  expect(await challenges.use(challenge, 'sign-in')).toBe(true);
  time.nowMs += challengeLifeMs;
  expect(await challenges.use(late, 'sign-in')).toBe(false);
});

it('a challenge that was not made here is none', async () => {
  const challenge = Buffer.from(challenges.make('sign-in'), 'base64url');
  for (let at = 0; at < challenge.length; at += 1) {
    const changed = Buffer.from(challenge);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await challenges.use(changed.toString('base64url'), 'sign-in')).toBe(false);
  }
  for (const other of ['', 'x', challenge.subarray(1).toString('base64url'), '!'])
    expect(await challenges.use(other, 'sign-in')).toBe(false);
  expect(await keyed(systemRandomBytes(32)).use(challenges.make('sign-in'), 'sign-in')).toBe(false);
});
