import { fail, ok } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { ApiFailure } from '../session/api-caller.ts';
import { askProgress } from './progress.ts';

type Problem = Extract<ApiFailure, { kind: 'problem' }>['problem'];
const ask = (failure: ApiFailure, networkUp = true) =>
  askProgress({ progress: () => Promise.resolve(fail(failure)) }, 'receipt', networkUp);
const problem = (kind: Problem): ApiFailure => ({ kind: 'problem', problem: kind, detail: '' });

describe('what became of a report', () => {
  it('is what the server says', async () => {
    const answer = { state: 'in-review', reason: 'spam', receivedAtMs: 7 } as const;
    const told = await askProgress({ progress: () => Promise.resolve(ok(answer)) }, 'receipt', true);
    expect(told).toEqual({ known: true, ...answer });
  });

  it('is unknown where no report has this receipt, or nothing could have it', async () => {
    for (const kind of ['not-found', 'invalid-request'] as const)
      expect(await ask(problem(kind))).toEqual({ known: false, failure: 'unknown' });
  });

  it('can not be asked without network or server', async () => {
    expect(await ask({ kind: 'unreachable' }, false)).toEqual({ known: false, failure: 'offline' });
    expect(await ask({ kind: 'unreachable' })).toEqual({ known: false, failure: 'server-unavailable' });
    expect(await ask(problem('too-many-requests'))).toEqual({ known: false, failure: 'too-many-requests' });
  });
});
