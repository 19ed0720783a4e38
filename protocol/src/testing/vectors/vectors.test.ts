import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toBase64Url, toHex, type Bytes } from '../../bytes.ts';
import { checkSealingKey } from '../../crypto/key-checks.ts';
import type { CheckedCard } from '../../crypto/keys.ts';
import { verifyPossession } from '../../crypto/possession.ts';
import { createSealing, type Sealing } from '../../crypto/sealing.ts';
import { isStrictSignature, verifySignature } from '../../crypto/signatures.ts';
import { platformVerifier } from '../../crypto/verify-platform.ts';
import { scriptVerifier } from '../../crypto/verify-script.ts';
import { decodeLinkFrame } from '../../link/frames.ts';
import { decodeReport } from '../../report/bundle.ts';
import { decodeCase, verifyCase } from '../../report/case.ts';
import type { MatchFacts } from '../../report/facts.ts';
import { verifyReport } from '../../report/verify.ts';
import { decodeContent } from '../../transcript/content.ts';
import { decodeEnvelope } from '../../transcript/envelope.ts';
import { decodeManifest, fileFits } from '../../transcript/manifest.ts';
import { decodeSecretPart } from '../../transcript/secret-part.ts';
import { encodeStatement } from '../../transcript/statement.ts';
import { vectorFolder, vectorNames, vectorText } from './index.ts';
import { hex, readVectors, type Vector } from './read.ts';

const cardOf = ({ sign, seal, fingerprint }: Vector): CheckedCard => ({
  sign: hex(sign),
  seal: hex(seal),
  fingerprint: hex(fingerprint),
});

