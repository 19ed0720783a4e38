import { toHex, type Case, type CheckedCard, type Role, type Verdict } from '@sotto/protocol';
import type { Outcome } from '../outcome.ts';
import {
  countWords,
  headline,
  reasonWords,
  refusalWords,
  sideWords,
  statusWords,
  trustWords,
  utcWords,
} from '../words.ts';
import { element, row } from './element.ts';
import { icon } from './icons.ts';
import { messages, type View } from './messages.ts';

/** Everything there is to say of a file: the verdict first. */
export function report(outcome: Outcome, fileName: string): View {
  const shown = element('div', { class: 'report' }, verdictPanel(outcome, fileName));
  if (outcome.outcome === 'unreadable') return { shown, release: () => undefined };
  if (outcome.outcome === 'refused') {
    shown.append(keys('What the file says of the match', outcome.exported));
    return { shown, release: () => undefined };
  }
  const conversation = messages(outcome.verdict);
  const { lines, gaps } = outcome.verdict;
  shown.append(what(outcome.verdict));
  if (lines.length + gaps.length > 0)
    shown.append(section('What was said', conversation.shown, legend(outcome.verdict)));
  shown.append(worth(), keys('Match and keys, as the server says', outcome.exported, outcome.verdict));
  return { shown, release: conversation.release };
}

function verdictPanel(outcome: Outcome, fileName: string): HTMLElement {
  const drawing = outcome.outcome === 'verified' ? 'confirmed' : outcome.outcome;
  const says =
    outcome.outcome === 'verified'
      ? `Every signature, both chains and all that is disclosed fit together. ${countWords(outcome.verdict)}`
      : refusalWords(outcome);
  const after =
    outcome.outcome === 'refused'
      ? 'Nothing in it is shown: what does not hold proves nothing, in part or as a whole.'
      : undefined;
  return element(
    'section',
    { class: `verdict ${outcome.outcome}` },
    icon(drawing, 28),
    element(
      'div',
      {},
      element('h1', { tabindex: '-1' }, headline(outcome)),
      element('p', {}, says),
      after && element('p', {}, after),
      element('p', { class: 'hint file-name' }, fileName),
    ),
  );
}

function what({ reason, comment }: Verdict): HTMLElement {
  const words =
    comment === ''
      ? element('span', { class: 'hint' }, 'None')
      : element('p', { class: 'comment', dir: 'auto' }, comment);
  return section(
    'What is reported',
    element('dl', { class: 'facts' }, row('Reason', reasonWords[reason]), row("Reporter's own words", words)),
  );
}

/** What each status that occurs means. */
function legend({ lines }: Verdict): HTMLElement {
  const list = element('dl', { class: 'legend' });
  for (const status of ['confirmed', 'claimed', 'withheld'] as const) {
    if (!lines.some((line) => line.status === status)) continue;
    const { name, means } = statusWords[status];
    const term = element('dt', {}, element('span', { class: `status ${status}` }, icon(status, 14), name));
    list.append(element('div', {}, term, element('dd', {}, means)));
  }
  return list;
}

function worth(): HTMLElement {
  return section(
    'What this is worth',
    element(
      'dl',
      { class: 'facts' },
      row('Proven by the file', trustWords.proven),
      row("On the server's word", trustWords.serversWord),
      row('Not said at all', trustWords.notSaid),
    ),
  );
}

function keys(heading: string, { reportId, receivedAtMs, facts }: Case, verdict?: Verdict): HTMLElement {
  const side = (role: Role): string => {
    const who = verdict && sideWords[role === verdict.reporter ? 'reporter' : 'accused'];
    const name = role === 'initiator' ? 'Initiator' : 'Answerer';
    return who === undefined ? name : `${who} (${role})`;
  };
  return section(
    heading,
    element(
      'dl',
      { class: 'facts' },
      row('Report', code(reportId)),
      row('Received', utcWords(receivedAtMs)),
      row('Match', code(facts.matchId)),
      row('Match made', utcWords(facts.iat)),
      row('Could be reported until', utcWords(facts.exp)),
    ),
    ...(['initiator', 'answerer'] as const).map((role) => card(side(role), facts[role])),
  );
}

function card(name: string, { sign, seal, fingerprint }: CheckedCard): HTMLElement {
  return element(
    'div',
    { class: 'card' },
    element('h3', {}, name),
    element(
      'dl',
      { class: 'facts' },
      row('Signs with', code(grouped(sign))),
      row('Seals with', code(grouped(seal))),
      row('Certificate', code(grouped(fingerprint))),
    ),
  );
}

/** Hexadecimal in groups of eight, so that two people can read it to each other. */
function grouped(bytes: Uint8Array): string {
  return toHex(bytes).replaceAll(/(.{8})(?=.)/g, '$1 ');
}

function code(text: string): HTMLElement {
  return element('code', {}, text);
}

function section(heading: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element('section', { class: 'panel' }, element('h2', {}, heading), ...children);
}
