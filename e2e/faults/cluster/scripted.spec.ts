import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { closeCodes, encodeFrame, socketProtocol, toBase64Url, type ServerFrame } from '@sotto/protocol';
import { expect, test } from '@playwright/test';
import { WebSocketServer } from 'ws';
import { ScriptedClient } from './scripted.ts';

const drainingMs = 600;

test('a node that closes before the moment it named was lost from the close on', async () => {
  const node = new WebSocketServer({ port: 0, handleProtocols: () => socketProtocol.version });
  await once(node, 'listening');
  let sockets = 0;
  node.on('connection', (socket) => {
    sockets += 1;
    const say = (frame: ServerFrame): void => socket.send(encodeFrame(frame));
    const isFirst = sockets === 1;
    say({
      t: 'welcome',
      session: toBase64Url(new Uint8Array(16)),
      resume: 'r',
      graceMs: 1_000,
      ticket: client.ticket,
    });
    say({ t: 'waiting', ticket: client.ticket, waitedMs: 0 });
    if (!isFirst) return;
    say({ t: 'draining', afterMs: drainingMs });
    socket.close(closeCodes.serviceRestart.code);
  });
  const { port } = node.address() as AddressInfo;
  const client = new ScriptedClient({
    origin: `http://127.0.0.1:${port}`,
    access: () => Promise.resolve('token'),
    seek: {},
  });
  await client.start();
  await expect.poll(() => client.resumesMs.length).toBe(1);
  // The close comes right behind the word, and the next socket at the moment that was named.
  expect(client.resumesMs[0]).toBeGreaterThan(drainingMs / 2);
  expect(client.online).toBe(true);
  client.stop();
  node.close();
});
