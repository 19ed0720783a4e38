import { expect, test } from 'vitest';

import { seededRandom } from '../../src/evaluation/random.ts';
import { fill, parseTemplate, slotsOf } from './template.ts';

const isSlot = (name: string) => ['pl', 'hate'].includes(name);
const words = (slot: string) => (slot === 'pl' ? ['cats'] : ['love', 'like']);

test('a template is filled with words of its slots and one of its choices', () => {
  const template = parseTemplate('i {hate} {pl|all {pl}}{!|}', isSlot);
  const random = seededRandom(1);
  const lines = new Set(Array.from({ length: 200 }, () => fill(template, words, random)));
  const expected = ['love', 'like'].flatMap((verb) =>
    ['cats', 'all cats', 'pl'].flatMap((who) => [`i ${verb} ${who}!`, `i ${verb} ${who}`]),
  );
  expect([...lines].every((line) => expected.includes(line))).toBe(true);
  expect(lines.size).toBe(8);
});

test('the slots of a template are found inside of choices too', () => {
  expect(slotsOf(parseTemplate('{a|b {pl}} {hate}', isSlot))).toEqual(new Set(['pl', 'hate']));
});

test('a brace without its partner and a slot without words are refused', () => {
  expect(() => parseTemplate('i {hate', isSlot)).toThrow('stays open');
  expect(() => parseTemplate('i hate}', isSlot)).toThrow('closes nothing');
  expect(() => parseTemplate('i {loathe}', isSlot)).toThrow('no words');
});
