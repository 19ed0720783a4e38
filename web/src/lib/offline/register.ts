import { dev, version } from '$app/env';
import { whenIdle } from '../when-idle.ts';
import type { TakeOver } from './kept.ts';

/**
 * Keeps the app in this browser for times without a network, once the page has nothing better to do. Costs the first
 * visit about half a megabyte; a device that asks to save data is spared it.
 */
export function keepForOffline(): void {
  if (dev || !('serviceWorker' in navigator) || savesData()) return;
  // Where the browser refuses, as some do in private windows, the app works as well, but not offline.
  whenIdle(() => void register().catch(() => undefined));
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js');
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const found = registration.installing;
    found?.addEventListener('statechange', () => found.state === 'installed' && offer(found));
  });
}

/** A newer build waits until no page needs the older one. It can't know that a page is of its own build already. */
function offer(worker: ServiceWorker | null): void {
  worker?.postMessage({ type: 'take-over', version } satisfies TakeOver);
}

const savesData = (): boolean =>
  'connection' in navigator &&
  (navigator.connection as { saveData?: boolean } | undefined)?.saveData === true;

/** Ends what {@link keepForOffline} began; what it keeps is in the caches. */
export async function forgetOffline(): Promise<void> {
  const all = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(all.map((registration) => registration.unregister()));
}
