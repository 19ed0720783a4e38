import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { safetyCode, safetyCommitment } from '../crypto/safety-code.ts';
import type { Role } from '../wire/card.ts';
import {
  eraseSafetyExchange,
  newSafetyExchange,
  nextSafetyFrame,
  restartSafetyExchange,
  safetyCodeOf,
  safetyFrameSent,
  takeSafetyFrame,
  type SafetyExchange,
  type SafetyFrame,
  type SafetyRefusal,
} from './safety-exchange.ts';

const tx = filled(0x01);
const otherTx = filled(0x02);
const nonceI = filled(0xa1);
const nonceA = filled(0xb2);
const foreign = filled(0xee);
const code = safetyCode(tx, { initiator: nonceI, answerer: nonceA });

const commit: SafetyFrame = { type: 'commit', commitment: safetyCommitment(tx, nonceI) };
const nonce: SafetyFrame = { type: 'nonce', nonce: nonceA };
const reveal: SafetyFrame = { type: 'reveal', nonce: nonceI };

function filled(byte: number): Bytes {
  return new Uint8Array(32).fill(byte);
}

function newSide(role: Role, of = tx): SafetyExchange {
  return newSafetyExchange(role, of, () => (role === 'initiator' ? nonceI : nonceA).slice());
}

/** Lets a side take each frame, sending whatever it has to say between them; its state or the first refusal. */
function hear(side: SafetyExchange, ...frames: readonly SafetyFrame[]): SafetyExchange | SafetyRefusal {
  let now = said(side);
  for (const frame of frames) {
    const result = takeSafetyFrame(now, frame);
    if (!result.ok) return result.error;
    now = said(result.value);
  }
  return now;
}

