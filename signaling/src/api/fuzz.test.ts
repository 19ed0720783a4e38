import { apiPath } from '@sotto/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { createApiRig, problemOf } from '../testing/api-rig.ts';

const paths = [
  '/register',
  '/refresh',
  '/logout',
  '/identity',
  '/info',
  '/challenge',
  '/moderation/reports',
  '/moderation/receipts',
  '/socket',
  '/nothing',
];
const text = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('whatever is sent to the API', () => {
  it('is answered with a problem and never fails in the server', async () => {
    const failures: string[] = [];
    const rig = createApiRig({ log: createLog('error', { write: (line) => void failures.push(line) }) });
    const good = await rig.registration();
    const almost = fc.record({
      ...Object.fromEntries(
        Object.entries(good).map(([key, value]) => [key, fc.oneof(fc.constant(value), text, fc.jsonValue())]),
      ),
      nickname: fc.oneof(text, fc.jsonValue()),
      // Never true, or a good registration might come about.
      adult: fc.oneof(fc.constant(false), text),
    });
    const body = fc.oneof(
      almost.map((value) => JSON.stringify(value)),
      fc.json(),
      text,
    );
    const request = fc.record({
      path: fc.constantFrom(...paths),
      method: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH'),
      body,
      type: fc.constantFrom('application/json', 'text/plain', 'application/json; charset=nonsense'),
      token: fc.option(fc.stringMatching(/^[A-Za-z0-9._-]{1,60}$/)),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ path, method, body: content, type, token }) => {
        const answer = await rig.call(method, path, {
          body: content,
          ...(token !== null && { token }),
          headers: { 'content-type': type },
        });
        expect(answer.status, `${method} ${apiPath}${path}`).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        await problemOf(answer);
      }),
      { numRuns: 300 },
    );
    expect(failures).toEqual([]);
  });
});
