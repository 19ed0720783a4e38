import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { applyRules } from '../rules/index.ts';
import { ruleNames, strictnesses, textLabels, type RuleHit, type TextScores } from '../types.ts';
import { newConversation, noteLine, type Conversation } from './conversation.ts';
import { decide, inContext } from './decide.ts';
import { defaultPolicy } from './default-policy.ts';
import type { Evidence } from './evidence.ts';
import { gravity, heldAgainst, modelStates } from './verdict.ts';

const calm = Object.fromEntries(textLabels.map((label) => [label, 0.1])) as TextScores;
const hit = (rule: RuleHit['rule'], detail: string = rule): RuleHit => ({ rule, detail, start: 0, end: 4 });
const quiet: Evidence = {
  side: 'receiver',
  strictness: 'standard',
  textScores: calm,
  ruleHits: [],
  conversation: newConversation(0),
  modelState: { text: 'ready' },
};
const verdict = (change: Partial<Evidence>) => decide({ ...quiet, ...change }, defaultPolicy);

test('nothing found is allowed without a reason', () => {
  expect(verdict({})).toEqual({ action: 'allow', reasons: [], offersHelp: false });
});

describe('the table', () => {
  test('a swear word passes for standard and relaxed, and is hidden from the strict', () => {
    const ruleHits = [hit('profanity', 'swearing')];
    expect(strictnesses.map((strictness) => verdict({ ruleHits, strictness }).action)).toEqual([
      'hide',
      'allow',
      'allow',
    ]);
  });

  test('a slur, a threat and a sure hate score are hidden however relaxed the reader is', () => {
    for (const strictness of strictnesses) {
      expect(gravity(verdict({ strictness, ruleHits: [hit('slur')] }).action)).toBeGreaterThanOrEqual(2);
      expect(verdict({ strictness, ruleHits: [hit('threat', 'kill_you')] }).action).toBe('escalate');
      expect(verdict({ strictness, textScores: { ...calm, hate: 0.9 } }).action).toBe('hide');
    }
  });

  test('a slur in a line that the model finds harmless is shown with a warning', () => {
    const textScores = { ...calm, hate: 0.01, toxic: 0.05 };
    expect(verdict({ ruleHits: [hit('slur')], textScores }).action).toBe('warn');
    expect(verdict({ ruleHits: [hit('slur', 'group_abuse')], textScores }).action).toBe('hide');
  });

  test('a reason names the rule and its detail, or the label with score and threshold', () => {
    const { reasons } = verdict({
      ruleHits: [hit('threat', 'blackmail')],
      textScores: { ...calm, insult: 0.85 },
    });
    expect(reasons).toEqual([
      { from: 'rule', rule: 'threat', detail: 'blackmail', start: 0, end: 4, action: 'escalate' },
      {
        from: 'label',
        label: 'insult',
        score: 0.85,
        threshold: defaultPolicy.thresholds.insult.standard,
        action: 'hide',
      },
    ]);
  });

  test('a writer who speaks of self-harm is offered help and loses nothing', () => {
    const found = { ruleHits: [hit('self_harm', 'suicide')], textScores: { ...calm, self_harm: 0.99 } };
    for (const strictness of strictnesses) {
      expect(verdict({ ...found, strictness, side: 'sender' })).toMatchObject({
        action: 'allow',
        offersHelp: true,
      });
      expect(verdict({ ...found, strictness })).toMatchObject({ action: 'allow', offersHelp: false });
    }
  });

  test('words of self-harm that the model takes for a threat are no threat, unless a rule finds one', () => {
    const textScores = { ...calm, threat: 0.99 };
    const ruleHits = [hit('self_harm', 'suicide')];
    expect(verdict({ ruleHits, textScores, side: 'sender' })).toMatchObject({
      action: 'allow',
      offersHelp: true,
    });
    expect(verdict({ ruleHits, textScores }).action).toBe('allow');
    expect(verdict({ ruleHits: [...ruleHits, hit('threat', 'kill_you')], textScores }).action).toBe(
      'escalate',
    );
  });

  test('personal data warns the writer and says nothing to the reader', () => {
    const ruleHits = [hit('personal_data', 'phone')];
    expect(verdict({ ruleHits, side: 'sender' }).action).toBe('warn');
    expect(verdict({ ruleHits }).action).toBe('allow');
  });
});

