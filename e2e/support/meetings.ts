import { expect } from '@playwright/test';
import type { Arrival } from './fixtures.ts';
import type { Person } from './person.ts';

/**
 * Lets newcomers arrive one by one while these people search, each newcomer fit for all or for the one they list.
 * Once each has met somebody who was there, those cannot have met each other.
 */
export async function expectToMeetOnly(
  waiting: readonly Person[],
  newcomers: readonly Arrival[],
  bring: (arrival: Arrival) => Promise<Person>,
): Promise<void> {
  for (const person of waiting) await person.expectSearching();
  const met: string[] = [];
  for (const arrival of newcomers) met.push(await (await bring(arrival)).partnerName());
  expect(met.sort()).toEqual(waiting.map((person) => person.nickname).sort());
}
