import { limits, nicknameSchema } from '@sotto/protocol';

export type NicknameProblem = 'empty' | 'short' | 'long' | 'characters';

/** What keeps a text from being a nickname, in the order in which people can mend it; the schema decides. */
export function nicknameProblem(text: string): NicknameProblem | undefined {
  if (nicknameSchema.safeParse(text).success) return undefined;
  const length = [...text.normalize('NFC')].length;
  if (length === 0) return 'empty';
  if (length > limits.maxNicknameChars) return 'long';
  if (nicknameSchema.safeParse(text.repeat(limits.minNicknameChars)).success) return 'short';
  return 'characters';
}

/**
 * A nickname out of two words.
 * @param random draws from 0 (included) to 1 (excluded)
 * @example suggestNickname({ first: ['quiet'], second: ['otter'] }, Math.random) === 'quiet-otter'
 */
export function suggestNickname(
  parts: { readonly first: readonly string[]; readonly second: readonly string[] },
  random: () => number,
): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  return `${pick(parts.first)}-${pick(parts.second)}`;
}
