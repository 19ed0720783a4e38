import { expect, test } from 'vitest';

import { defaultPolicy } from './default-policy.ts';
import { policySchema, withThresholds, type Policy } from './policy.ts';

type Draft = { -readonly [Key in keyof Policy]: Policy[Key] };
const refusal = (change: (draft: Draft) => void) => {
  const draft = structuredClone(defaultPolicy) as Draft;
  change(draft);
  const result = policySchema.safeParse(draft);
  return result.success ? undefined : result.error.issues.map((issue) => issue.message).join('; ');
};
const row = (action: 'allow' | 'warn' | 'hide' | 'hold' | 'escalate') => ({
  strict: action,
  standard: action,
  relaxed: action,
});
const nothing = { sender: row('allow'), receiver: row('allow') };

test('the default policy survives a round trip through JSON', () => {
  expect(policySchema.parse(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy);
});

test('an operator may be stricter, or give a detail a row of its own', () => {
  expect(
    refusal((draft) => {
      draft.rules = {
        ...draft.rules,
        profanity: { sender: row('warn'), receiver: row('hide') },
        'spam.prize': { sender: row('hold'), receiver: row('escalate') },
      };
    }),
  ).toBeUndefined();
});

test.each<[string, (draft: Draft) => void]>([
  ['must not be relaxed', (draft) => void (draft.rules = { ...draft.rules, slur: nothing })],
  ['must not be relaxed', (draft) => void (draft.rules = { ...draft.rules, 'threat.kill_you': nothing })],
  ['must not be relaxed', (draft) => void (draft.labels.hate = { fires: nothing, certain: nothing })],
  ['must not be relaxed', (draft) => void (draft.picture.unseen = nothing)],
  [
    'never punished',
    (draft) => void (draft.labels.self_harm.certain = { sender: row('warn'), receiver: row('hide') }),
  ],
  [
    'never punished',
    (draft) =>
      void (draft.rules = { ...draft.rules, self_harm: { sender: row('hold'), receiver: row('allow') } }),
  ],
  [
    'strict must not be milder',
    (draft) => void (draft.picture.unseen.receiver = { ...row('hide'), strict: 'warn' }),
  ],
  [
    'thresholds must not fall',
    (draft) => void (draft.thresholds.toxic = { strict: 0.9, standard: 0.5, relaxed: 0.5, certain: 1 }),
  ],
  [
    'for the reader',
    (draft) => void (draft.rules = { ...draft.rules, spam: { sender: row('hide'), receiver: row('hide') } }),
  ],
  ['Invalid key', (draft) => void (draft.rules = { ...draft.rules, gossip: nothing })],
  [
    'each rule needs a row',
    (draft) =>
      void (draft.rules = Object.fromEntries(Object.entries(draft.rules).filter(([key]) => key !== 'spam'))),
  ],
])('a policy is refused where it says what it must not: %s', (message, change) => {
  expect(refusal(change)).toContain(message);
});

test('thresholds of a manifest take the place of the default ones', () => {
  const toxic = { strict: 0.1, standard: 0.2, relaxed: 0.3, certain: 0.4 };
  const policy = withThresholds(defaultPolicy, { text: { toxic } });
  expect(policy.thresholds.toxic).toEqual(toxic);
  expect(policy.thresholds.hate).toEqual(defaultPolicy.thresholds.hate);
});
