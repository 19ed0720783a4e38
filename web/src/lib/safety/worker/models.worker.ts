import '../../app/zod-setup.ts';
import { loadModel } from './load-model.ts';
import type { ToModels } from './model-messages.ts';
import { createModelServer } from './model-server.ts';

/** Loads models and reads lines with them, apart from the rules: a rule shall not wait for a model that compiles. */
const serve = createModelServer({ loadModel, tell: (message) => self.postMessage(message) });

self.addEventListener('message', ({ data }: MessageEvent<ToModels>) => void serve(data));
