import { describe, expect, it } from 'vitest';
import type { ReportProgress } from '../app/state.ts';
import { askAll } from './ask-all.ts';

const known: ReportProgress = { known: true, state: 'received', reason: 'spam', receivedAtMs: 0 };
const away: ReportProgress = { known: false, failure: 'server-unavailable' };
const unknown: ReportProgress = { known: false, failure: 'unknown' };

/** Receipts by name, and what was asked and told about them. */
async function ask(receipts: readonly string[], answer: (receipt: string) => ReportProgress) {
  const asked: string[] = [];
  const told = new Map<string, ReportProgress>();
  await askAll(
    receipts,
    (receipt) => {
      asked.push(receipt);
      return Promise.resolve(answer(receipt));
    },
    (receipt, progress) => told.set(receipt, progress),
  );
  return { asked, told };
}

describe('asking about many receipts', () => {
  const many = Array.from({ length: 30 }, (_, index) => `receipt ${index}`);

  it('asks about each once, and tells each answer', async () => {
    const { asked, told } = await ask(many, (receipt) => (receipt === 'receipt 7' ? unknown : known));
    expect(asked).toEqual(many);
    expect([...told.keys()].sort()).toEqual([...many].sort());
    expect(told.get('receipt 7')).toEqual(unknown);
  });

  it('stops asking a server that does not answer, and says so of all', async () => {
    const { asked, told } = await ask(many, () => away);
    expect(asked.length).toBeLessThan(8);
    expect(told.size).toBe(many.length);
    expect(new Set(told.values())).toEqual(new Set([away]));
  });

  it('has nothing to do for none', async () => {
    expect((await ask([], () => known)).asked).toEqual([]);
  });
});
