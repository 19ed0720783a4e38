import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startProgram } from './program.ts';

/** A program that starts another, as the relay's does, and tells its number. */
const parent = ['sh', '-c', 'sleep 600 & echo child $!; wait'];

/** One that has ended and that nobody has asked about yet does not run either. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  test(`a process that is told ${signal} takes with it what it started, and what those started`, async () => {
    const script = `
      import { endWhenTold, startProgram } from ${JSON.stringify(new URL('program.ts', import.meta.url).href)};
      endWhenTold();
      const program = startProgram('parent', ${JSON.stringify(parent)});
      const [, child] = await program.said(/child (\\d+)/);
      console.log(\`\${program.pid} \${child}\`);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const pids = line.toString().trim().split(' ').map(Number);
    expect(pids.map(runs)).toEqual([true, true]);
    starter.kill(signal);
    await once(starter, 'exit');
    await expect.poll(() => pids.map(runs)).toEqual([false, false]);
  });

test('a program that is killed, that ends or that has ended leaves none of its group', async () => {
  const left = ['sh', '-c', 'sleep 600 & echo child $!'];
  const pids: number[] = [];
  for (const [command, signal] of [
    [parent, 'SIGKILL'],
    [parent, 'SIGTERM'],
    [left, 'SIGTERM'],
  ] as const) {
    const program = startProgram('one that starts others', command);
    pids.push(Number((await program.said(/child (\d+)/))[1]));
    await program.end(signal);
  }
  await expect.poll(() => pids.map(runs)).toEqual([false, false, false]);
});

test('a program that never says what is waited for is waited for no longer than that', async () => {
  const silent = startProgram('silent', parent);
  await expect(silent.said(/ready/, 50)).rejects.toThrow('did not say /ready/ within 50 ms');
  await silent.end('SIGTERM');
});
