import { describe, expect, it } from 'vitest';
import { guidelines } from '../moderator/cases.ts';
import { reportReasons } from '../report/reasons.ts';
import { guidelineOf, guidelineTexts, safetyCentre, safetyCentreSchema } from './index.ts';

describe('the safety centre', () => {
  it('says of each guideline, once, what is fine and what breaks it', () => {
    expect(guidelineTexts.map(({ id }) => id).toSorted()).toEqual([...guidelines].toSorted());
    for (const { examples, violations } of guidelineTexts) {
      expect(examples.length).toBeGreaterThan(0);
      expect(violations.length).toBeGreaterThan(0);
    }
  });

  it('fits the schema that the API promises', () => {
    expect(safetyCentreSchema.parse(safetyCentre)).toEqual(safetyCentre);
  });

  it('says what can follow a report, that it can be appealed, and what keeps a report longer', () => {
    const told = safetyCentre.reports.map(({ text }) => text).join(' ');
    for (const word of ['a warning', 'a ban', 'can appeal', 'an open appeal', 'for the law'])
      expect(told).toContain(word);
  });

  it('leads each reason of a report to a guideline, but for those that the reporter explains', () => {
    expect(reportReasons.filter((reason) => guidelineOf(reason) === undefined)).toEqual(['other']);
  });
});
