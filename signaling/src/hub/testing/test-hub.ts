import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createMemoryTicketQueue, type TicketQueue } from '@sotto/matchmaker';
import { ManualClock } from '@sotto/matchmaker/testing';
import { fail, ok, systemRandomBytes, toBase64Url, type IcePolicy, type SessionId } from '@sotto/protocol';
import type { Courier } from '../../courier/courier.ts';
import { createMemoryPost } from '../../courier/memory-courier.ts';
import { createOriginCheck } from '../../http/origin.ts';
import type { BanNotes } from '../../limits/ban-notes.ts';
import { createAddressPrefixes } from '../../limits/address-prefixes.ts';
import { createPrefixKey } from '../../limits/prefix-key.ts';
import { createLog } from '../../log/log.ts';
import type { SeatStore } from '../../match/seat-store.ts';
import type { RateGate, SessionGate, SessionPrincipal } from '../../ports.ts';
import { createHub, type Hub, type HubSettings } from '../index.ts';
import { manualTimers } from './manual-timers.ts';
import { connect, type ConnectOptions, type TestClient } from './test-client.ts';

/** Sessions by access token, without the cryptography of real ones. */
export class TestSessions implements SessionGate {
  readonly #principals = new Map<string, SessionPrincipal>();
  readonly #listeners: ((session: SessionId) => void)[] = [];
  readonly touched: SessionId[] = [];

  /** The access token of the session of that nickname, which begins with the first call. */
  accessOf(nickname: string): string {
    const access = `access-${nickname}`;
    if (!this.#principals.has(access)) {
      const session = toBase64Url(systemRandomBytes(16));
      this.#principals.set(access, { session, nickname, handle: toBase64Url(systemRandomBytes(16)) });
    }
    return access;
  }

  sessionOf(nickname: string): SessionId {
    const principal = this.#principals.get(this.accessOf(nickname));
    if (principal === undefined) throw new Error('no such session');
    return principal.session;
  }

  end(session: SessionId): void {
    for (const [access, principal] of this.#principals) {
      if (principal.session === session) this.#principals.delete(access);
    }
    for (const listener of this.#listeners) listener(session);
  }

  authenticate(access: string) {
    const principal = this.#principals.get(access);
    if (access === 'broken') return Promise.reject(new Error('the session store is away'));
    if (access === 'expired') return Promise.resolve(fail('token-expired' as const));
    return Promise.resolve(principal === undefined ? fail('token-invalid' as const) : ok(principal));
  }

  touch(session: SessionId): void {
    this.touched.push(session);
  }

  onEnded(listener: (session: SessionId) => void): void {
    this.#listeners.push(listener);
  }
}

export interface TestHubOptions {
  readonly settings?: Partial<HubSettings>;
  readonly icePolicy?: IcePolicy;
  readonly upgradeRate?: RateGate;
  readonly sessions?: TestSessions;
  readonly clock?: ManualClock;
  readonly queue?: TicketQueue;
  readonly courier?: Courier;
  readonly seatStore?: SeatStore;
  readonly banNotes?: Pick<BanNotes, 'isNoted'>;
}

export interface TestHub extends AsyncDisposable {
  readonly url: string;
  readonly hub: Hub;
  readonly sessions: TestSessions;
  /** Moves the hub's time; the sockets' own is the machine's. */
  readonly clock: ManualClock;
  readonly queue: TicketQueue;
  /** Resolves when the condition holds; for what only the hub can see. */
  until(condition: () => boolean): Promise<void>;
  /** Opens a socket for a new or known session of that nickname, and reads its `welcome`. */
  join(nickname: string, options?: ConnectOptions): Promise<{ client: TestClient; resume: string }>;
}

const noLimit: RateGate = { consume: () => Promise.resolve(ok(undefined)) };

/** A hub on a real HTTP server at a free port of the loopback address. */
export async function startTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const clock = options.clock ?? new ManualClock(1_800_000_000_000);
  const sessions = options.sessions ?? new TestSessions();
  const queue = options.queue ?? createMemoryTicketQueue({ clock });
  const hub = createHub({
    sessions,
    upgradeRate: options.upgradeRate ?? noLimit,
    prefixes: createAddressPrefixes(
      createPrefixKey(() => clock.nowMs(), systemRandomBytes),
      0,
    ),
    isOurOrigin: createOriginCheck([]),
    ice: {
      policy: options.icePolicy ?? 'all',
      serversFor: (_match, role) => [{ urls: [`turn:${role}.test`] }],
    },
    queue,
    courier: options.courier ?? createMemoryPost().courier(),
    ...(options.banNotes && { banNotes: options.banNotes }),
    ...(options.seatStore && { seatStore: options.seatStore }),
    sealMatch: () => 'a-match-ticket',
    avoidKey: systemRandomBytes(32),
    log: createLog('silent'),
    ...(options.settings && { settings: options.settings }),
    clock: () => clock.nowMs(),
    timers: manualTimers(clock),
  });
  const server = createServer();
  server.on('upgrade', hub.handleUpgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    hub,
    sessions,
    clock,
    queue,
    async until(condition) {
      while (!condition()) await setImmediate();
    },
    async join(nickname, connectOptions = {}) {
      const access = sessions.accessOf(nickname);
      const client = await connect(url, { access, ...connectOptions });
      const { resume } = await client.next('welcome');
      return { client, resume };
    },
    async [Symbol.asyncDispose]() {
      await hub.close();
      server.close();
      await once(server, 'close');
    },
  };
}
