import type { AuditPage, AuditQuery } from '@sotto/protocol';
import { expect, it } from 'vitest';
import { createAuditReader, type AuditRead } from './audit-reader.ts';

const rowsFrom = (seq: number, n: number): AuditPage['rows'] =>
  Array.from({ length: n }, (_, i) => ({
    seq: seq - i,
    atMs: 0,
    actor: 'ada',
    action: 'case-claimed',
    subject: 'x',
    details: '{}',
    hash: '',
  }));

/** A log whose answers come when the test lets them. */
function rig() {
  const asked: { query: AuditQuery; answer: (rows: AuditPage['rows']) => void }[] = [];
  const told: AuditRead[] = [];
  const reader = createAuditReader(
    (query) =>
      new Promise((resolve) => {
        asked.push({ query, answer: (rows) => resolve({ ok: true, value: { rows } }) });
      }),
    (read) => told.push(read),
  );
  return { asked, told, reader };
}

it('older rows come under the filter of those before them', async () => {
  const { asked, told, reader } = rig();
  const first = reader.apply({ actor: 'ada' });
  asked[0]?.answer(rowsFrom(500, 100));
  await first;
  const older = reader.older();
  expect(asked[1]?.query).toEqual({ actor: 'ada', before: '401' });
  asked[1]?.answer(rowsFrom(400, 2));
  await older;
  expect(told.at(-1)).toEqual({ ok: true, rows: rowsFrom(500, 102), more: false });
});

it('an answer that comes late, to another filter or page, is not shown', async () => {
  const { asked, told, reader } = rig();
  const all = reader.apply({});
  asked[0]?.answer(rowsFrom(500, 100));
  await all;
  const older = reader.older();
  const narrowed = reader.apply({ action: 'banned' });
  asked[2]?.answer(rowsFrom(90, 1));
  asked[1]?.answer(rowsFrom(400, 100));
  await Promise.all([older, narrowed]);
  expect(told.slice(1)).toEqual([{ ok: true, rows: rowsFrom(90, 1), more: false }]);
  const again = reader.again();
  expect(asked[3]?.query).toEqual({ action: 'banned' });
  asked[3]?.answer([]);
  await again;
});

it('pressed twice, older rows come once', async () => {
  const { asked, told, reader } = rig();
  const first = reader.apply({});
  asked[0]?.answer(rowsFrom(500, 100));
  await first;
  const both = [reader.older(), reader.older()];
  for (const { answer } of asked.slice(1)) answer(rowsFrom(400, 3));
  await Promise.all(both);
  expect(told.at(-1)).toEqual({ ok: true, rows: rowsFrom(500, 103), more: false });
  expect(told).toHaveLength(2);
});
