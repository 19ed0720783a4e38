import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { pinnedNode, root } from './paths.mjs';

/** npm passes a signal on that the terminal has already sent to everybody: these belong together. */
const sameSignalWindowMs = 1_000;
const parentWatchIntervalMs = 300;

/**
 * Runs the embedded server until it ends.
 * @param {{ onLine: (line: string) => void, entry?: string, env?: NodeJS.ProcessEnv }} options `onLine` gets each
 *   line that the server writes to standard output; what it logs goes to standard error untouched
 * @returns {Promise<number>} its exit code, or 128 + signal
 */
export function runServer({ onLine, entry = path.join(root, 'signaling/src/main.ts'), env = process.env }) {
  const preload = pathToFileURL(path.join(root, 'scripts/lib/follow-parent.mjs')).href;
  const child = spawn(pinnedNode, ['--import', preload, entry], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // A group of its own: a Ctrl-C reaches it once, through us, not once from each of terminal, npm and us.
    detached: true,
  });
  createInterface({ input: child.stdout }).on('line', onLine);
  passSignalsTo(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** The first signal asks the server to drain; one that comes later, from a person out of patience, to end at once. */
function passSignalsTo(child) {
  let firstAtMs;
  const pass = (signal) => {
    if (firstAtMs !== undefined && Date.now() - firstAtMs < sameSignalWindowMs) return;
    firstAtMs ??= Date.now();
    child.kill(signal);
  };
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  // A closed terminal is no reason to end less gracefully than a stop.
  process.on('SIGHUP', () => pass('SIGTERM'));
  // A signal that is sent to npm ends npm and the shell between us, and never arrives here.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    pass('SIGTERM');
  }, parentWatchIntervalMs).unref();
}
