import { textLabels, type TextLabel } from '../../src/types.ts';

/** Words for people of one group, as they fill `{pl}`, `{sg}`, `{one}` and `{slur}`. */
export interface Group {
  readonly id: string;
  readonly pl: readonly string[];
  readonly sg: readonly string[];
  /** `sg` without its article: `every {one}`. */
  readonly one: readonly string[];
  /** Empty where the group has no slur of its own here. */
  readonly slur: readonly string[];
}

export interface Words {
  readonly groups: readonly Group[];
  readonly slots: ReadonlyMap<string, readonly string[]>;
  /** Choices between parts of sentences, as text that stands in for `{$name}` in a template. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Templates that share what they test and how a person labels them. */
export interface Family {
  readonly category: string;
  readonly labels: readonly TextLabel[];
  readonly templates: readonly string[];
  /** How many fillings of each template are tried, where the suite's own number doesn't serve. */
  readonly fillings?: number;
}

const list = (text: string | undefined) =>
  (text ?? '')
    .split(';')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const linesOf = (source: string) =>
  source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const part = /\{\$([a-z]+)\}/g;

/**
 * The template with the choices behind its `{$name}` written out. Parts may hold parts that stand above them, so
 * that what is written out stays finite.
 */
function writtenOut(template: string, parts: ReadonlyMap<string, string>): string {
  return template.replace(part, (whole, name: string) => {
    const choice = parts.get(name);
    if (choice === undefined) throw new Error(`no such part: ${whole}`);
    return choice;
  });
}

/**
 * Reads `slot: word; word`, `@group: plural | singular | slur` and `$part: words ;; words`, which a template names as
 * `{$part}`; `#` begins a remark.
 */
export function parseWords(source: string): Words {
  const groups: Group[] = [];
  const slots = new Map<string, readonly string[]>();
  const parts = new Map<string, string>();
  for (const line of linesOf(source)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const rest = line.slice(colon + 1);
    if (name.startsWith('@')) {
      const [pl, sg, slur] = rest.split('|');
      const one = list(sg).map((word) => word.replace(/^an? /, ''));
      groups.push({ id: name.slice(1), pl: list(pl), sg: list(sg), one, slur: list(slur) });
    } else if (name.startsWith('$')) {
      const choices = rest.split(';;').map((choice) => writtenOut(choice.trim(), parts));
      parts.set(name.slice(1), `{${choices.join('|')}}`);
    } else slots.set(name, list(rest));
  }
  return { groups, slots, parts };
}

/** Reads families: `== category | label label | fillings`, the last as it may be, then a template a line. */
export function parseFamilies(source: string, { parts }: Pick<Words, 'parts'>): Family[] {
  const families: (Family & { templates: string[] })[] = [];
  for (const line of linesOf(source)) {
    if (!line.startsWith('==')) {
      families.at(-1)?.templates.push(writtenOut(line, parts));
      continue;
    }
    const [category = '', labels = '', fillings] = line.slice(2).split('|');
    const names = labels.split(' ').filter((name) => name !== '');
    for (const name of names)
      if (!textLabels.includes(name as TextLabel)) throw new Error(`no such label: ${name}`);
    families.push({
      category: category.trim(),
      labels: names as TextLabel[],
      templates: [],
      ...(fillings === undefined ? {} : { fillings: Number(fillings) }),
    });
  }
  return families;
}
