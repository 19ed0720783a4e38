import { describe, expect, it } from 'vitest';
import { readScreeningPolicy } from './screening-policy.ts';

const of = (content: string) => readScreeningPolicy('policy.json', () => content);

describe('readScreeningPolicy', () => {
  it('takes a JSON object as it stands, and nothing where there is none', () => {
    expect(of('{ "rules": {} }')).toEqual({ ok: true, value: '{ "rules": {} }' });
    expect(readScreeningPolicy(undefined, () => '')).toEqual({ ok: true, value: undefined });
  });

  it('says what is wrong with a file', () => {
    const message = (content: string) => {
      const read = of(content);
      return read.ok ? undefined : read.error.map((problem) => problem.message).join();
    };
    expect(message('{')).toBe('names a file that is no JSON');
    expect(message('[]')).toBe('names a file that holds no JSON object');
    expect(message('null')).toBe('names a file that holds no JSON object');
    expect(message(`{"x":"${'a'.repeat(64_000)}"}`)).toBe('names a file of more than 64000 characters');
    const unread = readScreeningPolicy('nowhere.json', () => {
      throw new Error('ENOENT');
    });
    expect(unread).toEqual({
      ok: false,
      error: [{ name: 'SCREENING_POLICY', message: 'names a file that cannot be read' }],
    });
  });
});
