import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** What a process tells those who run it. */
export interface Operations {
  readonly registry: Registry;
  /** What keeps the process from doing its work now, in a word each; empty while it is ready. */
  readonly lacking: () => Promise<readonly string[]>;
}

export interface OperationsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves operators on a port of their own, which nobody else should reach:
 * `GET /healthz`: the process answers. `GET /readyz`: 200 while it can do its work, else 503 and why.
 * `GET /metrics`: the Prometheus text format.
 * @param at port 0 takes any free one
 * @returns once it listens; rejects where it cannot
 */
export async function startOperationsServer(
  operations: Operations,
  at: { readonly host: string; readonly port: number },
): Promise<OperationsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(response, 405, 'GET only\n');
    void answer(operations, request.url ?? '', response).catch(() => response.destroy());
    return undefined;
  });
  server.listen(at.port, at.host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer({ registry, lacking }: Operations, path: string, response: ServerResponse) {
  switch (path) {
    case '/healthz':
      return reply(response, 200, 'alive\n');
    case '/readyz': {
      const missing = await lacking();
      return missing.length === 0
        ? reply(response, 200, 'ready\n')
        : reply(response, 503, `${missing.join('\n')}\n`);
    }
    case '/metrics':
      return reply(response, 200, await registry.metrics(), registry.contentType);
    default:
      return reply(response, 404, 'there is nothing here\n');
  }
}

function reply(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}
