import { limits, socketProtocol } from '@sotto/protocol';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type RawData, type Server } from 'ws';
import type { Channel } from './channel.ts';
import type { Slot } from './open-sockets.ts';

/** What belongs to an open socket. */
export interface Attachment {
  readonly channel: Channel;
  readonly slot: Slot;
  /** Called once, when the socket is closed. */
  readonly onClosed: (attachment: Attachment) => void;
}

/** A WebSocket that carries its own state, so that all sockets share the listeners below. */
export class HubSocket extends WebSocket {
  attachment: Attachment | undefined = undefined;
  #stream: Duplex | undefined = undefined;
  #corked = false;

  /** `stream`: the connection below, from the upgrade. */
  attach(attachment: Attachment, stream: Duplex): void {
    this.attachment = attachment;
    this.#stream = stream;
    this.on('message', onMessage);
    this.on('ping', onPing);
    this.on('pong', onPong);
    this.on('close', onClose);
    this.on('error', onError);
  }

  /**
   * Sends a text frame. What one turn sends to one socket leaves in one system call, which is the greatest part of
   * the cost of a relay: offers and candidates come in bursts.
   */
  sendText(text: string | Uint8Array): void {
    if (!this.#corked) {
      this.#corked = true;
      this.#stream?.cork();
      if (corked.push(this) === 1) process.nextTick(uncorkAll);
    }
    this.send(text, textFrame);
  }

  uncork(): void {
    this.#corked = false;
    this.#stream?.uncork();
  }
}

const textFrame = { binary: false };

/** Sockets that were written to in this turn. */
let corked: HubSocket[] = [];

function uncorkAll(): void {
  const sockets = corked;
  corked = [];
  for (const socket of sockets) socket.uncork();
}

/**
 * Makes sockets out of upgrades. Deflate would cost some 230 KB a socket; tracking, answering pings and closing by
 * `ws` itself would cost a closure each.
 */
export function createSocketServer(closeTimeoutMs: number): Server<typeof HubSocket> {
  const options = {
    noServer: true,
    WebSocket: HubSocket,
    clientTracking: false,
    autoPong: false,
    perMessageDeflate: false,
    maxPayload: limits.maxSocketFrameBytes,
    // A frame may come in small pieces, but not in so many that the pieces weigh more than the frame.
    maxFragments: 64,
    maxBufferedChunks: 1_024,
    closeTimeout: closeTimeoutMs,
    handleProtocols: () => socketProtocol.version,
  };
  return new WebSocketServer<typeof HubSocket>(options);
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  // `binaryType` is left at `nodebuffer`: one Buffer for each message.
  if (Buffer.isBuffer(data)) attachmentOf(this)?.channel.receive(data, isBinary);
}

function onPing(this: WebSocket, data: Buffer): void {
  attachmentOf(this)?.channel.receivePing(data);
}

function onPong(this: WebSocket): void {
  attachmentOf(this)?.channel.receivePong();
}

function onClose(this: WebSocket, code: number): void {
  const attachment = attachmentOf(this);
  attachment?.channel.closed(code);
  attachment?.onClosed(attachment);
}

/** A breach of RFC 6455 or a broken connection: `ws` closes by itself, and `close` follows. */
function onError(): void {}

function attachmentOf(socket: WebSocket): Attachment | undefined {
  return socket instanceof HubSocket ? socket.attachment : undefined;
}
