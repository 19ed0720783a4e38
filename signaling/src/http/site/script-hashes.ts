import { createHash } from 'node:crypto';

/**
 * CSP sources for the inline scripts of a page, in the order of the page.
 * @example scriptHashes('<script>start()</script>') // ["'sha256-…'"]
 */
export function scriptHashes(html: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)]
    .filter(([, attributes = '']) => !/\ssrc\s*=/i.test(attributes))
    .map(([, , source = '']) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`);
}
