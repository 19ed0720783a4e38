import type { ReportProgress } from '../app/state.ts';
import { reportFailure } from './failure.ts';
import type { ReportApi } from './report-api.ts';

/** Asks what became of a report. One that the server can't read as a receipt is unknown to it. */
export async function askProgress(
  api: Pick<ReportApi, 'progress'>,
  receipt: string,
  networkUp: boolean,
): Promise<ReportProgress> {
  const answer = await api.progress(receipt);
  if (answer.ok) return { known: true, ...answer.value };
  const { error } = answer;
  if (error.kind === 'problem' && error.problem === 'not-found') return { known: false, failure: 'unknown' };
  const { failure } = reportFailure(error, networkUp);
  return { known: false, failure: failure === 'refused' ? 'unknown' : failure };
}
