import type { FromWorker } from './messages.ts';
import type { PictureAnswer } from './picture-messages.ts';
import type { PictureScreenerPorts } from './picture-screener.ts';
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

/** The same for pictures. The pixels change hands, for they may be megabytes. */
export const pictureWorker: PictureScreenerPorts['openWorker'] = (hear, failed) => {
  const worker = new Worker(new URL('./worker/picture.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', (event: MessageEvent<PictureAnswer>) => hear(event.data));
  worker.addEventListener('error', failed);
  worker.addEventListener('messageerror', failed);
  return {
    post: (question) =>
      worker.postMessage(
        question,
        question.frames.map(({ data }) => data.buffer),
      ),
    end: () => worker.terminate(),
  };
};
