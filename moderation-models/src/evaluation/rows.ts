import type { LabelThresholds } from '../decision/policy.ts';
import { gravity } from '../decision/verdict.ts';
import { strictnesses, textLabels, type Strictness, type TextLabel, type TextScores } from '../types.ts';
import { rateOf, rocInterval, type Interval } from './intervals.ts';
import { wantedOf, type EvaluatedLine } from './line.ts';
import { isHidden, modes, type Mode, type Screened } from './screening.ts';

export type ScreenedLine = EvaluatedLine & { readonly screened: Screened };

/** One row of the table: a label of a set, or what becomes of its lines. */
export interface Row {
  readonly set: string;
  readonly language: string;
  /** A label of the model, or `hidden by` model, rules or both. */
  readonly label: string;
  readonly lines: number;
  readonly harmful: number;
  readonly auc: Interval | undefined;
  readonly falseAlarms: Readonly<Record<Strictness, Interval | undefined>>;
  readonly recall: Readonly<Record<Strictness, Interval | undefined>>;
}

const byStrictness = <T>(of: (strictness: Strictness) => T) =>
  Object.fromEntries(strictnesses.map((one) => [one, of(one)])) as Record<Strictness, T>;

/**
 * How far a line's scores lie above what hides it: the largest, over the labels that hide, of the distance of score and
 * threshold in logits. From 0 on the model hides the line. Ranks lines by what the model's decision goes by.
 */
export function marginOf(
  scores: TextScores,
  thresholds: LabelThresholds,
  hiding: readonly TextLabel[],
  strictness: Strictness = 'standard',
): number {
  const logit = (share: number) => {
    const inside = Math.min(1 - 1e-7, Math.max(1e-7, share));
    return Math.log(inside / (1 - inside));
  };
  return Math.max(...hiding.map((label) => logit(scores[label]) - logit(thresholds[label][strictness])));
}

interface Truth {
  readonly line: ScreenedLine;
  readonly label: 0 | 1;
}

function rowOf(
  of: Pick<Row, 'set' | 'language' | 'label'>,
  truths: readonly Truth[],
  scoreOf: ((line: ScreenedLine) => number) | undefined,
  fires: (line: ScreenedLine, strictness: Strictness) => boolean,
): Row {
  const harmful = truths.filter(({ label }) => label === 1);
  const harmless = truths.filter(({ label }) => label === 0);
  const labels = truths.map(({ label }) => label);
  return {
    ...of,
    lines: truths.length,
    harmful: harmful.length,
    auc:
      scoreOf &&
      rocInterval(
        truths.map(({ line }) => scoreOf(line)),
        labels,
      ),
    falseAlarms: byStrictness((one) => rateOf(harmless, ({ line }) => fires(line, one))),
    recall: byStrictness((one) => rateOf(harmful, ({ line }) => fires(line, one))),
  };
}

const scored = (line: ScreenedLine): TextScores => {
  if (line.screened.scores === undefined) throw new Error('a line without scores has no label rows');
  return line.screened.scores;
};

/**
 * The rows of one set in one language: for each label that it states, how the model's score tells it; then what is hidden by
 * the model, the rules, and both. Without a model for the language only the rules' row is there.
 */
export function rowsOf(
  lines: readonly ScreenedLine[],
  thresholds: LabelThresholds,
  hiding: readonly TextLabel[],
): Row[] {
  const [first] = lines;
  if (first === undefined) return [];
  const of = { set: first.source, language: first.language };
  const read = first.screened.scores !== undefined;
  const labelRows = (read ? textLabels : []).flatMap((label) => {
    const truths = lines.flatMap((line): Truth[] => {
      const stated = line.labels[label];
      return stated === undefined ? [] : [{ line, label: stated }];
    });
    if (truths.length === 0) return [];
    const fires = (line: ScreenedLine, one: Strictness) => scored(line)[label] >= thresholds[label][one];
    return [rowOf({ ...of, label }, truths, (line) => scored(line)[label], fires)];
  });
  const truths = lines.flatMap((line): Truth[] => {
    const wanted = wantedOf(line.labels, hiding);
    return wanted === undefined ? [] : [{ line, label: wanted === 'hide' ? 1 : 0 }];
  });
  const shown: readonly Mode[] = read ? modes : ['rules'];
  const decisionRows = (truths.length > 0 ? shown : []).map((mode) =>
    rowOf(
      { ...of, label: `hidden by ${mode}` },
      truths,
      mode === 'model' ? (line) => marginOf(scored(line), thresholds, hiding) : undefined,
      (line, one) => isHidden(line.screened, mode, one),
    ),
  );
  return [...labelRows, ...decisionRows];
}

/** How lines fare that nobody should be troubled by. */
export interface CalmRow {
  readonly set: string;
  readonly language: string;
  readonly mode: Mode;
  readonly hidden: Readonly<Record<Strictness, Interval | undefined>>;
  /** Hidden or shown with a warning, at the standard setting. */
  readonly marked: Interval | undefined;
  /** The writer was shown where help is, at the standard setting. */
  readonly helped: Interval | undefined;
}

/** The rows of one set of everyday talk, or of several together. */
export function calmRowsOf(set: string, lines: readonly ScreenedLine[]): CalmRow[] {
  const languages = [...new Set(lines.map((line) => line.language))];
  const read = lines.some((line) => line.screened.scores !== undefined);
  return (read ? modes : (['rules'] as const)).map((mode) => ({
    set,
    language: languages.length === 1 ? (languages[0] ?? '') : 'all',
    mode,
    hidden: byStrictness((one) => rateOf(lines, (line) => isHidden(line.screened, mode, one))),
    marked: rateOf(
      lines,
      ({ screened }) => gravity(screened.verdicts[mode].standard.action) >= gravity('warn'),
    ),
    helped: rateOf(lines, ({ screened }) => screened.writer[mode].offersHelp),
  }));
}
