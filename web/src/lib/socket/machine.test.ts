import { closeCodes, type ServerFrame } from '@sotto/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { socketTimings, stepSocket, type SocketStep } from './machine.ts';
import { isOnline, socketOff, type SocketEvent, type SocketState } from './state.ts';

const half = (): number => 0.5;
const welcome: ServerFrame = { t: 'welcome', session: 's', resume: 'r1', graceMs: 30_000 };

/** Runs events one after another; the last step's effects are what the tests look at. */
function run(...events: readonly SocketEvent[]): SocketStep {
  let step: SocketStep = { state: socketOff, effects: [] };
  for (const event of events) step = stepSocket(step.state, event, half);
  return step;
}

const toOnline: readonly SocketEvent[] = [
  { type: 'start' },
  { type: 'authorized', conn: 1, token: 't' },
  { type: 'received', conn: 1, frame: welcome },
];
const closed = (conn: number, code = 1006): SocketEvent => ({ type: 'closed', conn, code });
const unreachable = { type: 'tell', news: { type: 'trouble', failure: { kind: 'unavailable' } } };

describe('the signaling socket', () => {
  it('asks for a token, opens with it, and is online with the welcome', () => {
    expect(run({ type: 'start' }).effects).toContainEqual({ type: 'authorize', conn: 1, renew: false });
    expect(run(...toOnline.slice(0, 2)).effects).toContainEqual({ type: 'open', conn: 1, token: 't' });
    expect(run(...toOnline).effects).toContainEqual({ type: 'tell', news: { type: 'online', welcome } });
  });

  it('comes back with the resume token after a drop, with the token at hand', () => {
    const retry = run(...toOnline, closed(1), { type: 'timer' });
    expect(retry.effects).toContainEqual({ type: 'authorize', conn: 2, renew: false });
    const opened = stepSocket(retry.state, { type: 'authorized', conn: 2, token: 't2' }, half);
    expect(opened.effects).toContainEqual({ type: 'open', conn: 2, token: 't2', resume: 'r1' });
  });

  it('doubts its token after a handshake that failed, since browsers do not tell why', () => {
    const refused = run(...toOnline.slice(0, 2), closed(1));
    // Without a word: nothing speaks against the server yet.
    expect(refused.effects).toEqual([
      { type: 'close' },
      { type: 'timer', afterMs: expect.any(Number) as number },
    ]);
    const renewing = stepSocket(refused.state, { type: 'timer' }, half);
    expect(renewing.effects).toContainEqual({ type: 'authorize', conn: 2, renew: true });
    const again = stepSocket(renewing.state, { type: 'authorized', conn: 2, token: 't2' }, half);
    expect(stepSocket(again.state, closed(2), half).effects).toContainEqual(unreachable);
  });

  it.each([
    ['has been welcomed before', [...toOnline, { type: 'wake', why: 'network' }], 1006],
    ['accepted the token and then failed', [{ type: 'start' }], closeCodes.internalError.code],
  ] as const)('tells at once that a server is away which %s', (_, before, code) => {
    const { state } = run(...before);
    const { conn } = state.memory;
    const opening = stepSocket(state, { type: 'authorized', conn, token: 't' }, half);
    expect(stepSocket(opening.state, closed(conn, code), half).effects).toContainEqual(unreachable);
  });

  it('tells why no fresh token is to be had instead of the one that was refused', () => {
    const renewing = run(...toOnline.slice(0, 2), closed(1), { type: 'timer' });
    const failure = { kind: 'too-many-requests', retryAfterMs: 9_000 } as const;
    const { state, effects } = stepSocket(renewing.state, { type: 'unauthorized', conn: 2, failure }, half);
    expect(effects).toContainEqual({ type: 'tell', news: { type: 'trouble', failure } });
    expect(state.phase).toBe('waiting');
  });

  it('signs in anew, without resuming, when its session has ended', () => {
    const retry = run(...toOnline, closed(1, closeCodes.sessionEnded.code), { type: 'timer' });
    expect(retry.effects).toContainEqual({ type: 'authorize', conn: 2, renew: true });
    const opened = stepSocket(retry.state, { type: 'authorized', conn: 2, token: 't2' }, half);
    expect(opened.effects).toContainEqual({ type: 'open', conn: 2, token: 't2' });
  });

  it('stops for good when another tab has taken its place', () => {
    const { state, effects } = run(...toOnline, closed(1, closeCodes.replaced.code));
    expect(state.phase).toBe('off');
    expect(effects).toContainEqual({ type: 'tell', news: { type: 'stopped', why: 'replaced' } });
  });

  it('gives a silent server the handshake time and no more', () => {
    const opening = run(...toOnline.slice(0, 2));
    expect(opening.effects).toContainEqual({ type: 'timer', afterMs: socketTimings.handshakeMs });
    expect(stepSocket(opening.state, { type: 'timer' }, half).state.phase).toBe('waiting');
  });

  it('takes a socket without a pong for half open', () => {
    const pinged = run(...toOnline, { type: 'timer' });
    expect(pinged.effects).toContainEqual({ type: 'write', frame: { t: 'ping', n: 1 } });
    const { state, effects } = stepSocket(pinged.state, { type: 'timer' }, half);
    expect(state.phase).toBe('waiting');
    expect(effects).toContainEqual({ type: 'close' });
  });

  it('goes on after the pong that fits, and only that', () => {
    const pinged = run(...toOnline, { type: 'timer' });
    const pong = (n: number): SocketEvent => ({ type: 'received', conn: 1, frame: { t: 'pong', n } });
    expect(stepSocket(pinged.state, pong(0), half).state).toEqual(pinged.state);
    const answered = stepSocket(pinged.state, pong(1), half);
    expect(answered.effects).toEqual([{ type: 'timer', afterMs: socketTimings.pingIntervalMs }]);
  });

  it('connects anew at once when there is a network again, and says that the old socket was cut', () => {
    const { effects, state } = run(...toOnline, { type: 'wake', why: 'network' });
    expect(state.phase).toBe('authorizing');
    expect(effects).toContainEqual({ type: 'tell', news: { type: 'offline', cut: true } });
    expect(state.memory.resume).toBeDefined();
  });

  it.each(['page', 'path'] as const)('tests the connection at a wake-up (%s)', (why) => {
    expect(run(...toOnline, { type: 'wake', why }).effects).toEqual([
      { type: 'write', frame: { t: 'ping', n: 1 } },
      { type: 'keep-authorized' },
      { type: 'timer', afterMs: socketTimings.pongAfterWakeMs },
    ]);
  });

  it.each(['page', 'path'] as const)(
    'hurries a ping that is on its way when a wake-up comes (%s), and no more with the next one',
    (why) => {
      const hurried = run(...toOnline, { type: 'timer' }, { type: 'wake', why });
      expect(hurried.effects).toEqual([{ type: 'timer', afterMs: socketTimings.pongAfterWakeMs }]);
      expect(stepSocket(hurried.state, { type: 'wake', why }, half).effects).toEqual([]);
      expect(stepSocket(hurried.state, { type: 'timer' }, half).state.phase).toBe('waiting');
    },
  );

  it('ends its pause between two attempts for somebody who looks, and not for a path that is lost', () => {
    expect(run(...toOnline, closed(1), { type: 'wake', why: 'page' }).state.phase).toBe('authorizing');
    expect(run(...toOnline, closed(1), { type: 'wake', why: 'path' }).state.phase).toBe('waiting');
  });

  it('keeps a draining socket until the moment that the server named', () => {
    const draining = run(...toOnline, { type: 'received', conn: 1, frame: { t: 'draining', afterMs: 700 } });
    expect(draining.effects).toEqual([{ type: 'timer', afterMs: 700 }]);
    expect(isOnline(draining.state)).toBe(true);
    const gone = stepSocket(draining.state, closed(1, closeCodes.serviceRestart.code), half);
    expect(gone.effects.some((effect) => effect.type === 'timer')).toBe(false);
    expect(stepSocket(gone.state, { type: 'timer' }, half).state.phase).toBe('authorizing');
  });

  it('waits longer with each failure and from the start again after a welcome', () => {
    const fail: SocketEvent = { type: 'unauthorized', conn: 1, failure: { kind: 'unavailable' } };
    const first = run({ type: 'start' }, fail);
    expect(first.effects).toContainEqual({ type: 'timer', afterMs: 250 });
    const second = run({ type: 'start' }, fail, { type: 'timer' }, { ...fail, conn: 2 });
    expect(second.effects).toContainEqual({ type: 'timer', afterMs: 500 });
    expect(run(...toOnline, closed(1)).effects).toContainEqual({ type: 'timer', afterMs: 250 });
  });

  it('waits at least as long as the server asks', () => {
    const { effects } = run(
      { type: 'start' },
      { type: 'unauthorized', conn: 1, failure: { kind: 'too-many-requests', retryAfterMs: 9_000 } },
    );
    expect(effects).toContainEqual({ type: 'timer', afterMs: 9_000 });
  });
});

