import { performance } from 'node:perf_hooks';
import type { SeekFrame } from '@sotto/protocol';
import { nextArrival } from './arrivals.ts';
import { frameWith } from './contestant.ts';
import { Latencies } from './latencies.ts';
import { matchedSeek, next, openWith, register, say, waitingSeek } from './sotto.ts';
import { Visitor } from './visitor.ts';
import { within } from './within.ts';
import { clientTextFrame, type WireSocket } from './wire-socket.ts';

/** Two people in a final match. */
export interface Couple {
  readonly sides: readonly [WireSocket, WireSocket];
  /** An offer with its candidates, 2 KB, ready for the wire. */
  readonly signal: Buffer;
}

/** How long things took, as the people of a {@link Crowd} saw it. */
export interface CrowdTimes {
  readonly api: Latencies;
  readonly socketOpen: Latencies;
  /** From a search to the word that it waits. */
  readonly seek: Latencies;
  /** From the second search of two who fit to the moment at which both know. */
  readonly match: Latencies;
  readonly relay: Latencies;
}

export function newTimes(): CrowdTimes {
  const none = (): Latencies => new Latencies();
  return { api: none(), socketOpen: none(), seek: none(), match: none(), relay: none() };
}

/** People at one server: some idle, some waiting, some in matches. */
export class Crowd {
  readonly #url: string;
  readonly #addressOf: (n: number) => string | undefined;
  #count = 0;
  readonly idle: WireSocket[] = [];
  readonly waiting: WireSocket[] = [];
  readonly couples: Couple[] = [];

  /** @param addressOf where newcomer number `n` comes from; by default all come from one address. */
  constructor(url: string, addressOf: (n: number) => string | undefined = () => undefined) {
    this.#url = url;
    this.#addressOf = addressOf;
  }

  get connected(): number {
    return this.idle.length + this.waiting.length + 2 * this.couples.length;
  }

  async comeIdle(times: CrowdTimes): Promise<void> {
    this.idle.push(await this.#arrive(times));
  }

  /** Somebody whom nobody here fits. */
  async comeWaiting(times: CrowdTimes): Promise<void> {
    const socket = await this.#arrive(times);
    await seek(socket, waitingSeek(this.#count), times);
    this.waiting.push(socket);
  }

  /** Two who find each other. */
  async comeTogether(times: CrowdTimes): Promise<void> {
    const sides = [await this.#arrive(times), await this.#arrive(times)] as const;
    this.couples.push(await this.#introduce(sides, times));
  }

  /** A couple parts, and two new ones come: what "Next" is to a server, with the leaving and the coming. */
  async changeCouple(times: CrowdTimes): Promise<void> {
    const old = this.couples.shift();
    for (const side of old?.sides ?? []) side.close();
    await this.comeTogether(times);
  }

  /** One of those who wait goes, and another one comes. */
  async changeWaiting(times: CrowdTimes): Promise<void> {
    this.waiting.shift()?.close();
    await this.comeWaiting(times);
  }

  /** One side of a match signals to the other. */
  async signal(n: number, { relay }: CrowdTimes): Promise<void> {
    // From the end of the list: the couples at its beginning are about to part.
    const couple = this.couples.at(-1 - (n % Math.min(this.couples.length, 500)));
    if (couple === undefined) throw new Error('nobody is in a match');
    const { sides, signal } = couple;
    const [from, to] = n % 2 === 0 ? sides : [sides[1], sides[0]];
    const arrived = nextArrival(to);
    const startMs = performance.now();
    from.send(signal);
    // Whoever leaves meanwhile hears nothing any more.
    if ((await within(10_000, arrived)) !== 'late') relay.add(performance.now() - startMs);
  }

  leave(): void {
    const sockets = [...this.idle, ...this.waiting, ...this.couples.flatMap(({ sides }) => sides)];
    for (const socket of sockets) socket.close();
  }

  async #arrive({ api, socketOpen }: CrowdTimes): Promise<WireSocket> {
    const n = (this.#count += 1);
    const visitor = new Visitor(this.#url, this.#addressOf(n));
    const access = await register(visitor, `somebody-${n}`, (tookMs) => api.add(tookMs));
    visitor.leave();
    const startMs = performance.now();
    const socket = await openWith(this.#url, access, visitor.address);
    socketOpen.add(performance.now() - startMs);
    return socket;
  }

  async #introduce(sides: Couple['sides'], times: CrowdTimes): Promise<Couple> {
    const name = (this.#count += 1);
    const [one, other] = sides;
    await seek(one, matchedSeek(name), times);
    const both = Promise.all([next(one, 'matched'), next(other, 'matched')]);
    // Keys and their proof are made before, as browsers do.
    const fitting = matchedSeek(name);
    const startMs = performance.now();
    say(other, fitting);
    const [{ match }] = await both;
    times.match.add(performance.now() - startMs);
    const confirmed = Promise.all(sides.map((side) => next(side, 'confirmed')));
    for (const side of sides) say(side, { t: 'accept', match });
    await confirmed;
    const text = frameWith((sdp) => JSON.stringify({ t: 'signal', match, data: { type: 'offer', sdp } }));
    return { sides, signal: clientTextFrame(text) };
  }
}

async function seek(socket: WireSocket, frame: SeekFrame, times: CrowdTimes): Promise<void> {
  const waiting = next(socket, 'waiting');
  const startMs = performance.now();
  say(socket, frame);
  await waiting;
  times.seek.add(performance.now() - startMs);
}
