import { expect, it } from 'vitest';
import type { FromModels } from './model-messages.ts';
import { createModelServer } from './model-server.ts';

it('a load that breaks is answered as one that failed', async () => {
  const told: FromModels[] = [];
  const serve = createModelServer({
    loadModel: () => Promise.reject(new Error('no digest here')),
    tell: (message) => told.push(message),
  });
  await serve({ type: 'load', language: 'en' });
  await serve({ type: 'score', id: 1, language: 'en', text: 'hello' });
  expect(told).toEqual([
    { type: 'not-loaded', language: 'en', failure: 'crashed' },
    { type: 'scored', id: 1, scores: undefined },
  ]);
});
