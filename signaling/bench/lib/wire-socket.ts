import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';

/**
 * A WebSocket client that does as little as it can, so that the load generator does not tire before the servers:
 * text frames are masked once and sent many times, and what comes is counted, not decoded, unless somebody asks.
 */
export class WireSocket {
  readonly socket: Socket;
  /** Called for each frame that comes. */
  onFrame: (payload: Buffer) => void = () => {};
  #rest = Buffer.alloc(0);

  private constructor(socket: Socket, rest: Buffer) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      // What answers the frames of one chunk leaves in one system call.
      socket.cork();
      this.#take(chunk);
      socket.uncork();
    });
    socket.on('error', () => {});
    // In a later turn, so that the caller can set `onFrame` first.
    setImmediate(() => this.#take(rest));
  }

  /** Rejects with the answer where the server refuses. `localAddress`: where the connection comes from. */
  static async open(url: URL, protocols: readonly string[] = [], localAddress?: string): Promise<WireSocket> {
    const socket = connect({
      host: url.hostname,
      port: Number(url.port),
      noDelay: true,
      ...(localAddress !== undefined && { localAddress }),
    });
    await once(socket, 'connect');
    const head = [
      `GET ${url.pathname}${url.search} HTTP/1.1`,
      `Host: ${url.host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...(protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${protocols.join(', ')}`] : []),
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    const hungUp = once(socket, 'close').then(() => []);
    const [answer = empty] = (await Promise.race([once(socket, 'data'), hungUp])) as [Buffer?];
    const end = answer.indexOf('\r\n\r\n');
    if (end === -1 || !answer.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
      socket.destroy();
      throw new Error(`no upgrade: ${answer.toString()}`);
    }
    return new WireSocket(socket, answer.subarray(end + 4));
  }

  send(frame: Buffer): void {
    this.socket.write(frame);
  }

  close(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const size = frameSize(bytes, at);
      if (size === undefined || at + size.head + size.payload > bytes.length) break;
      const from = at + size.head;
      at = from + size.payload;
      if (bytes[from - size.head] === textFrame) this.onFrame(bytes.subarray(from, at));
    }
    this.#rest = at === bytes.length ? empty : Buffer.from(bytes.subarray(at));
  }
}

const empty = Buffer.alloc(0);
/** FIN and the opcode for text (RFC 6455 §5.2). */
const textFrame = 0x81;

/** Of a frame from a server, which is not masked. `undefined` until its head is there. */
function frameSize(bytes: Buffer, at: number): { head: number; payload: number } | undefined {
  if (bytes.length < at + 4) {
    const short = (bytes[at + 1] ?? 0xff) & 0x7f;
    return short < 126 && bytes.length >= at + 2 ? { head: 2, payload: short } : undefined;
  }
  const length = (bytes[at + 1] ?? 0) & 0x7f;
  return length < 126 ? { head: 2, payload: length } : { head: 4, payload: bytes.readUInt16BE(at + 2) };
}

/** A text frame as a client sends it: masked, ready for the wire. At most 65,535 bytes. */
export function clientTextFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const head =
    payload.length < 126
      ? Buffer.from([textFrame, 0x80 | payload.length])
      : Buffer.from([textFrame, 0xfe, payload.length >> 8, payload.length & 0xff]);
  const masked = payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  return Buffer.concat([head, mask, masked]);
}
