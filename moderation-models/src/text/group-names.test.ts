import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { englishRude } from './english-words.ts';
import { groupNames, withGroupsAlike } from './group-names.ts';
import { normalise } from './normalise.ts';

const read = (line: string) => withGroupsAlike(line.split(' ')).join(' ');

describe('names of groups', () => {
  it('are read as one and the same word, whatever the group, with a word for people or without', () => {
    for (const line of ['i am a jew', 'i am an asian person', 'i am a deaf person', 'i am a gay muslim'])
      expect(read(line)).toBe('i am a somegroup');
    for (const line of ['muslims are welcome', 'trans people are welcome', 'black lesbians are welcome'])
      expect(read(line)).toBe('somegroups are welcome');
  });

  it('leave other words for people as they are', () => {
    expect(read('my gay dad and two kurdish women')).toBe('my somegroup dad and two somegroup women');
  });

  it('are not seen in words that mean something else too, unless people come next', () => {
    for (const line of ['black coffee', 'a blind spot', 'polish your shoes', 'native code'])
      expect(read(line)).toBe(line);
    expect(read('black men and polish people')).toBe('somegroup men and somegroups');
  });

  it('are found behind tricks, and not misread as other words', () => {
    expect(normalise('m u s l i m s')).toBe('somegroups');
    for (const name of groupNames) expect(normalise(name)).toMatch(/^somegroups?$/);
  });

  it('hold no slur, which is harmful whomever it is said of', () => {
    const slurs =
      'faggot fag tranny nigger nigga kike chink paki spic wetback dyke retard cripple coon gook'.split(' ');
    expect(englishRude.split(' ')).toEqual(expect.arrayContaining(['faggot', 'nigger']));
    for (const slur of slurs) expect(read(`you ${slur} and ${slur}s`)).toBe(`you ${slur} and ${slur}s`);
  });

  it('change nothing when a line is read twice, and never make it longer', () => {
    const word = fc.oneof(
      fc.constantFrom(...groupNames, 'an', 'black', 'people', 'person', 'men', 'and', 'somegroup', 'users'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const once = withGroupsAlike(words);
        expect(once.length).toBeLessThanOrEqual(words.length);
        expect(withGroupsAlike(once)).toEqual(once);
      }),
    );
  });
});
