import type { AppState } from './state.ts';

/**
 * `searching` and `found` are shown only when they last this long. Drawing a page that is gone at once costs more
 * than the connection itself, on the very thread that has to answer the offer, and it flickers. Below a tenth of a
 * second nobody feels a delay (Miller 1968).
 */
export const passingMs = 100;

/** Decides when a state reaches the pages. */
export interface Presenter {
  /** Takes the newest state; shows it now, later or, where another one follows soon, never. */
  present(state: AppState): void;
  /** The pages show an older phase than the app is in: what is said on them was not meant for this one. */
  readonly isBehind: boolean;
}

/** @param after runs something once after so many milliseconds; the result cancels it */
export function createPresenter(
  show: (state: AppState) => void,
  after: (delayMs: number, run: () => void) => () => void,
): Presenter {
  let shownPhase: AppState['phase'] | undefined;
  let latest: AppState | undefined;
  let cancel: (() => void) | undefined;

  const release = (state: AppState): void => {
    cancel?.();
    cancel = undefined;
    shownPhase = state.phase;
    show(state);
  };

  return {
    present: (state) => {
      latest = state;
      if (!isPassing(state) || state.phase === shownPhase) return release(state);
      cancel ??= after(passingMs, () => latest && release(latest));
    },
    get isBehind() {
      return cancel !== undefined;
    },
  };
}

function isPassing({ phase }: AppState): boolean {
  return phase === 'searching' || phase === 'found';
}