describe('pictures', () => {
  const scores = { drawing: 0, hentai: 0, neutral: 0, porn: 0, sexy: 0 };
  const modelState = { text: 'ready', picture: 'ready' } as const;

  test('a landscape is shown, an explicit picture is hidden or reportable, whatever the strictness', () => {
    for (const strictness of strictnesses) {
      const seen = (of: Partial<typeof scores>) =>
        verdict({ strictness, modelState, picture: { scores: { ...scores, ...of } } }).action;
      expect(seen({ neutral: 0.9, drawing: 0.1 })).toBe('allow');
      expect(seen({ porn: 0.4, hentai: 0.3, neutral: 0.3 })).toBe('hide');
      expect(seen({ porn: 0.97, neutral: 0.03 })).toBe('escalate');
      expect(seen({ sexy: 0.9, neutral: 0.1 })).toBe('hide');
    }
  });

  test('one that no model has seen stays behind a click and says why', () => {
    expect(verdict({ picture: {}, modelState: { text: 'ready', picture: 'loading' } })).toEqual({
      action: 'hide',
      reasons: [{ from: 'model', model: 'picture', state: 'loading', action: 'hide' }],
      offersHelp: false,
    });
  });
});

test.each(modelStates.filter((state) => state !== 'ready'))(
  'a text model that is %s is named, and the rules still count',
  (text) => {
    const { side, strictness, conversation } = quiet;
    const missing = decide(
      { side, strictness, conversation, modelState: { text }, ruleHits: [hit('slur')] },
      defaultPolicy,
    );
    expect(missing.action).toBe('hide');
    expect(missing.reasons).toContainEqual({ from: 'model', model: 'text', state: text, action: 'allow' });
  },
);

describe('whatever the evidence', () => {
  const details = ['swearing', 'slur', 'group_abuse', 'blackmail', 'minor', 'phone', 'flood', 'suicide'];
  const anyHit = fc
    .tuple(fc.constantFrom(...ruleNames), fc.constantFrom(...details))
    .map(([rule, detail]) => hit(rule, detail));
  const anyScores = fc.record(
    Object.fromEntries(textLabels.map((label) => [label, fc.double({ min: 0, max: 1, noNaN: true })])),
  ) as fc.Arbitrary<TextScores>;
  const anyConversation: fc.Arbitrary<Conversation> = fc
    .array(fc.tuple(fc.constantFrom('sender', 'receiver'), anyHit, fc.boolean()), { maxLength: 8 })
    .map((lines) =>
      lines.reduce<Conversation>(
        (chat, [side, ruleHit, stops], i) =>
          noteLine(chat, {
            side: side as Evidence['side'],
            text: stops ? 'leave me alone' : `line ${i}`,
            atMs: i,
            verdict: verdict({ ruleHits: [ruleHit] }),
          }),
        newConversation(0),
      ),
    );
  const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
    side: fc.constantFrom('sender', 'receiver') as fc.Arbitrary<Evidence['side']>,
    strictness: fc.constantFrom(...strictnesses),
    textScores: anyScores,
    ruleHits: fc.array(anyHit, { maxLength: 3 }),
    conversation: anyConversation,
    modelState: fc.constant({ text: 'ready' as const }),
  });
  const worse = (a: Evidence, b: Evidence) =>
    gravity(decide(a, defaultPolicy).action) >= gravity(decide(b, defaultPolicy).action);

  test('a further hit or a higher score never makes the verdict milder', () => {
    fc.assert(
      fc.property(
        anyEvidence,
        anyHit.filter(({ rule }) => rule !== 'self_harm'),
        fc.constantFrom(...textLabels.filter((label) => label !== 'self_harm')),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (evidence, more, label, up) => {
          expect(worse({ ...evidence, ruleHits: [...evidence.ruleHits, more] }, evidence)).toBe(true);
          const scores = evidence.textScores ?? calm;
          const raised = { ...scores, [label]: Math.max(scores[label], up) };
          expect(worse({ ...evidence, textScores: raised }, evidence)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('who is stricter never sees more, and the writer is never reported by their own device', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const of = (strictness: Evidence['strictness']) => ({ ...evidence, strictness });
        expect(worse(of('strict'), of('standard'))).toBe(true);
        expect(worse(of('standard'), of('relaxed'))).toBe(true);
        if (evidence.side === 'sender')
          expect(['allow', 'warn', 'hold']).toContain(decide(evidence, defaultPolicy).action);
      }),
      { numRuns: 300 },
    );
  });

  test('hate and threats weigh the same for standard and relaxed', () => {
    fc.assert(
      fc.property(anyScores, fc.constantFrom('slur', 'threat'), (scores, rule) => {
        const textScores = { ...calm, hate: scores.hate, threat: scores.threat };
        const of = (strictness: Evidence['strictness']) =>
          verdict({ strictness, textScores, ruleHits: [hit(rule as 'slur')] }).action;
        expect(of('relaxed')).toBe(of('standard'));
      }),
    );
  });

  test('words of self-harm never make a verdict graver', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const scores = evidence.textScores ?? calm;
        const spoken = {
          ...evidence,
          textScores: { ...scores, self_harm: 1 },
          ruleHits: [...evidence.ruleHits, hit('self_harm', 'suicide')],
        };
        const before = { ...evidence, textScores: { ...scores, self_harm: 0 } };
        expect(worse(before, spoken)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('the action is the gravest of the reasons, which come gravest first', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { action, reasons } = decide(evidence, defaultPolicy);
        const order = reasons.map((reason) => gravity(reason.action));
        expect(order).toEqual([...order].sort((a, b) => b - a));
        expect(gravity(action)).toBe(order[0] ?? 0);
      }),
    );
  });
});

