import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningTurnServer {
  readonly process: ChildProcess;
  /** How it came to its end; -1 where it could not be started at all. */
  readonly ended: Promise<number>;
}

/**
 * Starts coturn with a configuration that only this user can read and that goes with the process: it holds the
 * secret, and a command line would show it to everybody on the machine.
 * @param command coturn's program, found on the PATH
 */
export function runTurnServer(config: string, command = 'turnserver'): RunningTurnServer {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-turn-'));
  const path = join(folder, 'turnserver.conf');
  writeFileSync(path, config, { mode: 0o600 });
  const child = spawn(
    command,
    // Each of the files that coturn keeps beside the configuration would else land in a system folder.
    ['-c', path, '--userdb', join(folder, 'turndb'), '--pidfile', join(folder, 'pid')],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 0));
  });
  void ended.then(() => rmSync(folder, { recursive: true, force: true }));
  return { process: child, ended };
}
