import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { SimulatedMatch } from '../testing/simulated-match.ts';
import { encodeStatement, headOf, noHead, type Statement } from '../transcript/statement.ts';
import type { Role } from '../wire/card.ts';
import type { ReportDraft, ReportedEnvelope } from './bundle.ts';
import { acknowledgementRefusal } from './acknowledgements.ts';
import { linkedChains, type Chains } from './linked.ts';
import { decodeReport } from './bundle.ts';
import { verifyReport } from './verify.ts';

const tx = new Uint8Array(32).fill(7);
const signature = new Uint8Array(64);

/** A chain written without a thought for the other: numbers, and which of the other side's each acknowledges. */
function chainOf(role: Role, first: number, acks: readonly (readonly [number, Bytes])[]): ReportedEnvelope[] {
  let prev = first === 1 ? noHead : named(role, first - 1);
  return acks.map(([ackSeq, ackHead], i) => {
    const statement: Statement = {
      role,
      seq: first + i,
      prev,
      ackSeq,
      ackHead,
      atMs: 0,
      kind: 1,
      commitment: named(role, first + i),
    };
    prev = headOf(encodeStatement(tx, statement));
    return { statement, signature };
  });
}

/** Some head for a message that no chain here has. */
function named(role: Role, seq: number): Bytes {
  return headOf(Uint8Array.of(role === 'initiator' ? 1 : 2, seq));
}

const none = [0, noHead] as const;
const unseen = (role: Role, seq: number) => [seq, named(role, seq)] as const;

function refusalOf(initiator: ReportedEnvelope[], answerer: ReportedEnvelope[]) {
  const chains: Chains = linkedChains(tx, { chains: { initiator, answerer } });
  return acknowledgementRefusal(chains);
}

const headAt = (chain: readonly ReportedEnvelope[], at: number): Bytes => {
  const message = chain[at];
  if (message === undefined) throw new Error('no such message');
  return headOf(encodeStatement(tx, message.statement));
};

describe('acknowledgements', () => {
  it('hold where each names what stands there', () => {
    const initiator = chainOf('initiator', 1, [none, none]);
    const answerer = chainOf('answerer', 1, [
      [1, headAt(initiator, 0)],
      [2, headAt(initiator, 1)],
    ]);
    expect(refusalOf(initiator, answerer)).toBeUndefined();
  });

  it('hold where they name messages before, after and beside the excerpt', () => {
    const initiator = chainOf('initiator', 5, [unseen('answerer', 2), unseen('answerer', 9)]);
    expect(refusalOf(initiator, [])).toBeUndefined();
    const answerer = chainOf('answerer', 4, [unseen('initiator', 1), unseen('initiator', 4)]);
    expect(refusalOf(initiator, answerer)).toBeUndefined();
  });

  it('are refused where another head stands there', () => {
    const initiator = chainOf('initiator', 1, [none]);
    const answerer = chainOf('answerer', 1, [unseen('initiator', 1)]);
    expect(refusalOf(initiator, answerer)).toEqual({ code: 'acknowledgement', role: 'answerer', seq: 1 });
  });

  it('are refused where the message before the excerpt has another head', () => {
    const initiator = chainOf('initiator', 3, [none]);
    const answerer = chainOf('answerer', 1, [[2, named('initiator', 77)]]);
    expect(refusalOf(initiator, answerer)).toEqual({ code: 'acknowledgement', role: 'answerer', seq: 1 });
  });

  it('are refused where two heads are given to one message that the report lacks', () => {
    const chain = chainOf('initiator', 1, [unseen('answerer', 3), [3, named('answerer', 4)]]);
    expect(refusalOf(chain, [])).toEqual({ code: 'acknowledgement', role: 'initiator', seq: 2 });
  });

  it('are refused where one head is given to two messages', () => {
    const chain = chainOf('initiator', 1, [unseen('answerer', 3), [4, named('answerer', 3)]]);
    expect(refusalOf(chain, [])).toEqual({ code: 'acknowledgement', role: 'initiator', seq: 2 });
    const initiator = chainOf('initiator', 1, [none, none]);
    const own = chainOf('answerer', 1, [[5, headAt(initiator, 1)]]);
    expect(refusalOf(initiator, own)).toEqual({ code: 'acknowledgement', role: 'answerer', seq: 1 });
  });

  it('are refused where an excerpt follows upon a message of the other side', () => {
    const answerer = chainOf('answerer', 1, [none]);
    const [first] = chainOf('initiator', 4, [none]);
    if (first === undefined) throw new Error('there is one');
    const initiator = [{ ...first, statement: { ...first.statement, prev: headAt(answerer, 0) } }];
    expect(refusalOf(initiator, answerer)?.code).toBe('chain-broken');
  });

  it('are refused in a circle through a message that the report lacks at the end of a chain', () => {
    const answerer = chainOf('answerer', 1, [unseen('initiator', 4)]);
    const initiator = chainOf('initiator', 1, [none, [1, headAt(answerer, 0)]]);
    expect(refusalOf(initiator, answerer)).toEqual({ code: 'acknowledgement', role: 'initiator', seq: 2 });
  });

  it('are refused in a circle through messages that the report lacks on both sides', () => {
    const initiator = chainOf('initiator', 1, [unseen('answerer', 5)]);
    const answerer = chainOf('answerer', 1, [unseen('initiator', 5)]);
    expect(refusalOf(initiator, answerer)?.code).toBe('acknowledgement');
  });
});

describe('a report', () => {
  /** Signs the own chain of a side anew, whatever it now says. */
  async function forged(match: SimulatedMatch, draft: ReportDraft, own: Statement[]): Promise<ReportDraft> {
    const chain: ReportedEnvelope[] = [];
    for (const statement of own)
      chain.push({
        statement,
        signature: await match.sign(draft.reporter, encodeStatement(match.tx, statement)),
      });
    return { ...draft, chains: { ...draft.chains, [draft.reporter]: chain } };
  }

  it('is refused with a chain that acknowledges what the accused had not written by then', async () => {
    const match = await SimulatedMatch.begin();
    const { statement } = await match.say('initiator', 'first');
    await match.say('answerer', 'second');
    const draft = match.draft('initiator');
    const ack = { ackSeq: 3, ackHead: named('answerer', 3) };
    const bytes = await match.seal(await forged(match, draft, [{ ...statement, ...ack }]));
    const report = decodeReport(bytes);
    if (!report.ok) throw new Error(report.error);
    const verdict = await verifyReport(report.value, match.facts, match.facts.iat);
    expect(verdict).toMatchObject({ ok: false, error: { code: 'acknowledgement' } });
  });
});
