/** `npm run test:faults -- NAME`: breaks one thing on purpose and counts what was lost; the last line is JSON. */
import { runNamed } from './lib/named.mjs';

await runNamed({
  folder: 'faults',
  kind: 'faults',
  command: 'npm run test:faults --',
  isVerdict: (json) => typeof json?.faults === 'string',
});
