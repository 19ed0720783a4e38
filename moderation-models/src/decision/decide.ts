import type { Action, PictureClass, PictureScores, RuleHit, Side, Strictness, TextLabel } from '../types.ts';
import { pictureClasses, textLabels } from '../types.ts';
import { contextOf } from './context.ts';
import type { Evidence } from './evidence.ts';
import { neverRelaxedLabels, type Policy } from './policy.ts';
import { gravest, gravity, heldAgainst, type Reason, type Verdict } from './verdict.ts';

type Sides = Policy['picture']['unseen'];
type Steps = Policy['labels'][TextLabel];
type Thresholds = Policy['thresholds'][TextLabel];

/**
 * The verdict on a line or a picture: the gravest action that anything in the evidence asks for. Pure: the same
 * evidence and policy give the same verdict. Graver evidence (a higher score, a further hit) never gives a milder
 * one; speaking of self-harm never makes it graver.
 */
export function decide(evidence: Evidence, policy: Policy): Verdict {
  const found = [
    ...ruleReasons(evidence, policy),
    ...labelReasons(evidence, policy).map((reason) => aboutOneself(reason, evidence)),
    ...pictureReasons(evidence, policy),
  ];
  return concluded(
    found,
    contextReasons(found, evidence, policy),
    modelReasons(evidence, policy),
    evidence.side,
  );
}

/**
 * What the conversation adds to a verdict that was reached without it, such as that on a picture, which another worker
 * has looked at.
 */
export function inContext(
  alone: Verdict,
  moment: Pick<Evidence, 'side' | 'strictness' | 'conversation'>,
  policy: Policy,
): Verdict {
  return concluded(alone.reasons, contextReasons(alone.reasons, moment, policy), [], moment.side);
}

function concluded(
  found: readonly Reason[],
  context: readonly Reason[],
  model: readonly Reason[],
  side: Side,
): Verdict {
  const reasons = [...found, ...context, ...model].sort((a, b) => gravity(b.action) - gravity(a.action));
  return {
    action: gravest(reasons.map((reason) => reason.action)),
    reasons,
    offersHelp: side === 'sender' && found.some(speaksOfSelfHarm),
  };
}

function contextReasons(
  found: readonly Reason[],
  { conversation, side, strictness }: Pick<Evidence, 'side' | 'strictness' | 'conversation'>,
  policy: Policy,
): Reason[] {
  const selfHarm = found.some(speaksOfSelfHarm);
  const { action: against } = heldAgainst({ action: 'allow', reasons: found, offersHelp: false });
  return contextOf(conversation, side, against, policy.context)
    .filter((pattern) => !(selfHarm && pattern === 'unwanted_contact'))
    .map((pattern) => ({
      from: 'context',
      pattern,
      action: policy.context.actions[pattern][side][strictness],
    }));
}

/**
 * To a model, "I want to kill myself" reads like a threat. Where a rule knows it for self-harm and none finds a threat,
 * that label is named and asks for nothing.
 */
function aboutOneself(reason: Reason, { ruleHits }: Evidence): Reason {
  const finds = (rule: RuleHit['rule']) => ruleHits.some((hit) => hit.rule === rule);
  const isThreat = reason.from === 'label' && reason.label === 'threat';
  return isThreat && finds('self_harm') && !finds('threat') ? { ...reason, action: 'allow' } : reason;
}

const speaksOfSelfHarm = (reason: Reason) =>
  (reason.from === 'rule' && reason.rule === 'self_harm') ||
  (reason.from === 'label' && reason.label === 'self_harm');

function ruleReasons({ ruleHits, side, strictness, ...rest }: Evidence, policy: Policy): Reason[] {
  return ruleHits.flatMap((hit): Reason[] => {
    const asked = rowOf(hit, policy)?.[side][strictness];
    if (asked === undefined) return [];
    const cleared = policy.clearedSlur.actions[side][strictness];
    const milder = isCleared(hit, rest.textScores, policy) && gravity(cleared) < gravity(asked);
    return [{ from: 'rule', ...hit, action: milder ? cleared : asked }];
  });
}

const rowOf = (hit: RuleHit, policy: Policy): Sides | undefined =>
  policy.rules[`${hit.rule}.${hit.detail}`] ?? policy.rules[hit.rule];

/** A single slur says little of who says it to whom; a turn of phrase like `filthy …` says enough. */
function isCleared(hit: RuleHit, scores: Evidence['textScores'], policy: Policy): boolean {
  if (hit.rule !== 'slur' || hit.detail !== 'slur' || scores === undefined) return false;
  return scores.hate < policy.clearedSlur.hateBelow && scores.toxic < policy.clearedSlur.toxicBelow;
}

/** A score against its thresholds: the action and the threshold that it passed, or nothing. */
function passed(
  score: number,
  thresholds: Thresholds,
  steps: Steps,
  side: Side,
  strictness: Strictness,
): { action: Action; threshold: number } | undefined {
  if (score >= thresholds.certain)
    return { action: steps.certain[side][strictness], threshold: thresholds.certain };
  const threshold = thresholds[strictness];
  return score >= threshold ? { action: steps.fires[side][strictness], threshold } : undefined;
}

function labelReasons({ textScores, side, strictness }: Evidence, policy: Policy): Reason[] {
  if (textScores === undefined) return [];
  return textLabels.flatMap((label): Reason[] => {
    const score = textScores[label];
    const kept = (neverRelaxedLabels as readonly string[]).includes(label) && strictness === 'relaxed';
    const thresholds = policy.thresholds[label];
    const row = kept ? { ...thresholds, relaxed: thresholds.standard } : thresholds;
    const step = passed(score, row, policy.labels[label], side, strictness);
    return step ? [{ from: 'label', label, score, ...step }] : [];
  });
}

const explicitClasses: readonly PictureClass[] = ['porn', 'hentai'];
const suggestiveClasses: readonly PictureClass[] = [...explicitClasses, 'sexy'];

function pictureReasons({ picture, side, strictness }: Evidence, policy: Policy): Reason[] {
  const scores = picture?.scores;
  if (scores === undefined) return [];
  const kinds = [
    ['explicit', explicitClasses],
    ['suggestive', suggestiveClasses],
  ] as const;
  return kinds.flatMap(([kind, classes]): Reason[] => {
    const thresholds = policy.picture.thresholds[kind];
    const score = classes.reduce((sum, name) => sum + scores[name], 0);
    const row = { ...thresholds, relaxed: thresholds.standard };
    const step = passed(score, row, policy.picture[kind], side, strictness);
    return step ? [{ from: 'picture', kind, pictureClass: heaviest(scores, classes), score, ...step }] : [];
  });
}

const heaviest = (scores: PictureScores, classes: readonly PictureClass[]): PictureClass =>
  pictureClasses
    .filter((name) => classes.includes(name))
    .reduce((most, name) => (scores[name] > scores[most] ? name : most));

/** Which model could not speak; a picture that none has seen stays behind a click. */
function modelReasons({ modelState, picture, side, strictness }: Evidence, policy: Policy): Reason[] {
  const reasons: Reason[] = [];
  if (picture === undefined && modelState.text !== 'ready')
    reasons.push({ from: 'model', model: 'text', state: modelState.text, action: 'allow' });
  if (picture !== undefined && picture.scores === undefined) {
    const state = modelState.picture ?? 'failed';
    reasons.push({ from: 'model', model: 'picture', state, action: policy.picture.unseen[side][strictness] });
  }
  return reasons;
}
