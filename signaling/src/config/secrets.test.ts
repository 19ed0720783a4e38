import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { deriveSecrets, loadKeptSecrets } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-secrets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('kept secrets', () => {
  it('survive a restart, so that blocks and reports go on working', () => {
    const dataDir = join(folder, 'new', 'data');
    expect(loadKeptSecrets(dataDir)).toEqual(loadKeptSecrets(dataDir));
  });

  it('are readable by their owner only, even where somebody opened them up', () => {
    loadKeptSecrets(folder);
    chmodSync(join(folder, 'secrets.json'), 0o644);
    loadKeptSecrets(folder);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('are never replaced where their file is damaged', () => {
    writeFileSync(join(folder, 'secrets.json'), '{"identitySecret":');
    expect(() => loadKeptSecrets(folder)).toThrow(/damaged/);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe('{"identitySecret":');
  });

  it('gain the secret that a file of an earlier version lacks, and keep the other', () => {
    const identitySecret = 'i'.repeat(43);
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ identitySecret }));
    const kept = loadKeptSecrets(folder);
    expect(kept.identitySecret).toBe(identitySecret);
    expect(loadKeptSecrets(folder)).toEqual(kept);
  });
});

describe('derived keys', () => {
  it('are the same for the same secrets and different for each purpose', () => {
    const keys = deriveSecrets({
      session: 'a'.repeat(32),
      identity: 'b'.repeat(32),
      evidence: 'e'.repeat(32),
    });
    expect(
      deriveSecrets({ session: 'a'.repeat(32), identity: 'b'.repeat(32), evidence: 'e'.repeat(32) }),
    ).toEqual(keys);
    const texts = Object.values(keys).map((key: Uint8Array) => Buffer.from(key).toString('hex'));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keep blocks alive when only the session secret changes', () => {
    const before = deriveSecrets({
      session: 'a'.repeat(32),
      identity: 'b'.repeat(32),
      evidence: 'e'.repeat(32),
    });
    const after = deriveSecrets({
      session: 'c'.repeat(32),
      identity: 'b'.repeat(32),
      evidence: 'e'.repeat(32),
    });
    expect(after.avoidToken).toEqual(before.avoidToken);
    expect(after.handle).toEqual(before.handle);
    expect(after.accessToken).not.toEqual(before.accessToken);
  });
});
