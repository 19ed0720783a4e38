import { describe, expect, it } from 'vitest';
import { connectWithinMs } from './searching.ts';
import { chat, liveId, matched, searching, types } from './testing/rig.ts';
import { avoidToken, id, nowMs } from './testing/sample.ts';
import { viewOf } from './view.ts';

const networkUp = true;

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
    rig.around.nowMs += connectWithinMs;
    rig.send({ type: 'connect-timeout', match: liveId(rig) });
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', failure: 'could-not-connect' });
    rig.send({ type: 'next' });
    rig.rest();
    expect(viewOf(rig.core).phase).toBe('searching');
  });

  it('whose link is closed over there before it opened here lets the search go on, for somebody else', () => {
    const rig = matched(false);
    rig.send({ type: 'link-failed', match: liveId(rig) });
    rig.rest();
    expect(viewOf(rig.core)).toEqual({ phase: 'searching', sinceMs: nowMs });
    expect(rig.effects).toContainEqual({
      type: 'write',
      frame: expect.objectContaining({ t: 'seek', recent: [avoidToken('b')] }) as unknown,
    });
  });

  it('is refused where its keys do not fit the connection', () => {
    const rig = matched(false);
    const effects = rig.send({ type: 'not-trusted', match: liveId(rig) });
    expect(types(effects)).toEqual(['leave', 'connect-timer', 'unlink', 'discard']);
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', failure: 'connection-not-trusted' });
  });

  it('is over where the partner sent more than anybody reads, and stays readable', () => {
    const rig = matched(true);
    const effects = rig.send({ type: 'flooded', match: liveId(rig) });
    expect(types(effects)).toContain('leave');
    expect(viewOf(rig.core)).toMatchObject({ phase: 'over', why: 'flooded' });
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
    expect(types(rig.effects)).toEqual(['note', 'connect-timer', 'unlink', 'discard']);
    expect(viewOf(rig.core)).toMatchObject({ phase: 'over', why: 'partner-left', chat: { link: 'closed' } });
  });

  it('that lost its link was left, once the server says so', () => {
    const rig = matched(true);
    const match = liveId(rig);
    rig.server.end('left');
    rig.send({ type: 'link-failed', match });
    expect(viewOf(rig.core)).toMatchObject({ phase: 'over', why: 'link-lost' });
    rig.deliver();
    expect(viewOf(rig.core)).toMatchObject({ phase: 'over', why: 'partner-left' });
    expect(rig.effects).toContainEqual({ type: 'note', match, event: 'partner-left' });
  });

  it('gives way to the next search in one step', () => {
    const rig = matched(true);
    expect(types(rig.send({ type: 'next' }))).toEqual([
      'leave',
      'connect-timer',
      'unlink',
      'discard',
      'prepare',
      'take-over',
    ]);
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

describe('another tab that begins to search', () => {
  it('ends the search here, and the server hears of it', () => {
    const rig = searching();
    expect(types(rig.send({ type: 'taken-over' }))).toEqual(['cancel', 'discard', 'disconnect']);
    expect(viewOf(rig.core)).toEqual({ phase: 'failed', failure: 'replaced-by-another-tab' });
  });

  it('leaves a chat alone', () => {
    const rig = matched(true);
    expect(rig.send({ type: 'taken-over' })).toEqual([]);
    expect(viewOf(rig.core).phase).toBe('chatting');
  });
});

describe('panic', () => {
  it('says goodbye, wipes and disconnects in one step', () => {
    const rig = matched(true);
    expect(types(rig.send({ type: 'panic' }))).toEqual([
      'leave',
      'connect-timer',
      'unlink',
      'discard',
      'wipe',
      'disconnect',
    ]);
    expect(viewOf(rig.core)).toEqual({ phase: 'idle' });
  });
});
