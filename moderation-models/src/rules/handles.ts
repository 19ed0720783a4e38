import type { Stretch } from './phone.ts';

const service =
  'snap(?:chat)?|sc|insta(?:gram)?|ig|kik|discord|telegram|tele|tg|tiktok|twitter|skype|wechat|line';
/** `sc: mike.d33`, `insta is lena_k`, `ig anna_b99`: a service with a name that no word has. */
const labelled = new RegExp(
  `(?<![\\p{L}\\p{N}@/.])(?:${service})(?: (?:is|name|user|username|id|handle|ist|es|est|e))?(?: ?[:=@-] ?| )@?(?=[a-z0-9.]{0,30}[\\d._#])([a-z][a-z0-9._#]{3,30})(?![\\p{L}\\p{N}])`,
  'giu',
);
const wellFormed = /^[a-z][a-z0-9]{0,30}(?:[._#][a-z0-9]{1,30}){0,4}$/i;
/** The older names of Discord. */
const tagged = /(?<![\p{L}\p{N}@/.#])([a-z][a-z0-9._]{2,31})#\d{4}(?![\p{L}\p{N}])/giu;
const numbered =
  /^(?:bug|issue|pr|lp|ticket|channel|order|case|number|patch|track|song|episode|room|team|build|post|page|part|level|rank)s?$/i;

/** Names at other services that are given together with the service, or in a form that only one service has. */
export function findHandles(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(labelled)) {
    const name = (match[1] ?? '').replace(/[._]{1,4}$/, '');
    if (wellFormed.test(name) && /[\d._#]/.test(name) && !/\.[a-z]{2,4}$/i.test(name.replace(/\d/g, '')))
      found.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(tagged))
    if (!numbered.test(match[1] ?? ''))
      found.push({ start: match.index, end: match.index + match[0].length });
  return found;
}
