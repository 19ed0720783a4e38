import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { filesUnder, hashOf } from './web-app.mjs';

let folder;
const write = (name, text) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const state = () => hashOf(filesUnder(folder).sort());

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sotto-inputs-'));
  write('src/page.ts', 'one');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('inputs of the web app', () => {
  it('change with the contents, the name and the number of files', () => {
    const states = [state()];
    write('src/page.ts', 'two');
    states.push(state());
    write('src/other.ts', '');
    states.push(state());
    rmSync(path.join(folder, 'src/other.ts'));
    write('src/another.ts', '');
    states.push(state());
    expect(new Set(states).size).toBe(4);
  });

  it('do not change with tests, or with what a build makes', () => {
    const before = state();
    write('src/page.test.ts', 'a test');
    write('build/index.html', 'built');
    write('.svelte-kit/generated.js', 'generated');
    write('node_modules/dep/index.js', 'installed');
    expect(state()).toBe(before);
  });
});
