import type { Ticket } from './queue.ts';

/** Waits remembered of each kind of people: enough for a median, few enough to follow the hour. */
const waitsPerKind = 31;
/** Fewer say nothing yet. */
const leastWaits = 5;
const forgottenAfterMs = 15 * 60_000;
/** A bound on memory; more kinds than this are rare ones that come and go. */
const mostKinds = 2_000;

interface Waits {
  readonly waitMs: number[];
  lastAtMs: number;
}

/**
 * How long people lately waited for their match, so that those who wait now can be told what was measured and
 * not what is hoped. People are of one kind who speak the same first language, are of the same gender and ask
 * for the same ones: that is what waits differ by most. For a kind that says nothing yet, everybody counts.
 */
export class WaitMeter {
  readonly #kinds = new Map<string, Waits>();
  readonly #everybody: Waits = { waitMs: [], lastAtMs: 0 };

  /** A match was made. */
  note(ticket: Ticket, nowMs: number): void {
    const waitMs = Math.max(nowMs - ticket.enteredAtMs, 0);
    const kind = kindOf(ticket);
    let waits = this.#kinds.get(kind);
    if (waits === undefined) {
      if (this.#kinds.size >= mostKinds) this.#kinds.clear();
      waits = { waitMs: [], lastAtMs: nowMs };
      this.#kinds.set(kind, waits);
    }
    for (const group of [waits, this.#everybody]) {
      if (nowMs - group.lastAtMs > forgottenAfterMs) group.waitMs.length = 0;
      if (group.waitMs.length === waitsPerKind) group.waitMs.shift();
      group.waitMs.push(waitMs);
      group.lastAtMs = nowMs;
    }
  }

  /** The median wait of people like this one, or of everybody, or nothing where too little was measured. */
  estimateMs(ticket: Ticket, nowMs: number): number | undefined {
    for (const waits of [this.#kinds.get(kindOf(ticket)), this.#everybody]) {
      if (waits === undefined || waits.waitMs.length < leastWaits) continue;
      if (nowMs - waits.lastAtMs > forgottenAfterMs) continue;
      const sorted = waits.waitMs.toSorted((a, b) => a - b);
      return Math.round(sorted[sorted.length >> 1] ?? 0);
    }
    return undefined;
  }
}

function kindOf({ about, wants }: Ticket): string {
  return [about.languages[0], about.gender, ...wants.genders.toSorted()].join(' ');
}
