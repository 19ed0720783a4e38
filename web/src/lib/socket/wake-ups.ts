/**
 * Calls `wake` when a connection that seemed fine may have died unseen, or one that failed may succeed: the page is
 * visible again, comes back from the back/forward cache (iOS drops sockets there without a word), or
 * the network is back.
 * @returns stops listening
 */
export function onWakeUp(wake: () => void): () => void {
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  document.addEventListener('visibilitychange', whenVisible);
  window.addEventListener('pageshow', wake);
  window.addEventListener('online', wake);
  return () => {
    document.removeEventListener('visibilitychange', whenVisible);
    window.removeEventListener('pageshow', wake);
    window.removeEventListener('online', wake);
  };
}
