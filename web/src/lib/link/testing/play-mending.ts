import { mend, startMending } from '../mending.ts';
import type { Mending, MendingEvent } from '../mending-steps.ts';

/** What a link was told to do, and when; why, where it was closed. */
export type Told = readonly [atMs: number, effect: string];

/**
 * Lets time pass for one side of a link: ticks come when they are due, events when the script says.
 * @param untilMs time of the last tick
 */
export function playMending(
  role: Mending['role'],
  script: readonly (readonly [atMs: number, event: MendingEvent])[],
  untilMs = 120_000,
): { readonly state: Mending; readonly told: readonly Told[] } {
  let state = startMending(role, 0);
  const told: Told[] = [];
  const take = (event: MendingEvent, nowMs: number): void => {
    const next = mend(state, event, nowMs);
    state = next.state;
    for (const effect of next.effects)
      told.push([nowMs, effect.type === 'closed' ? `closed ${effect.why}` : effect.type]);
  };
  const tickUntil = (limitMs: number): void => {
    while (state.dueMs !== undefined && state.dueMs <= limitMs) take({ type: 'tick' }, state.dueMs);
  };
  for (const [atMs, event] of script) {
    tickUntil(atMs - 1);
    take(event, atMs);
  }
  tickUntil(untilMs);
  return { state, told };
}
