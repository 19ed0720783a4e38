import type { ManualClock } from '@sotto/matchmaker/testing';
import type { Timers } from '../timers.ts';

/** Timers that fire when a manual clock is moved. */
export function manualTimers(clock: ManualClock): Timers {
  return {
    every(intervalMs, run) {
      let cancel = (): void => {};
      const arm = (): void => {
        cancel = clock.schedule(intervalMs, () => {
          arm();
          run();
        });
      };
      arm();
      return () => cancel();
    },
  };
}
