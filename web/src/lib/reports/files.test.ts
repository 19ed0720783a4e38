import { limits, noHead, type Statement } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { filesThatFit } from './files.ts';

const said = (seq: number): Statement => ({
  role: 'answerer',
  seq,
  prev: noHead,
  ackSeq: 0,
  ackHead: noHead,
  atMs: seq,
  kind: 3,
  commitment: noHead,
});

describe('the files of a report', () => {
  it('are those that this device has', () => {
    const files = filesThatFit(
      [said(1), said(2)],
      ({ seq }) => (seq === 2 ? Uint8Array.of(7) : undefined),
      0,
    );
    expect(files).toEqual([{ role: 'answerer', seq: 2, bytes: Uint8Array.of(7) }]);
  });

  it('are the newest, where there are too many', () => {
    const statements = Array.from({ length: limits.maxReportFiles + 3 }, (_, index) => said(index + 1));
    const files = filesThatFit(statements, () => Uint8Array.of(1), 0);
    expect(files.map(({ seq }) => seq)).toEqual(statements.slice(3).map(({ seq }) => seq));
  });

  it('leave out what would make the report too large, and take what still fits', () => {
    const large = new Uint8Array(limits.maxFileBytes);
    const messagesBytes = 5_000_000;
    const files = filesThatFit(
      [said(1), said(2), said(3)],
      ({ seq }) => (seq === 1 ? Uint8Array.of(1) : large),
      messagesBytes,
    );
    expect(files.map(({ seq }) => seq)).toEqual([1, 3]);
  });
});
