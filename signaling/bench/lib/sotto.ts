import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  anyone,
  apiPath,
  challengeSchema,
  decodeServerFrame,
  possessionMessage,
  readCard,
  registrationMessage,
  sessionTokensSchema,
  socketProtocol,
  type ClientFrame,
  type MatchedFrame,
  type SeekFrame,
  type ServerFrame,
} from '@sotto/protocol';
import { solveProof } from '../../src/testing/solve.ts';
import { frameWith, type Contestant } from './contestant.ts';
import { Visitor } from './visitor.ts';
import { clientTextFrame, WireSocket } from './wire-socket.ts';

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

/** Told how long each request to the API took. */
export type Timed = (tookMs: number) => void;

const untimed: Timed = () => undefined;

/** Registers as a browser does; signs with OpenSSL, which is a hundred times quicker than what browsers use. */
export async function register(visitor: Visitor, nickname: string, timed = untimed): Promise<string> {
  const ask = async (...asking: Parameters<Visitor['ask']>): Promise<unknown> => {
    const startMs = performance.now();
    const { status, text } = await visitor.ask(...asking);
    timed(performance.now() - startMs);
    if (status >= 300) throw new Error(`not registered: ${status} ${text}`);
    return JSON.parse(text);
  };
  const challenge = challengeSchema.parse(await ask('GET', `${apiPath}/challenge`));
  const proof = await solveProof(challenge);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const body = JSON.stringify({
    nickname,
    adult: true,
    publicKey: publicKey.export({ format: 'jwk' }).x,
    proof,
    signature: sign(null, registrationMessage(proof), privateKey).toString('base64url'),
  });
  const tokens = await ask('POST', `${apiPath}/register`, { body });
  return sessionTokensSchema.parse(tokens).accessToken;
}

export async function open(url: string, nickname: string): Promise<WireSocket> {
  const visitor = new Visitor(url);
  const access = await register(visitor, nickname);
  visitor.leave();
  return openWith(url, access);
}

/** From the token to the server's welcome. `address`: where it comes from. */
export async function openWith(url: string, access: string, address?: string): Promise<WireSocket> {
  const protocols = [socketProtocol.version, `${socketProtocol.tokenPrefix}${access}`];
  const socket = await WireSocket.open(new URL(socketProtocol.path, url), protocols, address);
  await next(socket, 'welcome');
  return socket;
}

export function say(socket: WireSocket, frame: ClientFrame): void {
  socket.send(clientTextFrame(JSON.stringify(frame)));
}

/** The next frame of a kind; others before it are skipped. */
export function next<Kind extends ServerFrame['t']>(
  socket: WireSocket,
  kind: Kind,
): Promise<Extract<ServerFrame, { t: Kind }>> {
  return new Promise((resolve, reject) => {
    socket.onFrame = (payload) => {
      const frame = decodeServerFrame(payload.toString());
      if (!frame.ok || frame.value.t === 'error') reject(new Error(`unexpected: ${payload.toString()}`));
      else if (frame.value.t === kind) resolve(frame.value as Extract<ServerFrame, { t: Kind }>);
    };
  });
}

/** Keys and their proof; signed with OpenSSL. A sealing key is only looked at for what no honest client has. */
function identified(): Pick<SeekFrame, 'ticket' | 'card' | 'proof'> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const ticket = random(16);
  const seal = randomBytes(32);
  seal[31] = (seal[31] ?? 0) & 0x3f;
  const card = {
    sign: publicKey.export({ format: 'jwk' }).x ?? '',
    seal: seal.toString('base64url'),
    fingerprint: random(32),
  };
  const checked = readCard(card);
  if (!checked.ok) throw new Error(checked.error);
  const proof = sign(null, possessionMessage(ticket, checked.value), privateKey).toString('base64url');
  return { ticket, card, proof };
}

/** A search as people make it. All of the waiting ones ask for women and are men, so that none is matched. */
export function waitingSeek(n: number): SeekFrame {
  const interests = [
    'music',
    'films',
    'hiking',
    'cooking',
    'chess',
    'science fiction',
    'football',
    'history',
  ];
  return {
    t: 'seek',
    ...identified(),
    pool: 'text',
    about: {
      languages: ['en', ...(n % 3 === 0 ? ['de'] : [])],
      interests: [interests[n % 8] ?? '', interests[(n + 1 + (n % 5)) % 8] ?? ''],
      age: '25-34',
      gender: 'man',
      region: 'europe',
    },
    wants: { ...anyone, genders: ['woman'] },
    blocks: [],
    recent: [],
  };
}

export function matchedSeek(n: number): SeekFrame {
  const seek = waitingSeek(n);
  return {
    ...seek,
    about: { languages: ['en'], interests: [`pair ${n}`] },
    wants: { ...anyone, minSharedInterests: 1, soft: [] },
  };
}

async function meet(socket: WireSocket, n: number): Promise<MatchedFrame> {
  const matched = next(socket, 'matched');
  say(socket, matchedSeek(n));
  return matched;
}

/** Sotto: real sessions, real tickets, and each relayed frame checked against its schema. */
export const sotto: Contestant = {
  name: 'sotto',
  script: new URL('../servers/sotto.ts', import.meta.url),
  async openIdle(url, n) {
    const socket = await open(url, `idle-${n}`);
    const waiting = next(socket, 'waiting');
    say(socket, waitingSeek(n));
    await waiting;
    return socket;
  },
  async openPair(url, n) {
    const sides = await Promise.all([open(url, `a-${n}`), open(url, `b-${n}`)]);
    const [{ match }] = await Promise.all([meet(sides[0], n), meet(sides[1], n)]);
    const confirmed = Promise.all(sides.map((side) => next(side, 'confirmed')));
    for (const side of sides) say(side, { t: 'accept', match });
    await confirmed;
    const text = frameWith((sdp) => JSON.stringify({ t: 'signal', match, data: { type: 'offer', sdp } }));
    const frame = clientTextFrame(text);
    return { sides, frames: [frame, frame] };
  },
};
