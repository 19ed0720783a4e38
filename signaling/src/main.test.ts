import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let folder: string;
let started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-main-'));
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly printed: () => string;
  /** With its address. */
  readonly line: Promise<string>;
  /** With which the first administrator comes in. */
  readonly link: Promise<string>;
}

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  const find = (pattern: RegExp): Promise<string> => {
    const found = new Promise<string>((resolve, reject) => {
      const read = (): void => {
        const [match] = pattern.exec(text) ?? [];
        if (match !== undefined) resolve(match.trim());
      };
      child.stdout?.on('data', read);
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
    });
    found.catch(() => undefined);
    return found;
  };
  const keep = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return {
    child,
    printed: () => text,
    line: find(/Sotto listens on .*\n/),
    link: find(/http:\/\/\S+\/moderator\/join#\S+\n/),
  };
}

describe('main', { timeout: 60_000 }, () => {
  it('needs no set-up: prints its address and serves there', async () => {
    const { line } = run({ PORT: '0' });
    const printed = await line;
    expect(printed).toMatch(/^Sotto listens on http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(`${printed.slice('Sotto listens on '.length)}/api/v1/info`);
    expect(await answer.json()).toMatchObject({ name: 'Sotto', minimumAge: 18 });
  });

  it('prints a link for the first administrator, which is good for an invitation', async () => {
    const { link } = run({ PORT: '0' });
    const { origin, hash } = new URL(await link);
    const answer = await fetch(`${origin}/api/v1/moderator/invitation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sotto-console': '1' },
      body: JSON.stringify({ token: hash.slice(1) }),
    });
    expect(await answer.json()).toMatchObject({ roles: ['moderator', 'child-safety', 'administrator'] });
  });

  it('ends well on SIGTERM', async () => {
    const { child, line } = run({ PORT: '0' });
    await line;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('names every bad variable and does not start', async () => {
    const { child, printed } = run({ PORT: 'http', TRUSTED_PROXY_HOPS: '-1' });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(78);
    expect(printed()).toContain('PORT must be a whole number');
    expect(printed()).toContain('TRUSTED_PROXY_HOPS');
  });

  it('says in a sentence that another process has its data folder', async () => {
    const first = run({ PORT: '0' });
    await first.line;
    const second = run({ PORT: '0' });
    const [code] = (await once(second.child, 'close')) as [number];
    expect(code).toBe(1);
    expect(second.printed()).toMatch(
      /^The database of reports cannot be used: .* is in use by another process: stop it first\n$/,
    );
  });

  it('says in a sentence that its database cannot be reached, without the address', async () => {
    const { child, printed } = run({ PORT: '0', DATABASE_URL: 'postgresql://ann:secret@127.0.0.1:1/none' });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(printed()).toMatch(/^The PostgreSQL of DATABASE_URL cannot be used: connect ECONNREFUSED .*\n$/);
    expect(printed()).not.toContain('secret');
  });

  it('says what to do where the port is taken', async () => {
    const first = run({ PORT: '0' });
    const port = new URL((await first.line).slice('Sotto listens on '.length)).port;
    const second = run({ PORT: port, DATA_DIR: join(folder, 'second') });
    const [code] = (await once(second.child, 'close')) as [number];
    expect(code).toBe(1);
    expect(second.printed()).toContain(`Port ${port} is taken`);
  });
});
