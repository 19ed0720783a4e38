import type { Tracer } from '@sotto/telemetry';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { BanNotes } from '../limits/ban-notes.ts';
import { errorFields, type Log } from '../log/log.ts';
import type { Handover } from '../match/handover.ts';
import type { Seats } from '../match/seats.ts';
import type { Stage } from '../match/seat.ts';
import type {
  AddressPrefixes,
  Clock,
  OriginCheck,
  RateGate,
  SessionGate,
  SessionPrincipal,
} from '../ports.ts';
import { admit, busyRetryS, type Admission } from './admission.ts';
import { Channel, type ChannelRules } from './channel.ts';
import { drainChannels } from './drain.ts';
import { HeartbeatWheel } from './heartbeat.ts';
import { createSocketServer, type Attachment, type HubSocket } from './hub-socket.ts';
import { OpenSockets, type Slot } from './open-sockets.ts';
import { refuseUpgrade, type Refusal } from './refusal.ts';
import type { HubSettings } from './settings.ts';
import type { Timers } from './timers.ts';
import type { HubWatch } from './watch.ts';

export interface SocketDeskDeps {
  readonly sessions: SessionGate;
  readonly upgradeRate: RateGate;
  readonly prefixes: AddressPrefixes;
  readonly banNotes?: Pick<BanNotes, 'isNoted'>;
  readonly isOurOrigin: OriginCheck;
  readonly seats: Seats;
  readonly onSeated?: (holder: SessionPrincipal) => void;
  readonly handover: Handover;
  readonly rules: ChannelRules;
  readonly settings: HubSettings;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
  readonly watch: Pick<HubWatch, 'refused'>;
  readonly tracer: Pick<Tracer, 'span'>;
}

/** What the hub is doing now, in numbers. */
export interface HubStats {
  readonly sockets: number;
  /** Seats without a socket, within the grace time. */
  readonly away: number;
  /** Seats by what their sessions are doing, the ones without a socket included. */
  readonly seats: Readonly<Record<Stage['at'], number>>;
  /** Upgrades refused since the start. */
  readonly refused: number;
}

/** Turns of the heartbeat wheel in one ping interval. */
const heartbeatBuckets = 32;

/** Opens sockets for those who may have one, and sees them out. */
export class SocketDesk {
  readonly #deps: SocketDeskDeps;
  readonly #server;
  readonly #openSockets: OpenSockets;
  readonly #wheel = new HeartbeatWheel<Channel>(heartbeatBuckets);
  readonly #stopHeartbeat: () => void;
  readonly #onClosed: (attachment: Attachment) => void;
  #draining = false;
  #refused = 0;
  #emptied: (() => void) | undefined;

  constructor(deps: SocketDeskDeps) {
    this.#deps = deps;
    this.#server = createSocketServer(deps.settings.closeTimeoutMs);
    this.#server.on('wsClientError', (error, socket) =>
      this.#refuse(socket, { kind: 'upgrade-required', detail: error.message }),
    );
    this.#openSockets = new OpenSockets(deps.settings.maxSocketsPerPrefix);
    this.#onClosed = ({ channel, slot }) => {
      this.#wheel.remove(channel);
      this.#free(slot);
    };
    this.#stopHeartbeat = deps.timers.every(deps.settings.pingIntervalMs / heartbeatBuckets, () =>
      this.#wheel.turn(),
    );
  }

  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The HTTP server has let go of the socket, and nobody else listens yet: an error would end the process.
    socket.on('error', destroy);
    void this.#deps.tracer.span('open socket', async (note) => {
      note({ 'sotto.outcome': await this.#upgrade(req, socket, head) });
    });
  }

  async drain(): Promise<void> {
    const { settings } = this.#deps;
    if (settings.noticeMs > 0) await this.#after(settings.noticeMs);
    this.#draining = true;
    await drainChannels(this.#wheel, settings.drain, this.#deps);
    await this.#empty(settings.closeTimeoutMs);
  }

  async close(): Promise<void> {
    this.#draining = true;
    this.#stopHeartbeat();
    for (const channel of this.#wheel) channel.cut();
    await this.#empty(this.#deps.settings.closeTimeoutMs);
  }

  stats(): HubStats {
    const seats: Record<Stage['at'], number> = { idle: 0, seeking: 0, matched: 0, confirmed: 0 };
    let away = 0;
    for (const { outlet, seat } of this.#deps.seats.all()) {
      seats[seat.stage.at] += 1;
      if (outlet === undefined) away += 1;
    }
    return { sockets: this.#openSockets.total, away, seats, refused: this.#refused };
  }

  /** Tells what came of it, in a word. */
  async #upgrade(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<'opened' | 'gone' | Refusal['kind']> {
    try {
      if (this.#draining) return this.#refuse(socket, stopping);
      const admitted = await admit(req, {
        ...this.#deps,
        openSockets: this.#openSockets,
        maxSockets: this.#deps.settings.maxSockets,
      });
      if (!admitted.ok) return this.#refuse(socket, admitted.error);
      return await this.#grant(req, socket, head, admitted.value);
    } catch (error) {
      // What the sessions or the seats stand on does not answer.
      this.#deps.log.error('upgrade-failed', errorFields(error));
      return this.#refuse(socket, { kind: 'unavailable', retryAfterS: busyRetryS });
    }
  }

  async #grant(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    admission: Admission,
  ): Promise<'opened' | 'gone' | Refusal['kind']> {
    const { holder, resume, slot } = admission;
    let opened: HubSocket | undefined;
    try {
      await this.#deps.handover.prepare(holder, resume);
      if (this.#draining) return this.#refuse(socket, stopping);
      this.#server.handleUpgrade(req, socket, head, (ws) => {
        opened = ws;
      });
    } finally {
      // `ws` calls back at once, or never: the handshake was wrong, or the client is gone.
      if (opened === undefined) this.#free(slot);
      else this.#open(opened, socket, admission);
      this.#deps.handover.settle(holder.session);
    }
    return opened === undefined ? 'gone' : 'opened';
  }

  #open(socket: HubSocket, stream: Duplex, { holder, resume, slot }: Admission): void {
    stream.off('error', destroy);
    const channel = new Channel(holder.session, socket, this.#deps.rules, slot);
    socket.attach({ channel, slot, onClosed: this.#onClosed }, stream);
    this.#wheel.add(channel);
    this.#deps.sessions.touch(holder.session);
    this.#deps.seats.attach(holder, channel, resume);
    this.#deps.onSeated?.(holder);
  }

  #after(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#deps.timers.every(ms, () => {
        stop();
        resolve();
      });
    });
  }

  #free(slot: Slot): void {
    this.#openSockets.free(slot);
    if (this.#openSockets.total === 0) this.#emptied?.();
  }

  #refuse(socket: Duplex, refusal: Refusal): Refusal['kind'] {
    this.#refused += 1;
    this.#deps.watch.refused(refusal.kind);
    this.#deps.log.info('upgrade-refused', { code: refusal.kind });
    refuseUpgrade(socket, refusal);
    return refusal.kind;
  }

  /** Resolves when no socket is open; those that do not go within `timeoutMs` are cut. */
  #empty(timeoutMs: number): Promise<void> {
    if (this.#openSockets.total === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.#deps.timers.every(timeoutMs, () => {
        for (const channel of this.#wheel) channel.cut();
      });
      this.#emptied = () => {
        stop();
        resolve();
      };
    });
  }
}

const stopping: Refusal = { kind: 'unavailable', detail: 'stopping', retryAfterS: busyRetryS };

function destroy(this: Duplex): void {
  this.destroy();
}
