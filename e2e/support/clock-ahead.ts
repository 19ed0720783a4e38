/** Preloaded into a server: its calendar runs `CLOCK_AHEAD_MS` ahead of the machine's. Timers are as ever. */
const aheadMs = Number(process.env.CLOCK_AHEAD_MS);
const RealDate = Date;

class DateAhead extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(RealDate.now() + aheadMs);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RealDate.now() + aheadMs;
  }
}

globalThis.Date = DateAhead as DateConstructor;
