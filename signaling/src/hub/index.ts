import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { encodeFrame, systemRandomBytes, type ServerFrame, type SessionId } from '@sotto/protocol';
import { noTracer, type Tracer } from '@sotto/telemetry';
import type { TicketQueue } from '@sotto/matchmaker';
import type { Courier } from '../courier/courier.ts';
import type { SealMatch } from '../evidence/seal-match.ts';
import type { BanNotes } from '../limits/ban-notes.ts';
import type { Log } from '../log/log.ts';
import { createAvoidTokens } from '../match/avoid-tokens.ts';
import { Handover, renewEveryMs } from '../match/handover.ts';
import type { SeatStore } from '../match/seat-store.ts';
import { Seats, seatTickMs } from '../match/seats.ts';
import type {
  AddressPrefixes,
  Clock,
  IceProvision,
  OriginCheck,
  RateGate,
  RateLimit,
  SessionGate,
  SessionPrincipal,
} from '../ports.ts';
import type { ChannelRules } from './channel.ts';
import type { Pace } from './pace.ts';
import { defaultSettings, searchShare, type HubSettings } from './settings.ts';
import { SocketDesk, type HubStats } from './socket-desk.ts';
import { systemTimers, type Timers } from './timers.ts';
import { unwatched, type HubWatch } from './watch.ts';

export { defaultSettings, type HubSettings } from './settings.ts';
export type { HubStats } from './socket-desk.ts';
export type { Timers } from './timers.ts';
export type { HubWatch } from './watch.ts';

/** What the hub needs. Queue, courier and store belong to the caller, who closes them after the hub. */
export interface HubDeps {
  readonly sessions: SessionGate;
  /** Upgrades to a socket, by address prefix. */
  readonly upgradeRate: RateGate;
  readonly prefixes: AddressPrefixes;
  /** Prefixes whose searches begin later. Absent: none do. */
  readonly banNotes?: Pick<BanNotes, 'isNoted'>;
  readonly isOurOrigin: OriginCheck;
  readonly ice: IceProvision;
  readonly queue: TicketQueue;
  readonly courier: Courier;
  /** Where seats are left for other nodes. Absent where this is the only node. */
  readonly seatStore?: SeatStore;
  readonly sealMatch: SealMatch;
  /** Told of everybody who has just got a socket, and their `welcome`. */
  readonly onSeated?: (holder: SessionPrincipal) => void;
  /** 32 bytes that seal avoid tokens: the same on all nodes and after a restart. */
  readonly avoidKey: Uint8Array;
  readonly log: Log;
  readonly settings?: Partial<HubSettings>;
  readonly clock?: Clock;
  readonly timers?: Timers;
  /** Counts what happens. */
  readonly watch?: HubWatch;
  readonly tracer?: Pick<Tracer, 'span'>;
  /** 0 to 1; spreads the closing of sockets. */
  readonly random?: () => number;
}

/** The socket side of the server: opens sockets, seats their sessions, passes signals on. */
export interface Hub {
  /** For the `upgrade` event of an HTTP server. Answers every upgrade, granted or not. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Opens no more sockets and sends the open ones away; resolves when all are closed. */
  drain(): Promise<void>;
  /** Cuts whatever is open and stops the timers. */
  close(): Promise<void>;
  stats(): HubStats;
  /** Whoever has a seat here now. */
  holders(): readonly SessionPrincipal[];
  /** Writes to the socket of a session, where it has one here. */
  tell(session: SessionId, frame: ServerFrame): void;
  /** Key of the address prefix that a session's socket here comes from. */
  prefixKeyOf(session: SessionId): string | undefined;
}

/** Wires seats, handover and sockets together and starts their timers. */
export function createHub(deps: HubDeps): Hub {
  const { clock = Date.now, courier, log, seatStore: store, sessions, timers = systemTimers } = deps;
  const { watch = unwatched, tracer = noTracer } = deps;
  const settings: HubSettings = { ...defaultSettings, ...deps.settings };
  const seats = new Seats({
    ...deps,
    watch,
    avoidTokens: createAvoidTokens(deps.avoidKey, systemRandomBytes),
    clock,
    randomBytes: systemRandomBytes,
    rules: settings,
  });
  const handover = new Handover({
    seats,
    courier,
    store,
    node: randomUUID(),
    graceMs: Math.max(settings.graceMs, settings.chatGraceMs),
    clock,
    log,
  });
  const rules: ChannelRules = {
    seats,
    sessions,
    clock,
    frames: paceOf(settings.frames),
    searches: paceOf({ ...settings.frames, points: Math.ceil(settings.frames.points * searchShare) }),
    malformed: paceOf(settings.malformed),
    maxBufferedBytes: settings.maxBufferedBytes,
    onClosing: watch.closed,
  };
  const desk = new SocketDesk({
    ...deps,
    watch,
    tracer,
    seats,
    handover,
    rules,
    settings,
    clock,
    timers,
    random: deps.random ?? Math.random,
  });
  sessions.onEnded((session) => seats.end(session));
  const stops = [
    timers.every(seatTickMs, () => seats.tick()),
    timers.every(renewEveryMs, () => handover.renew()),
  ];
  return {
    handleUpgrade: (req, socket, head) => desk.handleUpgrade(req, socket, head),
    drain: () => desk.drain(),
    async close() {
      for (const stop of stops) stop();
      await desk.close();
    },
    stats: () => desk.stats(),
    tell: (session, frame) => seats.get(session)?.outlet?.send(encodeFrame(frame)),
    prefixKeyOf: (session) => seats.get(session)?.outlet?.from?.key,
    holders: () => [...seats.all()].map(({ holder }) => holder),
  };
}

function paceOf({ points, durationS }: RateLimit): Pace {
  return { everyMs: (durationS * 1_000) / points, burst: points };
}
