import { assetUrls, runtimeAsset } from './assets.ts';
import { loadAsset, type Asset, type AssetFailure, type AssetPorts } from './asset.ts';
import { onceItWorks } from './once-it-works.ts';

/** Emptied of files that this build does not use at each load. */
const cacheName = 'sotto.screening';

type Bytes = Uint8Array<ArrayBuffer>;
export type LoadedFiles =
  | { readonly ok: true; readonly runtime: Bytes; readonly model: Bytes }
  | { readonly ok: false; readonly failure: AssetFailure };

const loadRuntime = onceItWorks((...asked: Parameters<typeof loadAsset>) => loadAsset(...asked));

/**
 * Loads the runtime, once in each worker, and a model side by side, from this browser's cache where they are in it.
 * @param progress hears bytes so far and in all
 */
export async function loadFiles(
  asset: Asset,
  progress: (loadedBytes: number, totalBytes: number) => void,
): Promise<LoadedFiles> {
  const ports = await assetPorts();
  const loaded = { runtime: 0, model: 0 };
  const totalBytes = runtimeAsset.bytes + asset.bytes;
  const tell = (part: keyof typeof loaded) => (bytes: number) => {
    loaded[part] = bytes;
    progress(loaded.runtime + loaded.model, totalBytes);
  };
  const [wasm, model] = await Promise.all([
    loadRuntime(runtimeAsset, ports, tell('runtime')),
    loadAsset(asset, ports, tell('model')),
  ]);
  if (!wasm.ok) return wasm;
  if (!model.ok) return model;
  return { ok: true, runtime: wasm.bytes, model: model.bytes };
}

/** Fetches a file that will be needed later into the cache, where there is one. */
export async function keepFile(asset: Asset): Promise<void> {
  const ports = await assetPorts();
  if (ports.cache === undefined || (await ports.cache.match(asset.url)) !== undefined) return;
  await loadAsset(asset, ports, () => undefined);
}

/** Opened once in each worker: a cache that the page wiped meanwhile takes what is put into it, and nobody finds it again. */
let opened: Promise<Cache | undefined> | undefined;

async function assetPorts(): Promise<AssetPorts> {
  opened ??= openCache().catch(() => undefined);
  return {
    fetch: (url) => fetch(url),
    cache: await opened,
    digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
  };
}

async function openCache(): Promise<Cache> {
  const cache = await caches.open(cacheName);
  const used = new Set(assetUrls.map((url) => new URL(url, location.href).href));
  const kept = await cache.keys();
  await Promise.all(kept.filter(({ url }) => !used.has(url)).map((request) => cache.delete(request)));
  return cache;
}
