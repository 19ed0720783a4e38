/** A cell of a table: a text, a number, or nothing. */
export type Cell = string | number | undefined;

/** What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”). */
const startsFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A table as CSV (RFC 4180), with a header. A text that a spreadsheet would run as a formula gets an apostrophe before it: names are chosen by people. Numbers
 * stay as they are.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('');
}

function fieldOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = startsFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
