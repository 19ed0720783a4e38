import type { FromWorker, ToWorker } from './messages.ts';
import type { PictureAnswer, PictureQuestion } from './picture-messages.ts';
import { asPort, type OpenPort } from './port.ts';

// Module workers, which the page's CSP admits by `worker-src 'self'`. A bundler finds one only where its address stands
// within `new Worker(…)`.

/** The rules, and the pipeline of a line. */
export const screeningWorker: OpenPort<ToWorker, FromWorker> = (hear, failed) =>
  asPort(
    new Worker(new URL('./worker/screening.worker.ts', import.meta.url), { type: 'module' }),
    hear,
    failed,
  );

/** The model that looks at pictures. Pixels change hands, for they may be megabytes. */
export const pictureWorker: OpenPort<PictureQuestion, PictureAnswer> = (hear, failed) =>
  asPort(
    new Worker(new URL('./worker/picture.worker.ts', import.meta.url), { type: 'module' }),
    hear,
    failed,
    ({ frames }) => frames.map(({ data }) => data.buffer),
  );
