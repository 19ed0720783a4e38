import { systemRandomBytes, toBase64Url, type StatementOfReasons } from '@sotto/protocol';
import { inTurn } from '../socket/in-turn.ts';
import type { SignalingSocket } from '../socket/signaling-socket.ts';
import type { SocketNews } from '../socket/news.ts';
import type { AvoidList } from './avoid-list.ts';
import { initialCore, type Core, type CoreEffect, type CoreEvent } from './core.ts';
import { directWithinMs } from './direct.ts';
import type { LinkPort, LoadLink } from './link-port.ts';
import { connectWithinMs } from './searching.ts';
import { step } from './machine.ts';

/** Runs the app machine: feeds it what happens and does what it says. */
export interface Controller {
  dispatch(event: CoreEvent): void;
  /** The chat that is open; `undefined` until the code of the link is there. */
  link(): LinkPort | undefined;
}

export interface ControllerDependencies {
  /** A socket for sessions of this nickname. Made once for each nickname in a row. */
  readonly openSocket: (nickname: string, tell: (news: SocketNews) => void) => SignalingSocket;
  readonly loadLink: LoadLink;
  /** Tells the other tabs that this one searches now. */
  readonly takeOver: () => void;
  readonly saveAvoid: (avoid: AvoidList) => void;
  readonly keepStatement: (statement: StatementOfReasons) => void;
  readonly acknowledge: (receipt: string) => void;
  readonly wipe: () => void;
  readonly networkUp: () => boolean;
  readonly nowMs: () => number;
  /** Hears each state in turn. */
  readonly show: (core: Core) => void;
}

const ticketBytes = 16;

export function createController(dependencies: ControllerDependencies): Controller {
  const { nowMs, networkUp } = dependencies;
  const queue = inTurn();
  let core = initialCore;
  let socket: SignalingSocket | undefined;
  let link: LinkPort | undefined;
  let connectTimer: ReturnType<typeof setTimeout> | undefined;
  let directTimer: ReturnType<typeof setTimeout> | undefined;

  const dispatch = (event: CoreEvent): void =>
    queue(() => {
      const next = step(core, event, {
        nowMs: nowMs(),
        newTicket: () => toBase64Url(systemRandomBytes(ticketBytes)),
      });
      core = next.core;
      for (const effect of next.effects) run(effect);
      dependencies.show(core);
    });

  // Started at once, so that it is there before the first `prepare`, which comes after a proof of work.
  const loading = dependencies.loadLink(dispatch, () => core.profile?.readReceipts ?? false);
  loading.then(
    (loaded) => {
      link = loaded;
    },
    () => undefined,
  );

  const prepare = (ticket: string): void => {
    if (link !== undefined) {
      link.prepare(ticket);
      return;
    }
    loading.then(
      (loaded) => loaded.prepare(ticket),
      () => dispatch({ type: 'link-unavailable' }),
    );
  };

  const connect = (nickname: string): void => {
    socket ??= dependencies.openSocket(nickname, (news) =>
      dispatch({ type: 'socket', news, networkUp: networkUp() }),
    );
    socket.start();
  };

  const run = (effect: CoreEffect): void => {
    switch (effect.type) {
      case 'connect':
        return connect(effect.nickname);
      case 'disconnect':
        socket?.stop();
        socket = undefined;
        return;
      case 'take-over':
        return dependencies.takeOver();
      case 'write':
        socket?.send(effect.frame);
        return;
      case 'test-socket':
        return socket?.test();
      case 'prepare':
        return prepare(effect.ticket);
      case 'make-offer':
        return link?.makeOffer(effect.ticket);
      case 'discard':
        return link?.discard(effect.ticket);
      case 'link':
        return link?.link(effect.matched);
      case 'signal':
        return link?.signal(effect.match, effect.data);
      case 'configure':
        return link?.configure(effect.match, effect.config, effect.renew);
      case 'direct-timer':
        return setDirectTimer(effect.match);
      case 'note':
        return link?.note(effect.match, effect.event);
      case 'unlink':
        return link?.unlink(effect.match, effect.goodbye);
      case 'connect-timer':
        return setConnectTimer(effect.match);
      case 'save-avoid':
        return dependencies.saveAvoid(effect.avoid);
      case 'keep-statement':
        return dependencies.keepStatement(effect.statement);
      case 'acknowledge':
        return dependencies.acknowledge(effect.receipt);
      case 'wipe':
        link?.forgetRecord();
        return dependencies.wipe();
    }
  };

  const setConnectTimer = (match: string | undefined): void => {
    clearTimeout(connectTimer);
    if (match === undefined) return;
    connectTimer = setTimeout(() => dispatch({ type: 'connect-timeout', match }), connectWithinMs);
  };

  const setDirectTimer = (match: string | undefined): void => {
    clearTimeout(directTimer);
    if (match === undefined) return;
    directTimer = setTimeout(() => dispatch({ type: 'direct-timeout', match }), directWithinMs);
  };

  return { dispatch, link: () => link };
}
