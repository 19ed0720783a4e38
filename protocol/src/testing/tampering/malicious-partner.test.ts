import { describe, expect, it } from 'vitest';
import { createMatchKeys } from '../../crypto/keys.ts';
import { createSigner } from '../../crypto/signer.ts';
import { decodeReport, encodeReport } from '../../report/bundle.ts';
import { draftReport } from '../../report/draft.ts';
import { factsHash, type MatchFacts } from '../../report/facts.ts';
import { verifyReport } from '../../report/verify.ts';
import { toBase64Url, utf8, type Bytes } from '../../bytes.ts';
import { matchTime, matchTicketLifeMs } from '../../transcript/chain.ts';
import { Transcript, type Told } from '../../transcript/transcript.ts';
import { otherRole, roles } from '../../wire/card.ts';
import { Chance } from '../chance.ts';

const iat = 1_790_000_000_000;

/** A message as somebody writes it who wants the other to see it, and to be unable to report it. */
function crafted(
  chance: Chance,
  received: number,
  written: number,
): { told: Told; salt: Bytes; body: Bytes } {
  const told = {
    kind: usually(chance, 1, [0, 2, 3, 4]),
    seq: received + usually(chance, 1, [0, 2]),
    ackSeq: chance.below(written + 2),
    atMs: iat + usually(chance, received, [-1, 0, 10_000, matchTicketLifeMs, matchTicketLifeMs + 1]),
  };
  const body = chance.happens(0.8) ? utf8(`nasty ${chance.u32()}`) : chance.bytes(chance.below(40));
  return { told, salt: chance.bytes(usually(chance, 32, [31])), body };
}

function usually(chance: Chance, usual: number, others: readonly number[]): number {
  return chance.happens(0.85) ? usual : chance.pick(others);
}

describe('a malicious partner', { timeout: 60_000 }, () => {
  it('can show nothing that its victim cannot report, nor anything that spoils a report', async () => {
    const chance = new Chance(20_261_127, 4, 4);
    const keys = {
      initiator: createMatchKeys((n) => chance.bytes(n)),
      answerer: createMatchKeys((n) => chance.bytes(n)),
    };
    const signers = {
      initiator: await createSigner(keys.initiator.sign.secretKey.slice()),
      answerer: await createSigner(keys.answerer.sign.secretKey.slice()),
    };
    const card = ({ sign, seal }: typeof keys.initiator) => ({
      sign: sign.publicKey,
      seal: seal.publicKey,
      fingerprint: chance.bytes(32),
    });
    let [shown, refused] = [0, 0];
    for (let trial = 0; trial < 400; trial += 1) {
      const facts: MatchFacts = {
        matchId: toBase64Url(chance.bytes(16)),
        initiator: card(keys.initiator),
        answerer: card(keys.answerer),
        iat,
        exp: iat + 1,
      };
      const tx = factsHash(facts);
      const victim = chance.pick(roles);
      const transcript = new Transcript(victim, tx, matchTime(iat));
      for (let i = 0, written = 0; i < 12; i += 1) {
        if (chance.happens(0.4)) {
          const { signed, entry } = transcript.write(
            { type: 'text', text: `line ${i}` },
            iat + i,
            chance.bytes(32),
          );
          written += 1;
          transcript.add({ ...entry, signature: await signers[victim].sign(signed) });
          continue;
        }
        const { told, salt, body } = crafted(chance, transcript.received, written);
        const read = transcript.read(told, salt, body);
        if (!read.ok) {
          refused += 1;
          continue;
        }
        shown += 1;
        const signature = await signers[otherRole(victim)].sign(read.value.signed);
        transcript.add({ ...read.value.entry, signature });
      }
      const { all } = transcript;
      const from = chance.pick([0, chance.below(all.length + 1)]);
      const entries = all.slice(from, chance.pick([all.length, from + chance.below(12)]));
      const draft = draftReport(victim, {
        reason: 'other',
        comment: '',
        ticket: new Uint8Array(),
        entries,
        discloses: () => true,
      });
      const report = decodeReport(await encodeReport(draft, tx, (message) => signers[victim].sign(message)));
      if (!report.ok) throw new Error(report.error);
      const verdict = await verifyReport(report.value, facts, iat);
      if (!verdict.ok) throw new Error(JSON.stringify({ trial, ...verdict.error }));
      expect(verdict.value.lines).toHaveLength(entries.length);
      const theirs = verdict.value.lines.filter(({ role }) => role !== victim);
      expect(theirs.every(({ status }) => status === 'confirmed')).toBe(true);
    }
    expect(Math.min(shown, refused)).toBeGreaterThan(300);
  });
});
