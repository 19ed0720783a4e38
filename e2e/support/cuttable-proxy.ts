import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that plays a bad network between browsers and the server. */
export interface CuttableProxy {
  readonly origin: string;
  /** Connections that are open now. */
  connections(): number;
  /** Resets every open connection. New ones get through unless {@link refuse} was called. */
  cut(): void;
  /** Resets every new connection, until {@link accept}. */
  refuse(): void;
  accept(): void;
  close(): Promise<void>;
}

/** Passes connections on to `port` of this machine. */
export async function startCuttableProxy(port: number): Promise<CuttableProxy> {
  const sockets = new Set<Socket>();
  let refusing = false;
  const server = createServer((inside) => {
    if (refusing) {
      inside.resetAndDestroy();
      return;
    }
    const outside = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      // A reset is what this proxy is for; `close` follows.
      socket.on('error', () => undefined);
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.size / 2,
    cut,
    refuse: () => {
      refusing = true;
    },
    accept: () => {
      refusing = false;
    },
    close: async () => {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