/** What is written in a vector of a value: its bytes in hexadecimal. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? toHex(part) : part)),
  );
}

describe('the golden vectors', { timeout: 60_000 }, () => {
  it.each(vectorNames)('of %s come out the same, byte for byte, when they are made anew', async (name) => {
    expect(await vectorText(name)).toBe(readFileSync(new URL(`${name}.json`, vectorFolder), 'utf8'));
  });
});

describe('a signature', () => {
  it.each(readVectors('ed25519').map((vector) => [vector.name, vector] as const))(
    'is judged alike by platform and script: %s',
    async (_name, { key, message, signature, valid }) => {
      const given = [hex(key), hex(message), hex(signature)] as const;
      expect(await verifySignature(...given)).toBe(valid);
      const [publicKey, signed, bytes] = given;
      const strict = isStrictSignature(publicKey, bytes);
      const onPlatform = strict ? await platformVerifier(publicKey) : undefined;
      expect(strict && (await onPlatform?.(signed, bytes))).toBe(valid);
      expect(strict && (await scriptVerifier(publicKey)(signed, bytes))).toBe(valid);
    },
  );
});

describe('a key to seal with', () => {
  it.each(readVectors('x25519').map((vector) => [vector.name, vector] as const))(
    'is taken or refused: %s',
    (_name, { key, refusal }) => {
      const checked = checkSealingKey(hex(key));
      expect(checked.ok ? undefined : checked.error).toBe(refusal);
    },
  );
});

describe('a message', () => {
  it('reads as its vector says', async () => {
    for (const { match, tx, messages } of readVectors('statement')) {
      for (const { statement, envelope, secretPart, signed, body, salt, signature } of messages) {
        const read = decodeEnvelope(hex(envelope));
        expect(plain(read)).toEqual({ statement, signature });
        if (read === undefined) return;
        expect(toHex(encodeStatement(hex(tx), read.statement))).toBe(signed);
        expect(await verifySignature(hex(match.answerer.sign), hex(signed), hex(signature))).toBe(true);
        expect(plain(decodeSecretPart(hex(secretPart)))).toEqual({ salt, signature, body });
        expect(decodeContent(statement.kind, hex(body))).toBeDefined();
      }
    }
  });

  it('has the files that its manifest names', () => {
    for (const { type, file, encoded } of readVectors('manifest')) {
      const manifest = decodeManifest(hex(encoded));
      expect(manifest?.type).toBe(type);
      expect(manifest && fileFits(manifest, hex(file))).toBe(true);
    }
  });
});

describe('a sealing', () => {
  it('opens what its vector says, through fresh agreements', () => {
    for (const { match, tx, initiatorSecret, answererSecret, helloTags, steps } of readVectors('sealing')) {
      const sides = {
        initiator: sealingOf('initiator', initiatorSecret, match.answerer, tx),
        answerer: sealingOf('answerer', answererSecret, match.initiator, tx),
      };
      expect(toHex(sides.initiator.helloTag)).toBe(helloTags.initiator);
      expect(sides.initiator.confirms(hex(helloTags.answerer))).toBe(true);
      const secrets = steps.filter(({ step }: Vector) => step === 'refresh');
      for (const step of steps) {
        if (step.step === 'refresh') {
          expect(sides.initiator.complete(hex(step.accepted))).toBe(true);
          sides.initiator.advance();
          continue;
        }
        const [from, to] =
          step.from === 'initiator' ? [sides.initiator, sides.answerer] : [sides.answerer, sides.initiator];
        const agreement = secrets.find(({ epoch }: Vector) => epoch === step.epoch + 1);
        if (step.body === agreement?.proposed)
          expect(toHex(from.propose(() => hex(agreement.initiatorSecret)) ?? hex(''))).toBe(step.body);
        expect(toHex(from.seal(hex(step.header), hex(step.body)))).toBe(step.sealed);
        expect(toHex(to.open(step.epoch, hex(step.header), hex(step.sealed)) ?? hex('ff'))).toBe(step.body);
        if (step.body === agreement?.proposed)
          expect(toHex(to.accept(hex(step.body), () => hex(agreement.answererSecret)) ?? hex(''))).toBe(
            agreement.accepted,
          );
        if (step.body === agreement?.accepted) from.advance();
      }
    }
  });

  function sealingOf(role: 'initiator' | 'answerer', secret: string, peer: Vector, tx: string): Sealing {
    const seal = { publicKey: new Uint8Array(32), secretKey: hex(secret) };
    const sealing = createSealing(role, { seal, sign: seal }, cardOf(peer), hex(tx));
    if (!sealing.ok) throw new Error(sealing.error);
    return sealing.value;
  }
});

describe('a frame of the link', () => {
  it('reads as its vector says', () => {
    for (const { frame, encoded } of readVectors('link-frames'))
      expect(plain(decodeLinkFrame(hex(encoded)))).toEqual({ ok: true, value: frame });
  });
});

describe('a proof of possession', () => {
  it('holds for its card and ticket', async () => {
    for (const { ticket, card, proof } of readVectors('possession'))
      expect(await verifyPossession(cardOf(card), toBase64Url(hex(ticket)), toBase64Url(hex(proof)))).toBe(
        true,
      );
  });
});

describe('a report', () => {
  it.each(readVectors('report').map((vector) => [vector.name, vector] as const))(
    'is decided as its vector says: %s',
    async (_name, { facts, bundle, nowMs, verdict, refusal }) => {
      const read = decodeReport(hex(bundle));
      if (!read.ok) return expect({ code: read.error }).toEqual(refusal);
      const decided = await verifyReport(read.value, factsOf(facts), nowMs);
      expect(plain(decided)).toEqual(
        verdict === undefined ? { ok: false, error: refusal } : { ok: true, value: verdict },
      );
    },
  );

  const factsOf = ({ matchId, initiator, answerer, iat, exp }: Vector): MatchFacts => ({
    matchId: toBase64Url(hex(matchId) satisfies Bytes),
    initiator: cardOf(initiator),
    answerer: cardOf(answerer),
    iat,
    exp,
  });
});

describe('an exported case', () => {
  it.each(readVectors('case').map((vector) => [vector.name, vector] as const))(
    'is decided as its vector says: %s',
    async (_name, { text, verdict, refusal, unreadable }) => {
      const read = decodeCase(text);
      if (!read.ok) return expect(read.error).toEqual(unreadable);
      const decided = await verifyCase(read.value);
      expect(plain(decided)).toEqual(
        verdict === undefined ? { ok: false, error: refusal } : { ok: true, value: verdict },
      );
    },
  );
});
