import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { retryAfterClose, decodeServerFrame, socketProtocol, type ServerFrame } from '@sotto/protocol';
import { seekFrame } from '@sotto/signaling/testing';
import { WebSocket } from 'ws';

/** What happened to one client that waits and comes back whenever its socket goes. */
export interface Waiting {
  readonly ticket: string;
  /** From each loss of the socket to the next `welcome`, in milliseconds. */
  readonly resumesMs: readonly number[];
  /** Times at which the server no longer knew the ticket. */
  readonly lost: number;
  /** Where the age that the server told differs by more than this from the true one. */
  readonly ageDriftMs: number;
  readonly online: boolean;
  readonly matched: boolean;
}

export interface ScriptedOptions {
  readonly origin: string;
  /** A fresh one at each try, as browsers renew theirs. */
  readonly access: () => Promise<string>;
  readonly seek: Parameters<typeof seekFrame>[0];
}

/** As browsers do: exponential, with full jitter. */
const firstRetryMs = 500;
const longestRetryMs = 20_000;
/** Remembers the sessions of TLS, as browsers do, so that a second handshake is cheap. */
const agent = new Agent({ rejectUnauthorized: false, secureContext: createSecureContext() });

/** A client with one ticket: seeks, and after each drop resumes as a browser does. */
export class ScriptedClient implements Waiting {
  readonly ticket: string;
  readonly resumesMs: number[] = [];
  lost = 0;
  ageDriftMs = 0;
  online = false;
  matched = false;
  readonly #options: ScriptedOptions;
  readonly #seek;
  #socket: WebSocket | undefined;
  #resume: string | undefined;
  #enteredAtMs: number | undefined;
  #droppedAtMs: number | undefined;
  #tries = 0;
  #over = false;
  #onSettled: (() => void) | undefined;

  constructor(options: ScriptedOptions) {
    this.#options = options;
    this.#seek = seekFrame(options.seek);
    this.ticket = this.#seek.ticket;
  }

  /** Resolves when the ticket is in the queue, or matched. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSettled = resolve;
      void this.#connect();
    });
  }

  stop(): void {
    this.#over = true;
    this.#socket?.terminate();
  }

  async #connect(): Promise<void> {
    if (this.#over) return;
    const access = await this.#options.access();
    const protocols = [
      socketProtocol.version,
      `${socketProtocol.tokenPrefix}${access}`,
      ...(this.#resume === undefined ? [] : [`${socketProtocol.resumePrefix}${this.#resume}`]),
    ];
    const { origin } = this.#options;
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${socketProtocol.path}`, protocols, {
      origin,
      ...(origin.startsWith('https:') && { agent }),
      perMessageDeflate: false,
    });
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('message', (data: Buffer) => {
      const frame = decodeServerFrame(data.toString());
      if (frame.ok) this.#hear(frame.value);
    });
    socket.once('close', (code) => this.#closed(code));
  }

  #hear(frame: ServerFrame): void {
    switch (frame.t) {
      case 'welcome':
        return this.#welcome(frame);
      case 'waiting':
        return this.#waiting(frame.waitedMs);
      case 'matched':
        this.matched = true;
        this.#send({ t: 'accept', match: frame.match });
        return this.#onSettled?.();
      case 'draining':
        return this.#leave(frame.afterMs);
      default:
        return;
    }
  }

  #welcome({ resume, ticket }: Extract<ServerFrame, { t: 'welcome' }>): void {
    if (this.#droppedAtMs !== undefined) this.resumesMs.push(performance.now() - this.#droppedAtMs);
    this.#droppedAtMs = undefined;
    this.#resume = resume;
    this.#tries = 0;
    this.online = true;
    if (ticket === this.ticket || this.matched) return;
    if (this.#enteredAtMs !== undefined) this.lost += 1;
    this.#send(this.#seek);
  }

  #waiting(waitedMs: number): void {
    const enteredAtMs = Date.now() - waitedMs;
    this.#enteredAtMs ??= enteredAtMs;
    this.ageDriftMs = Math.max(this.ageDriftMs, Math.abs(enteredAtMs - this.#enteredAtMs));
    this.#onSettled?.();
  }

  /** As browsers do: at the moment that was named. The socket is lost from then on, or from when the node closes it before. */
  #leave(afterMs: number): void {
    const socket = this.#socket;
    const drop = (): void => {
      this.online = false;
      this.#droppedAtMs ??= performance.now();
    };
    socket?.removeAllListeners('close').once('close', drop);
    setTimeout(() => {
      // What it still says would be taken for the next one's.
      socket?.removeListener('close', drop).close();
      drop();
      void this.#connect();
    }, afterMs);
  }

  #send(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #closed(code: number): void {
    if (this.#over) return;
    this.online = false;
    this.#droppedAtMs ??= performance.now();
    if (retryAfterClose(code) === 'never') return;
    const ceilingMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#tries);
    this.#tries += 1;
    setTimeout(() => void this.#connect(), Math.random() * ceilingMs);
  }
}
