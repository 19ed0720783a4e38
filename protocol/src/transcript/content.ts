import { fromUtf8, utf8, type Bytes } from '../bytes.ts';
import { checkSealingKey } from '../crypto/key-checks.ts';
import { limits } from '../limits.ts';
import { decodeManifest, encodeManifest, type Manifest } from './manifest.ts';

/** What a message says. */
export type Content =
  | { readonly type: 'text'; readonly text: string }
  /** Half of a fresh key agreement; see `crypto/sealing.ts`. Says nothing to people. */
  | { readonly type: 'refresh'; readonly key: Bytes }
  /** A file whose chunks follow over the link. */
  | { readonly type: 'file'; readonly manifest: Manifest };

export type ContentType = Content['type'];

/** The kind byte of each type of content. */
export const contentKinds = { text: 1, refresh: 2, file: 3 } as const satisfies Record<ContentType, number>;

const typeOfKind = new Map<number, ContentType>([
  [contentKinds.text, 'text'],
  [contentKinds.refresh, 'refresh'],
  [contentKinds.file, 'file'],
]);

/** The type that a kind byte stands for; `undefined` for a kind of a later version. */
export function contentType(kind: number): ContentType | undefined {
  return typeOfKind.get(kind);
}

/**
 * The body of a message: UTF-8 of a text, 32 bytes of a key, or an encoded manifest. Lone surrogates of a text, which UTF-8
 * has no bytes for, become U+FFFD.
 * @throws RangeError for what {@link decodeContent} would not take.
 */
export function encodeContent(content: Content): Bytes {
  switch (content.type) {
    case 'text': {
      const bytes = utf8(content.text);
      if (!isTextLength(bytes.length)) throw new RangeError(`a text has 1..${limits.maxTextBytes} bytes`);
      return bytes;
    }
    case 'refresh':
      if (!checkSealingKey(content.key).ok) throw new RangeError('no key to seal with');
      return content.key.slice();
    case 'file':
      return encodeManifest(content.manifest);
  }
}

/**
 * Reads a body of a kind; `undefined` for one that no honest browser sends: a text that is empty, over
 * {@link limits.maxTextBytes} or not UTF-8, a key of small order, a manifest out of bounds. Receiver and verifier both
 * ask this, so that nothing is shown that could not be reported. Never throws.
 */
export function decodeContent(kind: number, body: Bytes): Content | undefined {
  switch (contentType(kind)) {
    case 'text': {
      if (!isTextLength(body.length)) return undefined;
      const text = fromUtf8(body);
      return text === undefined ? undefined : { type: 'text', text };
    }
    case 'refresh':
      return checkSealingKey(body).ok ? { type: 'refresh', key: body.slice() } : undefined;
    case 'file': {
      const manifest = decodeManifest(body);
      return manifest && { type: 'file', manifest };
    }
    case undefined:
      return undefined;
  }
}

function isTextLength(bytes: number): boolean {
  return bytes > 0 && bytes <= limits.maxTextBytes;
}
