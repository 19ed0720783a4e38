import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { adviceFor, ensureSystemPrograms, isPresent } from './system-packages.mjs';

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

  /** A machine whose apt, and whose right to use it, are scripts in the folder. */
  function machineWith(scripts) {
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    return {
      PATH: `${folder}:/usr/bin:/bin`,
      LOG: path.join(folder, 'log'),
      PROGRAM: path.join(folder, 'browser'),
    };
  }
  const sudo = 'shift; exec "$@"';

  it('are installed by apt where it can be used, after the lists are brought up to date', async () => {
    const env = machineWith({ sudo, 'apt-get': 'echo "$@" >> "$LOG"; chmod +x "$PROGRAM"' });
    chmodSync(env.PROGRAM, 0o644);
    expect(await ensureSystemPrograms([{ ...browser, commands: ['browser'] }], env)).toEqual({
      missing: [],
      advice: '',
    });
    const calls = readFileSync(env.LOG, 'utf8').trim().split('\n').slice(-2);
    expect(calls[0]).toMatch(/ update$/);
    expect(calls[1]).toMatch(/ install --yes --no-install-recommends brow$/);
  });

  it('are asked for, with what apt said, where apt fails', async () => {
    const failing = 'case "$*" in *install*) echo "E: no such package"; exit 100;; esac';
    const env = machineWith({ sudo, 'apt-get': failing });
    const wanted = { ...browser, commands: ['nowhere-to-be-found'] };
    const { missing, advice } = await ensureSystemPrograms([wanted], env);
    expect(missing).toEqual([wanted]);
    expect(advice).toMatch(/E: no such package[^]*`nowhere-to-be-found`/);
  });
});
