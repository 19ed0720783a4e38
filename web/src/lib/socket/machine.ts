import { closeCodes, retryAfterClose, type ServerFrame } from '@sotto/protocol';
import type { SignInFailure } from '../session/failure.ts';
import { backoffMs } from './backoff.ts';
import type { Welcome } from './news.ts';
import { isOnline, type Memory, type SocketEffect, type SocketEvent, type SocketState } from './state.ts';
import type { WakeUp } from './wake-ups.ts';

/**
 * When a signaling socket is opened, tested, given up and opened again. Pure: the edge in
 * `signaling-socket.ts` carries out the effects and feeds back what happened.
 */

export const socketTimings = {
  /** From the start of a connection to its `welcome`. */
  handshakeMs: 10_000,
  pingIntervalMs: 20_000,
  /** A socket whose pong is later than this is half open. */
  pongWithinMs: 10_000,
  /** The same after a wake-up, when a dead socket is likely and somebody is looking at the page. */
  pongAfterWakeMs: 3_000,
} as const;

export interface SocketStep {
  readonly state: SocketState;
  readonly effects: readonly SocketEffect[];
}

/** @param random uniform in [0, 1); spreads the retries */
export function stepSocket(state: SocketState, event: SocketEvent, random: () => number): SocketStep {
  switch (event.type) {
    case 'start':
      return state.phase === 'off' ? authorize(state.memory, []) : stay(state);
    case 'stop':
      if (state.phase === 'off') return stay(state);
      return { state: { phase: 'off', memory: fresh(state.memory) }, effects: [noTimer, { type: 'close' }] };
    case 'authorized':
      return state.phase === 'authorizing' && event.conn === state.memory.conn
        ? open(state.memory, event.token)
        : stay(state);
    case 'unauthorized':
      if (state.phase !== 'authorizing' || event.conn !== state.memory.conn) return stay(state);
      return unauthorized(state.memory, event.failure, random);
    case 'received':
      return event.conn === state.memory.conn ? received(state, event.frame) : stay(state);
    case 'closed':
      return event.conn === state.memory.conn ? closed(state, event.code, random) : stay(state);
    case 'timer':
      return timer(state, random);
    case 'wake':
      return event.why === 'network' ? networkBack(state) : wake(state, event.why);
  }
}

/** What browsers report for a connection that ended without a close frame (RFC 6455 §7.1.5). */
const cutConnectionCode = 1006;

const noTimer: SocketEffect = { type: 'timer', afterMs: undefined };
const stay = (state: SocketState): SocketStep => ({ state, effects: [] });
const fresh = (memory: Memory): Memory => ({ conn: memory.conn, attempt: 0, doubt: false });

function authorize(memory: Memory, before: readonly SocketEffect[]): SocketStep {
  const next = { ...memory, conn: memory.conn + 1 };
  return {
    state: { phase: 'authorizing', memory: next },
    effects: [...before, noTimer, { type: 'authorize', conn: next.conn, renew: next.doubt }],
  };
}

function open(memory: Memory, token: string): SocketStep {
  const { conn, resume } = memory;
  return {
    state: { phase: 'opening', memory },
    effects: [
      { type: 'timer', afterMs: socketTimings.handshakeMs },
      { type: 'open', conn, token, ...(resume === undefined ? {} : { resume }) },
    ],
  };
}

function unauthorized(memory: Memory, failure: SignInFailure, random: () => number): SocketStep {
  const trouble: SocketEffect = { type: 'tell', news: { type: 'trouble', failure } };
  if (failure.kind === 'refused' || failure.kind === 'banned') {
    const stopped: SocketEffect = { type: 'tell', news: { type: 'stopped', why: 'refused' } };
    return { state: { phase: 'off', memory: fresh(memory) }, effects: [noTimer, trouble, stopped] };
  }
  return retry(memory, [trouble], random, failure.kind === 'too-many-requests' ? failure.retryAfterMs : 0);
}

function received(state: SocketState, frame: ServerFrame): SocketStep {
  switch (frame.t) {
    case 'welcome':
      return state.phase === 'opening' ? welcomed(state.memory, frame) : stay(state);
    case 'pong':
      if (state.phase !== 'online' || state.awaiting === 'nothing' || frame.n !== state.pings)
        return stay(state);
      return {
        state: { ...state, awaiting: 'nothing' },
        effects: [{ type: 'timer', afterMs: socketTimings.pingIntervalMs }],
      };
    case 'draining':
      if (state.phase !== 'online') return stay(state);
      return {
        state: { phase: 'draining', memory: state.memory },
        effects: [{ type: 'timer', afterMs: frame.afterMs }],
      };
    default:
      if (!isOnline(state)) return stay(state);
      return { state, effects: [{ type: 'tell', news: { type: 'frame', frame } }] };
  }
}

