/** What a build keeps in the browser. All else, such as the API, comes from the network and is never kept. */
export interface Kept {
  /** The paths of pages, such as `/chat`. */
  readonly pages: ReadonlySet<string>;
  /** The paths of files that belong to the pages of this build alone. */
  readonly files: ReadonlySet<string>;
}

/** A request as far as it matters here. */
export interface Asked {
  readonly method: string;
  /** `navigate` where a page is opened. */
  readonly mode: string;
  readonly url: URL;
}

export type Answer =
  /** The service worker stays out of it. */
  | { readonly from: 'network' }
  /** The network, and what is kept where that gives nothing. */
  | { readonly from: 'network-first'; readonly path: string }
  | { readonly from: 'kept'; readonly path: string };

/** Pages that show what a server knows: without it they are of no use, and nothing of them shall stay on a device. */
const isModerators = (path: string) => path === '/moderator' || path.startsWith('/moderator/');

/**
 * What to keep of a build.
 * @param prerendered the paths of its pages
 * @param fixed the paths of its files whose names hold a hash
 * @param named the paths of files with a name of their own, such as icons
 */
export function keptOf(
  prerendered: readonly string[],
  fixed: readonly string[],
  named: readonly string[],
): Kept {
  return {
    pages: new Set(prerendered.filter((path) => !isModerators(path))),
    files: new Set([...fixed, ...named]),
  };
}

/** Who answers a request. What isn't listed, of another origin or no plain reading goes past. */
export function answerTo({ method, mode, url }: Asked, origin: string, { pages, files }: Kept): Answer {
  if (method !== 'GET' || url.origin !== origin) return { from: 'network' };
  const path = url.pathname;
  if (mode === 'navigate') return pages.has(path) ? { from: 'network-first', path } : { from: 'network' };
  return files.has(path) ? { from: 'kept', path } : { from: 'network' };
}

/**
 * Whether a page is of this build: it names no fixed file that the build lacks. A server that is being replaced while
 * a build is stored may hand out pages of another.
 */
export function isOfBuild(html: string, { files }: Kept): boolean {
  const named = html.match(/\/_app\/immutable\/[\w./-]+/g) ?? [];
  return named.length > 0 && named.every((path) => files.has(path));
}

const cachePrefix = 'sotto.app.';
/** The cache of one build. */
export const cacheOf = (version: string): string => `${cachePrefix}${version}`;
/** Of the names of caches, those of builds other than this one. The models' cache is not among them. */
export const outdated = (names: readonly string[], version: string): readonly string[] =>
  names.filter((name) => name.startsWith(cachePrefix) && name !== cacheOf(version));

/** What a page tells the service worker of a newer build. */
export interface TakeOver {
  readonly type: 'take-over';
  /** The build that the page is of. */
  readonly version: string;
}
