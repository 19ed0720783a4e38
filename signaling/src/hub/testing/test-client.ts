import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import {
  anyone,
  cardOf,
  createMatchKeys,
  decodeServerFrame,
  possessionMessage,
  problemSchema,
  readCard,
  signMessage,
  socketProtocol,
  systemRandomBytes,
  toBase64Url,
  type ClientFrame,
  type MatchedFrame,
  type Problem,
  type SeekFrame,
  type ServerFrame,
} from '@sotto/protocol';
import { WebSocket } from 'ws';

export interface ConnectOptions {
  readonly access?: string;
  readonly resume?: string;
  readonly origin?: string;
  /** What a proxy in front says of where this comes from. */
  readonly forwardedFor?: string;
  /** In place of the list that the two tokens make. */
  readonly protocols?: readonly string[];
  readonly path?: string;
}

type FrameOf<Kind extends ServerFrame['t']> = Extract<ServerFrame, { t: Kind }>;

/** A real socket to a hub, read frame by frame in the order of arrival. */
export class TestClient {
  readonly #arrived: string[] = [];
  #wake: () => void = () => {};
  readonly socket: WebSocket;
  /** The close code and reason, once the socket is closed. */
  readonly closed: Promise<{ code: number; reason: string }>;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#arrived.push(data.toString());
      this.#wake();
    });
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  send(frame: ClientFrame): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The next frame, as the very text that came. */
  async nextText(): Promise<string> {
    for (;;) {
      const text = this.#arrived.shift();
      if (text !== undefined) return text;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** The next frame, which must be of this kind; `past` may come before it. */
  async next<Kind extends ServerFrame['t']>(kind: Kind, past?: ServerFrame['t']): Promise<FrameOf<Kind>> {
    const text = await this.nextText();
    const frame = decodeServerFrame(text);
    if (!frame.ok) throw new Error(`not a server frame: ${text}`);
    if (frame.value.t === past) return this.next(kind, past);
    if (!isOf(frame.value, kind)) throw new Error(`expected ${kind}, got ${text}`);
    return frame.value;
  }

  /** Resolves when the hub has answered everything sent before, with nothing else in between. */
  async settled(): Promise<void> {
    const n = Math.floor(Math.random() * 1e9);
    this.send({ t: 'ping', n });
    const pong = await this.next('pong');
    if (pong.n !== n) throw new Error('an older pong came');
  }
}

function isOf<Kind extends ServerFrame['t']>(frame: ServerFrame, kind: Kind): frame is FrameOf<Kind> {
  return frame.t === kind;
}

/** Opens a socket; rejects where the hub refuses. */
export async function connect(url: string, options: ConnectOptions): Promise<TestClient> {
  const socket = dial(url, options);
  const client = new TestClient(socket);
  await once(socket, 'open');
  return client;
}

/** The answer to an upgrade that the hub refuses. */
export async function refusalOf(
  url: string,
  options: ConnectOptions,
): Promise<{ status: number; headers: IncomingMessage['headers']; problem: Problem }> {
  const socket = dial(url, options);
  socket.on('error', () => {});
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    socket.once('unexpected-response', (_request, answer) => resolve(answer));
    socket.once('open', () => reject(new Error('the socket was opened')));
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    problem: problemSchema.parse(JSON.parse(Buffer.concat(chunks).toString())),
  };
}

function dial(url: string, options: ConnectOptions): WebSocket {
  const { access, resume, origin, forwardedFor, protocols, path } = options;
  const list = protocols ?? [
    socketProtocol.version,
    ...(access === undefined ? [] : [`${socketProtocol.tokenPrefix}${access}`]),
    ...(resume === undefined ? [] : [`${socketProtocol.resumePrefix}${resume}`]),
  ];
  const address = `${url.replace('http', 'ws')}${path ?? socketProtocol.path}`;
  return new WebSocket(address, [...list], {
    ...(origin !== undefined && { origin }),
    ...(forwardedFor !== undefined && { headers: { 'x-forwarded-for': forwardedFor } }),
  });
}

/** A search for anybody, with a fresh ticket and card. */
export function seekFrame(change: Partial<SeekFrame> = {}): SeekFrame {
  const keys = createMatchKeys(systemRandomBytes);
  const card = cardOf(keys, systemRandomBytes(32));
  const ticket = change.ticket ?? toBase64Url(systemRandomBytes(16));
  const read = readCard(card);
  if (!read.ok) throw new Error(read.error);
  const proof = signMessage(keys.sign.secretKey, possessionMessage(ticket, read.value));
  return {
    t: 'seek',
    ticket,
    pool: 'text',
    about: { languages: ['en'], interests: [] },
    wants: anyone,
    card,
    proof: toBase64Url(proof),
    blocks: [],
    recent: [],
    ...change,
  };
}

/** Two clients in one match that neither has accepted, the initiator first. */
export async function introduce(
  a: TestClient,
  b: TestClient,
): Promise<
  readonly [{ client: TestClient; matched: MatchedFrame }, { client: TestClient; matched: MatchedFrame }]
> {
  a.send(seekFrame());
  await a.next('waiting');
  b.send(seekFrame());
  const [first, second] = await Promise.all([a.next('matched'), b.next('matched', 'waiting')]);
  const sides = [
    { client: a, matched: first },
    { client: b, matched: second },
  ] as const;
  return first.role === 'initiator' ? sides : [sides[1], sides[0]];
}

/** Two clients in one final match. */
export async function confirm(a: TestClient, b: TestClient): Promise<string> {
  const [{ matched }] = await introduce(a, b);
  const { match } = matched;
  a.send({ t: 'accept', match });
  b.send({ t: 'accept', match });
  await Promise.all([a.next('confirmed'), b.next('confirmed')]);
  return match;
}
