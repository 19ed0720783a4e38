import { describe, expect, it } from 'vitest';
import { withBlock, withRecent } from './avoid-list.ts';
import type { CoreEffect } from './core.ts';
import { chat, Rig } from './testing/rig.ts';
import { avoidToken, card, id, nowMs, start } from './testing/sample.ts';
import { viewOf } from './view.ts';

const networkUp = true;
const types = (effects: readonly CoreEffect[]): string[] =>
  effects.map((effect) => (effect.type === 'write' ? effect.frame.t : effect.type));

/** Somebody who searches, with the seek at the server. */
function searching(): Rig {
  const rig = new Rig();
  rig.send(start);
  rig.rest();
  return rig;
}

/** In a match that both have accepted, with an open link where `open`. */
function matched(open: boolean): Rig {
  const rig = searching();
  rig.server.match();
  rig.server.partnerAccepts();
  rig.rest();
  if (open) rig.send({ type: 'chat-changed', match: liveId(rig), chat: chat('open') });
  return rig;
}

function liveId({ core: { stage } }: Rig): string {
  if (stage.at !== 'found' && stage.at !== 'chatting') throw new Error(`no match in ${stage.at}`);
  return stage.live.match;
}

describe('starting', () => {
  it('signs in, makes keys and seeks with them as soon as they are there', () => {
    const rig = new Rig();
    expect(types(rig.send(start))).toEqual(['connect']);
    expect(viewOf(rig.core)).toEqual({ phase: 'signing-in' });
    rig.connect(true);
    rig.deliver();
    expect(viewOf(rig.core)).toEqual({ phase: 'searching', sinceMs: nowMs });
    expect(types(rig.send({ type: 'prepared', ticket: id(1), card }))).toEqual(['seek']);
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
    expect(types(rig.send(renamed))).toEqual(['disconnect', 'connect']);
    expect(viewOf(rig.core).phase).toBe('signing-in');
  });
});

