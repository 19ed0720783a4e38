import { createHash, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadAsset, type AssetCache } from './asset.ts';

const content = new TextEncoder().encode('a model of some bytes');
const asset = {
  url: 'https://sotto.test/model.onnx',
  sha256: createHash('sha256').update(content).digest('hex'),
  bytes: content.length,
};

/** A server that sends these bytes, and a cache that holds those. */
function rig(served: BodyInit | undefined, cached?: BodyInit, status = 200) {
  const store = new Map<string, Uint8Array<ArrayBuffer>>();
  let fetches = 0;
  const cache: AssetCache = {
    match: async (request) => {
      const found = store.get(String(request));
      return found && new Response(found);
    },
    put: async (request, response) => {
      store.set(String(request), new Uint8Array(await response.arrayBuffer()));
    },
    delete: async (request) => store.delete(String(request)),
  };
  const fill = async () => {
    if (cached !== undefined) await cache.put(asset.url, new Response(cached));
  };
  const ports = {
    fetch: async () => {
      fetches += 1;
      if (served === undefined) throw new TypeError('no network');
      return new Response(served, { status });
    },
    cache,
    digest: (bytes: Uint8Array<ArrayBuffer>) => webcrypto.subtle.digest('SHA-256', bytes),
  };
  return { ports, fill, store, fetches: () => fetches };
}

const nobody = () => undefined;

describe('loadAsset', () => {
  it('hands out what has the hash of the manifest, and keeps it', async () => {
    const { ports, fetches } = rig(content);
    const steps: number[] = [];
    expect(await loadAsset(asset, ports, (bytes) => steps.push(bytes))).toEqual({ ok: true, bytes: content });
    expect(steps.at(-1)).toBe(content.length);
    expect((await loadAsset(asset, ports, nobody)).ok).toBe(true);
    expect(fetches()).toBe(1);
  });

  it('needs no server for what is kept', async () => {
    const { ports, fill } = rig(undefined, content);
    await fill();
    expect(await loadAsset(asset, ports, nobody)).toEqual({ ok: true, bytes: content });
  });

  it('fetches anew what is kept wrongly', async () => {
    const { ports, fill, store } = rig(content, 'a model of some lies!');
    await fill();
    expect((await loadAsset(asset, ports, nobody)).ok).toBe(true);
    expect(store.get(asset.url)).toEqual(content);
  });

  it('refuses another content, and keeps nothing of it', async () => {
    const { ports, store } = rig('a model of some lies!');
    expect(await loadAsset(asset, ports, nobody)).toEqual({ ok: false, failure: 'corrupt' });
    expect(store.size).toBe(0);
  });

  it('reads no further than the manifest says', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(8));
      },
    });
    expect(await loadAsset(asset, rig(endless).ports, nobody)).toEqual({ ok: false, failure: 'corrupt' });
    expect(sent).toBeLessThan(10);
  });

  it('says what is missing: no network, no such file', async () => {
    const missing = { ok: false, failure: 'missing' };
    expect(await loadAsset(asset, rig(undefined).ports, nobody)).toEqual(missing);
    expect(await loadAsset(asset, rig('not here', undefined, 404).ports, nobody)).toEqual(missing);
  });

  it('works where the browser keeps its caches closed', async () => {
    const { ports } = rig(content);
    expect((await loadAsset(asset, { ...ports, cache: undefined }, nobody)).ok).toBe(true);
    const full = { ...ports.cache, put: async () => Promise.reject(new Error('full')) };
    expect((await loadAsset(asset, { ...ports, cache: full }, nobody)).ok).toBe(true);
  });
});
