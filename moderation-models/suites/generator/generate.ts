import { obfuscate, type Obfuscation } from '../../src/evaluation/obfuscation.ts';
import { pick, seededRandom, shuffled, type Random } from '../../src/evaluation/random.ts';
import { textLabels, type TextLabel } from '../../src/types.ts';
import type { Family, Group, Words } from './source.ts';
import { fill, parseTemplate, slotsOf, type Template } from './template.ts';

/** A line of a suite, as its JSONL holds it. */
export interface SuiteLine {
  readonly text: string;
  readonly labels: Readonly<Record<TextLabel, 0 | 1>>;
  readonly category: string;
  /** The group that the line speaks of, where it speaks of one. */
  readonly group?: string;
}

export interface SuiteOptions {
  readonly seed: number;
  /** How many fillings of each template are tried; equal lines count once. */
  readonly fillings: number;
  /** The same for families that speak of no group, where words vary less. */
  readonly groupless: number;
  /** The share of the lines of `spelled` categories that come again with a spelling trick. */
  readonly spelledShare: number;
  /** Hateful and harmless ones alike, or a model learns that odd spelling alone is hateful. */
  readonly spelled: readonly string[];
}

const groupSlots = ['pl', 'sg', 'one', 'slur'] as const;
const tricks: readonly Obfuscation[] = ['spacing', 'homoglyph', 'leet', 'repeat', 'mask', 'drop', 'swap'];

function labelsOf(names: readonly TextLabel[]): SuiteLine['labels'] {
  const entries = textLabels.map((label) => [label, names.includes(label) ? 1 : 0] as const);
  return Object.fromEntries(entries) as SuiteLine['labels'];
}

/** Lines come as people type them: mostly small letters, some with a capital, a stop, a mark, a filler. */
function asTyped(text: string, random: Random): string {
  let typed = text;
  const mood = random();
  if (mood < 0.35) typed = typed.charAt(0).toUpperCase() + typed.slice(1);
  else if (mood < 0.38) typed = typed.toUpperCase();
  if (random() < 0.25 && mood < 0.35) typed = typed.replace(/\bi\b/g, 'I');
  if (random() < 0.2) typed = typed.replace(/(\p{L})'(\p{L})/gu, '$1$2');
  if (/[\p{L}]$/u.test(typed)) {
    const end = random();
    if (end < 0.22) typed += '.';
    else if (end < 0.28) typed += pick(['!', '!!', '...'], random);
    else if (end < 0.34) typed += pick([' lol', ' tbh', ' honestly', ' ok', ' man'], random);
  }
  return typed;
}

function candidates(template: Template, words: Words): readonly (Group | undefined)[] {
  const asked = slotsOf(template);
  const needed = groupSlots.filter((slot) => asked.has(slot));
  if (needed.length === 0) return [undefined];
  return words.groups.filter((group) => needed.every((slot) => group[slot].length > 0));
}

/**
 * Writes a suite: each family's templates filled, groups in turn so that each appears about as often as the
 * others in hateful and in harmless lines. The same sources and options give the same lines.
 */
export function generateSuite(
  words: Words,
  families: readonly Family[],
  options: SuiteOptions,
): readonly SuiteLine[] {
  const random = seededRandom(options.seed);
  const isSlot = (name: string) => words.slots.has(name) || (groupSlots as readonly string[]).includes(name);
  const lines = new Map<string, SuiteLine>();
  let turn = 0;
  const add = (line: SuiteLine) => {
    const key = line.text.toLowerCase();
    if (!lines.has(key)) lines.set(key, line);
  };

  for (const family of families) {
    const labels = labelsOf(family.labels);
    for (const source of family.templates) {
      const template = parseTemplate(source, isSlot);
      const groups = shuffled(candidates(template, words), random);
      const times = family.fillings ?? (groups[0] === undefined ? options.groupless : options.fillings);
      for (let i = 0; i < times; i += 1) {
        const group = groups[(turn + i) % groups.length];
        const wordsOf = (slot: string): readonly string[] =>
          group !== undefined && (groupSlots as readonly string[]).includes(slot)
            ? group[slot as (typeof groupSlots)[number]]
            : (words.slots.get(slot) ?? []);
        const text = asTyped(fill(template, wordsOf, random), random);
        const line = { text, labels, category: family.category };
        add(group === undefined ? line : { ...line, group: group.id });
      }
      turn += times;
    }
  }
  for (const line of [...lines.values()]) {
    if (!options.spelled.includes(line.category) || random() >= options.spelledShare) continue;
    const trick = pick(tricks, random);
    const text = obfuscate(line.text, trick, random, (word) => word.length > 3 && random() < 0.6);
    add({ ...line, text, category: `spelling_${trick}` });
  }
  return shuffled([...lines.values()], random);
}
