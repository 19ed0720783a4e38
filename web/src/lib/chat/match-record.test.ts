import { decodeReport, toBase64Url, readCard, verifyReport, type MatchFacts } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { openPair, type Side, type SimulatedPair } from './testing/simulated-pair.ts';

function factsOf(pair: SimulatedPair): MatchFacts {
  const [initiator, answerer] = [readCard(pair.a.card), readCard(pair.b.card)];
  if (!initiator.ok || !answerer.ok) throw new Error('no cards');
  const iat = 1_790_000_000_000;
  const matchId = toBase64Url(new Uint8Array(16).fill(7));
  return { matchId, initiator: initiator.value, answerer: answerer.value, iat, exp: iat + 48 * 3_600_000 };
}

async function verdictOf(pair: SimulatedPair, side: Side, disclosed: readonly string[]) {
  const record = side.chat.record;
  if (record === undefined) throw new Error('no record');
  const bytes = await record.encode({ reason: 'spam', comment: 'look', disclosed: new Set(disclosed) });
  const report = decodeReport(bytes);
  if (!report.ok) throw new Error(report.error);
  return verifyReport(report.value, factsOf(pair), 1_790_000_000_000);
}

describe('the record of a chat', () => {
  it('tells both sides, and which lines are proven', async () => {
    const pair = await openPair();
    for (const [side, text] of [
      [pair.a, 'one'],
      [pair.b, 'two'],
      [pair.a, 'three'],
    ] as const) {
      side.chat.send(text);
      await pair.settle();
    }
    expect(pair.a.chat.record?.reportable().lines).toMatchObject([
      { key: 'm1', from: 'me', text: 'one', weight: 'proven' },
      { key: 't1', from: 'them', text: 'two', weight: 'proven' },
      { key: 'm2', from: 'me', text: 'three', weight: 'own-word' },
    ]);
  });

  it('makes a report that the verifier takes, with what was not disclosed withheld, after the chat too', async () => {
    const pair = await openPair();
    pair.b.chat.send('buy this');
    pair.a.chat.send('no');
    await pair.settle();
    pair.a.chat.close(true);
    await pair.settle();
    pair.a.chat.record?.reportable();
    const verdict = await verdictOf(pair, pair.a, ['t1']);
    expect(verdict).toMatchObject({
      ok: true,
      value: {
        reporter: 'initiator',
        reason: 'spam',
        comment: 'look',
        lines: [
          { role: 'initiator', status: 'withheld' },
          { role: 'answerer', status: 'confirmed', content: { text: 'buy this' } },
        ],
        gaps: [],
      },
    });
  });

  it('reports what was shown, not what came in between', async () => {
    const pair = await openPair();
    pair.b.chat.send('shown');
    await pair.settle();
    pair.a.chat.record?.reportable();
    pair.b.chat.send('in between');
    await pair.settle();
    const verdict = await verdictOf(pair, pair.a, ['t1', 't2']);
    expect(verdict.ok && verdict.value.lines.map(({ seq }) => seq)).toEqual([1]);
  });

  it('reports a line that a partner has buried under hundreds of others', async () => {
    const pair = await openPair();
    pair.b.chat.send('something nasty');
    await pair.settle();
    for (let sent = 0; sent < 440; sent += 1) {
      pair.b.chat.send('filler');
      if (sent % 40 === 0) await pair.settle();
    }
    await pair.settle();
    expect(pair.a.theirs()).toHaveLength(441);
    const lines = pair.a.chat.record?.reportable().lines;
    expect(lines?.[0]).toMatchObject({ key: 't1', text: 'something nasty' });
    const verdict = await verdictOf(pair, pair.a, ['t1']);
    expect(verdict.ok && verdict.value.lines[0]).toMatchObject({
      status: 'confirmed',
      content: { text: 'something nasty' },
    });
  });

  it('keeps nothing once it is erased', async () => {
    const pair = await openPair();
    pair.b.chat.send('gone');
    await pair.settle();
    const record = pair.a.chat.record;
    record?.erase();
    expect(record?.reportable().lines).toEqual([]);
    await expect(record?.encode({ reason: 'spam', comment: '', disclosed: new Set() })).rejects.toThrow(
      'the key is erased',
    );
  });
});
