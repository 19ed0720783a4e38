import { describe, expect, it } from 'vitest';
import { whatGaveOut, type Strain } from './gave-out.ts';

const calm: Strain = {
  nodePercent: 40,
  benchPercent: 40,
  machinePercent: 60,
  nodeFiles: { open: 10_100, most: 20_000 },
  benchFiles: { open: 10_100, most: 20_000 },
  availableMb: 8_000,
};

describe('what gave out first', () => {
  it.each<[string, Partial<Strain>, string | undefined]>([
    ['the node’s core', { nodePercent: 97 }, undefined],
    ['the load generator’s core', { benchPercent: 97 }, undefined],
    ['the machine’s cores', { machinePercent: 99 }, undefined],
    ['memory', { availableMb: 90 }, undefined],
    ['file descriptors of the load generator', {}, 'connect EMFILE 127.0.0.1:3000'],
    [
      'file descriptors of the node',
      { nodeFiles: { open: 18_950, most: 20_000 } },
      'no upgrade: HTTP/1.1 503 Service Unavailable',
    ],
    ['ports', {}, 'bind EADDRNOTAVAIL 127.0.0.1'],
    ['nothing that was looked at', {}, undefined],
  ])('is %s', (what, strain, error) => {
    expect(whatGaveOut({ ...calm, ...strain }, error)).toContain(what);
  });

  it('is the node’s core before the generator’s, which waits for it', () => {
    expect(whatGaveOut({ ...calm, nodePercent: 99, benchPercent: 99 })).toBe('the node’s core');
  });
});
