import type { WireSocket } from './wire-socket.ts';

/** Two clients that signal to each other, and the frame that each sends. */
export interface Pair {
  readonly sides: readonly [WireSocket, WireSocket];
  /** Ready for the wire; the payload has {@link relayBytes} bytes. */
  readonly frames: readonly [Buffer, Buffer];
}

/** A server that introduces browsers, as the load generator uses it. */
export interface Contestant {
  readonly name: string;
  /** Starts it in a process of its own. */
  readonly script: URL;
  /** Opens client number `n`, which then does what clients do most: wait. */
  openIdle(url: string, n: number): Promise<WireSocket>;
  openPair(url: string, n: number): Promise<Pair>;
}

/** Bytes of one relayed message as it comes to the server: an offer with a few candidates. */
export const relayBytes = 2_048;

/** A session description, lengthened until the frame around it has {@link relayBytes} bytes. */
export function frameWith(frameAround: (sdp: string) => string): string {
  const lines = Array.from(
    { length: 64 },
    (_, i) => `a=candidate:${i} 1 udp ${2_113_937_151 - i} 192.0.2.${i} ${40_000 + i} typ host generation 0`,
  );
  const sdp = ['v=0', 'o=- 4611731400430051336 2 IN IP4 127.0.0.1', 's=-', 't=0 0', ...lines].join('\r\n');
  // The line ends take two characters in JSON, so the cut is found by trying.
  for (let length = relayBytes; length > 0; length -= 1) {
    const frame = frameAround(sdp.slice(0, length));
    if (Buffer.byteLength(frame) <= relayBytes) return frame;
  }
  throw new Error('the frame leaves no room for a session description');
}
