import fc from 'fast-check';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8, type Bytes } from '../bytes.ts';
import type { CheckedCard, MatchKeys } from './keys.ts';
import { createMatchKeys } from './keys.ts';
import { systemRandomBytes } from './random.ts';
import { SealingChain } from './sealing-chain.ts';
import { createSealing, type Sealing } from './sealing.ts';

const tx = fromHex('4e39ec1ec9a50e8cdfefd2f8d527c589eecf68d77a583307fc7faf07b2bb49c7') ?? new Uint8Array();
const header = utf8('a header');

function cardFrom(keys: MatchKeys): CheckedCard {
  return { sign: keys.sign.publicKey, seal: keys.seal.publicKey, fingerprint: new Uint8Array(32) };
}

function sealingOf(...input: Parameters<typeof createSealing>): Sealing {
  const sealing = createSealing(...input);
  if (!sealing.ok) throw new Error(sealing.error);
  return sealing.value;
}

function pair(hash: Bytes = tx, otherHash: Bytes = hash): [Sealing, Sealing] {
  const [a, b] = [createMatchKeys(systemRandomBytes), createMatchKeys(systemRandomBytes)];
  return [sealingOf('initiator', a, cardFrom(b), hash), sealingOf('answerer', b, cardFrom(a), otherHash)];
}

describe('createSealing', () => {
  it('repeats golden confirmation tags, computed with Python from X25519 and HKDF', () => {
    const keysOf = (byte: number): MatchKeys => {
      const seal = nacl.box.keyPair.fromSecretKey(new Uint8Array(32).fill(byte));
      return { ...createMatchKeys(systemRandomBytes), seal: seal as MatchKeys['seal'] };
    };
    const [a, b] = [keysOf(1), keysOf(2)];
    const initiator = sealingOf('initiator', a, cardFrom(b), tx);
    const answerer = sealingOf('answerer', b, cardFrom(a), tx);
    expect(toHex(initiator.helloTag)).toBe(
      '519a3a508be8b3756e6a83ff72edc0ff01de9ddfc67dbaa20c25b7af2d8fa233',
    );
    expect(toHex(answerer.helloTag)).toBe('970db9f81515231e78373906355b7f9da3a100eb6d4e34f0898842d4ca055759');
  });

  it("confirms the partner's tag and not one's own sent back", () => {
    const [initiator, answerer] = pair();
    expect(initiator.confirms(answerer.helloTag)).toBe(true);
    expect(answerer.confirms(initiator.helloTag)).toBe(true);
    expect(initiator.confirms(initiator.helloTag)).toBe(false);
  });

  it('confirms nothing and opens nothing where the two have different transcripts', () => {
    const other = tx.slice();
    other[0] = (other[0] ?? 0) ^ 1;
    const [initiator, answerer] = pair(tx, other);
    expect(answerer.confirms(initiator.helloTag)).toBe(false);
    expect(answerer.open(0, header, initiator.seal(header, utf8('hi')))).toBeUndefined();
  });

  it('refuses a partner whose key makes the secret zero', () => {
    const keys = createMatchKeys(systemRandomBytes);
    const zero = { ...cardFrom(keys), seal: new Uint8Array(32) };
    expect(createSealing('initiator', keys, zero, tx)).toEqual({ ok: false, error: 'zero-secret' });
  });

  it('opens in both directions what the other sealed, in turn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ first: fc.boolean(), body: fc.uint8Array({ maxLength: 200 }) }), {
          maxLength: 20,
        }),
        (messages) => {
          const [initiator, answerer] = pair();
          for (const { first, body } of messages) {
            const [from, to] = first ? [initiator, answerer] : [answerer, initiator];
            const opened = to.open(0, header, from.seal(header, Uint8Array.from(body)));
            expect(opened).toEqual(Uint8Array.from(body));
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('opens nothing that was altered in one bit of header or body, and still opens the true bytes after', () => {
    const [initiator, answerer] = pair();
    const sealed = initiator.seal(header, utf8('hello'));
    const flip = (bytes: Bytes, bit: number) => {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return changed;
    };
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      expect(answerer.open(0, header, flip(sealed, bit))).toBeUndefined();
    }
    for (let bit = 0; bit < header.length * 8; bit += 1) {
      expect(answerer.open(0, flip(header, bit), sealed)).toBeUndefined();
    }
    expect(answerer.open(0, header, sealed)).toEqual(utf8('hello'));
  });

  it('opens no message a second time, out of turn, or sent back to its sender', () => {
    const [initiator, answerer] = pair();
    const [first, second] = [initiator.seal(header, utf8('1')), initiator.seal(header, utf8('2'))];
    expect(initiator.open(0, header, first)).toBeUndefined();
    expect(answerer.open(0, header, second)).toBeUndefined();
    expect(answerer.open(0, header, first)).toEqual(utf8('1'));
    expect(answerer.open(0, header, first)).toBeUndefined();
    expect(answerer.open(0, header, second)).toEqual(utf8('2'));
  });

  it('opens nothing after the keys are erased', () => {
    const [initiator, answerer] = pair();
    const sealed = initiator.seal(header, utf8('late'));
    answerer.erase();
    expect(answerer.open(0, header, sealed)).toBeUndefined();
  });
});

