/** What the console says of the work of moderators, and of the guidelines beside a report. */
export const guidelineHint = {
  applies: 'The guideline that this reason is about',
  none: 'The reporter chose none of the usual reasons: find the guideline yourself.',
  all: 'All guidelines',
};

/** How long something took, in the unit that fits. */
export function duration(ms: number | undefined): string {
  if (ms === undefined) return '–';
  const minutes = ms / 60_000;
  if (minutes < 1) return '<\u00a01\u00a0min';
  if (minutes < 90) return `${Math.round(minutes)}\u00a0min`;
  const hours = minutes / 60;
  return hours < 48 ? `${Number(hours.toFixed(1))}\u00a0h` : `${Number((hours / 24).toFixed(1))}\u00a0d`;
}

export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${Math.round(share * 100)}\u00a0%`;
}

export const insightPages = {
  signedOut: 'Sign in on the page of reports first.',
  refused: 'Your account may not see this page.',
  failed: 'The figures could not be loaded. Try again.',
  loading: 'One moment…',
  signIn: 'To the sign-in',
};

export const analyticsText = {
  title: 'Figures · Sotto',
  heading: 'Figures',
  lead: 'How reports are dealt with. Days are days in UTC. Nothing here tells of a reporter or an accused.',
  period: 'Period',
  periods: { 7: 'Last 7 days', 30: 'Last 30 days', 90: 'Last 90 days', 365: 'Last year' },
  from: 'From',
  to: 'To',
  badPeriod: 'Choose a first day before the last, at most 800 days apart.',
  received: 'Reports came',
  decided: 'of them decided',
  firstLook: 'Until the first look',
  decision: 'Until the decision',
  spread: (p90: string) => `median; nine of ten within ${p90}`,
  safety: 'Safety score',
  safetyOf: 'of 100',
  safetyParts: {
    quick: 'looked at in time',
    settled: 'decided in time',
    sound: 'held on appeal',
  },
  safetyHint:
    'The mean of these shares. In time: urgent ones looked at within an hour and decided within a day, all others within a day and three.',
  noScore: 'Nothing to score yet',
  charts: {
    days: 'Reports per day',
    looks: 'Time until the first look, by the day a report came',
    decisions: 'Time until the decision, by the day a report came',
    reasons: 'By reason',
    actions: 'Decisions by guideline',
    appeals: 'Appeals against decisions of this period',
    moderators: 'By moderator',
  },
  series: { came: 'Came', settled: 'Decided on this day', median: 'Median', p90: 'Nine of ten within' },
  hours: 'Hours',
  columns: {
    day: 'Day',
    reason: 'Reason',
    received: 'Came',
    decided: 'Decided',
    settled: 'Decided on this day',
    guideline: 'Guideline',
    moderator: 'Moderator',
    decisions: 'Decisions',
    undone: 'Taken back',
    inHand: 'Look to decision, median',
    changed: 'Changed on appeal',
    outcome: 'Outcome',
    count: 'Appeals',
    median: 'Median',
    p90: 'Nine of ten within',
  },
  noGuideline: 'No guideline',
  noModerators: 'No decisions in this period.',
  onlyYou: 'You see your own line. Administrators see everybody’s.',
  appealOutcomes: {
    open: 'Open',
    upheld: 'Decision upheld',
    shortened: 'Ban shortened',
    overturned: 'Decision overturned',
  },
  table: 'As a table',
  csv: 'CSV',
  csvOf: (chart: string) => `Save as CSV: ${chart}`,
  busiest: (day: string, count: number) => `Most on ${day}: ${count}.`,
  chartOf: (heading: string) => `${heading}. The table below says the same.`,
};

export const auditText = {
  title: 'Audit log · Sotto',
  heading: 'Audit log',
  lead: 'Each act of a moderator, and each look at evidence. Every row is bound to the one before it with a key that the database does not have.',
  verify: 'Verify the whole log',
  verifying: 'Reading every row…',
  holds: (rows: number) => `All ${rows.toLocaleString('en')} rows are as they were written.`,
  hash: 'Last link. Note it elsewhere: who has it can tell later that nothing before it was taken away.',
  broken: (kind: string, seq: number) => `The log does NOT hold: row ${seq} is ${kind}. Tell the operator.`,
  faults: {
    altered: 'altered',
    missing: 'missing',
    unlinked: 'not linked to the one before it',
    'cut-off': 'missing, with all after it',
    'past-the-end': 'beyond the end',
  },
  last: (name: string, at: string, holds: boolean) =>
    `Last verified by ${name} on ${at}: ${holds ? 'it held' : 'it did not hold'}.`,
  never: 'Nobody has verified it yet.',
  action: 'Act',
  anyAction: 'Any act',
  actor: 'By whom',
  anybody: 'Anybody',
  subject: 'Report or account (its id)',
  filter: 'Show',
  more: 'Older rows',
  none: 'No row fits.',
  server: 'The server',
  columns: { seq: 'Row', at: 'When', actor: 'Who', action: 'What', subject: 'Of what', details: 'More' },
};

/** What is done, as the audit log names it; what is not here stands as it is. */
export const actNames: Readonly<Record<string, string>> = {
  invited: 'Invited somebody',
  'account-made': 'Made an account',
  'account-changed': 'Changed an account',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'passkey-added': 'Added a passkey',
  'passkey-renamed': 'Renamed a passkey',
  'passkey-removed': 'Removed a passkey',
  'case-claimed': 'Claimed a report',
  'case-released': 'Gave a report back',
  'case-escalated': 'Passed a report on',
  'case-noted': 'Wrote a note',
  'case-decided': 'Decided a report',
  'evidence-opened': 'Opened evidence',
  'decision-undone': 'Took a decision back',
  'audit-verified': 'Verified this log',
  'legal-hold-set': 'Set a legal hold',
  'legal-hold-ended': 'Ended a legal hold',
  'appeal-made': 'Appealed',
  'appeal-claimed': 'Claimed an appeal',
  'appeal-released': 'Gave an appeal back',
  'appeal-decided': 'Decided an appeal',
};

/** What the moderator's own device makes of the lines of a report. */
export const screeningHints = {
  ask: 'Screen the lines on this device',
  askHint: 'Loads the model of the chat. Its scores are hints: they prove nothing, and can be wrong.',
  working: 'Screening on this device…',
  done: 'Screened on this device. Hints stand under the lines; they prove nothing, and can be wrong.',
  rulesOnly: 'The model can’t be used here: hints come from simple rules alone.',
  found: (reasons: readonly string[]) => `Looks like ${reasons.join(', ')}`,
};
