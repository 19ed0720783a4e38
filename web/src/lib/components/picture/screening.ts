import { gravity, type Verdict } from '@sotto/moderation-models';

/** What this device says of a picture that came. Only one that is `clear` shows itself. */
export type Screening =
  | 'unscreened'
  | 'checking'
  | 'clear'
  | 'flagged'
  /** Nothing is in it, but the chat before it says that it may not be wanted. */
  | 'unwanted';

/** What this device says of a picture of one's own, before it is sent. */
export type OwnScreening =
  | 'checking'
  /** No model has seen it (yet). */
  | 'unseen'
  | 'clear'
  | 'flagged'
  | 'unwanted'
  /** It isn't sent, for what it shows; or for that and the chat before it. */
  | 'held'
  | 'held-here';

/** What the picture itself asks for, whatever the chat says. */
const ofPicture = ({ reasons }: Verdict) =>
  Math.max(0, ...reasons.map((reason) => (reason.from === 'picture' ? gravity(reason.action) : 0)));

export function screeningOf(verdict: Verdict): 'clear' | 'flagged' | 'unwanted' {
  if (verdict.action === 'allow') return 'clear';
  return ofPicture(verdict) > 0 ? 'flagged' : 'unwanted';
}

export function ownScreeningOf(verdict: Verdict): OwnScreening {
  if (verdict.action === 'hold') return ofPicture(verdict) >= gravity('hold') ? 'held' : 'held-here';
  return screeningOf(verdict);
}
