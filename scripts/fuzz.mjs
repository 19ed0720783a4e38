/**
 * `npm run test:fuzz -- [NAME] [inputs] [seed]`: tries inputs on parsers of what comes from outside; without a name, on
 * those of all packages. The last line is JSON.
 */
import { runEachNamed } from './lib/named.mjs';

await runEachNamed({
  folder: 'fuzz',
  kind: 'fuzz',
  command: 'npm run test:fuzz --',
  isVerdict: (json) => typeof json?.fuzz === 'string' && typeof json.inputs === 'number',
  sum: (verdicts) => ({
    fuzz: 'all',
    inputs: verdicts.reduce((sum, { inputs }) => sum + inputs, 0),
    faults: verdicts.reduce((sum, { faults }) => sum + faults, 0),
    of: verdicts,
  }),
});
