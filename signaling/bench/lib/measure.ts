import { setTimeout } from 'node:timers/promises';
import type { Contestant, Pair } from './contestant.ts';
import { ServerProcess } from './server-process.ts';
import type { WireSocket } from './wire-socket.ts';

/** Clients that are opened at once. */
const opening = 32;

/** Resident bytes that one idle client costs: the growth by `clients` of them, after as many as warm the code up. */
export async function measureMemory(
  { openIdle, script }: Contestant,
  warmUp: number,
  clients: number,
): Promise<number> {
  const server = await ServerProcess.start(script);
  const warm = await openAll(warmUp, (n) => openIdle(server.url, n));
  const before = await server.rssBytes();
  const open = await openAll(clients, (n) => openIdle(server.url, warmUp + n));
  const after = await server.rssBytes();
  await server.stop();
  for (const socket of [...warm, ...open]) socket.close();
  return (after - before) / clients;
}

export interface RelayReading {
  /** Relayed messages per second of the server's CPU: what one core of its own would do. */
  readonly perCpuSecond: number;
  /** Relayed messages per second of the clock, while the load generator used the other core. */
  readonly perSecond: number;
}

/** A server with clients that signal to each other, to be measured in turns with others. */
export class RelayMatch {
  readonly #server: ServerProcess;
  readonly #pairs: readonly Pair[];

  private constructor(server: ServerProcess, pairs: readonly Pair[]) {
    this.#server = server;
    this.#pairs = pairs;
  }

  static async start({ openPair, script }: Contestant, pairs: number): Promise<RelayMatch> {
    const server = await ServerProcess.start(script);
    return new RelayMatch(server, await openAll(pairs, (n) => openPair(server.url, n)));
  }

  /**
   * Each side answers each message with one of its own, with `inFlight` on the way in each pair, for `durationMs`.
   * Afterwards nothing is on the way.
   */
  async run(inFlight: number, durationMs: number): Promise<RelayReading> {
    let relays = 0;
    let running = true;
    let onTheWay = inFlight * this.#pairs.length;
    let landed = (): void => {};
    const allLanded = new Promise<void>((resolve) => (landed = resolve));
    const relayed = (by: WireSocket, answer: Buffer): void => {
      relays += 1;
      if (running) by.send(answer);
      else if (--onTheWay === 0) landed();
    };
    const before = await this.#server.cpuUs();
    const startMs = performance.now();
    for (const { frames, sides } of this.#pairs) {
      const [a, b] = sides;
      a.onFrame = () => relayed(a, frames[0]);
      b.onFrame = () => relayed(b, frames[1]);
      for (let i = 0; i < inFlight; i += 1) a.send(frames[0]);
    }
    await setTimeout(durationMs);
    const counted = relays;
    const tookMs = performance.now() - startMs;
    const usedUs = (await this.#server.cpuUs()) - before;
    running = false;
    await allLanded;
    return { perCpuSecond: counted / (usedUs / 1e6), perSecond: counted / (tookMs / 1e3) };
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    for (const { sides } of this.#pairs) for (const side of sides) side.close();
  }
}

/** Opens so many, some at a time. */
export async function openAll<Opened>(
  count: number,
  open: (n: number) => Promise<Opened>,
): Promise<Opened[]> {
  const opened: Opened[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) opened[n] = await open(n);
  };
  await Promise.all(Array.from({ length: opening }, worker));
  return opened;
}
