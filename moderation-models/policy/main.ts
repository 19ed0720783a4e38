import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { defaultPolicy, policySchema } from '../src/index.ts';

/**
 * For operators: without an argument, prints the default screening table to start from; with a file, says whether
 * browsers will take it.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.log(JSON.stringify(defaultPolicy, null, 2));
} else {
  const parsed = policySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  console.log(parsed.success ? 'The table holds.' : z.prettifyError(parsed.error));
  process.exitCode = parsed.success ? 0 : 1;
}
