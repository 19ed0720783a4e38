import { limits, normalizeInterest } from '@sotto/protocol';

/**
 * Adds what somebody typed or pasted: commas and line breaks part it, each part is normalised, what is
 * there already or above the limit is left out. The list that is handed in stays as it was.
 * @example addInterests(['chess'], 'Jazz, chess,') gives ['chess', 'jazz']
 */
export function addInterests(current: readonly string[], typed: string): string[] {
  const parts = typed
    .split(/[,;\n]/u)
    .map(normalizeInterest)
    .filter(Boolean);
  return [...new Set([...current, ...parts])].slice(0, limits.maxInterests);
}
