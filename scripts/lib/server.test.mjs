import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it, expect } from 'vitest';
import { root } from './paths.mjs';

const library = pathToFileURL(path.join(root, 'scripts/lib/server.mjs')).href;

/** A server that says its process id, drains on SIGTERM and SIGINT, and tells through a file that it did. */
const server = `
  import { writeFileSync } from 'node:fs';
  const alive = setInterval(() => {}, 1_000);
  let drains = 0;
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => {
    drains += 1;
    clearInterval(alive);
    setTimeout(() => { writeFileSync(process.env.DRAINED, signal + drains); process.exitCode = 7; }, 50);
  });
  console.log('http://127.0.0.1/ ' + process.pid);
`;

const starterCode = `
  import { runServer } from ${JSON.stringify(library)};
  process.exitCode = await runServer({ onLine: console.log, entry: process.env.ENTRY });
`;

let folder;
let lines;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sotto-server-'));
  writeFileSync(path.join(folder, 'server.mjs'), server);
});

/** Runs a command that starts the server, and reads the server's lines from it. */
function startIn(command, args) {
  const files = { ENTRY: path.join(folder, 'server.mjs'), DRAINED: path.join(folder, 'drained') };
  const env = { ...process.env, ...files, STARTER: starterCode };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return child;
}

function start() {
  return startIn(process.execPath, ['--input-type=module', '-e', starterCode]);
}

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Waits for the first line of the server. */
async function serverPid() {
  return Number((await lines.next()).value.split(' ')[1]);
}

describe('a started server', () => {
  it('is asked once to drain, however often the same signal arrives, and its exit code is kept', async () => {
    const starter = start();
    await serverPid();
    starter.kill('SIGINT');
    starter.kill('SIGINT');
    const [code] = await once(starter, 'exit');
    expect(code).toBe(7);
    expect(await drained()).toBe('SIGINT1');
  });

  it('drains when the shell between npm and its starter is gone', async () => {
    const shell = startIn('sh', ['-c', `"${process.execPath}" --input-type=module -e "$STARTER"; exit`]);
    await serverPid();
    shell.kill('SIGTERM');
    expect(await drained()).toBe('SIGTERM1');
  });

  it('drains too when the process that started it is killed', async () => {
    const starter = start();
    await serverPid();
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    expect(await drained()).toBe('SIGTERM1');
  });
});

/** The server may outlive its starter by a moment: reading ends when its last act is there. */
async function drained() {
  const file = path.join(folder, 'drained');
  const watcher = watch(folder);
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await once(watcher, 'change');
  watcher.close();
  return readFileSync(file, 'utf8');
}
