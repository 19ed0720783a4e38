import {
  decodeServerFrame,
  encodeFrame,
  socketProtocol,
  type ClientFrame,
  type Result,
} from '@sotto/protocol';
import type { SignInFailure } from '../session/failure.ts';
import { inTurn } from './in-turn.ts';
import { stepSocket } from './machine.ts';
import type { SocketNews } from './news.ts';
import { isOnline, socketOff, type SocketEffect, type SocketEvent } from './state.ts';
import type { WakeUp } from './wake-ups.ts';
import type { Timer } from './timer.ts';

/** The socket to the signaling server: opened, tested and opened again by `machine.ts`; this is its edge. */
export interface SignalingSocket {
  start(): void;
  stop(): void;
  /** `false` where there is no connection to write to; the frame is not kept then. */
  send(frame: ClientFrame): boolean;
  /** Finds out within seconds whether there is still a server at the other end. */
  test(): void;
}

/** The part of the browser's WebSocket that is used. */
export type Connection = Pick<WebSocket, 'send' | 'close' | 'onmessage' | 'onclose'>;

export interface SocketDependencies {
  readonly connect: (protocols: string[]) => Connection;
  /** Gets an access token; `renew` when the one at hand is in doubt. */
  readonly authorize: (renew: boolean) => Promise<Result<string, SignInFailure>>;
  readonly timer: Timer;
  readonly random: () => number;
  /** Hears everything the socket has to tell. */
  readonly tell: (news: SocketNews) => void;
  /** Subscribes to wake-ups; the answer ends that. */
  readonly onWakeUp: (wake: (why: WakeUp) => void) => () => void;
}

export function createSignalingSocket(dependencies: SocketDependencies): SignalingSocket {
  const { connect, authorize, timer, random, tell } = dependencies;
  const queue = inTurn();
  let state = socketOff;
  let connection: Connection | undefined;
  let stopListening: (() => void) | undefined;

  const dispatch = (event: SocketEvent): void =>
    queue(() => {
      const step = stepSocket(state, event, random);
      state = step.state;
      for (const effect of step.effects) run(effect);
    });

  const run = (effect: SocketEffect): void => {
    switch (effect.type) {
      case 'authorize': {
        const { conn } = effect;
        const failed = (failure: SignInFailure): void => dispatch({ type: 'unauthorized', conn, failure });
        authorize(effect.renew).then(
          (answer) =>
            answer.ok ? dispatch({ type: 'authorized', conn, token: answer.value }) : failed(answer.error),
          // What a registration needs, such as the worker of its proof, did not load.
          () => failed({ kind: 'unavailable' }),
        );
        return;
      }
      case 'keep-authorized':
        authorize(false).catch(() => undefined);
        return;
      case 'open':
        connection = open(effect);
        return;
      case 'close':
        if (connection !== undefined) release(connection);
        connection = undefined;
        return;
      case 'write':
        connection?.send(encodeFrame(effect.frame));
        return;
      case 'timer':
        if (effect.afterMs === undefined) timer.clear();
        else timer.set(effect.afterMs, () => dispatch({ type: 'timer' }));
        return;
      case 'tell':
        tell(effect.news);
        return;
    }
  };

  const open = ({ conn, token, resume }: Extract<SocketEffect, { type: 'open' }>): Connection => {
    const opened = connect([
      socketProtocol.version,
      socketProtocol.tokenPrefix + token,
      ...(resume === undefined ? [] : [socketProtocol.resumePrefix + resume]),
    ]);
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      const decoded = typeof data === 'string' ? decodeServerFrame(data) : undefined;
      if (decoded?.ok) dispatch({ type: 'received', conn, frame: decoded.value });
    };
    opened.onclose = ({ code }) => dispatch({ type: 'closed', conn, code });
    return opened;
  };

  return {
    start: () => {
      stopListening ??= dependencies.onWakeUp((why) => dispatch({ type: 'wake', why }));
      dispatch({ type: 'start' });
    },
    stop: () => {
      stopListening?.();
      stopListening = undefined;
      dispatch({ type: 'stop' });
    },
    test: () => dispatch({ type: 'wake', why: 'path' }),
    send: (frame) => {
      if (!isOnline(state) || connection === undefined) return false;
      connection.send(encodeFrame(frame));
      return true;
    },
  };
}

/** Closes without hearing anything more of it. */
function release(connection: Connection): void {
  connection.onmessage = null;
  connection.onclose = null;
  connection.close(1000);
}
