import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

/** Something that the person who ran the command can mend: printed without a stack. */
export class Unmet extends Error {}

/** What {@link run} started and has not seen end. */
const running = new Set();

/**
 * Runs a command to its end, with its output kept instead of shown. Never rejects: a command that can't be
 * started has the code 127 and says why in `output`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd = root, env = process.env, onOutput } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: needsShell(command),
    });
    running.add(child);
    let output = '';
    const keep = (chunk) => {
      output += chunk;
      onOutput?.(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}ended by ${signal}\n` });
    });
  });
}

/** Runs `main` and turns {@link Unmet} into a message and exit code 1. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    console.error(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

/** On a signal, ends what {@link run} started before this process goes, so that no orphan stays. */
export function endChildrenOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      const ends = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
      for (const child of running) child.kill(signal);
      await Promise.all(ends);
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** npm and npx are batch files on Windows, which only a shell can start. */
function needsShell(command) {
  return process.platform === 'win32' && !command.endsWith('.exe');
}
