import { guidelinesPath, safetyCentre, safetyCentreSchema } from '@sotto/protocol/safety';
import { expect, it } from 'vitest';
import { createApiRig } from '../testing/api-rig.ts';

it('the guidelines are there for everybody, in the words of the safety centre', async () => {
  const answer = await createApiRig().call('GET', guidelinesPath);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('public');
  expect(safetyCentreSchema.parse(await answer.json())).toEqual(safetyCentre);
});
