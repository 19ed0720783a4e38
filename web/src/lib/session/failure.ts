import type { StatementOfReasons } from '@sotto/protocol';
import type { ApiFailure } from './api-caller.ts';

/** Why nobody could be signed in, in the terms of what to do next. */
export type SignInFailure =
  /** There was no answer, or one that says "not now". */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'too-many-requests'; readonly retryAfterMs: number }
  /** Another try with the same input fails the same way. `detail` is for people. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** A moderator has shut this identity out. */
  | { readonly kind: 'banned'; readonly statement: StatementOfReasons };

/** Where the server doesn't say when to come back. */
const defaultRetryAfterMs = 30_000;

/** What an API failure means for signing in. */
export function signInFailure(failure: ApiFailure): SignInFailure {
  switch (failure.kind) {
    case 'unreachable':
    case 'unexpected':
    case 'unsolved':
      return { kind: 'unavailable' };
    case 'problem':
      break;
  }
  switch (failure.problem) {
    case 'unavailable':
    case 'internal':
      return { kind: 'unavailable' };
    case 'too-many-requests': {
      const retryAfterMs =
        failure.retryAfterS === undefined ? defaultRetryAfterMs : failure.retryAfterS * 1_000;
      return { kind: 'too-many-requests', retryAfterMs };
    }
    default:
      return failure.ban
        ? { kind: 'banned', statement: failure.ban }
        : { kind: 'refused', detail: failure.detail };
  }
}
