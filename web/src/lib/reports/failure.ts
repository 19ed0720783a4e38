import type { ReportFailure, ReportOutcome } from '../app/state.ts';
import type { ApiFailure } from '../session/api-caller.ts';
import type { SignInFailure } from '../session/failure.ts';

type Failed = Extract<ReportOutcome, { ok: false }>;
type Why = Omit<Failed, 'ok' | 'failure'> & { readonly failure: Exclude<ReportFailure, 'gone'> };

/** What an API failure means for somebody who reports. */
export function reportFailure(error: ApiFailure, networkUp: boolean): Why {
  if (error.kind === 'unreachable' && !networkUp) return { failure: 'offline' };
  if (error.kind !== 'problem') return { failure: 'server-unavailable' };
  switch (error.problem) {
    case 'too-many-requests': {
      const { retryAfterS } = error;
      return { failure: 'too-many-requests', ...(retryAfterS !== undefined && { retryAfterS }) };
    }
    case 'report-refused':
      return { failure: 'refused', ...(error.refusal && { refusal: error.refusal }) };
    case 'body-too-large':
    case 'invalid-request':
      return { failure: 'refused' };
    default:
      return { failure: 'server-unavailable' };
  }
}

/** The same for one who could not be signed in to report. */
export function signInRefused(error: SignInFailure, networkUp: boolean): Why {
  if (error.kind === 'too-many-requests')
    return { failure: 'too-many-requests', retryAfterS: Math.ceil(error.retryAfterMs / 1_000) };
  return { failure: networkUp ? 'server-unavailable' : 'offline' };
}
