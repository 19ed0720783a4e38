import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Context, Handler } from 'hono';
import { accepts } from 'hono/accepts';
import { contentSecurityPolicy } from '../security-headers.ts';
import { codings, type Coding, type Site, type SiteFile, type Variant } from './files.ts';

const notBuilt = 'The web app is not built: run `npm run build`.\n';

/**
 * Serves a built site: clean addresses, precompressed variants, revalidation by ETag, a year's caching for
 * names that hold a hash, and its own page for what is not found.
 */
export function serveSite(site: Site, publicOrigins: readonly string[]): Handler {
  return (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      return c.text('Only GET and HEAD\n', 405, { allow: 'GET, HEAD' });
    }
    const path = decoded(c.req.path);
    const found = path === undefined ? undefined : site.get(path);
    if (found !== undefined) return send(c, found, 200, publicOrigins);
    const slashless = path?.replace(/\/+$/, '');
    if (slashless && slashless !== path && site.has(slashless)) return c.redirect(slashless, 308);
    const missing = site.get('/404.html');
    if (missing !== undefined) return send(c, missing, 404, publicOrigins);
    return c.text(site.size === 0 ? notBuilt : 'There is nothing here\n', site.size === 0 ? 503 : 404);
  };
}

function send(c: Context, file: SiteFile, status: 200 | 404, publicOrigins: readonly string[]): Response {
  const { variant, coding } = choose(c, file);
  const etag = coding === undefined ? file.etag : file.etag.replace(/"$/, `-${coding}"`);
  c.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  c.header('etag', etag);
  if (Object.keys(file.coded).length > 0) c.header('vary', 'Accept-Encoding');
  if (file.scriptHashes !== undefined) {
    c.header('content-security-policy', contentSecurityPolicy(publicOrigins, file.scriptHashes));
  }
  if (status === 200 && isFresh(c.req.header('if-none-match'), etag)) return c.body(null, 304);

  c.header('content-type', file.contentType);
  c.header('content-length', String(variant.bytes));
  if (coding !== undefined) c.header('content-encoding', coding);
  if (c.req.method === 'HEAD') return c.body(null, status);
  return c.body(Readable.toWeb(createReadStream(variant.path)) as ReadableStream, status);
}

/** The smallest variant that the browser takes (RFC 9110 §12.5.3). */
function choose(c: Context, file: SiteFile): { variant: Variant; coding?: Coding } {
  const supports = codings.map(({ name }) => name).filter((name) => file.coded[name] !== undefined);
  const plain = { variant: file.plain };
  if (supports.length === 0 || c.req.header('accept-encoding') === undefined) return plain;
  const wanted = accepts(c, {
    header: 'Accept-Encoding',
    supports,
    default: 'identity',
    match: (accepted) =>
      supports.find((name) => accepted.some(({ type, q }) => q > 0 && type === name)) ?? 'identity',
  });
  const coding = supports.find((name) => name === wanted);
  const variant = coding && file.coded[coding];
  return variant === undefined || coding === undefined ? plain : { variant, coding };
}

/** Whether the browser's copy is this one; weak comparison (RFC 9110 §13.1.2). */
function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const strip = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || strip(tag) === strip(etag));
}

/** `undefined` for a path that is no valid percent-encoding. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
