import '../../app/zod-setup.ts';
import type { FromWorker, ToWorker } from '../messages.ts';
import { afterTimeout } from '../in-turns.ts';
import { createHost } from './host.ts';
import { loadPolicy } from './load-policy.ts';
import { createModelClient } from './model-client.ts';
import { modelWorker } from './model-worker.ts';

/** The edge of the pipeline: what the page posts goes in, what the pipeline tells goes out. */
const tell = (message: FromWorker): void => self.postMessage(message);
const hear = createHost({
  tell,
  models: createModelClient({ openWorker: modelWorker, after: afterTimeout }),
  policy: () => loadPolicy((path) => fetch(path)),
  nowMs: () => performance.now(),
});
self.addEventListener('message', (event: MessageEvent<ToWorker>) => hear(event.data));
