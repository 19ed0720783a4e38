/** `npm run export-case -- REPORT_ID [FILE]`: writes a stored report out as a case. */
import { runProgram } from './lib/program.mjs';

await runProgram('signaling/src/export-case.ts');
