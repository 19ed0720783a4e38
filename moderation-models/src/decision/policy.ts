import { z } from 'zod';

import { actions, ruleNames, strictnesses, textLabels } from '../types.ts';
import { contextPatterns, gravity } from './verdict.ts';

const action = z.enum(actions);
/** Never milder for one who wants to be spared more. */
const byStrictness = z
  .strictObject({ strict: action, standard: action, relaxed: action })
  .refine(
    (row) => gravity(row.strict) >= gravity(row.standard) && gravity(row.standard) >= gravity(row.relaxed),
    'strict must not be milder than standard, nor standard than relaxed',
  );
const bySide = z
  .strictObject({ sender: byStrictness, receiver: byStrictness })
  .refine(
    ({ sender }) => strictnesses.every((one) => sender[one] !== 'escalate' && sender[one] !== 'hide'),
    'a writer can be warned or held back; hiding and reporting are for the reader',
  );

const probability = z.number().min(0).max(1);
const thresholds = z
  .strictObject({ strict: probability, standard: probability, relaxed: probability, certain: probability })
  .refine(
    (row) => row.strict <= row.standard && row.standard <= row.relaxed && row.relaxed <= row.certain,
    'thresholds must not fall from strict over standard and relaxed to certain',
  );
const steps = z
  .strictObject({ fires: bySide, certain: bySide })
  .refine(
    ({ fires, certain }) =>
      (['sender', 'receiver'] as const).every((side) =>
        strictnesses.every((one) => gravity(certain[side][one]) >= gravity(fires[side][one])),
      ),
    'what is certain must not be treated milder than what fires',
  );

const ruleKey = z
  .string()
  .max(64)
  .regex(
    new RegExp(`^(?:${ruleNames.join('|')})(?:\\.[a-z_]+)?$`),
    'a rule, or a rule and its detail: threat.blackmail',
  );

/** What nobody may relax: hate, threats, sexual interest in children, pictures that nobody asked for. */
export const neverRelaxedLabels = ['hate', 'threat'] as const;
const neverRelaxedRules = ['slur', 'threat', 'sexual.minor'];

type Sides = z.infer<typeof bySide>;
const isKept = ({ receiver, sender }: Sides) =>
  receiver.relaxed === receiver.standard &&
  sender.relaxed === sender.standard &&
  gravity(receiver.relaxed) >= gravity('hide') &&
  gravity(sender.relaxed) >= gravity('warn');
const isKind = ({ receiver, sender }: Sides) => receiver.strict === 'allow' && sender.strict === 'allow';

/**
 * The table by which verdicts are found. An operator may write another; it is read by this schema, which refuses
 * one that relaxes hate, threats or pictures, or that punishes somebody for speaking of self-harm.
 */
export const policySchema = z
  .strictObject({
    /** By rule (`spam`) or by rule and detail (`threat.blackmail`); the more exact row counts. */
    rules: z.record(ruleKey, bySide),
    labels: z.record(z.enum(textLabels), steps),
    /** Where scores begin to count. The text model's manifest brings them. */
    thresholds: z.record(z.enum(textLabels), thresholds),
    /** A slur in a line that the model finds plainly harmless (quoted, reclaimed) asks for this much only. */
    clearedSlur: z.strictObject({ hateBelow: probability, toxicBelow: probability, actions: bySide }),
    picture: z.strictObject({
      explicit: steps,
      suggestive: steps,
      /** On porn and hentai together, and on these and sexy together. The picture model's manifest brings them. */
      thresholds: z.strictObject({ explicit: thresholds, suggestive: thresholds }),
      /** While no model has seen the picture. */
      unseen: bySide,
    }),
    context: z.strictObject({
      /** How far back flagged lines count. */
      lines: z.int().min(2).max(24),
      /** So many lines of the other after a plea to stop are unwanted contact. */
      unwantedLines: z.int().min(1).max(24),
      /** So many flagged lines, with the one at hand, are a repetition; so many ever graver ones an escalation. */
      repeatedLines: z.int().min(2).max(24),
      escalationLines: z.int().min(2).max(24),
      /** What each pattern asks for; all but unwanted contact only for a line that is flagged itself. */
      actions: z.record(z.enum(contextPatterns), bySide),
    }),
  })
  .superRefine((policy, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const name of ruleNames)
      if (policy.rules[name] === undefined) refuse(['rules', name], 'each rule needs a row');
    for (const [key, row] of Object.entries(policy.rules)) {
      const kept = neverRelaxedRules.some((name) => key === name || key.startsWith(`${name}.`));
      if (kept && !isKept(row)) refuse(['rules', key], 'this must not be relaxed');
      if (key.startsWith('self_harm') && !isKind(row)) refuse(['rules', key], 'self-harm is never punished');
    }
    if (policy.rules['sexual.minor'] === undefined)
      refuse(['rules', 'sexual.minor'], 'needs a row of its own');
    for (const label of neverRelaxedLabels)
      if (!isKept(policy.labels[label].fires)) refuse(['labels', label], 'this must not be relaxed');
    const { fires, certain } = policy.labels.self_harm;
    if (!isKind(fires) || !isKind(certain)) refuse(['labels', 'self_harm'], 'self-harm is never punished');
    for (const kind of ['explicit', 'suggestive'] as const)
      if (!isKept(policy.picture[kind].fires)) refuse(['picture', kind], 'pictures must not be relaxed');
    if (!isKept(policy.picture.unseen)) refuse(['picture', 'unseen'], 'pictures must not be relaxed');
  });

export type Policy = Readonly<z.infer<typeof policySchema>>;
export type LabelThresholds = Policy['thresholds'];

/** The policy with thresholds from the manifests of the models that are in use. */
export function withThresholds(
  policy: Policy,
  measured: {
    readonly text?: Partial<LabelThresholds>;
    readonly picture?: Policy['picture']['thresholds'];
  },
): Policy {
  return policySchema.parse({
    ...policy,
    thresholds: { ...policy.thresholds, ...measured.text },
    picture: { ...policy.picture, thresholds: measured.picture ?? policy.picture.thresholds },
  });
}
