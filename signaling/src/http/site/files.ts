import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { scriptHashes } from './script-hashes.ts';

/** Content codings in which a build may bring a file along, the smallest first. */
export const codings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;
export type Coding = (typeof codings)[number]['name'];

export interface Variant {
  readonly path: string;
  readonly bytes: number;
}

/** One file of the built web app. */
export interface SiteFile {
  readonly plain: Variant;
  readonly coded: Readonly<Partial<Record<Coding, Variant>>>;
  readonly contentType: string;
  /** Weak, from size and time of change: reading 14 MB models to hash them would slow every start. */
  readonly etag: string;
  /** The name holds a hash of the content, so it never changes. */
  readonly immutable: boolean;
  /** CSP sources of a page's inline scripts; absent for other files. */
  readonly scriptHashes?: readonly string[];
}

/** The files of a site by the path that a browser asks for; `/404.html` is the page for all other paths. */
export type Site = ReadonlyMap<string, SiteFile>;

/**
 * Lists a built site once, at the start. Only what is listed is ever served, so no path, however written,
 * leads out of the folder. Empty where the folder does not exist.
 */
export function readSite(root: string): Site {
  const site = new Map<string, SiteFile>();
  if (!existsSync(root)) return site;
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  const all = new Set(names);
  for (const name of names) {
    const isVariant = codings.some(
      ({ suffix }) => name.endsWith(suffix) && all.has(name.slice(0, -suffix.length)),
    );
    if (isVariant) continue;
    const file = describeFile(root, name, all);
    for (const path of pathsOf(name)) site.set(path, file);
  }
  return site;
}

/** Where a file is found: `chat.html` and `chat/index.html` both answer to `/chat`. */
function pathsOf(name: string): string[] {
  const path = `/${name.split(sep).join('/')}`;
  if (!path.endsWith('.html')) return [path];
  if (path === '/index.html') return ['/', path];
  if (path.endsWith('/index.html')) return [path.slice(0, -'/index.html'.length), path];
  return [path.slice(0, -'.html'.length), path];
}

function describeFile(root: string, name: string, all: ReadonlySet<string>): SiteFile {
  const path = join(root, name);
  const stat = statSync(path);
  const coded: Partial<Record<Coding, Variant>> = {};
  for (const coding of codings) {
    if (!all.has(name + coding.suffix)) continue;
    coded[coding.name] = { path: path + coding.suffix, bytes: statSync(path + coding.suffix).size };
  }
  return {
    plain: { path, bytes: stat.size },
    coded,
    contentType: getMimeType(name) ?? 'application/octet-stream',
    etag: `W/"${stat.size.toString(36)}-${Math.trunc(stat.mtimeMs).toString(36)}"`,
    immutable: name.startsWith(join('_app', 'immutable') + sep),
    ...(name.endsWith('.html') && { scriptHashes: scriptHashes(readFileSync(path, 'utf8')) }),
  };
}
