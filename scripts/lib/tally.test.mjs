import { describe, it, expect } from 'vitest';
import {
  describeTally,
  honest,
  measuredInPlaywright,
  sum,
  tallyOfPlaywright,
  tallyOfVitest,
} from './tally.mjs';

describe('tally', () => {
  it('counts a file that Vitest could not load as one failure', () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [
        { status: 'passed', assertionResults: [{}, {}, {}] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(tallyOfVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  it('does not let a test pass because it passed when tried again', () => {
    const report = { stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] };
    expect(tallyOfPlaywright(report)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('counts an error outside of any test as a failure', () => {
    const report = { stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] };
    expect(tallyOfPlaywright(report).failed).toBe(1);
  });

  it('finds what tests have measured, however deep they stand', () => {
    const annotations = [{ type: 'measured', description: '62 KB' }, { type: 'slow' }];
    const suite = { specs: [{ tests: [{ annotations }] }] };
    expect(measuredInPlaywright({ suites: [{ suites: [suite] }] })).toEqual(['62 KB']);
  });

  it('is never clean where the runner failed, left no report or ran nothing', () => {
    const clean = { passed: 3, failed: 0, skipped: 0 };
    expect(honest(0, clean)).toEqual(clean);
    expect(honest(1, clean)).toEqual({ ...clean, failed: 1 });
    expect(honest(0, undefined).failed).toBe(1);
    expect(honest(0, { passed: 0, failed: 0, skipped: 0 }).failed).toBe(1);
  });

  it('adds up, and mentions what was skipped only where something was', () => {
    const tallies = [
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ];
    expect(describeTally(sum(tallies))).toBe('3 passed, 1 failed');
    expect(describeTally({ passed: 0, failed: 0, skipped: 2 })).toBe('0 passed, 0 failed, 2 skipped');
  });
});
