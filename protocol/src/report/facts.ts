import type { MatchId } from '../primitives.ts';
import { transcriptHash } from '../crypto/binding.ts';
import type { Bytes } from '../bytes.ts';
import type { CheckedCard } from '../crypto/keys.ts';

/** What the match ticket says of a match; only the server that sealed it can read it. */
export interface MatchFacts {
  readonly matchId: MatchId;
  readonly initiator: CheckedCard;
  readonly answerer: CheckedCard;
  /** When the match was made, milliseconds since the epoch. */
  readonly iat: number;
  /** Until when it can be reported; bounds nothing else. */
  readonly exp: number;
}

/** The transcript hash of the match. */
export function factsHash({ matchId, initiator, answerer, iat }: MatchFacts): Bytes {
  return transcriptHash({ matchId, initiator, answerer, iat });
}
