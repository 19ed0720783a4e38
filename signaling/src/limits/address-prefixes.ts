import { createHmac } from 'node:crypto';
import type { AddressPrefixes } from '../ports.ts';
import { addressPrefix, clientAddress } from './address.ts';
import type { PrefixKey } from './prefix-key.ts';

/**
 * Hashes address prefixes: a plain hash would hide nothing, since all IPv4 addresses can be tried in minutes.
 * Keys are 22 characters.
 */
export function createAddressPrefixes(key: PrefixKey, trustedProxyHops: number): AddressPrefixes {
  return {
    keyOf: (remoteAddress, forwardedFor) =>
      createHmac('sha256', key.current())
        .update(addressPrefix(clientAddress(remoteAddress, forwardedFor, trustedProxyHops)))
        .digest('base64url')
        .slice(0, 22),
  };
}
