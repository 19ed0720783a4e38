/** `npm run verify-audit`: whether the audit log is as it was written. */
import { runProgram } from './lib/program.mjs';

await runProgram('signaling/src/verify-audit.ts');
