import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withScratch } from './scratch.mjs';

let memory;
beforeEach(() => {
  memory = mkdtempSync(path.join(tmpdir(), 'sotto-scratch-'));
});
afterEach(() => rmSync(memory, { recursive: true }));

it('gives a folder in memory, and removes it with all that was left in it', async () => {
  const folder = await withScratch(async (given) => {
    writeFileSync(path.join(given, 'left'), 'something');
    return given;
  }, memory);
  expect(path.dirname(folder)).toBe(memory);
  expect(existsSync(folder)).toBe(false);
});

it('removes the folder of a work that failed', async () => {
  let folder = '';
  const failing = withScratch(async (given) => {
    folder = given;
    throw new Error('the work failed');
  }, memory);
  await expect(failing).rejects.toThrow('the work failed');
  expect(existsSync(folder)).toBe(false);
});

it('falls back to the temporary folder where no memory can be had', async () => {
  const folder = await withScratch(async (given) => given, path.join(memory, 'absent'));
  expect(path.dirname(folder)).toBe(tmpdir());
});
