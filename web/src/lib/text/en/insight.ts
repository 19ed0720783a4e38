/** What the console says of the work of moderators, and of the guidelines beside a report. */
export const guidelineHint = {
  applies: 'The guideline that this reason is about',
  none: 'The reporter chose none of the usual reasons: find the guideline yourself.',
  all: 'All guidelines',
};
