import type { Interval } from '../src/evaluation/intervals.ts';
import type { RuleRow } from '../src/evaluation/rule-suite.ts';
import type { CalmRow, Row } from '../src/evaluation/rows.ts';
import type { Mode } from '../src/evaluation/screening.ts';
import type { GroupRow, SuiteRow, TrickRow } from '../src/evaluation/suite.ts';
import { figure, percent, tableOf } from '../src/evaluation/table.ts';
import { strictnesses } from '../src/types.ts';

const write = (title: string, table: string) => process.stdout.write(`\n## ${title}\n\n${table}\n`);
const count = (interval: Interval | undefined) => String(interval?.of ?? 0);

export function printRows(rows: readonly Row[]) {
  write(
    'Labels and what is hidden',
    tableOf(
      [
        ...['set', 'language', 'label', 'lines', 'harmful', 'AUC'],
        ...strictnesses.map((one) => `false alarms, ${one}`),
        ...strictnesses.map((one) => `recall, ${one}`),
      ],
      rows.map((row) => [
        ...[row.set, row.language, row.label, String(row.lines), String(row.harmful), figure(row.auc)],
        ...strictnesses.map((one) => percent(row.falseAlarms[one])),
        ...strictnesses.map((one) => percent(row.recall[one])),
      ]),
    ),
  );
}

export function printCalm(rows: readonly CalmRow[]) {
  write(
    'Everyday talk: what should not happen to it',
    tableOf(
      [
        ...['set', 'language', 'by', 'lines', ...strictnesses.map((one) => `hidden, ${one}`)],
        ...['hidden or warned of', 'help shown to the writer'],
      ],
      rows.map((row) => [
        ...[row.set, row.language, row.mode, count(row.marked)],
        ...strictnesses.map((one) => percent(row.hidden[one])),
        ...[percent(row.marked), percent(row.helped)],
      ]),
    ),
  );
}

export function printSuite(title: string, rows: readonly SuiteRow[], shown: readonly Mode[]) {
  write(
    `${title}: accuracy at standard`,
    tableOf(
      ['part', 'lines', ...shown],
      rows.map((row) => [
        row.part,
        count(row.accuracy[shown[0] ?? 'rules']),
        ...shown.map((mode) => figure(row.accuracy[mode])),
      ]),
    ),
  );
}

export function printRules(rows: readonly RuleRow[]) {
  write(
    'suites/rules: how many lines each rule fires on',
    tableOf(
      ['rule', 'lines seen', 'found of them', 'lines unseen', 'found of them'],
      rows.map((row) => [row.part, count(row.seen), figure(row.seen), count(row.unseen), figure(row.unseen)]),
    ),
  );
}

export function printGroups(title: string, rows: readonly (GroupRow & { readonly mode: Mode })[]) {
  write(
    `${title}: false alarms on harmless lines by group at standard, and by the mean of the groups`,
    tableOf(
      ['by', 'group', 'lines', 'false alarms', 'rate by mean'],
      rows.map((row) => [
        ...[row.mode, row.group, count(row.falseAlarms), percent(row.falseAlarms)],
        row.byMean === undefined ? '–' : row.byMean.toFixed(2),
      ]),
    ),
  );
}

export function printTricks(title: string, rows: readonly TrickRow[]) {
  write(
    `${title}: recall at standard under each obfuscation, and by that of the lines as written`,
    tableOf(
      ['by', 'obfuscation', 'lines', 'recall', 'by plain'],
      rows.map((row) => [row.mode, row.trick, count(row.recall), percent(row.recall), figure(row.byPlain)]),
    ),
  );
}
