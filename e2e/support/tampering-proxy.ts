import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import type { ServerFrame } from '@sotto/protocol';

/** Changes a frame that the server sends to the browser of one connection, the first of which is 0; `undefined` loses it. */
export type Tamper = (
  frame: ServerFrame,
  connection: number,
) => ServerFrame | undefined | Promise<ServerFrame | undefined>;

/** A signaling server that lies: everything passes through, but frames to the browsers are changed on the way. */
export interface TamperingProxy {
  readonly origin: string;
  close(): Promise<void>;
}

/** Stands between browsers and the honest server at `port` of this machine. */
export async function startTamperingProxy(port: number, tamper: Tamper): Promise<TamperingProxy> {
  const server = createServer((incoming, outgoing) => passOn(port, incoming, outgoing));
  const browsers = new WebSocketServer({ noServer: true });
  let connections = 0;

  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const connection = connections;
    connections += 1;
    const offered = incoming.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? [];
    const honest = new WebSocket(`ws://127.0.0.1:${port}${incoming.url ?? '/'}`, offered, {
      headers: { host: incoming.headers.host, origin: incoming.headers.origin },
      perMessageDeflate: false,
    });
    // Frames may come before the browser's side stands: they wait for it, in their order.
    const browser = new Promise<WebSocket>((resolve) => {
      honest.once('open', () => {
        browsers.options.handleProtocols = () => honest.protocol;
        browsers.handleUpgrade(incoming, socket, head, resolve);
      });
    });
    let passed: Promise<unknown> = browser;
    honest.on('message', (data: RawData) => {
      const tampered = tamper(JSON.parse(String(data)) as ServerFrame, connection);
      // One after the other, however long the changes take.
      passed = passed.then(async () => {
        const frame = await tampered;
        if (frame !== undefined) (await browser).send(JSON.stringify(frame));
      });
    });
    void browser.then((from) => {
      from.on('message', (data: RawData) => honest.send(String(data)));
      from.on('close', () => honest.terminate());
      honest.on('close', () => from.terminate());
    });
    honest.on('error', () => socket.destroy());
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const browser of browsers.clients) browser.terminate();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function passOn(port: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url: path, headers } = incoming;
  const forwarded = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  forwarded.on('error', () => outgoing.destroy());
  incoming.pipe(forwarded);
}
