import { describe, expect, it } from 'vitest';
import { readTurnRegions } from './turn-regions.ts';

const shared = 'the-secret-of-all-regions';
const files: Record<string, string> = {
  '/run/secrets/turn-asia': 'the-secret-of-asia-alone\n',
  '/run/secrets/short': 'short',
};

function read(content: unknown, secret: string | undefined = shared) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readTurnRegions('regions.json', secret, (path) => {
    if (path === 'regions.json') return text;
    const file = files[path];
    if (file === undefined) throw new Error('ENOENT');
    return file;
  });
}

const europe = { name: 'europe', urls: ['turn:eu.example:3478?transport=udp', 'turns:eu.example:443'] };

describe('the regions of relays', () => {
  it('come from a file, in its order, with the secret of all or one of their own', () => {
    const asia = { name: 'asia', urls: ['turn:as.example:3478'], secretFile: '/run/secrets/turn-asia' };
    expect(read([asia, europe])).toEqual({
      ok: true,
      value: [
        { name: 'asia', urls: asia.urls, secret: 'the-secret-of-asia-alone' },
        { ...europe, secret: shared },
      ],
    });
    expect(readTurnRegions(undefined, shared, () => '')).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, unknown, string, string?]>([
    ['a file that is no JSON', '[', 'names a file that is no JSON'],
    ['no list', {}, 'expected array'],
    ['no region', [], 'must name a region'],
    [
      'four regions',
      ['a', 'b', 'c', 'd'].map((name) => ({ ...europe, name })),
      'must name 3 regions at most',
    ],
    ['a region twice', [europe, europe], 'must name each region once'],
    [
      'a region without a relay',
      [{ ...europe, urls: ['stun:eu.example'] }],
      'at 0.urls: must hold an address',
    ],
    ['five addresses', [{ ...europe, urls: Array(5).fill('turn:a') }], 'must have 4 addresses at most'],
    ['an address of another kind', [{ ...europe, urls: ['https://eu'] }], 'at 0.urls.0: must hold addresses'],
    ['a name with spaces', [{ ...europe, name: 'the north' }], 'at 0.name: must have 1 to 32 characters'],
    [
      'a word that it does not know',
      [{ ...europe, secret: 'in the open' }],
      'at 0: Unrecognized key: "secret"',
    ],
    ['a secret that is not there', [{ ...europe, secretFile: '/none' }], 'region europe that cannot be read'],
    ['a short secret', [{ ...europe, secretFile: '/run/secrets/short' }], 'with less than 16 characters'],
  ])('are refused, with what is wrong, where the file holds %s', (_what, content, message) => {
    const regions = read(content);
    if (regions.ok) throw new Error('taken');
    expect(regions.error.map((problem) => problem.message).join()).toContain(message);
    expect(regions.error.every(({ name }) => name === 'TURN_REGIONS')).toBe(true);
  });

  it('ask for the secret of all where one has none of its own', () => {
    const regions = readTurnRegions('regions.json', undefined, () => JSON.stringify([europe]));
    expect(regions).toEqual({
      ok: false,
      error: [
        {
          name: 'TURN_SECRET',
          message: 'is needed: the region europe of TURN_REGIONS has no secretFile',
        },
      ],
    });
  });

  it('are refused where their file cannot be read', () => {
    const regions = readTurnRegions('nowhere.json', shared, () => {
      throw new Error('ENOENT');
    });
    expect(regions).toMatchObject({
      error: [{ name: 'TURN_REGIONS', message: 'names a file that cannot be read' }],
    });
  });
});
