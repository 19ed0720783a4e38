import {
  contentKinds,
  createMatchKeys,
  createSealing,
  createSigner,
  decodeSecretPart,
  encodeEnvelopeHeader,
  encodeSecretPart,
  encodeStatement,
  noHead,
  signatureVerifier,
  systemRandomBytes,
  Transcript,
  transcriptHash,
  type Bytes,
  type CheckedCard,
  type MatchKeys,
  type Role,
} from '@sotto/protocol';
import nacl from 'tweetnacl';
import { takeTurns, type Contestant, type Timings } from './timings.ts';

/** What a message costs between the keyboard of one and the screen of the other, without the way. Runs in Node and in a page. */

export type MessageContestant =
  /** Written into the transcript, signed, sealed; opened, verified, added to the other's transcript. */
  | 'transcript'
  /** The same sealing, without a transcript: what a message cost before there was one. */
  | 'sealing'
  /** The least that signing and sealing can cost here: bare secretbox, bare Ed25519 of WebCrypto. */
  | 'floor'
  /** tweetnacl for all of it. */
  | 'tweetnacl';

/** As long as what people write. */
const text = 'I have been there once, in spring, when the river was high. Would you go again, if you could?';
const iat = 1_790_000_000_000;

/** One round: a match of its own, warmed up first. */
export async function measureMessages(turns: number, slowTurns: number): Promise<Timings<MessageContestant>> {
  const contestants = {
    transcript: await transcriptMessages(),
    sealing: sealedMessages(),
    floor: await floorMessages(),
    tweetnacl: tweetnaclMessages(),
  };
  const all = { transcript: turns, sealing: turns, floor: turns, tweetnacl: slowTurns };
  await takeTurns(contestants, { transcript: 100, sealing: 100, floor: 100, tweetnacl: 3 });
  return takeTurns(contestants, all);
}

interface Side {
  readonly keys: MatchKeys;
  readonly card: CheckedCard;
}

function twoSides(): { sides: Record<Role, Side>; tx: Bytes } {
  const side = (): Side => {
    const keys = createMatchKeys(systemRandomBytes);
    const card = { sign: keys.sign.publicKey, seal: keys.seal.publicKey, fingerprint: systemRandomBytes(32) };
    return { keys, card };
  };
  const sides = { initiator: side(), answerer: side() };
  const tx = transcriptHash({
    matchId: 'AAAAAAAAAAAAAAAAAAAAAA',
    initiator: sides.initiator.card,
    answerer: sides.answerer.card,
    iat,
  });
  return { sides, tx };
}

function sealings({ sides, tx }: ReturnType<typeof twoSides>) {
  const here = createSealing('initiator', sides.initiator.keys, sides.answerer.card, tx);
  const there = createSealing('answerer', sides.answerer.keys, sides.initiator.card, tx);
  if (!here.ok || !there.ok) throw new Error('no keys');
  return { here: here.value, there: there.value };
}

async function transcriptMessages(): Promise<Contestant> {
  const match = twoSides();
  const { sides, tx } = match;
  const sealing = sealings(match);
  const time = { iat, exp: iat + 1_000_000_000 };
  const here = new Transcript('initiator', tx, time);
  const there = new Transcript('answerer', tx, time);
  const signer = await createSigner(sides.initiator.keys.sign.secretKey);
  const verify = await signatureVerifier(sides.initiator.card.sign);
  return async () => {
    const { signed, entry } = here.write({ type: 'text', text }, iat + 1_000, systemRandomBytes(32));
    const complete = { ...entry, signature: await signer.sign(signed) };
    here.add(complete);
    const { kind, seq, ackSeq, atMs } = entry.statement;
    const header = encodeEnvelopeHeader({ kind, epoch: sealing.here.epoch, seq, ackSeq, atMs });
    const sealed = sealing.here.seal(header, encodeSecretPart(complete));

    const opened = sealing.there.open(0, header, sealed);
    const part = opened && decodeSecretPart(opened);
    if (part === undefined) throw new Error('not opened');
    const read = there.read({ kind, seq, ackSeq, atMs }, part.salt, part.body);
    if (!read.ok || !(await verify(read.value.signed, part.signature))) throw new Error('not taken');
    there.add({ ...read.value.entry, signature: part.signature });
  };
}

function sealedMessages(): Contestant {
  const sealing = sealings(twoSides());
  const encoder = new TextEncoder();
  let seq = 0;
  return () => {
    seq += 1;
    const header = encodeEnvelopeHeader({ kind: 1, epoch: 0, seq, ackSeq: 0, atMs: iat });
    const opened = sealing.there.open(0, header, sealing.here.seal(header, encoder.encode(text)));
    if (opened === undefined) throw new Error('not opened');
  };
}

/** The bytes that are signed and those that are sealed with a message of the transcript. */
function sameLengths(): { statement: Bytes; body: Bytes } {
  const { tx } = twoSides();
  const body = new TextEncoder().encode(text);
  const statement = encodeStatement(tx, {
    role: 'initiator',
    seq: 1,
    prev: noHead,
    ackSeq: 0,
    ackHead: noHead,
    atMs: iat,
    kind: contentKinds.text,
    commitment: systemRandomBytes(32),
  });
  return { statement, body: new Uint8Array([...new Uint8Array(96), ...body]) };
}

async function floorMessages(): Promise<Contestant> {
  const { statement, body } = sameLengths();
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  const key = systemRandomBytes(32);
  const nonce = new Uint8Array(24);
  return async () => {
    const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, statement);
    const sealed = nacl.secretbox(body, nonce, key);
    const opened = nacl.secretbox.open(sealed, nonce, key);
    const verified = await crypto.subtle.verify('Ed25519', pair.publicKey, signature, statement);
    if (opened === null || !verified) throw new Error('not taken');
  };
}

function tweetnaclMessages(): Contestant {
  const { statement, body } = sameLengths();
  const pair = nacl.sign.keyPair();
  const key = systemRandomBytes(32);
  const nonce = new Uint8Array(24);
  return () => {
    const signature = nacl.sign.detached(statement, pair.secretKey);
    const opened = nacl.secretbox.open(nacl.secretbox(body, nonce, key), nonce, key);
    const verified = nacl.sign.detached.verify(statement, signature, pair.publicKey);
    if (opened === null || !verified) throw new Error('not taken');
  };
}