/** Of the present connection (0) or of one before. */
const back = fc.constantFrom(0, 0, 0, 1, 2);
const anyEvent: fc.Arbitrary<SocketEvent> = fc.oneof(
  fc.constantFrom<SocketEvent>(
    { type: 'start' },
    { type: 'stop' },
    { type: 'timer' },
    { type: 'wake', why: 'page' },
    { type: 'wake', why: 'path' },
    { type: 'wake', why: 'network' },
  ),
  fc.record({ type: fc.constant('authorized'), conn: back, token: fc.constant('t') } as const),
  fc.record({
    type: fc.constant('unauthorized'),
    conn: back,
    failure: fc.constantFrom(
      { kind: 'unavailable' },
      { kind: 'refused', detail: '' },
      { kind: 'too-many-requests', retryAfterMs: 5 },
    ),
  } as const),
  fc.record({
    type: fc.constant('received'),
    conn: back,
    frame: fc.constantFrom<ServerFrame>(welcome, { t: 'draining', afterMs: 5 }, { t: 'pong', n: 1 }),
  } as const),
  fc.record({
    type: fc.constant('closed'),
    conn: back,
    code: fc.constantFrom(1006, ...Object.values(closeCodes).map(({ code }) => code)),
  } as const),
);

describe('the signaling socket, whatever happens', () => {
  it('has at most one connection, none while it is off or waiting, always a way on, and renews no token twice in one go', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60, size: 'max' }), (events) => {
        let state: SocketState = socketOff;
        let connections = 0;
        let timer = false;
        let renewals = 0;
        for (const any of events) {
          const event = 'conn' in any ? { ...any, conn: state.memory.conn - any.conn } : any;
          // A timer that isn't set doesn't fire.
          if (event.type === 'timer' && !timer) continue;
          if (event.type === 'timer') timer = false;
          if (event.type === 'timer' || event.type === 'wake' || event.type === 'start') renewals = 0;
          const step = stepSocket(state, event, half);
          state = step.state;
          for (const effect of step.effects) {
            if (effect.type === 'open') connections += 1;
            if (effect.type === 'close') connections = 0;
            if (effect.type === 'timer') timer = effect.afterMs !== undefined;
            if (effect.type === 'authorize' && effect.renew) renewals += 1;
          }
          expect(renewals).toBeLessThanOrEqual(1);
          expect(connections).toBe(isOnline(state) || state.phase === 'opening' ? 1 : 0);
          if (state.phase !== 'off' && state.phase !== 'authorizing') expect(timer).toBe(true);
          if (state.phase === 'off') expect(timer).toBe(false);
        }
      }),
    );
  });
});
