import type { Bytes } from '@sotto/protocol';

const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The same Ed25519 signature with S + L in place of S, which verifiers that do not compare S with L accept. */
export function withOrderAdded(signature: Bytes): Bytes {
  const scalar = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`);
  const hex = (scalar + groupOrder).toString(16).padStart(64, '0');
  return Uint8Array.from([...signature.subarray(0, 32), ...Buffer.from(hex, 'hex').reverse()]);
}
