import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

/** What a request carries. */
export interface Asking {
  readonly body?: string | Uint8Array;
  /** Media type of the body; JSON where none is given. */
  readonly type?: string;
  readonly token?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Somebody at the API, from an address of their own where one is given: all of 127.0.0.0/8 is this machine. Cheaper than `fetch`, so that the
 * load generator does not tire before the server.
 */
export class Visitor {
  readonly url: string;
  readonly address: string | undefined;
  readonly #agent: Agent;

  constructor(url: string, address?: string) {
    this.url = url;
    this.address = address;
    this.#agent = new Agent({ keepAlive: true, ...(address !== undefined && { localAddress: address }) });
  }

  /** Rejects where the server hangs up. */
  async ask(method: string, path: string, { body, type = 'application/json', token }: Asking = {}) {
    const asked = request(`${this.url}${path}`, {
      method,
      agent: this.#agent,
      headers: {
        ...(body !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    });
    asked.end(body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() } satisfies Answer;
  }

  /** Closes their connections. */
  leave(): void {
    this.#agent.destroy();
  }
}
