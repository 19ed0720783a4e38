/**
 * `page`: somebody looks at it again. `path`: the path of a chat is lost, and the socket may be lost with it. `network`: there is one
 * again, most likely another one.
 */
export type WakeUp = 'page' | 'path' | 'network';

/**
 * Calls `wake` when a connection that seemed fine may have died unseen, or one that failed may succeed: the page is
 * visible again, comes back from the back/forward cache (iOS drops sockets there without a word), the network is back, or it is of
 * another kind: a phone that leaves Wi-Fi for a mobile network may never be without one.
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
  const stopWatchingKind = watchKind(whenOnline);
  return () => {
    document.removeEventListener('visibilitychange', whenVisible);
    window.removeEventListener('pageshow', whenShown);
    window.removeEventListener('online', whenOnline);
    stopWatchingKind();
  };
}

/** The part of `NetworkInformation` that is used. Chromium has it, with a `type` on phones only. */
interface NetworkKind extends EventTarget {
  readonly type?: string;
}

/** Its event also comes where nothing but an estimate of the speed has changed. */
function watchKind(changed: () => void): () => void {
  const { connection } = navigator as { readonly connection?: NetworkKind };
  let before = connection?.type;
  const look = (): void => {
    const now = connection?.type;
    // Between two networks a browser may not know: what counts is the one after.
    if (now === before || now === 'unknown') return;
    const isFirst = before === 'unknown';
    before = now;
    if (now !== 'none' && !isFirst) changed();
  };
  connection?.addEventListener('change', look);
  return () => connection?.removeEventListener('change', look);
}
