import type { ClientFrame, ServerFrame } from '@sotto/protocol';
import type { SignInFailure } from '../session/failure.ts';
import type { SocketNews } from './news.ts';
import type { WakeUp } from './wake-ups.ts';

/** Where a signaling socket stands, what happens to it, and what follows: the words of `machine.ts`. */

/** What outlasts a connection. */
export interface Memory {
  /** Numbers the connections; whatever a former one still reports is ignored. */
  readonly conn: number;
  /** Failed attempts since the last `welcome`. */
  readonly attempt: number;
  /** Keeps ticket and match over a drop; given by the last `welcome`. */
  readonly resume?: string;
  /** The token may be dead: get a fresh one before the next attempt. Browsers don't tell why a handshake failed. */
  readonly doubt: boolean;
}

export type SocketState =
  | { readonly phase: 'off'; readonly memory: Memory }
  | { readonly phase: 'authorizing'; readonly memory: Memory }
  | { readonly phase: 'opening'; readonly memory: Memory }
  | {
      readonly phase: 'online';
      readonly memory: Memory;
      readonly pings: number;
      /** The last ping has no pong yet; `pong-soon`: one that a wake-up asks for. */
      readonly awaiting: 'nothing' | 'pong' | 'pong-soon';
    }
  /** Still carries frames; a new socket is opened when the timer fires. */
  | { readonly phase: 'draining'; readonly memory: Memory }
  | { readonly phase: 'waiting'; readonly memory: Memory };

export type SocketEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'authorized'; readonly conn: number; readonly token: string }
  | { readonly type: 'unauthorized'; readonly conn: number; readonly failure: SignInFailure }
  | { readonly type: 'received'; readonly conn: number; readonly frame: ServerFrame }
  | { readonly type: 'closed'; readonly conn: number; readonly code: number }
  | { readonly type: 'timer' }
  | { readonly type: 'wake'; readonly why: WakeUp };

export type SocketEffect =
  | { readonly type: 'authorize'; readonly conn: number; readonly renew: boolean }
  | { readonly type: 'open'; readonly conn: number; readonly token: string; readonly resume?: string }
  /** Closes the connection if there is one; nothing it still says counts. */
  | { readonly type: 'close' }
  | { readonly type: 'write'; readonly frame: ClientFrame }
  /** Renews the access token where little of it is left: without one, nothing can be deleted in a hurry. */
  | { readonly type: 'keep-authorized' }
  /** There is one timer; setting it replaces it, `undefined` clears it. */
  | { readonly type: 'timer'; readonly afterMs: number | undefined }
  | { readonly type: 'tell'; readonly news: SocketNews };

export const socketOff: SocketState = { phase: 'off', memory: { conn: 0, attempt: 0, doubt: false } };

/** Whether a frame that is written now can reach the server. */
export function isOnline(state: SocketState): boolean {
  return state.phase === 'online' || state.phase === 'draining';
}
