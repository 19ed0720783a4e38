import { describe, expect, it } from 'vitest';
import { toHex, utf8, type Bytes } from '../bytes.ts';
import { FileKey } from './file-key.ts';
import { SealingChain } from './sealing-chain.ts';

const header = new Uint8Array(20).fill(3);
const chainOf = (fill: number): SealingChain => new SealingChain(new Uint8Array(32).fill(fill));
const keyOf = (chain: SealingChain): FileKey => new FileKey(chain.fileKey(header) as Bytes);

describe('the key of a file', () => {
  it('is the same for both ends of a chain, and another after each message, in each chain and under each header', () => {
    const chain = chainOf(7);
    const first = chain.fileKey(header);
    expect(chainOf(7).fileKey(header)).toEqual(first);
    chain.seal(header, utf8('manifest'));
    const others = [
      chain.fileKey(header),
      chainOf(8).fileKey(header),
      chainOf(7).fileKey(new Uint8Array(20).fill(4)),
    ];
    for (const other of others) expect(other).not.toEqual(first);
  });

  it('cannot be had from a chain that is erased', () => {
    const chain = chainOf(7);
    chain.erase();
    expect(chain.fileKey(header)).toBeUndefined();
  });

  it('opens a part at its own number only, and unaltered', () => {
    const [here, there] = [keyOf(chainOf(7)), keyOf(chainOf(7))];
    const sealed = here.seal(5, utf8('part'));
    expect(there.open(5, sealed)).toEqual(utf8('part'));
    expect(there.open(6, sealed)).toBeUndefined();
    sealed[0] = (sealed[0] ?? 0) ^ 1;
    expect(there.open(5, sealed)).toBeUndefined();
  });

  it('is overwritten in place', () => {
    const secret = new Uint8Array(32).fill(9);
    const key = new FileKey(secret);
    key.erase();
    expect(toHex(secret)).toBe('00'.repeat(32));
    expect(() => key.seal(0, utf8('late'))).toThrow('erased');
    const forged = new FileKey(new Uint8Array(32)).seal(0, utf8('forged'));
    expect(key.open(0, forged)).toBeUndefined();
  });
});
