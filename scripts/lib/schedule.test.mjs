import { describe, it, expect } from 'vitest';
import { schedule } from './schedule.mjs';

/** Lets the test end each job by hand, and tells which ones run. */
function workshop() {
  const active = new Map();
  return {
    running: () => [...active.keys()],
    start: (job) => new Promise((resolve) => active.set(job.name, resolve)),
    async end(name) {
      active.get(name)(`${name} done`);
      active.delete(name);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('schedule', () => {
  it('runs no more at a time than it may, in the order given', async () => {
    const { running, start, end } = workshop();
    const results = schedule([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 2, start);
    expect(running()).toEqual(['a', 'b']);
    await end('a');
    expect(running()).toEqual(['b', 'c']);
    await end('c');
    await end('b');
    expect(await results).toEqual(['a done', 'b done', 'c done']);
  });

  it('holds a job back until those it comes after have ended, and lets others by', async () => {
    const { running, start, end } = workshop();
    const results = schedule([{ name: 'a' }, { name: 'b', after: ['a'] }, { name: 'c' }], 2, start);
    expect(running()).toEqual(['a', 'c']);
    await end('a');
    expect(running()).toEqual(['c', 'b']);
    await end('c');
    await end('b');
    await results;
  });

  it('gives a job that must be alone the whole machine', async () => {
    const { running, start, end } = workshop();
    const results = schedule([{ name: 'a' }, { name: 'b', alone: true }, { name: 'c' }], 2, start);
    await end('a');
    await end('c');
    expect(running()).toEqual(['b']);
    await end('b');
    expect(await results).toEqual(['a done', 'b done', 'c done']);
  });

  it('does not wait for what nobody asked to run', async () => {
    expect(await schedule([{ name: 'b', after: ['a'] }], 2, async (job) => job.name)).toEqual(['b']);
  });
});
