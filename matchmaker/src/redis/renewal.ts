import type { Clock } from '../clock.ts';
import type { Lease } from './lease.ts';

const renewalsPerTtl = 3;

export interface RenewalOptions {
  readonly lease: Lease;
  readonly leaseTtlMs: number;
  readonly clock: Clock;
  /** The lease is another's, or could not be renewed for as long as it lasts. */
  readonly onLost: () => void;
  readonly onError: (error: unknown) => void;
}

/** Keeps a lease that is held now, from the start until it is lost or {@link Renewal.stop}. */
export class Renewal {
  readonly #options: RenewalOptions;
  #renewedAtMs: number;
  #stopTimer: () => void = () => {};
  #stopped = false;

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#renewedAtMs = options.clock.nowMs();
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  #schedule(): void {
    const { clock, leaseTtlMs } = this.#options;
    this.#stopTimer = clock.schedule(leaseTtlMs / renewalsPerTtl, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const { lease, clock, leaseTtlMs, onLost, onError } = this.#options;
    const askedAtMs = clock.nowMs();
    try {
      if (!(await lease.renew())) return onLost();
      this.#renewedAtMs = askedAtMs;
    } catch (error) {
      onError(error);
      if (clock.nowMs() - this.#renewedAtMs > leaseTtlMs) return onLost();
    }
    if (!this.#stopped) this.#schedule();
  }
}
