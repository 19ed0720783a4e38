import { concatBytes, utf8, type Bytes } from '../../bytes.ts';
import type { FileKey } from '../../crypto/file-key.ts';
import type { MatchKeys } from '../../crypto/keys.ts';
import { createSealing, type Sealing } from '../../crypto/sealing.ts';
import { encodeEnvelopeHeader } from '../../link/frames.ts';
import { contentKinds } from '../../transcript/content.ts';
import { manifestBytes } from '../../transcript/manifest.ts';
import type { Role } from '../../wire/card.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { inputOf, vectorMatch } from './transcript.ts';

/** Hello tags, messages in both directions, parts of files, and what follows upon two fresh agreements. */
export function sealingVectors() {
  const match = vectorMatch('sealing');
  const random = seededBytes('sotto/vectors/sealing');
  const sides = {
    initiator: sealingOf('initiator', copied(match.keys.initiator), match.answerer, match.tx),
    answerer: sealingOf('answerer', copied(match.keys.answerer), match.initiator, match.tx),
  };
  const count = { initiator: 0, answerer: 0 };
  const steps: object[] = [];
  const send = (from: Role, body: Bytes, kind: number): void => {
    count[from] += 1;
    const { epoch } = sides[from];
    const header = encodeEnvelopeHeader({ kind, epoch, seq: count[from], ackSeq: 0, atMs: match.iat });
    const fileKey = kind === contentKinds.file ? sides[from].sendingFileKey(header) : undefined;
    const parts = fileKey && [1, 40].map((length, part) => sealedPart(fileKey, part, random(length)));
    const sealed = sides[from].seal(header, body);
    steps.push({ step: 'seal', from, epoch, header, body, sealed, ...(parts && { parts }) });
  };
  const say = (from: Role, text: string): void => send(from, utf8(text), 1);

  say('initiator', 'one');
  say('initiator', 'two');
  say('answerer', 'three');
  send('answerer', random(manifestBytes), contentKinds.file);
  for (let epoch = 1; epoch <= 2; epoch += 1) {
    const secrets = concatBytes(random(32), random(32));
    const proposed = sides.initiator.propose(() => secrets.slice(0, 32)) ?? new Uint8Array();
    send('initiator', proposed, 2);
    const accepted = sides.answerer.accept(proposed, () => secrets.slice(32)) ?? new Uint8Array();
    send('answerer', accepted, 2);
    sides.answerer.advance();
    say('initiator', `still in epoch ${epoch - 1}`);
    sides.initiator.complete(accepted);
    sides.initiator.advance();
    steps.push({
      step: 'refresh',
      epoch,
      initiatorSecret: secrets.slice(0, 32),
      answererSecret: secrets.slice(32),
      proposed,
      accepted,
    });
    say('answerer', `epoch ${epoch}`);
    say('initiator', `epoch ${epoch} too`);
    send('initiator', random(manifestBytes), contentKinds.file);
    say('initiator', '');
    takeNote(sides, steps);
  }
  const { initiator, answerer } = match.keys;
  return [
    {
      match: inputOf(match),
      tx: match.tx,
      initiatorSecret: initiator.seal.secretKey,
      answererSecret: answerer.seal.secretKey,
      helloTags: { initiator: sides.initiator.helloTag, answerer: sides.answerer.helloTag },
      steps,
    },
  ];
}

function sealedPart(key: FileKey, part: number, body: Bytes): object {
  return { part, body, sealed: key.seal(part, body) };
}

interface Sealed {
  readonly step: string;
  readonly from: Role;
  readonly epoch: number;
  readonly header: Bytes;
  readonly sealed: Bytes;
}

/** Lets each side open what the other sealed: an agreement comes only once the one before is in use both ways. */
function takeNote(sides: Record<Role, Sealing>, steps: object[]): void {
  for (const step of steps as Sealed[]) {
    if (step.step !== 'seal' || opened.has(step)) continue;
    opened.add(step);
    const to = step.from === 'initiator' ? 'answerer' : 'initiator';
    if (sides[to].open(step.epoch, step.header, step.sealed) === undefined) throw new Error('does not open');
  }
}
const opened = new WeakSet<object>();

function sealingOf(...input: Parameters<typeof createSealing>): Sealing {
  const sealing = createSealing(...input);
  if (!sealing.ok) throw new Error(sealing.error);
  return sealing.value;
}

function copied(keys: MatchKeys): MatchKeys {
  return { ...keys, seal: { ...keys.seal, secretKey: keys.seal.secretKey.slice() } };
}
