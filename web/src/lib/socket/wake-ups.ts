/** `page`: somebody looks at it again. `network`: there is one again, most likely another one. */
export type WakeUp = 'page' | 'network';

/**
 * Calls `wake` when a connection that seemed fine may have died unseen, or one that failed may succeed: the page is
 * visible again, comes back from the back/forward cache (iOS drops sockets there without a word), or
 * the network is back.
 * @returns stops listening
 */
export function onWakeUp(wake: (why: WakeUp) => void): () => void {
  const whenShown = (): void => wake('page');
  const whenOnline = (): void => wake('network');
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') wake('page');
  };
  document.addEventListener('visibilitychange', whenVisible);
  window.addEventListener('pageshow', whenShown);
  window.addEventListener('online', whenOnline);
  return () => {
    document.removeEventListener('visibilitychange', whenVisible);
    window.removeEventListener('pageshow', whenShown);
    window.removeEventListener('online', whenOnline);
  };
}
