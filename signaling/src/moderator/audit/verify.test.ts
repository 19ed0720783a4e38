import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, noHash, type AuditRow } from './chain.ts';
import { verifyChain } from './verify.ts';

const key = randomBytes(32);
const noEnd = { seq: 0, hash: noHash };

function chainOf(length: number, under = key): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const row = {
      seq,
      atMs: 1_796_000_000_000 + seq,
      actor: `moderator ${seq % 3}`,
      action: 'signed-in',
      subject: `subject ${seq}`,
      details: '{}',
      prev: rows.at(-1)?.hash ?? noHash,
    };
    rows.push({ ...row, hash: hashOf(under, row) });
  }
  return rows;
}

const verify = (rows: readonly AuditRow[], end = rows.at(-1) ?? noEnd) => verifyChain(key, rows, end);

/** A whole chain, and one or two places in it. */
const scene = fc.integer({ min: 2, max: 30 }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    at: fc.nat(length - 1),
    other: fc.nat(length - 1),
  }),
);

const changes: Readonly<Record<string, (row: AuditRow) => Partial<AuditRow>>> = {
  time: ({ atMs }) => ({ atMs: atMs + 1 }),
  actor: ({ actor }) => ({ actor: `${actor}x` }),
  action: () => ({ action: 'signed-out' }),
  subject: () => ({ subject: '' }),
  details: () => ({ details: '{"a":1}' }),
  // The same bytes, cut elsewhere.
  border: ({ actor, action }) => ({ actor: actor + action.slice(0, 1), action: action.slice(1) }),
  prev: () => ({ prev: randomBytes(32) }),
  hash: () => ({ hash: randomBytes(32) }),
};

describe('an audit log', () => {
  it('holds as it was written, also while it is empty', async () => {
    const rows = chainOf(50);
    expect(await verify(rows)).toEqual({ rows: 50, hash: Buffer.from(rows[49]?.hash ?? []).toString('hex') });
    expect(await verify([])).toEqual({ rows: 0, hash: '00'.repeat(32) });
  });

  it.each(Object.keys(changes))('shows a row whose %s was changed', async (name) => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ length, at }) => {
        const rows = chainOf(length);
        const end = rows.at(-1) ?? noEnd;
        rows.splice(at, 1, ...rows.slice(at, at + 1).map((row) => ({ ...row, ...changes[name]?.(row) })));
        expect((await verify(rows, end)).fault).toMatchObject({ seq: at + 1 });
      }),
      { numRuns: 40 },
    );
  });

  it('shows a row that was changed and hashed again with another key, or with none', async () => {
    const rows = chainOf(10);
    const end = rows.at(-1) ?? noEnd;
    const row = { ...rows[4], actor: 'somebody else' } as AuditRow;
    rows[4] = { ...row, hash: hashOf(new Uint8Array(32), row) };
    expect((await verify(rows, end)).fault).toEqual({ kind: 'altered', seq: 5 });
  });

  it('shows a removed row wherever it was, the last one too', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ length, at }) => {
        const rows = chainOf(length);
        const end = rows.at(-1) ?? noEnd;
        rows.splice(at, 1);
        const kind = at === length - 1 ? 'cut-off' : 'missing';
        expect((await verify(rows, end)).fault).toEqual({ kind, seq: at + 1 });
      }),
    );
  });

  it('shows two rows that were swapped, with their numbers or without', async () => {
    await fc.assert(
      fc.asyncProperty(scene, fc.boolean(), async ({ length, at, other }, withNumbers) => {
        fc.pre(at !== other);
        const rows = chainOf(length);
        const end = rows.at(-1) ?? noEnd;
        const [a, b] = [rows[at] as AuditRow, rows[other] as AuditRow];
        rows[at] = withNumbers ? b : { ...b, seq: a.seq };
        rows[other] = withNumbers ? a : { ...a, seq: b.seq };
        expect((await verify(rows, end)).fault).toMatchObject({ seq: Math.min(at, other) + 1 });
      }),
    );
  });

  it('shows an inserted row, also a copy of another one with everything behind it renumbered', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ length, at, other }) => {
        const rows = chainOf(length);
        const end = rows.at(-1) ?? noEnd;
        rows.splice(at, 0, rows[other] as AuditRow);
        const renumbered = rows.map((row, i) => ({ ...row, seq: i + 1 }));
        expect((await verify(rows, end)).fault).toBeDefined();
        expect((await verify(renumbered, { ...end, seq: length + 1 })).fault).toBeDefined();
      }),
    );
  });

  it('shows rows that another log was continued with', async () => {
    const rows = chainOf(10);
    const others = chainOf(10, randomBytes(32));
    const spliced = [...rows.slice(0, 5), ...others.slice(5)];
    expect((await verify(spliced, spliced.at(-1))).fault).toEqual({ kind: 'altered', seq: 6 });
  });

  it('shows an end that is another than the last row', async () => {
    const rows = chainOf(3);
    expect((await verify(rows, { seq: 3, hash: noHash })).fault).toEqual({ kind: 'past-the-end', seq: 3 });
  });
});
