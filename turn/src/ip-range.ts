import { isIPv4, isIPv6 } from 'node:net';

/**
 * The first and last address of a block, in the way coturn writes a range.
 * @example ipRange('10.0.0.0/8') is { first: '10.0.0.0', last: '10.255.255.255' }
 * @throws RangeError where the text is no CIDR block: blocks are constants, so that is a bug
 */
export function ipRange(cidr: string): { readonly first: string; readonly last: string } {
  const [address = '', prefixText = ''] = cidr.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const prefix = Number(prefixText);
  if (bits === 0 || !/^\d+$/.test(prefixText) || prefix > bits)
    throw new RangeError(`not a CIDR block: ${cidr}`);
  const value = bits === 32 ? parseV4(address) : parseV6(address);
  const hostMask = (1n << BigInt(bits - prefix)) - 1n;
  const format = bits === 32 ? formatV4 : formatV6;
  return { first: format(value & ~hostMask), last: format(value | hostMask) };
}

function parseV4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

function parseV6(address: string): bigint {
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  const groups = address.includes('::') ? [...left, ...zeros, ...right] : left;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** Without zero compression: coturn reads it, and two ranges compare as text. */
function formatV6(value: bigint): string {
  return Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(
    ':',
  );
}
