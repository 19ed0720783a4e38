/**
 * How many tests a stage ran and how they ended.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** A stage that is one test: a tool that finds something or doesn't. @returns {Tally} */
export function tallyOfExitCode(code) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * Reads the report of Vitest's JSON reporter. A file that could not even be loaded has no tests in the report
 * and counts as one failure.
 * @returns {Tally}
 */
export function tallyOfVitest(report) {
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Reads the report of Playwright's JSON reporter. A test that passed only when tried again has failed.
 * @returns {Tally}
 */
export function tallyOfPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** What tests have measured on the way, in their own words: Playwright's annotations of the type `measured`. */
export function measuredInPlaywright({ specs = [], suites = [] }) {
  const own = specs.flatMap((spec) => spec.tests.flatMap((test) => test.annotations));
  const notes = own.filter(({ type }) => type === 'measured').map(({ description }) => description);
  return [...notes, ...suites.flatMap(measuredInPlaywright)];
}

/**
 * A runner may fail without a failed test: an error after the last one, or a crash before the report. That is
 * a failure too, never a clean slate.
 * @param {number} code the exit code of the runner
 * @param {Tally | undefined} tally what its report said, if there was one
 * @returns {Tally}
 */
export function honest(code, tally = { passed: 0, failed: 0, skipped: 0 }) {
  const ranNothing = tally.passed + tally.failed + tally.skipped === 0;
  return tally.failed === 0 && (code !== 0 || ranNothing) ? { ...tally, failed: 1 } : tally;
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = (key) => tallies.reduce((count, tally) => count + tally[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** @example describe({ passed: 3, failed: 0, skipped: 0 }) === '3 passed, 0 failed' */
export function describeTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}
