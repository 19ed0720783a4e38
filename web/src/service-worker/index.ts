/**
 * The edge of the app's offline copy. Each build has a cache of its own, filled whole or not at all, so that no page
 * ever meets files of another build. What is kept and who answers is decided in `lib/offline/kept.ts`.
 */
import { version } from '$app/env';
import { assets, prerendered } from '$app/manifest';
import { self } from '$app/service-worker';
import { files as fixed } from 'virtual:offline-files';
import { answerTo, cacheOf, isOfBuild, keptOf, outdated, type TakeOver } from '../lib/offline/kept.ts';

/** A network that gives no page for so long counts as none. */
const patienceMs = 5_000;

const absolute = ({ path }: { readonly path: string }) => new URL(path, self.location.origin).pathname;
const named = assets.map(absolute);
const kept = keptOf(prerendered.map(absolute), fixed, named);

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(begin()));
self.addEventListener('message', (event) => event.waitUntil(consider(event)));
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const answer = answerTo({ method, mode, url: new URL(url) }, self.location.origin, kept);
  if (answer.from === 'network') return;
  event.respondWith(answer.from === 'kept' ? keptFile(event.request, answer.path) : page(event, answer.path));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheOf(version));
  // Names with a hash come from the browser's own cache where the page has just loaded them.
  await Promise.all(fixed.map(async (path) => cache.put(path, await fetched(path, 'default'))));
  await Promise.all(named.map(async (path) => cache.put(path, await fetched(path, 'no-cache'))));
  for (const path of kept.pages) {
    const answer = await fetched(path, 'no-cache');
    if (!isOfBuild(await answer.clone().text(), kept)) throw new Error(`${path} is of another build`);
    await cache.put(path, answer);
  }
}

async function fetched(path: string, cache: RequestCache): Promise<Response> {
  const answer = await fetch(path, { cache });
  if (!answer.ok || answer.redirected) throw new Error(`${path} answers ${answer.status}`);
  return answer;
}

async function begin(): Promise<void> {
  // The network is asked for a page while this worker is still starting.
  await self.registration.navigationPreload?.enable();
  const names = outdated(await caches.keys(), version);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Takes over at once where the only page that is open is of this build: there is nobody left to keep the older one for. */
async function consider({ data, source }: ExtendableMessageEvent): Promise<void> {
  const { type, version: of } = data as Partial<TakeOver>;
  if (type !== 'take-over' || of !== version) return;
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.every(({ id }) => source instanceof Client && id === source.id)) await self.skipWaiting();
}

async function keptFile(request: Request, path: string): Promise<Response> {
  return (await fromCache(path)) ?? fetch(request);
}

async function page(event: FetchEvent, path: string): Promise<Response> {
  const network = Promise.resolve<Response | undefined>(event.preloadResponse).then(
    (preloaded) => preloaded ?? fetch(event.request),
  );
  event.waitUntil(network.catch(() => undefined));
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs));
  const answer = await Promise.race([network, late]).catch(() => undefined);
  // What stands before a server that is away answers for it with an error of its own.
  if (answer !== undefined && answer.status < 500) return answer;
  return (await fromCache(path)) ?? answer ?? network;
}

async function fromCache(path: string): Promise<Response | undefined> {
  return (await caches.open(cacheOf(version))).match(path);
}
