import type { TextManifest } from '../src/text/manifest.ts';
import { textLabels, type TextLabel, type TextScores } from '../src/types.ts';
import { shareOf, thresholdFor } from './figures.ts';
import type { LabelledLine } from './records.ts';

export type Scored = LabelledLine & { readonly scores: TextScores };
type Limits = Readonly<Record<TextLabel, number>>;
type Parts = Readonly<Partial<Record<TextLabel, number>>>;

/** The labels that hide a line at the standard setting. */
export const hiding: readonly TextLabel[] = ['toxic', 'hate', 'threat', 'insult', 'sexual', 'spam'];
/** Labels that stay as strict in the relaxed setting. */
const keptLabels: readonly TextLabel[] = ['hate', 'threat'];
const everyday: readonly string[] = ['ubuntu_irc', 'goemotions_positive', 'goemotions_neutral', 'xpersona'];
/** How strangers begin: two words have little that tells them from others, and everybody says them. */
const openings: readonly string[] = ['suite:first_words', 'suite:short_words', 'suite:single_words'];
/** Share of the calm lines that may be hidden, all labels together, for each strictness. */
const budgets = {
  everyday: { strict: 0.03, standard: 0.01, relaxed: 0.006 },
  harmless: { strict: 0.02, standard: 0.01, relaxed: 0.005 },
};
/**
 * How the labels may part that budget; a label that isn't named gets one part. With more than two parts for hate, plain
 * abuse is found less by more than hate is found more.
 */
const partings: readonly Parts[] = [0.5, 1, 2].flatMap((hate) =>
  [0.25, 0.5].map((threat) => ({
    ...{ toxic: 3, insult: 0.5, hate, threat, sexual: 0.3, spam: 0.3 },
    // Hides nothing, but help that nobody needs is a false alarm too.
    self_harm: 0.6,
  })),
);

export const firesAt =
  (limits: Limits, labels: readonly TextLabel[] = hiding) =>
  ({ scores }: Scored): boolean =>
    labels.some((label) => scores[label] >= limits[label]);

/** Scores of each label, the highest first. */
type Falling = Readonly<Record<TextLabel, Float64Array>>;

const fallingOf = (lines: readonly Scored[]): Falling =>
  Object.fromEntries(
    textLabels.map((label) => [
      label,
      Float64Array.from(lines, ({ scores }) => -scores[label])
        .sort()
        .map((x) => -x),
    ]),
  ) as Falling;

/** The lowest limits at which the labels that hide a line fire on no more than this share of the calm lines together. */
function limitsFor(calm: readonly Scored[], falling: Falling, budget: number, parts: Parts): Limits {
  for (let share = budget; ; share *= 0.93) {
    const found = textLabels.map(
      (label) => [label, thresholdFor(falling[label], share * (parts[label] ?? 1), 0.1)] as const,
    );
    const limits = Object.fromEntries(found) as Limits;
    if (calm.length === 0 || shareOf(calm, firesAt(limits)) <= budget) return limits;
  }
}

/** Just above a score, in thousandths. */
const above = (score: number): number => Math.ceil((score + 1e-4) * 1_000) / 1_000;

/**
 * The limits, raised no further than it takes for the labels that hide a line to fire on no more than this share of the
 * lines: each time the label that fires most often, past the lowest score at which it does.
 */
export function raisedFor(lines: readonly Scored[], limits: Limits, budget: number): Limits {
  const firing = lines.filter(firesAt(limits));
  if (firing.length <= budget * lines.length) return limits;
  const scoresOf = (label: TextLabel) =>
    firing.map(({ scores }) => scores[label]).filter((score) => score >= limits[label]);
  const most = hiding.reduce((a, b) => (scoresOf(b).length > scoresOf(a).length ? b : a));
  return raisedFor(lines, { ...limits, [most]: above(Math.min(...scoresOf(most))) }, budget);
}

const isHarmful = (line: Scored) => hiding.some((label) => line.labels[label] === 1);

/** The mean of how many harmful lines fire and how many harmless ones don't; 0 without lines of both. */
function balancedAccuracy(lines: readonly Scored[], limits: Limits): number {
  const harmful = lines.filter(isHarmful);
  const harmless = lines.filter((line) => !isHarmful(line));
  if (harmful.length === 0 || harmless.length === 0) return 0;
  const fires = firesAt(limits);
  return (shareOf(harmful, fires) + 1 - shareOf(harmless, fires)) / 2;
}

/**
 * Thresholds that keep a budget of false alarms on development lines: everyday ones where the language has them, else
 * the harmless ones of its sources; and on openings of chats by themselves. The labels part the budget in the way that tells harmful from harmless best, in the
 * development part of the suite and in the other lines, which count as much.
 */
export function thresholdsOf(dev: readonly Scored[]): TextManifest['thresholds'] {
  const talk = dev.filter((line) => everyday.includes(line.source));
  const suite = dev.filter((line) => line.source.startsWith('suite:'));
  const real = dev.filter((line) => !line.source.startsWith('suite:'));
  const calm = talk.length > 0 ? talk : dev.filter((line) => line.labels.toxic === 0);
  const budget = talk.length > 0 ? budgets.everyday : budgets.harmless;
  const falling = fallingOf(calm);
  const opening = dev.filter((line) => openings.includes(line.source));
  const limitsAt = (share: number, parts: Parts) =>
    raisedFor(opening, limitsFor(calm, falling, share, parts), share);
  const best = partings
    .map((parts) => {
      const limits = limitsAt(budget.standard, parts);
      return { parts, accuracy: balancedAccuracy(suite, limits) + balancedAccuracy(real, limits) };
    })
    .reduce((a, b) => (b.accuracy > a.accuracy ? b : a)).parts;
  const at = (strictness: keyof typeof budget) => limitsAt(budget[strictness], best);
  const [strict, standard, relaxed] = [at('strict'), at('standard'), at('relaxed')];
  const rows = textLabels.map((label) => {
    const least = keptLabels.includes(label) ? standard[label] : Math.max(standard[label], relaxed[label]);
    const row = {
      strict: Math.min(strict[label], standard[label]),
      standard: standard[label],
      relaxed: least,
    };
    return [label, { ...row, certain: Math.max(0.98, least) }] as const;
  });
  return Object.fromEntries(rows) as TextManifest['thresholds'];
}
