/** What became of a report, as far as it says something of whoever sent it. */
export type ReportVerdict = 'upheld' | 'dismissed' | 'false';

/** How many reports of one identity were decided, and how. */
export type ReporterRecord = Readonly<Record<ReportVerdict, number>>;

export const emptyRecord: ReporterRecord = { upheld: 0, dismissed: 0, false: 0 };

/** A report is never ahead of an older one by more, nor behind a younger one. */
export const mostHeadStartH = 4;
/** Steps of it. Coarse, so that what stands beside a report does not tell one record from another. */
const stepH = 2;
/** Before anything is known: as many of each, so that one decision alone moves nothing far. */
const assumedEach = 2;
/** A report that was made to harm says more than one that rests on another view of the guidelines. */
const falseWeight = 2;

/**
 * The share of an identity's reports that hold, as far as one can tell by now: between 0 and 1, a half where nothing is known (a mean of the Beta
 * distribution).
 */
export function accuracyOf(record: ReporterRecord): number {
  const against = record.dismissed + falseWeight * record.false;
  return (record.upheld + assumedEach) / (record.upheld + against + 2 * assumedEach);
}

/**
 * By how many hours a report counts as older than it is, or, below 0, as younger. It orders reports that are alike in urgency and in the number of complaints,
 * and no others; threats and minors (urgency 0) come as they came.
 */
export function headStartOf(record: ReporterRecord, urgency: number): number {
  if (urgency === 0) return 0;
  const steps = Math.round(((accuracyOf(record) - 0.5) * 2 * mostHeadStartH) / stepH);
  return steps * stepH + 0;
}

export function recordOf(verdicts: Iterable<ReportVerdict>): ReporterRecord {
  const record = { ...emptyRecord };
  for (const verdict of verdicts) record[verdict] += 1;
  return record;
}
