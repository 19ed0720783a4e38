import type { BrowserContext, Page } from '@playwright/test';

/** What a page's connections give away: by its socket, and by its browser's statistics. */

/** Every text frame of the page's sockets from now on, either way. */
export function framesOf(page: Page): {
  readonly sent: readonly string[];
  readonly received: readonly string[];
} {
  const [sent, received]: [string[], string[]] = [[], []];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(String(payload)));
    socket.on('framereceived', ({ payload }) => received.push(String(payload)));
  });
  return { sent, received };
}

declare global {
  var connections: RTCPeerConnection[];
}

/** Before the page loads: what its scripts connect with stays within reach. */
export async function keepConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    globalThis.connections = [];
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...args);
        globalThis.connections.push(this);
      }
    };
  });
}

/** The kinds of candidates on either side, as the browser's statistics list them. */
export function candidateTypes(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found = new Set<string>();
    for (const connection of globalThis.connections) {
      for (const report of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (/^(local|remote)-candidate$/.test(String(report.type))) {
          found.add(`${String(report.type)} ${String(report.candidateType)}`);
        }
      }
    }
    return [...found].sort();
  });
}

/** The address of the relay by which the page's chat goes now, as the browser was told it; `undefined` while it goes by none. */
export function relayInUse(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    for (const connection of globalThis.connections) {
      if (connection.connectionState !== 'connected') continue;
      const stats = new Map<string, Record<string, unknown>>(await connection.getStats());
      for (const { type, selectedCandidatePairId } of stats.values()) {
        if (type !== 'transport') continue;
        const pair = stats.get(String(selectedCandidatePairId));
        const url = stats.get(String(pair?.localCandidateId))?.url;
        if (typeof url === 'string') return url;
      }
    }
    return undefined;
  });
}
