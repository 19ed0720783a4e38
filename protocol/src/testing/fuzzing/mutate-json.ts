import type { Chance } from '../chance.ts';

/** A JSON value with a few things wrong in it, as text; now and then the text itself is broken too. */
export function mutatedJson(chance: Chance, seeds: readonly unknown[]): string {
  let value = structuredClone(chance.pick(seeds));
  for (let i = chance.below(3); i >= 0; i -= 1) value = mutatedValue(chance, value, seeds);
  const text = JSON.stringify(value) ?? 'null';
  return chance.happens(0.2) ? mutatedText(chance, text) : text;
}

/** A text with a few characters lost, doubled, put in or exchanged. */
export function mutatedText(chance: Chance, text: string): string {
  let result = text;
  for (let i = chance.below(4); i >= 0; i -= 1) {
    const at = chance.below(result.length + 1);
    const to = at + chance.below(12);
    switch (chance.below(5)) {
      case 0:
        result = result.slice(0, at) + result.slice(to);
        break;
      case 1:
        result = result.slice(0, at) + chance.pick(pieces) + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + chance.pick(pieces) + result.slice(at + 1);
        break;
      case 3:
        result = result.slice(0, to) + result.slice(at);
        break;
      default:
        result = result.slice(0, at);
    }
  }
  return result;
}

const pieces = [
  ...'{}[]",:\\/0-+.eE \t\n\0AZaz_=',
  '"t":',
  'null',
  '1e999',
  '-0',
  '\\u0000',
  '\ud800',
  '\u202e',
  '\u3164',
  'a\u0301\u0301\u0301\u0301\u0301',
  '[[[[[[[[',
  '__proto__',
  '999999999999999999999',
  'AAAAAAAAAAAAAAAAAAAAAAAA',
];

/** Deeper than any schema, and still a frame. */
const depth = 2_000;

function oddValue(chance: Chance): unknown {
  switch (chance.below(14)) {
    case 0:
      return null;
    case 1:
      return chance.pick([0, -0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, 5e-324, chance.u32()]);
    case 2:
      return chance.happens(0.5);
    case 3:
      return '';
    case 4:
      return chance.pick(pieces).repeat(1 + chance.below(60));
    case 5:
      return 'A'.repeat(chance.pick([21, 22, 23, 42, 43, 44, 59, 86, 512, 9_000]));
    case 6:
      return [];
    case 7:
      return {};
    case 8:
      return Array.from({ length: chance.below(200) }, () => chance.pick(pieces));
    case 9:
      return JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    case 10:
      return JSON.parse('{"__proto__":{"t":"ping"},"constructor":{"prototype":1},"toString":1}');
    case 11:
      return String.fromCodePoint(chance.below(0x11_0000)).repeat(1 + chance.below(30));
    case 12:
      return Object.fromEntries(Array.from({ length: chance.below(100) }, (_, i) => [`key ${i}`, i]));
    default:
      return `${chance.pick(pieces)}${chance.u32()}`;
  }
}

/** Changes one place in a value: itself, or something in it. */
function mutatedValue(chance: Chance, value: unknown, seeds: readonly unknown[]): unknown {
  if (Array.isArray(value) && chance.happens(0.9)) {
    const items: unknown[] = value;
    const at = chance.below(items.length + 1);
    const move = at === items.length ? 0 : chance.below(5);
    if (move === 0) items.splice(at, 0, items[0] ?? oddValue(chance));
    else if (move === 1) items.splice(at, 1);
    else items[at] = mutatedValue(chance, items[at], seeds);
    return items;
  }
  if (typeof value === 'object' && value !== null && chance.happens(0.95)) {
    const record = value as Record<string, unknown>;
    const keys = Object.keys(record);
    if (keys.length === 0 || chance.happens(0.1)) record[`key ${chance.below(9)}`] = oddValue(chance);
    else {
      const key = chance.pick(keys);
      if (chance.happens(0.15)) Reflect.deleteProperty(record, key);
      else record[key] = mutatedValue(chance, record[key], seeds);
    }
    return record;
  }
  if (typeof value === 'string' && chance.happens(0.5)) return mutatedText(chance, value);
  return chance.happens(0.1) ? structuredClone(chance.pick(seeds)) : oddValue(chance);
}