describe('a fresh agreement', () => {
  const hello = utf8('hello');

  /** Both sides agree, and the answerer's answer is sealed under the old keys, as it must be. */
  function refresh(initiator: Sealing, answerer: Sealing): void {
    const proposed = initiator.propose(systemRandomBytes) ?? new Uint8Array();
    const accepted = answerer.accept(proposed, systemRandomBytes) ?? new Uint8Array();
    const answer = answerer.seal(header, accepted);
    answerer.advance();
    expect(initiator.open(answerer.epoch - 1, header, answer)).toEqual(accepted);
    expect(initiator.complete(accepted)).toBe(true);
    initiator.advance();
  }

  it('goes on in both directions under new keys, as often as it is made', () => {
    const [initiator, answerer] = pair();
    for (let epoch = 1; epoch <= 3; epoch += 1) {
      refresh(initiator, answerer);
      expect([initiator.epoch, answerer.epoch]).toEqual([epoch, epoch]);
      expect(answerer.open(epoch, header, initiator.seal(header, hello))).toEqual(hello);
      expect(initiator.open(epoch, header, answerer.seal(header, hello))).toEqual(hello);
    }
  });

  it('still opens what was sealed before it and arrives after it', () => {
    const [initiator, answerer] = pair();
    const before = initiator.seal(header, hello);
    refresh(initiator, answerer);
    const after = initiator.seal(header, hello);
    expect(answerer.open(0, header, before)).toEqual(hello);
    expect(answerer.open(1, header, after)).toEqual(hello);
    expect(answerer.open(0, header, before)).toBeUndefined();
  });

  it('opens nothing under another epoch than the one it was sealed in', () => {
    const [initiator, answerer] = pair();
    refresh(initiator, answerer);
    const sealed = initiator.seal(header, hello);
    for (const epoch of [0, 2, 65_535]) expect(answerer.open(epoch, header, sealed)).toBeUndefined();
    expect(answerer.open(1, header, sealed)).toEqual(hello);
  });

  it('shuts out who knows the keys of the epoch before and not the fresh secrets', () => {
    const seeds = [1, 2, 3, 4].map((byte) => new Uint8Array(32).fill(byte));
    const keysAt = (at: number) => createMatchKeys(() => (seeds[at] ?? new Uint8Array(32)).slice());
    const mirror = () =>
      [
        sealingOf('initiator', keysAt(0), cardFrom(keysAt(1)), tx),
        sealingOf('answerer', keysAt(1), cardFrom(keysAt(0)), tx),
      ] as const;
    const [initiator, answerer] = mirror();
    const [thief] = mirror();
    refresh(initiator, answerer);
    thief.propose(systemRandomBytes);
    thief.complete(createMatchKeys(systemRandomBytes).seal.publicKey);
    thief.advance();
    expect(thief.open(1, header, answerer.seal(header, hello))).toBeUndefined();
  });

  it('is proposed by the initiator alone, and one at a time until both directions use it', () => {
    const [initiator, answerer] = pair();
    expect(answerer.propose(systemRandomBytes)).toBeUndefined();
    const key = createMatchKeys(systemRandomBytes).seal.publicKey;
    expect(initiator.accept(key, systemRandomBytes)).toBeUndefined();
    expect(initiator.complete(key)).toBe(false);
    refresh(initiator, answerer);
    expect(initiator.propose(systemRandomBytes)).toBeUndefined();
    expect(answerer.accept(key, systemRandomBytes)).toBeUndefined();
    answerer.open(1, header, initiator.seal(header, hello));
    initiator.open(1, header, answerer.seal(header, hello));
    expect(initiator.propose(systemRandomBytes)).toHaveLength(32);
  });
});

