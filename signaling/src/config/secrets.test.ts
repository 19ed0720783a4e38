import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { deriveSecrets, loadIdentitySecret } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-secrets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('identity secret', () => {
  it('survives a restart, so that blocks go on working', () => {
    const dataDir = join(folder, 'new', 'data');
    expect(loadIdentitySecret(dataDir)).toBe(loadIdentitySecret(dataDir));
  });

  it('is readable by its owner only, even where somebody opened it up', () => {
    loadIdentitySecret(folder);
    chmodSync(join(folder, 'secrets.json'), 0o644);
    loadIdentitySecret(folder);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('is never replaced where its file is damaged', () => {
    writeFileSync(join(folder, 'secrets.json'), '{"identitySecret":');
    expect(() => loadIdentitySecret(folder)).toThrow(/damaged/);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"identitySecret":');
  });
});

describe('derived keys', () => {
  it('are the same for the same secrets and different for each purpose', () => {
    const keys = deriveSecrets('a'.repeat(32), 'b'.repeat(32));
    expect(deriveSecrets('a'.repeat(32), 'b'.repeat(32))).toEqual(keys);
    const texts = Object.values(keys).map((key: Uint8Array) => Buffer.from(key).toString('hex'));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keep blocks alive when only the session secret changes', () => {
    const before = deriveSecrets('a'.repeat(32), 'b'.repeat(32));
    const after = deriveSecrets('c'.repeat(32), 'b'.repeat(32));
    expect(after.avoidToken).toEqual(before.avoidToken);
    expect(after.handle).toEqual(before.handle);
    expect(after.accessToken).not.toEqual(before.accessToken);
  });
});
