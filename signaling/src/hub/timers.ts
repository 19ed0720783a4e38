/** The hub's few timers, injected so that tests decide when they fire. */
export interface Timers {
  /** Calls `run` about every `intervalMs` until the returned function is called. */
  every(intervalMs: number, run: () => void): () => void;
}

/** Timers of the platform. They keep no process alive. */
export const systemTimers: Timers = {
  every(intervalMs, run) {
    const timer = setInterval(run, intervalMs);
    timer.unref();
    return () => clearInterval(timer);
  },
};
