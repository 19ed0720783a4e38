import { limits, utf8 } from '@sotto/protocol';

/** From here on the composer tells how much is left. */
const nearLimitBytes = 512;

export type Measure =
  | { readonly kind: 'fine' }
  | { readonly kind: 'near'; readonly leftBytes: number }
  | { readonly kind: 'over'; readonly overBytes: number };

/** How a text stands to the limit of one message, in bytes of UTF-8: one emoji weighs four or more. */
export function measure(text: string): Measure {
  // A code unit takes at most 3 bytes: most texts need no encoding to be known short.
  if (text.length * 3 <= limits.maxTextBytes - nearLimitBytes) return { kind: 'fine' };
  const leftBytes = limits.maxTextBytes - utf8(text).length;
  if (leftBytes < 0) return { kind: 'over', overBytes: -leftBytes };
  return leftBytes <= nearLimitBytes ? { kind: 'near', leftBytes } : { kind: 'fine' };
}
