/** `npm run verify-report FILE`: verifies an exported case on this machine alone. What follows goes to the verifier. */
import { runProgram } from './lib/program.mjs';

await runProgram('verifier/src/main.ts');
