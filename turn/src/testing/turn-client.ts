import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import {
  allocation,
  decodeAnswer,
  encodeRequest,
  messageBytes,
  methods,
  newTransactionId,
  peer,
  transactionOf,
  type Attribute,
  type Signing,
  type StunAnswer,
} from './stun-message.ts';

/** First wait before a request is sent again over UDP, doubled each time (RFC 8489, 6.2.1). */
const retransmitMs = 100;

/** What carries requests to a relay: each listener is told every message that comes back. */
interface Transport {
  send(message: Buffer): void;
  readonly repeats: boolean;
  onMessage(listener: (message: Buffer) => void): void;
  close(): void;
}

export interface TurnClient {
  /** The relay answers at all: waits for a relay that is just starting. */
  bind(): Promise<void>;
  /** Asks for a relayed address; 0 where it is granted, else the error code, such as 401. */
  allocate(credential: { username: string; credential: string }, family: 4 | 6): Promise<number>;
  /** Asks to exchange datagrams with an address; 0, or 403 where the relay must not go there. */
  permit(address: string): Promise<number>;
  close(): void;
}

export async function openUdp(port: number): Promise<TurnClient> {
  const socket = createSocket('udp4');
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  // Refused while the relay is starting: the next retransmission is the answer to it.
  socket.on('error', () => undefined);
  return client({
    send: (message) => socket.send(message, () => undefined),
    repeats: true,
    onMessage: (listener) => void socket.on('message', listener),
    close: () => socket.close(),
  });
}

/** @param certificate PEM of the only certificate that is believed */
export async function openTls(port: number, certificate: string): Promise<TurnClient> {
  const socket = connectTls({ port, host: '127.0.0.1', ca: certificate, servername: 'turn.example.org' });
  await once(socket, 'secureConnect');
  return client({
    send: (message) => socket.write(message),
    repeats: false,
    onMessage: (listener) => {
      let stream = Buffer.alloc(0);
      socket.on('data', (chunk) => {
        stream = Buffer.concat([stream, chunk]);
        for (let end = messageBytes(stream); end <= stream.length; end = messageBytes(stream)) {
          listener(stream.subarray(0, end));
          stream = stream.subarray(end);
        }
      });
    },
    close: () => socket.destroy(),
  });
}

function client(transport: Transport): TurnClient {
  const waiting = new Map<string, (answer: StunAnswer) => void>();
  let signing: Signing | undefined;
  transport.onMessage((message) => waiting.get(transactionOf(message))?.(decodeAnswer(message)));

  async function ask(
    method: number,
    id: Buffer,
    list: readonly Attribute[],
    signed?: Signing,
  ): Promise<StunAnswer> {
    const message = encodeRequest(method, id, list, signed);
    const key = id.toString('hex');
    const answered = new Promise<StunAnswer>((resolve) => waiting.set(key, resolve));
    let timer: NodeJS.Timeout | undefined;
    const repeat = (afterMs: number) => {
      transport.send(message);
      if (transport.repeats) timer = setTimeout(() => repeat(afterMs * 2), afterMs);
    };
    repeat(retransmitMs);
    const answer = await answered;
    clearTimeout(timer);
    waiting.delete(key);
    return answer;
  }

  return {
    bind: async () => void (await ask(methods.binding, newTransactionId(), [])),
    allocate: async (credential, family) => {
      const challenge = await ask(methods.allocate, newTransactionId(), allocation(family));
      signing = { ...credential, realm: challenge.realm, nonce: challenge.nonce };
      return (await ask(methods.allocate, newTransactionId(), allocation(family), signing)).errorCode;
    },
    permit: async (address) => {
      const id = newTransactionId();
      return (await ask(methods.createPermission, id, [peer(address, id)], signing)).errorCode;
    },
    close: () => transport.close(),
  };
}
