import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerTestIdentity } from '../testing/test-identity.ts';
import { socketsThatFit } from './room.ts';
import { connect, refusalOf } from './testing/test-client.ts';

describe('sockets that fit a process', () => {
  it('leave descriptors for everything else', () => {
    expect(socketsThatFit(20_000)).toBe(19_000);
    expect(socketsThatFit(1_024)).toBe(768);
    expect(socketsThatFit(200)).toBe(1);
  });

  it('are as many as a node takes at most where files are no limit', () => {
    expect(socketsThatFit(1_048_576)).toBe(100_000);
    expect(socketsThatFit(Infinity)).toBe(100_000);
  });
});

describe('a node that may open 260 files', () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'sotto-room-'));
  let url: string;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const limited = spawn('sh', ['-c', 'ulimit -n 260 && exec "$0" "$1"', process.execPath, main], {
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder, POW_ROUNDS: '1', POW_GUESSES: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(limited, 'exit');
    stop = async () => {
      limited.kill('SIGKILL');
      await exited;
    };
    url = await new Promise<string>((ready, failed) => {
      let printed = '';
      limited.once('exit', (code) => failed(new Error(`ended with ${code}`)));
      limited.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /Sotto listens on (\S+)\n/.exec(printed)?.[1];
        if (address !== undefined) ready(address);
      });
    });
  }, 60_000);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });

  it('says that it is full before it runs out of them, and still answers', async () => {
    const tokens = [];
    for (let n = 0; n < 5; n += 1) tokens.push((await registerTestIdentity(url)).tokens.accessToken);
    const clients = [];
    for (const access of tokens.slice(0, 4)) clients.push(await connect(url, { access }));
    const refusal = await refusalOf(url, { access: tokens[4] ?? '' });
    expect(refusal).toMatchObject({ status: 503, problem: { type: 'urn:sotto:problem:unavailable' } });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    for (const client of clients) client.socket.terminate();
  });
});
