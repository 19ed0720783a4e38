/**
 * Whether two people agree to see each other's network addresses, as one of their seats knows it. Each side says so for itself,
 * to its own node: nobody's word stands for both.
 *
 * A "no" ends a round, and a "yes" counts in its own round only. So a "yes" that crosses the "no" that it did not know of is void,
 * on whichever node it arrives.
 */
export interface Consent {
  readonly round: number;
  readonly mine: boolean;
  readonly theirs: boolean;
}

export const noConsent: Consent = { round: 0, mine: false, theirs: false };

/** Rounds of one match; whoever has been told "no" so often is not heard any more. */
export const maxRounds = 6;

export const isAgreed = ({ mine, theirs }: Consent): boolean => mine && theirs;

/** What the client of this side says. `told`: what the other side must hear; `refused`: there is no round left. */
export type Said =
  | { readonly consent: Consent; readonly told?: { readonly allow: boolean; readonly round: number } }
  | 'refused';

export function say(consent: Consent, allow: boolean): Said {
  const { mine, round, theirs } = consent;
  if (allow) {
    if (mine) return { consent };
    if (round >= maxRounds) return 'refused';
    return { consent: { ...consent, mine: true }, told: { allow, round } };
  }
  if (!mine && !theirs) return { consent };
  return { consent: over(round + 1), told: { allow, round: round + 1 } };
}

/** What the other side said in that round. */
export function hear(consent: Consent, allow: boolean, round: number): Consent {
  if (!allow) return round > consent.round ? over(round) : consent;
  if (round < consent.round) return consent;
  // Of a round that this side knows nothing of: the word that ended the last one was lost.
  return round > consent.round ? { ...over(round), theirs: true } : { ...consent, theirs: true };
}

function over(round: number): Consent {
  return { round, mine: false, theirs: false };
}
