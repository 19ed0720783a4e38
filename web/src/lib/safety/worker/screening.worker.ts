import '../../app/zod-setup.ts';
import type { FromWorker, ToWorker } from '../messages.ts';
import { createHost } from './host.ts';
import { loadModel } from './load-model.ts';
import { loadPolicy } from './load-policy.ts';

/** The edge of the pipeline: what the page posts goes in, what the pipeline tells goes out. */
const tell = (message: FromWorker): void => self.postMessage(message);
const hear = createHost({
  tell,
  load: loadModel,
  policy: () => loadPolicy((path) => fetch(path)),
  nowMs: () => performance.now(),
});
self.addEventListener('message', (event: MessageEvent<ToWorker>) => hear(event.data));
