import { decodeReport, limits, verifyReport } from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import { describe, expect, it } from 'vitest';
import { examine, type Outcome } from './outcome.ts';
import { outcomeText } from './text.ts';

async function outcomeOf(texts: readonly string[], comment = ''): Promise<Outcome> {
  const match = await SimulatedMatch.begin();
  for (const text of texts) await match.say('answerer', text);
  return outcomeOfMatch(match, comment);
}

async function outcomeOfMatch(match: SimulatedMatch, comment = ''): Promise<Outcome> {
  const report = decodeReport(await match.report('initiator', { comment }));
  if (!report.ok) throw new Error(report.error);
  const verdict = await verifyReport(report.value, match.facts, match.facts.iat);
  if (!verdict.ok) throw new Error(verdict.error.code);
  const { reportId } = verdict.value;
  const exported = { reportId, receivedAtMs: match.facts.iat, facts: match.facts, report: new Uint8Array() };
  return { outcome: 'verified', exported, verdict: verdict.value };
}

describe('an outcome in words', () => {
  it('says who said what, when, and what it weighs', async () => {
    const text = outcomeText(await outcomeOf(['hello', 'and\nmore'], 'my words'));
    expect(text).toContain('This report holds.\n2 messages: 2 confirmed.');
    expect(text).toContain('Comment     my words');
    expect(text).toMatch(/ {2}Accused 2, 2026-09-21 14:13:22 UTC, confirmed\n {12}and\n {12}more\n/);
    expect(text).toContain('That is the word of the server');
  });

  it('says of a line that it is no answer to what its sender had not acknowledged', async () => {
    const match = await SimulatedMatch.begin();
    await match.say('initiator', 'are you twelve?', 'held');
    await match.say('answerer', 'yes');
    expect(outcomeText(await outcomeOfMatch(match))).toContain(
      "yes\n            (Written without acknowledging the other side's message above: no answer to it.)",
    );
  });

  it.each([
    ['an escape sequence', '\u001b[2Jgone', '\\u{1b}[2Jgone'],
    ['a carriage return', 'You\rI', 'You\\u{d}I'],
    ['a turned direction', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
  ])('tells %s instead of doing it', async (_, said, told) => {
    const text = outcomeText(await outcomeOf([said], said));
    expect(text).toContain(`\n            ${told}\n`);
    expect(text).toContain(`Comment     ${told}\n`);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e\u2066\u2028]/u);
  });
});

describe('a file', () => {
  it('is not read where it is larger than a case may be', async () => {
    const huge = { size: limits.maxCaseChars + 1, arrayBuffer: () => Promise.reject(new Error('was read')) };
    expect(await examine(huge as unknown as Blob)).toEqual({
      outcome: 'unreadable',
      refusal: { code: 'too-big' },
    });
  });

  it('that is not UTF-8 is no case', async () => {
    const outcome = await examine(new Blob([Uint8Array.of(0xff, 0xfe)]));
    expect(outcome).toEqual({ outcome: 'unreadable', refusal: { code: 'not-json' } });
  });
});
