import type { LinkPath } from '../app/state.ts';

/**
 * Whether the pair of candidates in use goes through a relay on either side. By the standard's `transport`
 * report; Firefox, which has none, marks the pair itself as `selected`.
 */
export function pathIn(stats: Iterable<readonly [string, unknown]>): LinkPath {
  const reports = new Map<string, Report>();
  for (const [id, report] of stats)
    if (typeof report === 'object' && report !== null) reports.set(id, report);
  const all = [...reports.values()];
  const selectedId = all.find(
    ({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId,
  )?.selectedCandidatePairId;
  const pair =
    reports.get(selectedId ?? '') ??
    all.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  const local = reports.get(pair?.localCandidateId ?? '')?.candidateType;
  const remote = reports.get(pair?.remoteCandidateId ?? '')?.candidateType;
  if (local === undefined || remote === undefined) return 'unknown';
  return local === 'relay' || remote === 'relay' ? 'relayed' : 'direct';
}

/** The fields read here, of the reports of W3C's WebRTC statistics. */
interface Report {
  readonly type?: string;
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
}
