import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { pinnedEnv, pinnedNode, root } from './paths.mjs';
import { runMain } from './process.mjs';

/**
 * Runs a program of the project on the pinned Node, with what follows on the command line, and ends as it ends.
 * @param {string} file from the root of the project
 */
export function runProgram(file) {
  return runMain(async () => {
    await ensureDependencies();
    const args = [path.join(root, file), ...process.argv.slice(2)];
    const child = spawn(pinnedNode, args, { env: pinnedEnv(), stdio: 'inherit' });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 2));
    });
  });
}