test('a list of numbered lines is read with a word of caution at most, and sent without a question', () => {
  for (const side of ['sender', 'receiver'] as const) {
    let conversation = newConversation(0);
    const actions = new Set<string>();
    for (let at = 1; at <= 30; at += 1) {
      const text = `message ${at}`;
      const ruleHits = applyRules(text, { side, conversation, atMs: at * 1_000 });
      const found = verdict({ side, ruleHits, conversation });
      actions.add(found.action);
      conversation = noteLine(conversation, { side, text, atMs: at * 1_000, verdict: found });
    }
    expect([...actions]).toEqual(side === 'sender' ? ['allow'] : ['allow', 'warn']);
  }
});

test('what is held against a writer leaves out warnings for their own sake', () => {
  const own = verdict({ side: 'sender', ruleHits: [hit('personal_data', 'phone'), hit('self_harm')] });
  expect(own.action).toBe('warn');
  expect(heldAgainst(own)).toEqual({ action: 'allow', concerns: [] });
});

test('what the conversation adds can be asked for later, and is the same', () => {
  const flagged = verdict({ ruleHits: [hit('slur')] });
  const rude = { side: 'receiver', text: 'rude', verdict: flagged } as const;
  const conversation = [1, 2].reduce(
    (so, atMs) => noteLine(so, { ...rude, atMs }),
    noteLine(newConversation(0), { side: 'sender', text: 'please stop messaging me', atMs: 0 }),
  );
  const scores = { neutral: 0.2, drawing: 0, sexy: 0.1, porn: 0.6, hentai: 0.1 };
  for (const picture of [{ scores }, { scores: { ...scores, porn: 0, neutral: 0.9 } }]) {
    const evidence = { ...quiet, picture, conversation, textScores: calm };
    const alone = decide({ ...evidence, conversation: newConversation(0) }, defaultPolicy);
    const together = decide(evidence, defaultPolicy);
    expect(gravity(together.action)).toBeGreaterThan(gravity(alone.action));
    expect(inContext(alone, evidence, defaultPolicy)).toEqual(together);
  }
});
