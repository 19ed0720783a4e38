import type { Gap, Verdict, VerdictLine } from '@sotto/protocol';
import {
  fileWords,
  gapWords,
  refreshWords,
  sideOf,
  sideWords,
  statusWords,
  unseenWords,
  utcParts,
  withheldWords,
} from '../words.ts';
import { element, type Child } from './element.ts';
import { icon } from './icons.ts';
import { picture } from './picture.ts';

/** Part of the page, and what gives back what it holds. */
export interface View {
  readonly shown: HTMLElement;
  readonly release: () => void;
}

/** The messages of a report as a conversation: the accused on the left, the reporter on the right. */
export function messages(verdict: Verdict): View {
  const releases: (() => void)[] = [];
  const list = element('ol', { class: 'messages', 'aria-label': 'Messages' });
  const gaps = (where: Gap['where']) =>
    verdict.gaps
      .filter((gap) => gap.where === where)
      .map((gap) => element('li', { class: 'gap' }, gapWords(verdict, gap)));
  list.append(...gaps('earlier'));
  let day: string | undefined;
  for (const line of verdict.lines) {
    const at = utcParts(line.atMs);
    if (at.day !== day) list.append(element('li', { class: 'day' }, `${at.day}, times in UTC`));
    day = at.day;
    list.append(item(verdict, line, at.time, releases));
  }
  list.append(...gaps('later'));
  return { shown: list, release: () => releases.forEach((release) => release()) };
}

function item(verdict: Verdict, line: VerdictLine, time: string, releases: (() => void)[]): HTMLElement {
  const side = sideOf(verdict, line.role);
  const { name } = statusWords[line.status];
  const head = element(
    'p',
    { class: 'line-head' },
    element('span', { class: 'who' }, sideWords[side]),
    element('span', {}, `No. ${line.seq}`),
    element('time', {}, time),
    element('span', { class: `status ${line.status}` }, icon(line.status, 14), name),
  );
  const quiet = line.type === 'refresh' ? ' quiet' : '';
  const unseen = line.unseen !== undefined && element('p', { class: 'note' }, unseenWords(line.unseen));
  const parts = [head, ...body(line, side, releases), ...(unseen ? [unseen] : [])];
  return element('li', { class: `line ${side} ${line.status}${quiet}` }, ...parts);
}

function body(line: VerdictLine, side: 'reporter' | 'accused', releases: (() => void)[]): Child[] {
  if (line.content === undefined) return [element('p', { class: 'bubble nothing' }, withheldWords(line))];
  switch (line.content.type) {
    case 'text':
      return [element('p', { class: 'bubble', dir: 'auto' }, line.content.text)];
    case 'refresh':
      return [element('p', { class: 'bubble nothing' }, refreshWords)];
    case 'file': {
      const { type, bytes } = line.content.manifest;
      const words = fileWords(type, bytes);
      if (line.file === undefined)
        return [element('p', { class: 'bubble file' }, icon('picture', 20), `${words}. Not sent along.`)];
      const { shown, release } = picture(type, line.file, `message ${line.seq} of the ${side}`);
      releases.push(release);
      return [
        element(
          'div',
          { class: 'bubble file-shown' },
          shown,
          element('p', {}, `${words}. It is the one that was sent.`),
        ),
      ];
    }
  }
}
