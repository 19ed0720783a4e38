import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

/** Reads CSV as RFC 4180 has it. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (quoted) {
      if (char !== '"') field += char;
      else if (text.charAt(i + 1) === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(field);
      field = '';
    } else if (char === '\r' && text.charAt(i + 1) === '\n') {
      rows.push([...row, field]);
      [row, field] = [[], ''];
      i += 1;
    } else field += char;
  }
  return rows;
}

describe('a table as CSV', () => {
  it('has a header, and quotes what needs it', () => {
    expect(
      csvOf(
        ['name', 'n'],
        [
          ['a "b", c', 3],
          ['plain', undefined],
        ],
      ),
    ).toBe('name,n\r\n"a ""b"", c",3\r\nplain,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('makes no formula of %j', (name) => {
    const [[field = ''] = []] = parse(csvOf([name], []));
    expect(field).toBe(`'${name}`);
  });

  it('keeps numbers below zero as they are', () => {
    expect(csvOf(['n'], [[-5]])).toBe('n\r\n-5\r\n');
  });

  it('gives every text back, but for the apostrophe', () => {
    const text = fc.string({ unit: fc.constantFrom(...'=+-@",;\r\n\t a') });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 })), (rows) => {
        const back = parse(csvOf(['a', 'b'], rows)).slice(1);
        const plain = back.map((row) => row.map((field) => field.replace(/^'/, '')));
        expect(plain).toEqual(rows);
        for (const field of back.flat()) expect(field).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
