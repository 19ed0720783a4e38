import { fail, ok, type Result } from '@sotto/protocol';
import type { EnvProblem } from './env.ts';

/** Largest table that is served, in UTF-16 units; the default one has about 13,000. */
const maxPolicyChars = 64_000;

/**
 * The text of the operator's screening table. Only that it is a JSON object is checked here: what stands in it is for
 * browsers to check, which fall back to their own where it does not hold.
 * @param readFile reads a whole file as text; throws where it cannot
 */
export function readScreeningPolicy(
  path: string | undefined,
  readFile: (path: string) => string,
): Result<string | undefined, EnvProblem[]> {
  if (path === undefined) return ok(undefined);
  const problem = (message: string) => fail([{ name: 'SCREENING_POLICY', message }]);
  try {
    const text = readFile(path);
    if (text.length > maxPolicyChars)
      return problem(`names a file of more than ${maxPolicyChars} characters`);
    const policy: unknown = JSON.parse(text);
    if (typeof policy === 'object' && policy !== null && !Array.isArray(policy)) return ok(text);
    return problem('names a file that holds no JSON object');
  } catch (error) {
    return problem(
      error instanceof SyntaxError ? 'names a file that is no JSON' : 'names a file that cannot be read',
    );
  }
}
