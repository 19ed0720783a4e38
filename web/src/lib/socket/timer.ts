import type { TimerTask } from './timer.worker.ts';

/** One timer that can be set anew. */
export interface Timer {
  /** Replaces whatever was set. */
  set(afterMs: number, fire: () => void): void;
  clear(): void;
}

/**
 * A timer that keeps time in a hidden tab. Browsers run a hidden page's own timers down to once a minute, which is
 * longer than the server keeps a ticket for a lost socket; workers' timers they leave alone. A page with an open data
 * channel is exempt anyway, so this matters while searching. Made at first use.
 */
export function createWorkerTimer(): Timer {
  let worker: Worker | undefined;
  let current = 0;
  let pending: (() => void) | undefined;

  const workerAtHand = (): Worker => {
    worker ??= new Worker(new URL('./timer.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<number>) => {
      // A timer that was replaced or cleared may have fired on its way here.
      if (event.data !== current) return;
      const fire = pending;
      pending = undefined;
      fire?.();
    };
    return worker;
  };

  const post = (afterMs: number | undefined): void => {
    current += 1;
    const task: TimerTask = { id: current, afterMs };
    workerAtHand().postMessage(task);
  };

  return {
    set: (afterMs, fire) => {
      pending = fire;
      post(afterMs);
    },
    clear: () => {
      if (pending === undefined) return;
      pending = undefined;
      post(undefined);
    },
  };
}
