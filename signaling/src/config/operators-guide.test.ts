import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envSchema } from './env.ts';

const guide = readFileSync(new URL('../../../docs/operators/settings.md', import.meta.url), 'utf8');

describe('the guide for operators', () => {
  it('names each variable that the server reads', () => {
    for (const name of Object.keys(envSchema.shape)) expect(guide).toContain(`\`${name}\``);
  });

  it('states the defaults that are in force', () => {
    const defaults = envSchema.parse({});
    for (const row of guide.matchAll(/^\| ([A-Z0-9_`, ]+) \| ([^|]+) \|/gm)) {
      const names = [...(row[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(
        (match) => match[1] as keyof typeof defaults,
      );
      const stated = [...(row[2] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]);
      if (stated.length !== names.length) continue;
      names.forEach((name, i) =>
        expect(`${name}=${String(defaults[name])}`).toBe(`${name}=${stated[i] ?? ''}`),
      );
    }
  });
});
