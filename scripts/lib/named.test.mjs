import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { findNamed } from './named.mjs';

let folder;
const write = (name) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), '');
};
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sotto-named-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('named programs', () => {
  it('are found by name in every package that has some', () => {
    for (const file of ['signaling/bench/relay.bench.ts', 'e2e/bench/connect.bench.ts', 'web/src/page.ts'])
      write(file);
    expect(findNamed(folder, 'bench', 'bench').map((program) => [program.name, program.package])).toEqual([
      ['connect', 'e2e'],
      ['relay', 'signaling'],
    ]);
  });

  it('do not include their helpers, nor what is installed', () => {
    for (const file of ['signaling/bench/table.ts', 'node_modules/bench/x.bench.ts', '.git/bench/x.bench.ts'])
      write(file);
    expect(findNamed(folder, 'bench', 'bench')).toEqual([]);
  });
});
