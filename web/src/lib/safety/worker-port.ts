import type { FromWorker } from './messages.ts';
import type { ScreenerPorts } from './screener.ts';

/** A module worker, which the page's CSP admits by `worker-src 'self'`. */
export const screeningWorker: ScreenerPorts['openWorker'] = (hear, failed) => {
  const worker = new Worker(new URL('./worker/screening.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => hear(event.data));
  worker.addEventListener('error', failed);
  worker.addEventListener('messageerror', failed);
  return {
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
};
