import { CsvError, parse } from 'csv-parse/sync';

import { textLabels, type TextLabel } from '../types.ts';
import type { EvaluatedLine } from './line.ts';

/** A larger file is refused. */
export const maxCsvBytes = 200_000_000;

export type CsvResult =
  | { readonly ok: true; readonly lines: readonly EvaluatedLine[] }
  /** `line` counts from 1, the heading included; where a field spans several lines, it is where its row begins. */
  | { readonly ok: false; readonly line: number; readonly message: string };

const harmless = new Set(
  '0 false no none harmless neutral normal clean ok safe benign ham nontoxic nothate nonhateful nonhate'.split(
    ' ',
  ),
);
const harmful = new Set('1 true yes toxic harmful abusive offensive'.split(' '));
const others: Readonly<Record<string, TextLabel>> = {
  hateful: 'hate',
  hatespeech: 'hate',
  threatening: 'threat',
  insulting: 'insult',
  profanity: 'obscene',
  selfharm: 'self_harm',
  sexuallyexplicit: 'sexual',
};
/** Harm of these kinds is not called toxic by itself: swearing, and talk of hurting oneself. */
const apart: readonly TextLabel[] = ['obscene', 'self_harm', 'sexual', 'spam'];

function labelsOf(word: string): EvaluatedLine['labels'] | undefined {
  const plain = word.toLowerCase().replace(/[\s_-]/g, '');
  if (harmless.has(plain)) return { toxic: 0, ...(plain.includes('hate') ? { hate: 0 } : {}) };
  if (harmful.has(plain)) return { toxic: 1 };
  const share = /^[01]?\.\d+$|^[01]\.?$/.test(plain) ? Number(plain) : NaN;
  if (share >= 0 && share <= 1) return { toxic: share >= 0.5 ? 1 : 0 };
  const label = others[plain] ?? textLabels.find((one) => one === word.toLowerCase().trim());
  if (label === undefined) return undefined;
  return apart.includes(label) ? { [label]: 1 } : { toxic: 1, [label]: 1 };
}

/**
 * Reads a label: `0` and `1` (or a share from 0 to 1, toxic from 0.5 on), `toxic`, `harmless`, `hateful`, `non-hateful`, or
 * labels of the model, several apart by `+`, `;`, `|` or `,`. Undefined where a word is not known.
 */
export function readLabel(cell: string): EvaluatedLine['labels'] | undefined {
  let labels: EvaluatedLine['labels'] = {};
  const words = cell.split(/[+;|,]/).filter((word) => word.trim() !== '');
  for (const word of words) {
    const found = labelsOf(word.trim());
    if (found === undefined) return undefined;
    labels = { ...labels, ...found };
  }
  return words.length > 0 ? labels : undefined;
}

function decode(bytes: Uint8Array): { text: string } | { line: number } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const before = new TextDecoder().decode(bytes).split('\ufffd', 1)[0] ?? '';
    return { line: before.split('\n').length };
  }
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a table with a heading that names the columns `text` and `label`, in any order; `language`, `category` and `group` are
 * read where they are there, others are passed over. `defaults` fill in what the table doesn't say. A table that
 * can't be read is refused with the line where it goes wrong.
 */
export function readCsv(
  bytes: Uint8Array,
  defaults: { readonly source: string; readonly language: string },
): CsvResult {
  const refuse = (line: number, message: string): CsvResult => ({ ok: false, line, message });
  if (bytes.length > maxCsvBytes) return refuse(1, `the file is larger than ${maxCsvBytes} bytes`);
  const decoded = decode(bytes);
  if ('line' in decoded) return refuse(decoded.line, 'this is not UTF-8');
  let rows: readonly Row[];
  try {
    rows = parse(decoded.text, { bom: true, info: true, skip_empty_lines: true }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = error['lines'];
    return refuse(typeof line === 'number' ? line : 1, error.message);
  }
  const [heading, ...body] = rows;
  const names = heading?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const [textAt, labelAt] = [names.indexOf('text'), names.indexOf('label')];
  if (textAt < 0 || labelAt < 0) return refuse(1, 'the heading must name the columns "text" and "label"');

  const lines: EvaluatedLine[] = [];
  for (const { record, info } of body) {
    const lineNumber = info.lines - record.join('').split('\n').length + 1;
    const cell = (name: string) => record[names.indexOf(name)]?.trim() || undefined;
    const text = record[textAt] ?? '';
    if (text.trim() === '') return refuse(lineNumber, 'the text is empty');
    const labels = readLabel(record[labelAt] ?? '');
    if (labels === undefined)
      return refuse(lineNumber, `the label ${JSON.stringify(record[labelAt])} is not known`);
    const [category, group] = [cell('category'), cell('group')];
    lines.push({
      text,
      labels,
      source: defaults.source,
      language: cell('language') ?? defaults.language,
      ...(category === undefined ? {} : { category }),
      ...(group === undefined ? {} : { group }),
    });
  }
  return lines.length > 0 ? { ok: true, lines } : refuse(1, 'there are no lines under the heading');
}
