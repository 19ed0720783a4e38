import { equalBytes, type Bytes } from '../bytes.ts';
import { safetyCode, safetyCommitment, safetyNonceBytes } from '../crypto/safety-code.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { SafetySymbol } from '../crypto/safety-symbols.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Role } from '../wire/card.ts';
import type { LinkFrame } from './frames.ts';

/**
 * How two sides come to the nonces of their safety code:
 *
 *     initiator → answerer   commit   binds the initiator to its nonce
 *     answerer → initiator   nonce
 *     initiator → answerer   reveal   the nonce that fits the commitment
 *
 * The order is the whole of its strength: each side's nonce is fixed before it can know the other's. A fresh channel
 * may have lost any of the three, so each channel repeats them from the start. What they say belongs to the match: the own
 * frames have the very same bytes, and a partner who says something else than on an earlier channel is refused.
 * Otherwise whoever is in the middle could break the channel off, and draw again with the honest nonce in hand.
 *
 * A value; the functions below give the next one.
 */
export interface SafetyExchange {
  readonly role: Role;
  /** The transcript hash of the match. */
  readonly tx: Bytes;
  readonly nonce: Bytes;
  /** What the partner has said on any channel of the match. Only an initiator commits. */
  readonly partner: { readonly commitment?: Bytes; readonly nonce?: Bytes };
  /** Frames that have passed on the present channel, in either direction. */
  readonly passed: number;
}

export type SafetyFrame = Extract<LinkFrame, { type: 'commit' | 'nonce' | 'reveal' }>;

export type SafetyRefusal =
  /** It is not for the partner to send this now: too early, once more, or the other side's part. */
  | 'out-of-turn'
  /** The partner said something else on an earlier channel. */
  | 'changed'
  /** The nonce is not the one that the partner bound itself to. */
  | 'not-committed';

const turns = [
  { by: 'initiator', type: 'commit' },
  { by: 'answerer', type: 'nonce' },
  { by: 'initiator', type: 'reveal' },
] as const;

/** The exchange of a match, with a nonce of its own. */
export function newSafetyExchange(role: Role, tx: Bytes, randomBytes: RandomBytes): SafetyExchange {
  return { role, tx, nonce: randomBytes(safetyNonceBytes), partner: {}, passed: 0 };
}

/** The exchange on a fresh channel: from the start, with the same values. */
export function restartSafetyExchange(exchange: SafetyExchange): SafetyExchange {
  return { ...exchange, passed: 0 };
}

/** What this side has to send now; `undefined` while it is the partner's turn, and when all has been said. */
export function nextSafetyFrame({ role, tx, nonce, passed }: SafetyExchange): SafetyFrame | undefined {
  const turn = turns[passed];
  if (turn?.by !== role) return undefined;
  return turn.type === 'commit'
    ? { type: 'commit', commitment: safetyCommitment(tx, nonce) }
    : { type: turn.type, nonce };
}

/** Takes note that {@link nextSafetyFrame} was handed over. */
export function safetyFrameSent(exchange: SafetyExchange): SafetyExchange {
  return { ...exchange, passed: exchange.passed + 1 };
}

/** Takes a frame of the partner's. After a refusal the match can't be trusted. */
export function takeSafetyFrame(
  exchange: SafetyExchange,
  frame: SafetyFrame,
): Result<SafetyExchange, SafetyRefusal> {
  const { role, tx, partner, passed } = exchange;
  const turn = turns[passed];
  if (turn === undefined || turn.by === role || turn.type !== frame.type) return fail('out-of-turn');
  switch (frame.type) {
    case 'commit': {
      const { commitment } = frame;
      if (!agrees(partner.commitment, commitment)) return fail('changed');
      return ok({ ...exchange, partner: { ...partner, commitment }, passed: passed + 1 });
    }
    case 'reveal':
      if (
        partner.commitment === undefined ||
        !equalBytes(partner.commitment, safetyCommitment(tx, frame.nonce))
      )
        return fail('not-committed');
      return withNonce(exchange, frame.nonce);
    case 'nonce':
      return withNonce(exchange, frame.nonce);
  }
}

/** The code, once both nonces are known to this side; the same for the rest of the match. */
export function safetyCodeOf({
  role,
  tx,
  nonce,
  partner,
}: SafetyExchange): readonly SafetySymbol[] | undefined {
  if (partner.nonce === undefined) return undefined;
  const [initiator, answerer] = role === 'initiator' ? [nonce, partner.nonce] : [partner.nonce, nonce];
  return safetyCode(tx, { initiator, answerer });
}

/** Overwrites the nonces. */
export function eraseSafetyExchange({ nonce, partner }: SafetyExchange): void {
  nonce.fill(0);
  partner.nonce?.fill(0);
}

function withNonce(exchange: SafetyExchange, nonce: Bytes): Result<SafetyExchange, 'changed'> {
  const { partner, passed } = exchange;
  if (!agrees(partner.nonce, nonce)) return fail('changed');
  return ok({ ...exchange, partner: { ...partner, nonce }, passed: passed + 1 });
}

function agrees(earlier: Bytes | undefined, now: Bytes): boolean {
  return earlier === undefined || equalBytes(earlier, now);
}
