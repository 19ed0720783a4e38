import { defaultPolicy } from '@sotto/moderation-models';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from './load-policy.ts';

const served = (body: unknown, status = 200) =>
  loadPolicy(async () => new Response(status === 204 ? null : JSON.stringify(body), { status }));

describe('loadPolicy', () => {
  it('takes the operator’s table', async () => {
    const all = (action: string) => ({ strict: action, standard: action, relaxed: action });
    const spam = { sender: all('hold'), receiver: all('hide') };
    const policy = { ...defaultPolicy, rules: { ...defaultPolicy.rules, spam } };
    expect((await served(policy)).rules['spam']).toEqual(spam);
  });

  it('keeps to its own where there is none, or one that does not hold', async () => {
    expect(await served(null, 204)).toBe(defaultPolicy);
    expect(await served({}, 404)).toBe(defaultPolicy);
    expect(await served({ rules: {} })).toBe(defaultPolicy);
    const lax = { ...defaultPolicy, labels: { ...defaultPolicy.labels, hate: defaultPolicy.labels.obscene } };
    expect(await served(lax)).toBe(defaultPolicy);
    expect(await served('x'.repeat(64_001))).toBe(defaultPolicy);
    expect(await loadPolicy(async () => Promise.reject(new TypeError('no network')))).toBe(defaultPolicy);
  });
});
