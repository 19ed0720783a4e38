import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { renderTurnConfig, runTurnServer } from '@sotto/turn';

/** coturn on this machine, for browsers on it. */
export interface TestRelay {
  /** Where browsers find it. */
  readonly urls: readonly string[];
  /** What a server needs to send its clients there. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends it; a second time does nothing. */
  stop(): Promise<void>;
}

const sharedSecret = 'only-for-tests-on-this-one-machine-0001';

export async function startRelay(secret = sharedSecret): Promise<TestRelay> {
  const address = ownAddress();
  const port = await freePort(address);
  const relay = runTurnServer(
    renderTurnConfig({
      realm: 'relay.test.example',
      secrets: [secret],
      listeningPort: port,
      tls: undefined,
      listeningIps: [address],
      relayIps: [address],
      externalIps: [],
      relayPorts: { min: 49_152, max: 65_535 },
      allocationsPerUser: 16,
      allocationsInAll: 0,
      bytesPerSecond: 0,
      // Both sides of every pair are on this machine, whose address may well be a private one.
      allowedPeerIps: [address],
    }),
  );
  const urls = [`stun:${address}:${port}`, `turn:${address}:${port}?transport=udp`];
  return {
    urls,
    env: {
      TURN_URLS: urls.join(),
      TURN_SECRET: secret,
      ICE_POLICY: 'relay',
    },
    stop: async () => {
      relay.process.kill('SIGTERM');
      await relay.ended;
    },
  };
}

/** Browsers use no loopback addresses for WebRTC. */
function ownAddress(): string {
  const own = Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry?.family === 'IPv4' && !entry.internal);
  return own?.address ?? '127.0.0.1';
}

async function freePort(address: string): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
