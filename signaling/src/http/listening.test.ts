import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';

/** A server that does nothing but listen as ours does, in a process that can be held still. */
const program = `
import { createServer } from 'node:http';
import { listen } from '${new URL('./listening.ts', import.meta.url).href}';
const server = createServer((_request, response) => response.end('here'));
await listen(server, 0, '127.0.0.1');
console.log(server.address().port);
`;

describe('a server that listens', { timeout: 30_000 }, () => {
  it('keeps a place for a thousand who come while it is busy', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [printed] = (await once(child.stdout, 'data')) as [Buffer];
      const port = Number(printed.toString());
      child.kill('SIGSTOP');
      const comers = Array.from({ length: 1_000 }, () => connect(port, '127.0.0.1'));
      for (const comer of comers) comer.on('error', () => undefined);
      // Whom the system turns away does not get through before the server goes on.
      await Promise.all(comers.map((comer) => once(comer, 'connect')));
      child.kill('SIGCONT');
      for (const comer of comers) comer.destroy();
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here');
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
  });
});
