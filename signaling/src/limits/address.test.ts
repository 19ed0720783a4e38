import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressPrefix, clientAddress } from './address.ts';

describe('client address', () => {
  it('is that of the connection where no proxy is trusted', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.7', 0)).toBe('10.0.0.1');
  });

  it('is what the outermost trusted proxy saw, whatever the client claims before it', () => {
    expect(clientAddress('10.0.0.1', '6.6.6.6, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7');
  });

  it('is the first entry where fewer proxies than trusted left one', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.7', 3)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.1', undefined, 3)).toBe('10.0.0.1');
  });
});

describe('address prefix', () => {
  it('is the /24 of IPv4, also where it is mapped into IPv6', () => {
    for (const same of ['203.0.113.7', '203.0.113.250', '::ffff:203.0.113.9', '::ffff:cb00:7109']) {
      expect(addressPrefix(same)).toBe('203.0.113');
    }
    expect(addressPrefix('203.0.114.7')).toBe('203.0.114');
  });

  it('is the /64 of IPv6, however the address is written', () => {
    for (const same of ['2001:db8::1', '2001:0DB8:0:0:ffff::', '2001:db8:0:0:1:2:3:4', '2001:db8::%eth0']) {
      expect(addressPrefix(same)).toBe('2001:db8:0:0');
    }
    expect(addressPrefix('::1')).toBe('0:0:0:0');
  });

  it('is one and the same for everything that is no address', () => {
    for (const odd of [undefined, '', 'localhost', '203.0.113', '203.0.113.7:80']) {
      expect(addressPrefix(odd)).toBe('unknown');
    }
  });

  it('never depends on the host part', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(groups, groups, groups, (net, one, two) => {
        const text = (host: number[]) => [...net, ...host].map((group) => group.toString(16)).join(':');
        fc.pre(net.some((group) => group !== 0));
        expect(addressPrefix(text(one))).toBe(addressPrefix(text(two)));
      }),
    );
  });
});
