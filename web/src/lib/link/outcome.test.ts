import type { ConnectionReport } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { LinkEvent, LinkPlan, PeerLink } from './peer-link.ts';
import { tellingOutcomes } from './outcome.ts';

/** What is told when these events come at these times, in milliseconds from the start. */
function toldOf(...events: readonly (readonly [number, LinkEvent])[]): ConnectionReport[] {
  const told: ConnectionReport[] = [];
  const heard: LinkEvent[] = [];
  let nowMs = 1_000;
  let speak: (event: LinkEvent) => void = () => {};
  const factory = {
    connect: (_plan: LinkPlan, listener: (event: LinkEvent) => void): PeerLink => {
      speak = listener;
      return { signal: () => {}, configure: () => {}, send: () => true, close: () => {} };
    },
  };
  const telling = tellingOutcomes(
    factory,
    (report) => told.push(report),
    () => nowMs,
  );
  telling.connect({} as LinkPlan, (event) => heard.push(event));
  for (const [atMs, event] of events) {
    nowMs = 1_000 + atMs;
    speak(event);
  }
  expect(heard).toEqual(events.map(([, event]) => event));
  return told;
}

const open: LinkEvent = { type: 'open', fresh: true };

describe('a link that tells its outcome', () => {
  it('says once by which path it opened and within what time, whatever comes later', () => {
    expect(
      toldOf(
        [180, open],
        [900, { type: 'path', path: 'relayed' }],
        [60_000, { type: 'reconnecting' }],
        [61_000, open],
        [61_050, { type: 'path', path: 'direct' }],
        [99_000, { type: 'closed', why: 'lost' }],
      ),
    ).toEqual([{ outcome: 'relayed', withinMs: 250 }]);
  });

  it('says that it never opened', () => {
    expect(toldOf([20_000, { type: 'closed', why: 'never-opened' }])).toEqual([
      { outcome: 'failed', withinMs: 30_000 },
    ]);
  });

  it('says that it was open where the browser did not show the path', () => {
    expect(toldOf([90, open], [5_000, { type: 'closed', why: 'there' }])).toEqual([
      { outcome: 'unknown', withinMs: 100 },
    ]);
  });

  it('says nothing where it was given up before it could open', () => {
    expect(toldOf([50, { type: 'closed', why: 'here' }])).toEqual([]);
    expect(toldOf([50, { type: 'closed', why: 'not-trusted' }])).toEqual([]);
  });
});