describe('searching', () => {
  it('makes the offer once the ticket waits, and attaches it', () => {
    const rig = searching();
    expect(types(rig.effects)).toEqual(['connect', 'prepare', 'seek', 'make-offer', 'offer']);
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
    expect(types(rig.effects)).toEqual(['prepare']);
    rig.rest();
    expect(types(rig.effects)).toEqual(['prepare', 'seek', 'make-offer', 'offer']);
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

describe('a match', () => {
  it('is linked first and accepted in the same step', () => {
    const rig = searching();
    rig.server.match();
    rig.effects.length = 0;
    rig.deliver();
    expect(types(rig.effects)).toEqual(['link', 'accept', 'connect-timer']);
    expect(viewOf(rig.core)).toMatchObject({
      phase: 'found',
      chat: { partner: { nickname: 'ben' }, link: 'connecting' },
    });
  });

  it('becomes a chat with its first open link, and the partner somebody met', () => {
    const rig = matched(false);
    const effects = rig.send({ type: 'chat-changed', match: liveId(rig), chat: chat('open') });
    expect(effects).toEqual([
      { type: 'connect-timer', match: undefined },
      { type: 'save-avoid', avoid: { blocks: [], recent: [{ token: avoidToken('b'), metAtMs: nowMs }] } },
    ]);
    expect(viewOf(rig.core).phase).toBe('chatting');
  });

  it('that came to nothing sends the ticket back to wait, with its age', () => {
    const rig = searching();
    rig.server.match();
    rig.rest();
    rig.server.lapse();
    rig.effects.length = 0;
    rig.rest();
    expect(types(rig.effects)).toEqual(['connect-timer', 'unlink', 'make-offer', 'offer']);
    expect(viewOf(rig.core)).toEqual({ phase: 'searching', sinceMs: nowMs });
  });

  it('that the partner left before it opened lets the search go on', () => {
    const rig = matched(false);
    rig.server.end('left');
    rig.rest();
    expect(viewOf(rig.core).phase).toBe('searching');
    expect(rig.server.seat).toMatchObject({ at: 'seeking', ticket: id(2) });
  });

  it('that does not connect in time is given up, and Next is offered', () => {
    const rig = matched(false);
    rig.send({ type: 'connect-timeout', match: liveId(rig) });
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', failure: 'could-not-connect' });
    rig.send({ type: 'next' });
    rig.rest();
    expect(viewOf(rig.core).phase).toBe('searching');
  });

  it('is refused where its keys do not fit the connection', () => {
    const rig = matched(false);
    const effects = rig.send({ type: 'not-trusted', match: liveId(rig) });
    expect(types(effects)).toEqual(['leave', 'connect-timer', 'unlink']);
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', failure: 'connection-not-trusted' });
  });

  it('keeps its signals for a socket that is away, and its match for the server that kept it', () => {
    const rig = matched(false);
    const match = liveId(rig);
    const data = { type: 'renegotiate', restart: true } as const;
    rig.drop();
    expect(rig.send({ type: 'link-signal', match, data })).toEqual([]);
    rig.effects.length = 0;
    rig.connect(true);
    rig.deliver();
    expect(rig.effects).toEqual([{ type: 'write', frame: { t: 'signal', match, data } }]);
  });
});

describe('a chat', () => {
  it.each(['kept the match', 'was started anew'])(
    'goes on while the socket is away and after the server %s',
    (how) => {
      const rig = matched(true);
      rig.drop();
      expect(viewOf(rig.core).phase).toBe('chatting');
      rig.connect(how === 'kept the match');
      rig.rest();
      expect(viewOf(rig.core).phase).toBe('chatting');
    },
  );

  it('goes on without a socket when another tab has taken its place', () => {
    const rig = matched(true);
    rig.send({ type: 'socket', networkUp, news: { type: 'stopped', why: 'replaced' } });
    expect(viewOf(rig.core).phase).toBe('chatting');
    expect(rig.core.signaling).toBe('off');
  });

  it('does not end because the server misses the partner, as long as the link is open', () => {
    const rig = matched(true);
    const match = liveId(rig);
    rig.send({
      type: 'socket',
      networkUp,
      news: { type: 'frame', frame: { t: 'ended', match, reason: 'gone' } },
    });
    expect(viewOf(rig.core).phase).toBe('chatting');
  });

  it('ends, readable, when the partner leaves', () => {
    const rig = matched(true);
    rig.server.end('left');
    rig.effects.length = 0;
    rig.rest();
    expect(types(rig.effects)).toEqual(['note', 'connect-timer', 'unlink']);
    expect(viewOf(rig.core)).toMatchObject({ phase: 'over', why: 'partner-left', chat: { link: 'closed' } });
  });

  it('gives way to the next search in one step', () => {
    const rig = matched(true);
    expect(types(rig.send({ type: 'next' }))).toEqual(['leave', 'connect-timer', 'unlink', 'prepare']);
    rig.rest();
    expect(rig.server.refusedSeeks).toBe(0);
    expect(rig.server.seat).toMatchObject({ at: 'seeking', ticket: id(2) });
  });

  it('can be blocked, also when it is over', () => {
    const rig = matched(true);
    rig.server.end('left');
    rig.rest();
    const effects = rig.send({ type: 'block' });
    expect(effects).toContainEqual({
      type: 'save-avoid',
      avoid: expect.objectContaining({ blocks: [avoidToken('b')] }) as unknown,
    });
    expect(viewOf(rig.core)).toEqual({ phase: 'idle' });
  });
});

describe('panic', () => {
  it('says goodbye, wipes and disconnects in one step', () => {
    const rig = matched(true);
    expect(types(rig.send({ type: 'panic' }))).toEqual([
      'leave',
      'connect-timer',
      'unlink',
      'wipe',
      'disconnect',
    ]);
    expect(viewOf(rig.core)).toEqual({ phase: 'idle' });
  });
});
