import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PeerServer } from 'peer';
import { serve } from '../lib/serve.ts';

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address() as AddressInfo;
probe.close();
await once(probe, 'close');

PeerServer({ host: '127.0.0.1', port, path: '/', concurrent_limit: 1_000_000 }, () =>
  serve(`http://127.0.0.1:${port}`),
);
