import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { adviceFor, isPresent } from './system-packages.mjs';

const browser = {
  name: 'Browser',
  commands: ['brow', 'browser'],
  env: 'BROWSER_PATH',
  apt: ['brow'],
  stages: [],
};

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sotto-programs-'));
  writeFileSync(path.join(folder, 'browser'), '');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('system programs', () => {
  it('are present under any of their names on the PATH, if they may be run', () => {
    expect(isPresent(browser, { PATH: `/nowhere:${folder}` })).toBe(false);
    chmodSync(path.join(folder, 'browser'), 0o755);
    expect(isPresent(browser, { PATH: `/nowhere:${folder}` })).toBe(true);
  });

  it('are where a variable says, and then nowhere else', () => {
    chmodSync(path.join(folder, 'browser'), 0o755);
    expect(isPresent(browser, { PATH: '', BROWSER_PATH: path.join(folder, 'browser') })).toBe(true);
    expect(isPresent(browser, { PATH: folder, BROWSER_PATH: '/nowhere/browser' })).toBe(false);
  });

  it('are named one by one where they are missing', () => {
    const advice = adviceFor([
      browser,
      { name: 'Store', commands: ['store'], apt: ['store-server'], stages: [] },
    ]);
    expect(advice).toContain('Browser: the command `brow`, or its path in BROWSER_PATH');
    expect(advice).toContain('Store: the command `store`\n');
    expect(advice).toContain('apt-get install brow store-server');
  });
});
