import { isIP, isIPv4 } from 'node:net';

/**
 * The address of the client: the one that the outermost trusted proxy saw. Entries of `X-Forwarded-For` beyond
 * that are the client's own words.
 * @param hops how many proxies in front of the server are trusted.
 * @example clientAddress('10.0.0.1', '6.6.6.6, 203.0.113.7', 1) === '203.0.113.7'
 */
export function clientAddress(
  remoteAddress: string | undefined,
  forwardedFor: string | undefined,
  hops: number,
): string | undefined {
  if (hops === 0 || forwardedFor === undefined) return remoteAddress;
  const path = forwardedFor.split(',').map((entry) => entry.trim());
  return path.at(-hops) ?? path[0];
}

/**
 * The prefix under which an address is counted: /24 of IPv4 (also where mapped into IPv6), /64 of IPv6, which
 * is what one household or phone gets. `unknown` for what is no address: all such share one count.
 * @example addressPrefix('::ffff:203.0.113.7') === '203.0.113'
 * @example addressPrefix('2001:db8::1') === '2001:db8:0:0'
 */
export function addressPrefix(address: string | undefined): string {
  const bare = (address ?? '').split('%')[0] ?? '';
  if (isIP(bare) === 0) return 'unknown';
  if (isIPv4(bare)) return bare.split('.').slice(0, 3).join('.');
  const groups = expand(bare);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) {
    const high = groups[6] ?? 0;
    return `${high >> 8}.${high & 0xff}.${(groups[7] ?? 0) >> 8}`;
  }
  return groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** The eight groups of a valid IPv6 address. */
function expand(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: zeros }, () => 0), ...after];
}

function groupsOf(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