describe('a sealing whose keys are erased', () => {
  const agreeOn = (initiator: Sealing, answerer: Sealing): Bytes => {
    const proposed = initiator.propose(systemRandomBytes) ?? new Uint8Array();
    return answerer.accept(proposed, systemRandomBytes) ?? new Uint8Array();
  };

  it('seals nothing: what is sealed under zeros, anybody can open', () => {
    const [initiator] = pair();
    initiator.erase();
    expect(() => initiator.seal(header, utf8('late'))).toThrow('erased');
  });

  it('opens nothing that was sealed under zeros', () => {
    const [initiator] = pair();
    initiator.erase();
    const forged = new SealingChain(new Uint8Array(32)).seal(header, utf8('forged'));
    for (const epoch of [0, 1]) expect(initiator.open(epoch, header, forged)).toBeUndefined();
  });

  it('proposes, accepts and completes no agreement, and moves on to none', () => {
    const key = createMatchKeys(systemRandomBytes).seal.publicKey;
    const [initiator, answerer] = pair();
    initiator.erase();
    answerer.erase();
    expect(initiator.propose(systemRandomBytes)).toBeUndefined();
    expect(answerer.accept(key, systemRandomBytes)).toBeUndefined();
    expect(initiator.complete(key)).toBe(false);
    initiator.advance();
    expect(() => initiator.seal(header, utf8('late'))).toThrow('erased');
  });

  it('is erased amid an agreement too', () => {
    const [initiator, answerer] = pair();
    const answer = agreeOn(initiator, answerer);
    initiator.erase();
    answerer.erase();
    expect(initiator.complete(answer)).toBe(false);
    answerer.advance();
    for (const sealing of [initiator, answerer])
      expect(() => sealing.seal(header, utf8('late'))).toThrow('erased');
  });

  it('is erased after an agreement that one direction uses, in both epochs', () => {
    const [initiator, answerer] = pair();
    initiator.complete(agreeOn(initiator, answerer));
    initiator.advance();
    const [before, after] = [answerer.seal(header, utf8('old')), initiator.seal(header, utf8('new'))];
    initiator.erase();
    answerer.erase();
    expect(initiator.open(0, header, before)).toBeUndefined();
    expect(answerer.open(1, header, after)).toBeUndefined();
  });
});

describe('an agreement with a key of small order', () => {
  it.each(['00'.repeat(32), `01${'00'.repeat(31)}`])('comes to nothing: %s', (hex) => {
    const small = fromHex(hex) ?? new Uint8Array();
    const [initiator, answerer] = pair();
    expect(answerer.accept(small, systemRandomBytes)).toBeUndefined();
    initiator.propose(systemRandomBytes);
    expect(initiator.complete(small)).toBe(false);
    expect(answerer.open(0, header, initiator.seal(header, utf8('hi')))).toEqual(utf8('hi'));
  });
});

describe('SealingChain', () => {
  it('overwrites its key with each message and at the end', () => {
    const key = new Uint8Array(32).fill(7);
    const chain = new SealingChain(key);
    const seen = new Set([toHex(key)]);
    for (let i = 0; i < 3; i += 1) {
      chain.seal(header, utf8('x'));
      seen.add(toHex(key));
    }
    expect(seen.size).toBe(4);
    chain.erase();
    expect(toHex(key)).toBe('00'.repeat(32));
  });

  it('seals the same body differently each time', () => {
    const chain = new SealingChain(new Uint8Array(32).fill(7));
    expect(chain.seal(header, utf8('x'))).not.toEqual(chain.seal(header, utf8('x')));
  });
});
