import {
  anyone,
  cardOf,
  createMatchKeys,
  fromBase64Url,
  matchTicketLifeMs,
  provePossession,
  readCard,
  systemRandomBytes,
  toBase64Url,
  type CheckedCard,
  type Identity,
  type MatchKeys,
  type Role,
} from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import { connect, seekFrame, type TestClient } from '../hub/testing/test-client.ts';
import { registerTestIdentity } from './test-identity.ts';

/** Two people who met at a running server. */
export interface Meeting {
  /** What they write to each other, under the keys and the ticket of the match. */
  readonly chat: SimulatedMatch;
  /** Public keys of their identities. */
  readonly people: Readonly<Record<Role, string>>;
  /** With their secret keys. */
  readonly identities: Readonly<Record<Role, Identity>>;
  /** Their sockets. */
  readonly clients: Readonly<Record<Role, TestClient>>;
  /** Code and reason, once the server has closed somebody's socket. */
  readonly closed: Readonly<Record<Role, TestClient['closed']>>;
  /** Access token of the one who makes the offer. */
  readonly token: string;
  leave(): void;
}

/**
 * Lets two people meet at a server, or at two nodes of one.
 * @param interest which both have and nobody else, where others seek there too
 */
export async function meetAt(url: string, other: string = url, interest?: string): Promise<Meeting> {
  const [ann, ben] = await Promise.all([join(url, 'Ann'), join(other, 'Ben')]);
  await seek(ann, interest);
  await ann.client.next('waiting');
  await seek(ben, interest);
  const [forAnn, forBen] = await Promise.all([
    ann.client.next('matched', 'waiting'),
    ben.client.next('matched', 'waiting'),
  ]);
  const [initiator, answerer] = forAnn.role === 'initiator' ? [ann, ben] : [ben, ann];
  const ticket = fromBase64Url((forAnn.role === 'initiator' ? forAnn : forBen).evidence);
  if (ticket === undefined) throw new Error('the ticket is no base64url');
  const chat = await SimulatedMatch.begin({
    made: {
      facts: {
        matchId: forAnn.match,
        initiator: initiator.card,
        answerer: answerer.card,
        iat: forAnn.iat,
        exp: forAnn.iat + matchTicketLifeMs,
      },
      keys: { initiator: initiator.keys, answerer: answerer.keys },
      ticket,
    },
  });
  const leave = (): void => {
    ann.client.socket.terminate();
    ben.client.socket.terminate();
  };
  const identities = { initiator: initiator.identity, answerer: answerer.identity };
  const people = { initiator: identities.initiator.publicKey, answerer: identities.answerer.publicKey };
  const closed = { initiator: initiator.client.closed, answerer: answerer.client.closed };
  const clients = { initiator: initiator.client, answerer: answerer.client };
  return { chat, people, identities, clients, closed, token: initiator.token, leave };
}

interface Person {
  readonly client: TestClient;
  readonly identity: Identity;
  readonly token: string;
  readonly keys: MatchKeys;
  readonly card: CheckedCard;
}

async function join(url: string, nickname: string): Promise<Person> {
  const { identity, tokens } = await registerTestIdentity(url, { nickname });
  const client = await connect(url, { access: tokens.accessToken });
  await client.next('welcome');
  const keys = createMatchKeys(systemRandomBytes);
  const card = readCard(cardOf(keys, systemRandomBytes(32)));
  if (!card.ok) throw new Error(card.error);
  const token = tokens.accessToken;
  return { client, identity, token, keys, card: card.value };
}

async function seek({ client, keys, card }: Person, interest?: string): Promise<void> {
  const ticket = toBase64Url(systemRandomBytes(16));
  const proof = await provePossession(keys, card.fingerprint, ticket);
  const alone = interest !== undefined && {
    about: { languages: ['en'], interests: [interest] },
    wants: { ...anyone, minSharedInterests: 1, soft: [] },
  };
  client.send(seekFrame({ ticket, card: cardOf(keys, card.fingerprint), proof, ...alone }));
}
