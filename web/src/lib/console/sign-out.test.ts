import { problems, problemTypePrefix } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createApiCaller } from '../session/api-caller.ts';
import { createConsoleApi } from './console-api.ts';
import { signedOut } from './sign-out.ts';

function after(answer: () => Response): Promise<boolean> {
  const fetchFn: typeof fetch = () => Promise.resolve().then(answer);
  return signedOut(createConsoleApi(createApiCaller(fetchFn), () => () => undefined));
}

describe('signing out of the console', () => {
  it('is done when the server says so, or knows of no session', async () => {
    expect(await after(() => new Response(null, { status: 204 }))).toBe(true);
    const { status, title } = problems['signed-out'];
    const problem = { type: `${problemTypePrefix}signed-out`, status, title };
    const headers = { 'content-type': 'application/problem+json' };
    expect(await after(() => new Response(JSON.stringify(problem), { status, headers }))).toBe(true);
  });

  it('is not done without an answer, or with one that is an error', async () => {
    expect(await after(() => Promise.reject(new TypeError('no network')) as never)).toBe(false);
    expect(await after(() => new Response('busy', { status: 503 }))).toBe(false);
  });
});
