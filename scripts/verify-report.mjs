/** `npm run verify-report FILE`: verifies an exported case on this machine alone. What follows goes to the verifier. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { pinnedEnv, pinnedNode, root } from './lib/paths.mjs';
import { runMain } from './lib/process.mjs';

await runMain(async () => {
  await ensureDependencies();
  const main = path.join(root, 'verifier/src/main.ts');
  const child = spawn(pinnedNode, [main, ...process.argv.slice(2)], { env: pinnedEnv(), stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 2));
  });
});
