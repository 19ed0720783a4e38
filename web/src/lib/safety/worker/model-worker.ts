import { asPort, type OpenPort } from '../port.ts';
import type { FromModels, ToModels } from './model-messages.ts';

/** The models that read text; opened by the worker of the rules. */
export const modelWorker: OpenPort<ToModels, FromModels> = (hear, failed) =>
  asPort(new Worker(new URL('./models.worker.ts', import.meta.url), { type: 'module' }), hear, failed);
