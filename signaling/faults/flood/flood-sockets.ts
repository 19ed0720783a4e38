import { openWith } from '../../bench/lib/sotto.ts';
import type { WireSocket } from '../../bench/lib/wire-socket.ts';
import { within } from '../../bench/lib/within.ts';
import { defaultSettings } from '../../src/hub/settings.ts';
import { frameKinds, type FrameKind } from './frames.ts';

/** How often the sockets send what is due. */
const tickMs = 50;
/** So long a socket may send too much: until what it may send at once is used up, and then until it is seen out. */
const closedWithinMs =
  (1_000 * defaultSettings.frames.durationS) / 2 + defaultSettings.closeTimeoutMs + 5_000;
/** Of their limit, what those send that keep to it. */
const justAllowed = 0.9;

const noFrames: FrameKind = { frames: [], allowedPerSecond: 0 };

interface FloodSocket {
  readonly socket: WireSocket;
  readonly frames: readonly Buffer[];
  readonly perTick: number;
  readonly isGreedy: boolean;
  readonly openedMs: number;
  due: number;
  sent: number;
}

/** The sockets of a flood: every second one sends so many times what it may, the others just what they may, all of it dear. */
export class FloodSockets {
  readonly #url: string;
  readonly #times: number;
  readonly #open = new Set<FloodSocket>();
  readonly #timer: NodeJS.Timeout;
  #opened = 0;
  #late = 0;
  #onGreedyClosed: () => void = () => {};
  readonly counts = { greedy: 0, greedyClosed: 0, polite: 0, politeClosed: 0, frames: 0 };

  constructor(url: string, times: number) {
    this.#url = url;
    this.#times = times;
    this.#timer = setInterval(() => this.#send(), tickMs);
  }

  /** Rejects where the server refuses. */
  async open(access: string, address: string): Promise<void> {
    const socket = await openWith(this.#url, access, address);
    const n = this.#opened++;
    const isGreedy = n % 2 === 0;
    const { frames, allowedPerSecond } = frameKinds[(n >> 1) % frameKinds.length] ?? noFrames;
    const flooding: FloodSocket = {
      socket,
      frames,
      perTick: ((allowedPerSecond * tickMs) / 1_000) * (isGreedy ? this.#times : justAllowed),
      isGreedy,
      openedMs: performance.now(),
      due: 0,
      sent: 0,
    };
    socket.onFrame = () => undefined;
    this.#open.add(flooding);
    this.counts[isGreedy ? 'greedy' : 'polite'] += 1;
    socket.socket.once('close', () => {
      if (!this.#open.delete(flooding)) return;
      this.counts[isGreedy ? 'greedyClosed' : 'politeClosed'] += 1;
      if (isGreedy && performance.now() - flooding.openedMs > closedWithinMs) this.#late += 1;
      this.#onGreedyClosed();
    });
  }

  /** All go on sending. Resolves with how many greedy sockets were open for longer than they may, once none is or could be. */
  async tolerated(): Promise<number> {
    const allClosed = new Promise<void>((resolve) => {
      this.#onGreedyClosed = () => {
        if (this.#greedyOpen() === 0) resolve();
      };
      this.#onGreedyClosed();
    });
    await within(closedWithinMs, allClosed);
    return this.#late + this.#greedyOpen();
  }

  close(): void {
    clearInterval(this.#timer);
    const open = [...this.#open];
    this.#open.clear();
    for (const { socket } of open) socket.close();
  }

  #greedyOpen(): number {
    return [...this.#open].filter(({ isGreedy }) => isGreedy).length;
  }

  #send(): void {
    for (const flooding of this.#open) {
      flooding.due += flooding.perTick;
      flooding.socket.socket.cork();
      for (; flooding.due >= 1; flooding.due -= 1) {
        const frame = flooding.frames[flooding.sent % flooding.frames.length];
        if (frame !== undefined) flooding.socket.send(frame);
        flooding.sent += 1;
        this.counts.frames += 1;
      }
      flooding.socket.socket.uncork();
    }
  }
}
