import { toHex, type Verdict, type VerdictLine } from '@sotto/protocol';
import type { Outcome } from './outcome.ts';
import {
  countWords,
  fileWords,
  gapWords,
  headline,
  reasonWords,
  refreshWords,
  refusalWords,
  sideOf,
  sideWords,
  statusWords,
  trustWords,
  unseenWords,
  utcWords,
  withheldWords,
} from './words.ts';

/** An outcome as text for a terminal. What strangers wrote can't move the cursor or colour anything: see {@link harmless}. */
export function outcomeText(outcome: Outcome): string {
  const parts = [`${headline(outcome)}.`];
  if (outcome.outcome === 'unreadable') return `${[...parts, refusalWords(outcome)].join('\n')}\n`;
  const { reportId, receivedAtMs, facts } = outcome.exported;
  if (outcome.outcome === 'refused') parts.push(refusalWords(outcome));
  else parts.push(countWords(outcome.verdict), '', ...verdictText(outcome.verdict));
  parts.push(
    '',
    'On the word of the server',
    `  Report      ${reportId}, received ${utcWords(receivedAtMs)}`,
    `  Match       ${facts.matchId}, made ${utcWords(facts.iat)}`,
    ...(['initiator', 'answerer'] as const).map(
      (role) => `  ${role.padEnd(11)} signs with ${toHex(facts[role].sign)}`,
    ),
    '',
    'What it is worth',
    `  Proven      ${trustWords.proven}`,
    `  On trust    ${trustWords.serversWord}`,
    `  Not said    ${trustWords.notSaid}`,
  );
  return `${parts.join('\n')}\n`;
}

function verdictText(verdict: Verdict): string[] {
  const { reason, comment, reporter, accused, gaps, lines } = verdict;
  const gapsWhere = (where: 'earlier' | 'later') =>
    gaps.filter((gap) => gap.where === where).map((gap) => `  … ${gapWords(verdict, gap)}`);
  const statuses = new Set(lines.map(({ status }) => status));
  return [
    `Reason      ${reasonWords[reason]}`,
    ...(comment === '' ? [] : [`Comment     ${indented(comment)}`]),
    `Reporter    the ${reporter}`,
    `Accused     the ${accused}`,
    '',
    'Messages',
    ...gapsWhere('earlier'),
    ...lines.flatMap((line) => lineText(verdict, line)),
    ...gapsWhere('later'),
    ...(statuses.size === 0 ? [] : ['']),
    ...[...statuses].map((status) => `${statusWords[status].name.padEnd(11)} ${statusWords[status].means}`),
  ];
}

function lineText(verdict: Verdict, line: VerdictLine): string[] {
  const who = sideWords[sideOf(verdict, line.role)];
  return [
    `  ${who} ${line.seq}, ${utcWords(line.atMs)}, ${line.status}`,
    `            ${indented(whatIsSaid(line))}`,
    ...(line.unseen === undefined ? [] : [`            (${unseenWords(line.unseen)})`]),
  ];
}

function whatIsSaid(line: VerdictLine): string {
  if (line.content === undefined) return `[${withheldWords(line)}]`;
  switch (line.content.type) {
    case 'text':
      return line.content.text;
    case 'refresh':
      return `[${refreshWords}]`;
    case 'file': {
      const { type, bytes, sha256 } = line.content.manifest;
      const sent = line.file === undefined ? 'not sent along' : 'sent along';
      return `[${fileWords(type, bytes)}, ${sent}, SHA-256 ${toHex(sha256)}]`;
    }
  }
}

function indented(text: string): string {
  return text.split('\n').map(harmless).join('\n            ');
}

/** Control characters and those that turn the direction of writing, as their numbers: `\u{1b}`. */
function harmless(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
