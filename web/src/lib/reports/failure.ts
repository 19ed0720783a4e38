import type { ReportFailure } from '../app/state.ts';
import type { ApiFailure } from '../session/api-caller.ts';

/** What an API failure means for somebody who reports. */
export function reportFailure(
  error: ApiFailure,
  networkUp: boolean,
): { readonly failure: Exclude<ReportFailure, 'gone'>; readonly retryAfterS?: number } {
  if (error.kind === 'unreachable' && !networkUp) return { failure: 'offline' };
  if (error.kind !== 'problem') return { failure: 'server-unavailable' };
  switch (error.problem) {
    case 'too-many-requests': {
      const { retryAfterS } = error;
      return { failure: 'too-many-requests', ...(retryAfterS !== undefined && { retryAfterS }) };
    }
    case 'report-refused':
    case 'body-too-large':
    case 'invalid-request':
      return { failure: 'refused' };
    default:
      return { failure: 'server-unavailable' };
  }
}
