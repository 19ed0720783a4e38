import type { TextLanguage } from '@sotto/moderation-models';
import { assetUrls, runtimeAsset, textAsset } from './assets.ts';
import { loadAsset, type AssetPorts } from './asset.ts';
import type { LoadedModel } from './host.ts';

/** Emptied of files that this build does not use at each load. */
const cacheName = 'sotto.screening';

let runtime: Promise<LoadedAssetOfRuntime> | undefined;
type LoadedAssetOfRuntime = Awaited<ReturnType<typeof loadAsset>>;

/** Loads runtime and model side by side, from this browser's cache where they are in it. */
export async function loadModel(
  language: TextLanguage,
  progress: (loadedBytes: number, totalBytes: number) => void,
): Promise<LoadedModel> {
  const found = textAsset(language);
  if (found === undefined) return { ok: false, failure: 'missing' };
  const ports = await assetPorts();
  const loaded = { runtime: 0, model: 0 };
  const totalBytes = runtimeAsset.bytes + found.asset.bytes;
  const tell = (part: keyof typeof loaded) => (bytes: number) => {
    loaded[part] = bytes;
    progress(loaded.runtime + loaded.model, totalBytes);
  };
  runtime ??= loadAsset(runtimeAsset, ports, tell('runtime'));
  const [wasm, model, session] = await Promise.all([
    runtime,
    loadAsset(found.asset, ports, tell('model')),
    import('./text-session.ts').catch(() => undefined),
  ]);
  if (!wasm.ok) return wasm;
  if (!model.ok) return model;
  if (session === undefined) return { ok: false, failure: 'missing' };
  try {
    session.setRuntime(wasm.bytes);
    const { score } = await session.openTextModel(model.bytes, found.manifest);
    // The first run costs more than those that follow: nobody's line shall wait for it.
    await score('hello');
    return { ok: true, model: { score, thresholds: found.manifest.thresholds } };
  } catch {
    return { ok: false, failure: 'crashed' };
  }
}

async function assetPorts(): Promise<AssetPorts> {
  return {
    fetch: (url) => fetch(url),
    cache: await openCache().catch(() => undefined),
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
