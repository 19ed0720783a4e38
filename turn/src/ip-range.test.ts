import fc from 'fast-check';
import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ipRange } from './ip-range.ts';

describe('ipRange', () => {
  it('spans a block from its first to its last address', () => {
    expect(ipRange('10.0.0.0/8')).toEqual({ first: '10.0.0.0', last: '10.255.255.255' });
    expect(ipRange('192.0.2.7/32')).toEqual({ first: '192.0.2.7', last: '192.0.2.7' });
    expect(ipRange('fe80::/10')).toEqual({
      first: 'fe80:0:0:0:0:0:0:0',
      last: 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    });
    expect(ipRange('::ffff:0:0/96').last).toBe('0:0:0:0:0:ffff:ffff:ffff');
  });

  it('refuses what is no block', () => {
    for (const bad of ['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', 'x/8', '10.0.0.0/-1', '10.0.0.0/']) {
      expect(() => ipRange(bad), bad).toThrow(RangeError);
    }
  });

  it('agrees with the platform about which addresses a block holds', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const address = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 32 }), address, (network, prefix, probe) => {
        const ours = new BlockList();
        const { first, last } = ipRange(`${network}/${prefix}`);
        ours.addRange(first, last);
        const theirs = new BlockList();
        theirs.addSubnet(network, prefix);
        expect(ours.check(probe)).toBe(theirs.check(probe));
        expect(ours.check(network)).toBe(true);
      }),
    );
  });
});
