import { randomBytes } from 'node:crypto';

/** Unlike anything that a server has in its memory by chance. Letters alone: digits can look like an account number. */
export function canary(what: string): string {
  const letters = [...randomBytes(16)].map((byte) => 'bcdfghjklmnpqrst'[byte % 16]);
  return `${what} ${letters.join('')}`;
}

/** A text as it stands in memory: as UTF-8, and in base64 wherever it begins. */
export function formsOf(text: string): string[] {
  return [text, ...[0, 1, 2].map((skip) => Buffer.from(text.slice(skip)).toString('base64').slice(0, 32))];
}
