import { describe, expect, it } from 'vitest';
import { withBlock, withRecent } from './avoid-list.ts';
import { Rig, searching, types } from './testing/rig.ts';
import { avoidToken, id, provenCard, nowMs, start } from './testing/sample.ts';
import { viewOf } from './view.ts';

describe('starting', () => {
  it('signs in, makes keys and seeks with them as soon as they are there', () => {
    const rig = new Rig();
    expect(types(rig.send(start))).toEqual(['take-over', 'connect']);
    expect(viewOf(rig.core)).toEqual({ phase: 'signing-in' });
    rig.connect(true);
    rig.deliver();
    expect(viewOf(rig.core)).toEqual({ phase: 'searching', sinceMs: nowMs });
    expect(types(rig.send({ type: 'prepared', ticket: id(1), card: provenCard }))).toEqual(['seek']);
  });

  it('asks no server where the browser lacks what it takes', () => {
    const rig = new Rig();
    expect(rig.send({ ...start, supported: false })).toEqual([]);
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', failure: 'unsupported-browser' });
  });

  it.each([
    [{ kind: 'unavailable' } as const, true, { failure: 'server-unavailable' }],
    [{ kind: 'unavailable' } as const, false, { failure: 'offline' }],
    [{ kind: 'too-many-requests', retryAfterMs: 1 } as const, true, { failure: 'too-many-requests' }],
    [
      { kind: 'refused', detail: 'no such nickname' } as const,
      true,
      { failure: 'refused', detail: 'no such nickname' },
    ],
  ])('says why nobody could be signed in: %o', (failure, up, told) => {
    const rig = new Rig();
    rig.send(start);
    rig.send({ type: 'socket', networkUp: up, news: { type: 'trouble', failure } });
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', ...told });
    expect(rig.wantsSocket).toBe(false);
  });

  it('takes another session for another nickname', () => {
    const rig = searching();
    rig.send({ type: 'cancel' });
    rig.rest();
    const renamed = { ...start, profile: { ...start.profile, nickname: 'anna' } };
    expect(types(rig.send(renamed))).toEqual(['disconnect', 'take-over', 'connect']);
    expect(viewOf(rig.core).phase).toBe('signing-in');
  });
});

describe('another nickname', () => {
  it.each(['replaced', 'refused'] as const)(
    'is not signed in by a socket that was %s under the old one',
    (why) => {
      const rig = searching();
      rig.send({ type: 'socket', networkUp: true, news: { type: 'stopped', why } });
      const renamed = { ...start, profile: { ...start.profile, nickname: 'anna' } };
      expect(types(rig.send(renamed))).toEqual(['disconnect', 'take-over', 'connect']);
    },
  );
});

describe('searching', () => {
  it('makes the offer once the ticket waits, and attaches it', () => {
    const rig = searching();
    expect(types(rig.effects)).toEqual([
      'take-over',
      'connect',
      'prepare',
      'take-over',
      'seek',
      'make-offer',
      'offer',
    ]);
  });

  it('asks not to meet blocked people, nor those of the last hour', () => {
    const rig = new Rig();
    const blocked = withBlock(start.avoid, avoidToken('x'));
    const longAgo = withRecent(blocked, avoidToken('o'), nowMs - 3_600_000);
    rig.send({ ...start, avoid: withRecent(longAgo, avoidToken('r'), nowMs - 3_599_999) });
    rig.rest();
    expect(rig.effects).toContainEqual({
      type: 'write',
      frame: expect.objectContaining({
        t: 'seek',
        blocks: [avoidToken('x')],
        recent: [avoidToken('r')],
      }) as unknown,
    });
  });

  it('seeks again with the same ticket when the server was started anew', () => {
    const rig = searching();
    rig.drop();
    rig.effects.length = 0;
    rig.connect(false);
    rig.rest();
    expect(types(rig.effects)).toEqual(['seek', 'offer']);
    expect(rig.server.seat).toMatchObject({ at: 'seeking', ticket: id(1) });
  });

  it('waits with a new seek until the server has let go of the old ticket', () => {
    const rig = searching();
    rig.send({ type: 'cancel' });
    rig.effects.length = 0;
    rig.send(start);
    rig.answer();
    expect(types(rig.effects)).toEqual(['prepare', 'take-over']);
    rig.rest();
    expect(types(rig.effects)).toEqual(['prepare', 'take-over', 'seek', 'make-offer', 'offer']);
  });

  it('leaves a match that crossed with the cancel', () => {
    const rig = searching();
    rig.server.match();
    rig.send({ type: 'cancel' });
    rig.rest();
    expect(viewOf(rig.core)).toEqual({ phase: 'idle' });
    expect(rig.server.seat).toEqual({ at: 'idle' });
  });
});
