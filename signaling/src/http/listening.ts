import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long requests that are under way may take when the server stops. */
const lastRequestsMs = 1_000;

/**
 * Connections that may wait to be taken; the system may allow fewer. Node takes one each time round its loop, so that a rush or a busy
 * moment fills the usual 511 soon. Whoever finds no room there tries again after 1, 3, 7 and more seconds.
 */
const mostWaiting = 4_096;

/** Resolves when the server listens; rejects where it cannot, such as on a port that is taken. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: mostWaiting }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Ends idle connections at once and the others when they are done, or after a second. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** An address that a browser on this machine can open. */
export function urlOf({ address, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return address.includes(':') ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
