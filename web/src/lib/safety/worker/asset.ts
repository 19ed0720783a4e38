/** A file that screening needs, as a manifest names it. */
export interface Asset {
  readonly url: string;
  /** Of the whole file, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export type AssetFailure =
  /** It could not be fetched. */
  | 'missing'
  /** What came has another hash. */
  | 'corrupt';

export type LoadedAsset =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly failure: AssetFailure };

/** The part of the browser's `Cache` that is used. */
export type AssetCache = Pick<Cache, 'match' | 'put' | 'delete'>;

export interface AssetPorts {
  readonly fetch: (url: string) => Promise<Response>;
  /** Absent where the browser keeps its caches closed: then nothing is kept. */
  readonly cache: AssetCache | undefined;
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;
}

/**
 * Loads a file from the cache, else from the server, and hands out only what has the manifest's size and hash. What the
 * cache holds wrongly is fetched anew.
 * @param progress hears how many bytes have come so far
 */
export async function loadAsset(
  asset: Asset,
  ports: AssetPorts,
  progress: (bytes: number) => void,
): Promise<LoadedAsset> {
  const kept = await fromCache(asset, ports);
  if (kept !== undefined) {
    progress(asset.bytes);
    return { ok: true, bytes: kept };
  }
  const bytes = await fromServer(asset, ports, progress);
  if (bytes === undefined) return { ok: false, failure: 'missing' };
  if (!(await isWhole(asset, bytes, ports))) return { ok: false, failure: 'corrupt' };
  // A full disk must not keep a model that is there from being used.
  await ports.cache?.put(asset.url, new Response(bytes)).catch(() => undefined);
  return { ok: true, bytes };
}

async function fromCache(asset: Asset, ports: AssetPorts): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const found = await ports.cache?.match(asset.url);
    if (found === undefined) return undefined;
    const bytes = new Uint8Array(await found.arrayBuffer());
    if (await isWhole(asset, bytes, ports)) return bytes;
    await ports.cache?.delete(asset.url);
    return undefined;
  } catch {
    return undefined;
  }
}

/** What the server sends, at most one byte more than the manifest says; `undefined` where nothing can be had. */
async function fromServer(
  asset: Asset,
  { fetch }: AssetPorts,
  progress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const answer = await fetch(asset.url);
    if (!answer.ok || answer.body === null) return undefined;
    const bytes = new Uint8Array(asset.bytes + 1);
    let filled = 0;
    const reader = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const fits = part.value.subarray(0, bytes.length - filled);
      bytes.set(fits, filled);
      filled += fits.length;
      progress(Math.min(filled, asset.bytes));
      if (filled > asset.bytes) {
        await reader.cancel();
        break;
      }
    }
    return bytes.slice(0, filled);
  } catch {
    return undefined;
  }
}

async function isWhole(
  { bytes: size, sha256 }: Asset,
  bytes: Uint8Array<ArrayBuffer>,
  { digest }: AssetPorts,
): Promise<boolean> {
  if (bytes.length !== size) return false;
  const hash = new Uint8Array(await digest(bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
