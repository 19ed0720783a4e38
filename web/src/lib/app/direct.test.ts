import type { MatchPathFrame } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { CoreEffect, CoreEvent } from './core.ts';
import type { Rig } from './testing/rig.ts';
import { chat, liveId, matched, types } from './testing/rig.ts';
import { viewOf } from './view.ts';

/** In an open chat of a relayed match. */
function relayed(): Rig {
  const rig = matched(true);
  const { stage } = rig.core;
  if (stage.at !== 'chatting') throw new Error('not chatting');
  rig.core = { ...rig.core, stage: { ...stage, live: { ...stage.live, icePolicy: 'relay' } } };
  return rig;
}

function told(rig: Rig, mine: boolean, theirs: boolean): readonly CoreEffect[] {
  const frame: MatchPathFrame = {
    t: 'path',
    match: liveId(rig),
    mine,
    theirs,
    icePolicy: mine && theirs ? 'all' : 'relay',
    iceServers: [],
  };
  return rig.send({ type: 'socket', networkUp: true, news: { type: 'frame', frame } });
}

const allow = (yes: boolean): CoreEvent => ({ type: 'allow-direct', allow: yes });

function stateOf(rig: Rig): string {
  const view = viewOf(rig.core);
  return 'chat' in view ? view.chat.direct : view.phase;
}

const policies = (effects: readonly CoreEffect[]): string[] =>
  effects.flatMap((effect) => (effect.type === 'configure' ? [effect.config.icePolicy] : []));
const notes = (effects: readonly CoreEffect[]): string[] =>
  effects.flatMap((effect) => (effect.type === 'note' ? [effect.event] : []));

/** Both have agreed. */
function agreed(): Rig {
  const rig = relayed();
  rig.send(allow(true));
  told(rig, true, false);
  told(rig, true, true);
  return rig;
}

describe('a direct connection', () => {
  it('is looked for when this side wanted it and the server says that both do', () => {
    const rig = relayed();
    expect(stateOf(rig)).toBe('none');
    const offered = rig.send(allow(true));
    expect(types(offered)).toContain('path');
    expect(notes(offered)).toEqual(['direct-asked']);
    expect(policies(told(rig, true, false))).toEqual(['relay']);
    expect(stateOf(rig)).toBe('asking');
    const effects = told(rig, true, true);
    expect(policies(effects)).toEqual(['all']);
    expect(notes(effects)).toEqual(['direct-agreed']);
    expect(stateOf(rig)).toBe('agreed');
  });

  it('is never looked for on the word of the server alone', () => {
    const rig = relayed();
    expect(policies(told(rig, true, true))).toEqual(['relay']);
    expect(stateOf(rig)).toBe('asked');
    // And the server is told so.
    const { frame } = rig.effects.findLast((effect) => effect.type === 'write') ?? {};
    expect(frame).toMatchObject({ t: 'path', direct: false });
  });

  it('is asked for by the partner, and declined', () => {
    const rig = relayed();
    expect(notes(told(rig, false, true))).toEqual(['direct-offered']);
    expect(stateOf(rig)).toBe('asked');
    expect(notes(rig.send(allow(false)))).toEqual(['direct-taken-back']);
    expect(stateOf(rig)).toBe('none');
  });

  it('is declined by the partner', () => {
    const rig = relayed();
    rig.send(allow(true));
    told(rig, true, false);
    expect(notes(told(rig, false, false))).toEqual(['direct-declined']);
    expect(stateOf(rig)).toBe('none');
  });

  it('waits for the server’s word on an offer that crosses the partner’s', () => {
    const rig = relayed();
    rig.send(allow(true));
    told(rig, false, true);
    expect(stateOf(rig)).toBe('asking');
    expect(policies(told(rig, true, true))).toEqual(['all']);
  });

  it('ends for this side at once when it says no, whatever still comes of before', () => {
    const rig = agreed();
    expect(notes(rig.send(allow(false)))).toEqual(['direct-ended']);
    expect(stateOf(rig)).toBe('none');
    expect(policies(told(rig, true, true))).toEqual(['relay']);
    expect(policies(told(rig, false, false))).toEqual(['relay']);
  });

  it('ends when the partner says no', () => {
    const rig = agreed();
    rig.send({ type: 'chat-changed', match: liveId(rig), chat: chat('open') });
    const effects = told(rig, false, false);
    expect(policies(effects)).toEqual(['relay']);
    expect(notes(effects)).toEqual(['direct-ended']);
  });

  it('is given up where there is no direct path in time', () => {
    const rig = agreed();
    const match = liveId(rig);
    expect(rig.effects.at(-1)).toEqual({ type: 'direct-timer', match });
    rig.send({ type: 'chat-changed', match, chat: { ...chat('open'), path: 'relayed' } });
    const effects = rig.send({ type: 'direct-timeout', match });
    expect(notes(effects)).toEqual(['direct-failed']);
    expect(stateOf(rig)).toBe('none');
    const kept = agreed();
    kept.send({ type: 'chat-changed', match: liveId(kept), chat: chat('open') });
    expect(kept.send({ type: 'direct-timeout', match: liveId(kept) })).toEqual([]);
  });

  it('can’t be offered without the server, and a no is told when it is back', () => {
    const rig = relayed();
    rig.drop();
    expect(rig.send(allow(true))).toEqual([]);
    const both = agreed();
    both.drop();
    both.send(allow(false));
    expect(both.core.outbox).toMatchObject([{ t: 'path', direct: false }]);
  });

  it('is offered again where the offer went down with the socket', () => {
    const rig = relayed();
    rig.send(allow(true));
    rig.drop();
    rig.connect(true);
    rig.rest();
    const frames = told(rig, false, false).flatMap((effect) =>
      effect.type === 'write' ? [effect.frame] : [],
    );
    expect(frames).toMatchObject([{ t: 'path', direct: true }]);
    expect(types(told(rig, true, false))).not.toContain('write');
  });

  it('is not offered again on the same socket, where a yes crossed a no', () => {
    const rig = relayed();
    told(rig, false, true);
    rig.send(allow(true));
    expect(types(told(rig, false, false))).not.toContain('write');
  });

  it('is no question where the operator lets everybody connect directly', () => {
    const rig = matched(true);
    expect(stateOf(rig)).toBe('unneeded');
    expect(rig.send(allow(true))).toEqual([]);
    expect(policies(told(rig, false, false))).toEqual(['all']);
  });
});

describe('a lost path', () => {
  it('is looked for with fresh servers, by a socket that is known to be alive', () => {
    const rig = relayed();
    const effects = rig.send({ type: 'chat-changed', match: liveId(rig), chat: chat('reconnecting') });
    expect(types(effects)).toEqual(['path', 'test-socket']);
    expect(policies(told(rig, false, false))).toEqual(['relay']);
  });

  it('is looked for at once when the socket comes back that was cut, and not each time it is told of', () => {
    const rig = relayed();
    const renews = (): boolean[] =>
      told(rig, false, false).flatMap((effect) => (effect.type === 'configure' ? [effect.renew] : []));
    expect(renews()).toEqual([false]);
    rig.drop();
    rig.connect(true);
    rig.rest();
    expect(renews()).toEqual([true]);
    expect(renews()).toEqual([false]);
  });
});