function welcomed(memory: Memory, welcome: Welcome): SocketStep {
  return {
    state: {
      phase: 'online',
      memory: { conn: memory.conn, attempt: 0, doubt: false, resume: welcome.resume },
      pings: 0,
      awaiting: 'nothing',
    },
    effects: [
      { type: 'timer', afterMs: socketTimings.pingIntervalMs },
      { type: 'tell', news: { type: 'online', welcome } },
    ],
  };
}

function closed(state: SocketState, code: number, random: () => number): SocketStep {
  const { memory } = state;
  switch (state.phase) {
    case 'off':
    case 'authorizing':
    case 'waiting':
      return stay(state);
    case 'draining':
      // The moment to come back was named by `draining`; its timer runs on.
      return { state: { phase: 'waiting', memory }, effects: [{ type: 'close' }, offline] };
    case 'opening':
      return mayBeStale(memory, code)
        ? retry({ ...memory, doubt: true }, [{ type: 'close' }], random, 0)
        : lost(state, code, random);
    case 'online':
      return lost(state, code, random);
  }
}

/**
 * A first handshake that is refused tells of the token rather than of the server: one that has lain unused since the last
 * search may belong to a session that has ended. Nothing is told yet; to get a fresh one shows whether the server is there.
 */
function mayBeStale({ attempt, doubt, resume }: Memory, code: number): boolean {
  const refused = code === cutConnectionCode || retryAfterClose(code) === 'anew';
  return refused && attempt === 0 && !doubt && resume === undefined;
}

const offline: SocketEffect = { type: 'tell', news: { type: 'offline', cut: false } };
const cutOff: SocketEffect = { type: 'tell', news: { type: 'offline', cut: true } };
const unreachable: SocketEffect = {
  type: 'tell',
  news: { type: 'trouble', failure: { kind: 'unavailable' } },
};

function lost(state: SocketState, code: number, random: () => number): SocketStep {
  const wasOnline = state.phase === 'online';
  const effects: SocketEffect[] = [
    { type: 'close' },
    wasOnline ? (code === cutConnectionCode ? cutOff : offline) : unreachable,
  ];
  switch (retryAfterClose(code)) {
    case 'resume':
      return retry({ ...state.memory, doubt: !wasOnline }, effects, random, 0);
    case 'anew':
      return retry(
        { conn: state.memory.conn, attempt: state.memory.attempt, doubt: true },
        effects,
        random,
        0,
      );
    case 'never': {
      const why = code === closeCodes.replaced.code ? 'replaced' : 'refused';
      return {
        state: { phase: 'off', memory: fresh(state.memory) },
        effects: [...effects, noTimer, { type: 'tell', news: { type: 'stopped', why } }],
      };
    }
  }
}

function retry(
  memory: Memory,
  before: readonly SocketEffect[],
  random: () => number,
  atLeastMs: number,
): SocketStep {
  const afterMs = Math.max(atLeastMs, backoffMs(memory.attempt, random));
  return {
    state: { phase: 'waiting', memory: { ...memory, attempt: memory.attempt + 1 } },
    effects: [...before, { type: 'timer', afterMs }],
  };
}

function timer(state: SocketState, random: () => number): SocketStep {
  switch (state.phase) {
    case 'off':
    case 'authorizing':
      return stay(state);
    case 'opening':
      return lost(state, cutConnectionCode, random);
    case 'waiting':
      return authorize(state.memory, []);
    case 'draining':
      return authorize(state.memory, [{ type: 'close' }, offline]);
    case 'online':
      return state.awaiting === 'nothing'
        ? ping(state, 'pong', socketTimings.pongWithinMs)
        : lost(state, cutConnectionCode, random);
  }
}

/** A socket of the network before is dead, and would take seconds to show it. */
function networkBack(state: SocketState): SocketStep {
  switch (state.phase) {
    case 'online':
      return authorize(state.memory, [{ type: 'close' }, cutOff]);
    case 'opening':
      return authorize(state.memory, [{ type: 'close' }]);
    default:
      return wake(state, 'network');
  }
}

function wake(state: SocketState, why: WakeUp): SocketStep {
  // A path that is lost says nothing new about a server that wasn't reached: the pause between two attempts holds.
  if (state.phase === 'waiting') return why === 'path' ? stay(state) : authorize(state.memory, []);
  if (state.phase !== 'online' || state.awaiting === 'pong-soon') return stay(state);
  const afterMs = socketTimings.pongAfterWakeMs;
  if (state.awaiting === 'nothing') return ping(state, 'pong-soon', afterMs);
  // The ping on its way tests the connection as well as another one.
  return { state: { ...state, awaiting: 'pong-soon' }, effects: [{ type: 'timer', afterMs }] };
}

function ping(
  state: Extract<SocketState, { phase: 'online' }>,
  awaiting: 'pong' | 'pong-soon',
  pongWithinMs: number,
): SocketStep {
  const pings = state.pings + 1;
  return {
    state: { ...state, pings, awaiting },
    effects: [
      { type: 'write', frame: { t: 'ping', n: pings } },
      { type: 'keep-authorized' },
      { type: 'timer', afterMs: pongWithinMs },
    ],
  };
}