function taken(side: SafetyExchange, frame: SafetyFrame): SafetyExchange {
  const result = takeSafetyFrame(side, frame);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** After it has sent what it has to send. */
function said(side: SafetyExchange): SafetyExchange {
  return nextSafetyFrame(side) === undefined ? side : said(safetyFrameSent(side));
}

function heard(side: SafetyExchange, ...frames: readonly SafetyFrame[]): SafetyExchange {
  const result = hear(side, ...frames);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

describe('the safety exchange', () => {
  it('brings both sides to the same code in three frames, each only after the one before', () => {
    const sides = { initiator: newSide('initiator'), answerer: newSide('answerer') };
    const passed: SafetyFrame[] = [];
    for (const [from, to] of [
      ['initiator', 'answerer'],
      ['answerer', 'initiator'],
      ['initiator', 'answerer'],
    ] as const) {
      const frame = nextSafetyFrame(sides[from]);
      if (frame === undefined) throw new Error(`nothing to say for the ${from}`);
      expect(nextSafetyFrame(sides[to])).toBeUndefined();
      passed.push(frame);
      sides[from] = safetyFrameSent(sides[from]);
      sides[to] = taken(sides[to], frame);
    }
    const { initiator, answerer } = sides;
    expect(passed).toEqual([commit, nonce, reveal]);
    expect([initiator, answerer].map(nextSafetyFrame)).toEqual([undefined, undefined]);
    expect([initiator, answerer].map(safetyCodeOf)).toEqual([code, code]);
  });

  it('has no code before the other nonce is known', () => {
    expect(safetyCodeOf(heard(newSide('initiator')))).toBeUndefined();
    expect(safetyCodeOf(heard(newSide('answerer'), commit))).toBeUndefined();
  });

  it.each<[string, Role, readonly SafetyFrame[]]>([
    ['a nonce of the initiator before it is committed', 'answerer', [reveal]],
    ['a commitment once more', 'answerer', [commit, commit]],
    ['a second, different commitment', 'answerer', [commit, { type: 'commit', commitment: foreign }]],
    ['a reveal once more', 'answerer', [commit, reveal, reveal]],
    ['a commitment after all is said', 'answerer', [commit, reveal, commit]],
    ['a nonce of the answerer by the initiator', 'answerer', [nonce]],
    ['a nonce of the answerer in the place of the reveal', 'answerer', [commit, nonce]],
    ['a nonce once more', 'initiator', [nonce, nonce]],
    ['a second, different nonce', 'initiator', [nonce, { type: 'nonce', nonce: foreign }]],
    ['its own commitment thrown back', 'initiator', [commit]],
    ['its own nonce thrown back', 'initiator', [nonce, reveal]],
  ])('refuses %s', (_what, role, frames) => {
    expect(hear(newSide(role), ...frames)).toBe('out-of-turn');
  });

  it.each<[string, SafetyExchange]>([
    ['commitment', newSide('initiator')],
    ['nonce', taken(newSide('answerer'), commit)],
    ['reveal', taken(safetyFrameSent(newSide('initiator')), nonce)],
  ])('refuses every frame before it has handed over its own %s', (_what, side) => {
    for (const frame of [commit, nonce, reveal])
      expect(takeSafetyFrame(side, frame)).toEqual({ ok: false, error: 'out-of-turn' });
  });

  it('refuses a reveal of which any bit differs from what was committed', () => {
    fc.assert(
      fc.property(fc.nat(255), (bit) => {
        const altered = nonceI.slice();
        altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(hear(newSide('answerer'), commit, { type: 'reveal', nonce: altered })).toBe('not-committed');
      }),
    );
  });

  it('takes nothing that was made for another match', () => {
    expect(hear(newSide('answerer', otherTx), commit, reveal)).toBe('not-committed');
  });

  it('overwrites both nonces', () => {
    const side = heard(newSide('answerer'), ...structuredClone([commit, reveal]));
    eraseSafetyExchange(side);
    expect([side.nonce, side.partner.nonce]).toEqual([filled(0), filled(0)]);
  });
});

describe('the safety exchange on a fresh channel', () => {
  it('says the same again and keeps the code', () => {
    for (const [role, frames] of [
      ['initiator', [nonce]],
      ['answerer', [commit, reveal]],
    ] as const) {
      const before = heard(newSide(role), ...frames);
      expect(safetyCodeOf(restartSafetyExchange(before))).toEqual(code);
      expect(safetyCodeOf(heard(restartSafetyExchange(before), ...frames))).toEqual(code);
    }
    expect(nextSafetyFrame(restartSafetyExchange(heard(newSide('initiator'), nonce)))).toEqual(commit);
  });

  it.each<[string, Role, readonly SafetyFrame[], readonly SafetyFrame[]]>([
    [
      'another nonce, drawn with the reveal in hand',
      'initiator',
      [nonce],
      [{ type: 'nonce', nonce: foreign }],
    ],
    [
      'another commitment, made with the nonce in hand',
      'answerer',
      [commit],
      [{ type: 'commit', commitment: safetyCommitment(tx, foreign) }],
    ],
  ])('refuses %s', (_what, role, before, after) => {
    expect(hear(restartSafetyExchange(heard(newSide(role), ...before)), ...after)).toBe('changed');
  });

  it.each<[Role, readonly SafetyFrame[], SafetyFrame]>([
    ['initiator', [nonce], nonce],
    ['answerer', [commit], reveal],
  ])('holds the %s to the order, whatever passed on the last one', (role, before, frame) => {
    expect(takeSafetyFrame(restartSafetyExchange(heard(newSide(role), ...before)), frame)).toEqual({
      ok: false,
      error: 'out-of-turn',
    });
  });
});

describe('a partner who sends whatever frames over whatever channels', () => {
  const values = [nonceI, nonceA, foreign, safetyCommitment(tx, nonceI), safetyCommitment(tx, foreign)];
  const anyFrame = fc
    .tuple(
      fc.constantFrom('commit' as const, 'nonce' as const, 'reveal' as const),
      fc.constantFrom(...values),
    )
    .map(([type, value]): SafetyFrame =>
      type === 'commit' ? { type, commitment: value } : { type, nonce: value },
    );
  const anyMove = fc.oneof(
    { weight: 4, arbitrary: anyFrame },
    { weight: 1, arbitrary: fc.constant('fresh channel' as const) },
  );

  it('cannot make a nonce its own that was not fixed before it could know the honest one', () => {
    fc.assert(
      fc.property(fc.constantFrom<Role>('initiator', 'answerer'), fc.array(anyMove), (role, moves) => {
        let side = said(newSide(role));
        /** What the first frame of the partner leaves it to choose: one nonce. */
        let first: SafetyFrame | undefined;
        const codes = new Set<string>();
        for (const move of moves) {
          if (move === 'fresh channel') {
            side = said(restartSafetyExchange(side));
            continue;
          }
          const result = takeSafetyFrame(side, move);
          if (!result.ok) break;
          first ??= move;
          side = said(result.value);
          const now = safetyCodeOf(side);
          if (now !== undefined) codes.add(JSON.stringify(now));
        }
        expect(codes.size).toBeLessThanOrEqual(1);
        const { nonce: fixed } = side.partner;
        if (fixed === undefined) return;
        expect(first).toEqual(
          role === 'initiator'
            ? { type: 'nonce', nonce: fixed }
            : { type: 'commit', commitment: safetyCommitment(tx, fixed) },
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
