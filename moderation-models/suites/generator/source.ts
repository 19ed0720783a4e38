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
}

/** Templates that share what they test and how a person labels them. */
export interface Family {
  readonly category: string;
  readonly labels: readonly TextLabel[];
  readonly templates: readonly string[];
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

/** Reads `slot: word; word` and `@group: plural | singular | slur`; `#` begins a remark. */
export function parseWords(source: string): Words {
  const groups: Group[] = [];
  const slots = new Map<string, readonly string[]>();
  for (const line of linesOf(source)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const rest = line.slice(colon + 1);
    if (name.startsWith('@')) {
      const [pl, sg, slur] = rest.split('|');
      const one = list(sg).map((word) => word.replace(/^an? /, ''));
      groups.push({ id: name.slice(1), pl: list(pl), sg: list(sg), one, slur: list(slur) });
    } else slots.set(name, list(rest));
  }
  return { groups, slots };
}

/** Reads families: `== category | label label`, then a template a line. */
export function parseFamilies(source: string): Family[] {
  const families: { category: string; labels: TextLabel[]; templates: string[] }[] = [];
  for (const line of linesOf(source)) {
    if (!line.startsWith('==')) {
      families.at(-1)?.templates.push(line);
      continue;
    }
    const [category = '', labels = ''] = line.slice(2).split('|');
    const names = labels.split(' ').filter((name) => name !== '');
    for (const name of names)
      if (!textLabels.includes(name as TextLabel)) throw new Error(`no such label: ${name}`);
    families.push({ category: category.trim(), labels: names as TextLabel[], templates: [] });
  }
  return families;
}
