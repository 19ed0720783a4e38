import { expect, test } from 'vitest';

import { readCsv, readLabel } from './csv.ts';

const read = (table: string | Uint8Array) =>
  readCsv(typeof table === 'string' ? new TextEncoder().encode(table) : table, {
    source: 'mine.csv',
    language: 'en',
  });

test('a table gives its lines, with quotes, commas and line ends within a text', () => {
  const result = read('text,label\n"hi, ""you""\nthere",0\nyou fool,1\n');
  expect(result).toEqual({
    ok: true,
    lines: [
      { text: 'hi, "you"\nthere', labels: { toxic: 0 }, source: 'mine.csv', language: 'en' },
      { text: 'you fool', labels: { toxic: 1 }, source: 'mine.csv', language: 'en' },
    ],
  });
});

test('columns may stand in any order, with a byte order mark, Windows line ends, and others beside them', () => {
  const result = read('\ufeffid,Label,Text,language,category,group\r\n1,hateful,x,de,slur,poles\r\n');
  expect(result).toEqual({
    ok: true,
    lines: [
      {
        text: 'x',
        labels: { toxic: 1, hate: 1 },
        source: 'mine.csv',
        language: 'de',
        category: 'slur',
        group: 'poles',
      },
    ],
  });
});

test.each([
  ['0', { toxic: 0 }],
  ['1', { toxic: 1 }],
  ['0.4', { toxic: 0 }],
  ['1.0', { toxic: 1 }],
  ['Toxic', { toxic: 1 }],
  ['harmless', { toxic: 0 }],
  ['non-hateful', { toxic: 0, hate: 0 }],
  ['threat', { toxic: 1, threat: 1 }],
  ['insult; obscene', { toxic: 1, insult: 1, obscene: 1 }],
  ['spam', { spam: 1 }],
  ['self_harm', { self_harm: 1 }],
])('the label %s is understood', (cell, labels) => {
  expect(readLabel(cell)).toEqual(labels);
});

test.each([
  ['a heading without label', 'text,score\nx,1\n', 1, /heading/],
  ['nothing', '', 1, /heading/],
  ['a heading alone', 'text,label\n', 1, /no lines/],
  ['an unknown label', 'text,label\nx,1\n"two\nlines",0\n\ny,maybe\n', 6, /"maybe" is not known/],
  ['an unknown label in a row of several lines', 'text,label\nx,1\n"two\nlines",maybe\n', 3, /"maybe"/],
  ['an empty label', 'text,label\nx,\n', 2, /"" is not known/],
  ['an empty text', 'text,label\nx,1\n ,1\n', 3, /empty/],
  ['a row with too many fields', 'text,label\nx,1\nhi, there,0\n', 3, /Invalid Record Length/],
  ['a quote in the midst of a field', 'text,label\nx,1\na "b" c,0\n', 3, /Invalid Opening Quote/],
  ['a quote that is never closed', 'text,label\nx,1\n"a,0\n', 3, /Quote Not Closed/],
])('%s is refused with the number of its line', (_name, table, line, message) => {
  const result = read(table);
  expect(result.ok).toBe(false);
  if (result.ok) return;
  expect(result.message).toMatch(message);
  expect(result.line).toBe(line);
});

test('bytes that are no UTF-8 are refused with the number of their line', () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('text,label\nx,1\ny'), 0xff, 0x2c, 0x31]);
  expect(read(bytes)).toEqual({ ok: false, line: 3, message: 'this is not UTF-8' });
});
