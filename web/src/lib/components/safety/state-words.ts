import type { TextScreening } from '../../safety/state.ts';
import { screeningState as text } from '../../text/en/screening.ts';

/** How text is screened now, in a sentence. */
export function stateInWords(state: TextScreening): string {
  switch (state.at) {
    case 'off':
      return text.off;
    case 'loading':
      return text.loading(percentOf(state));
    case 'ready':
      return text.ready;
    case 'rules-only':
      return text.why[state.why];
    case 'unscreened':
      return text.unscreened;
  }
}

/** What could be put right by trying again. A language without a model could not. */
export function canTryAgain(state: TextScreening): boolean {
  return state.at === 'unscreened' || (state.at === 'rules-only' && state.why !== 'no-language');
}

function percentOf({ loadedBytes, totalBytes }: Extract<TextScreening, { at: 'loading' }>): number {
  return totalBytes === 0 ? 0 : Math.floor((100 * loadedBytes) / totalBytes);
}
