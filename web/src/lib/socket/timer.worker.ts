/** Sets the worker's one timer, or clears it where `afterMs` is missing. The answer is the id. */
export interface TimerTask {
  readonly id: number;
  readonly afterMs: number | undefined;
}

let running: ReturnType<typeof setTimeout> | undefined;

self.addEventListener('message', (event: MessageEvent<TimerTask>) => {
  const { id, afterMs } = event.data;
  clearTimeout(running);
  if (afterMs !== undefined) running = setTimeout(() => self.postMessage(id), afterMs);
});
