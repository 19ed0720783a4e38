import { describe, expect, it } from 'vitest';
import { directPathBetween, networkKinds, rulesOf } from './kinds.ts';

describe('directPathBetween', () => {
  it('does not depend on who is named first', () => {
    for (const one of networkKinds) {
      for (const other of networkKinds) {
        expect(directPathBetween(one, other)).toBe(directPathBetween(other, one));
      }
    }
  });

  it('knows the pairs that only a relay brings together', () => {
    expect(directPathBetween('symmetric', 'symmetric')).toBe(false);
    expect(directPathBetween('symmetric', 'port-restricted')).toBe(false);
    expect(directPathBetween('symmetric', 'full-cone')).toBe(true);
    expect(directPathBetween('open', 'only-443')).toBe(false);
    expect(networkKinds.filter((kind) => directPathBetween('open', kind))).toHaveLength(4);
  });
});

describe('rulesOf', () => {
  const plan = {
    ...{ lan: 'lan', wan: 'wan', inside: '10.1.0.0/24', host: '10.1.0.2', publicAddress: '9.9.1.1' },
    expected: ['9.9.0.10', '224.0.0.0/4'],
  };

  it('lets strangers in through a full cone only', () => {
    for (const kind of networkKinds) {
      if (kind === 'open') continue;
      expect(rulesOf(kind, plan).includes('dnat'), kind).toBe(kind === 'full-cone');
    }
  });

  it('passes UDP where the kind has it', () => {
    expect(rulesOf('udp-blocked', plan)).toContain('iifname lan meta l4proto tcp accept');
    expect(rulesOf('only-443', plan)).toContain('iifname lan tcp dport 443 accept');
    expect(rulesOf('symmetric', plan)).toContain('masquerade fully-random');
  });
});
