import {
  defaultPolicy,
  textLabels,
  type TextLabel,
  type TextScores,
  type Verdict,
} from '@sotto/moderation-models';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entriesKept,
  hungMs,
  newPipeline,
  slowLines,
  slowMs,
  type Pipeline,
  type PipelineEffect,
  type PipelineEvent,
} from './pipeline.ts';
import { step } from './step.ts';

const scores = (given: Partial<Record<TextLabel, number>> = {}): TextScores =>
  Object.fromEntries(textLabels.map((label) => [label, given[label] ?? 0])) as TextScores;

/** A pipeline that is told one event after another, with all that it asked for. */
function run(...events: PipelineEvent[]) {
  let pipeline: Pipeline = newPipeline(defaultPolicy);
  const all: PipelineEffect[] = [];
  const tell = (event: PipelineEvent): readonly PipelineEffect[] => {
    const next = step(pipeline, event);
    pipeline = next.pipeline;
    all.push(...next.effects);
    return next.effects;
  };
  events.forEach(tell);
  return { tell, all, now: () => pipeline };
}

const begin: PipelineEvent = { type: 'begin', atMs: 0, strictness: 'standard' };
const ready: PipelineEvent = { type: 'model', model: 'ready' };
const failed: PipelineEvent = { type: 'model', model: 'failed' };
const ask = (id: number, text: string, side: 'sender' | 'receiver' = 'receiver'): PipelineEvent => ({
  type: 'ask',
  id,
  side,
  text,
  atMs: id * 10_000,
});
const scored = (id: number, given = scores(), tookMs = 3): PipelineEvent => ({
  type: 'scored',
  id,
  scores: given,
  tookMs,
});
const verdicts = (effects: readonly PipelineEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'verdict' ? [[effect.id, effect.verdict.action, effect.final]] : [],
  );

describe('the pipeline of a line', () => {
  it('has the rules answer at once, and the model revise', () => {
    const { tell } = run(begin, ready);
    const first = tell(ask(1, 'what a day'));
    expect(verdicts(first)).toEqual([[1, 'allow', false]]);
    expect(first).toContainEqual({ type: 'score', id: 1, text: 'what a day' });
    expect(verdicts(tell(scored(1, scores({ hate: 0.9 }))))).toEqual([[1, 'hide', true]]);
  });

  it('lets the rules stand where the model failed', () => {
    const { tell } = run(begin, failed);
    expect(verdicts(tell(ask(1, 'hello')))).toEqual([[1, 'allow', true]]);
    expect(verdicts(tell(ask(2, 'I will kill you')))).toEqual([[2, 'escalate', true]]);
  });

  it('has the model read what came while it was loading', () => {
    const { tell } = run(begin, ask(1, 'hello'), ask(2, 'how are you'));
    expect(tell(ready)).toEqual([{ type: 'score', id: 1, text: 'hello' }]);
    expect(tell(scored(1))).toContainEqual({ type: 'score', id: 2, text: 'how are you' });
  });

  it('settles what waits by the rules when the model breaks, and says so once', () => {
    const { tell } = run(begin, ready, ask(1, 'hello'), ask(2, 'how are you'));
    const effects = tell({ type: 'scored', id: 1, scores: undefined, tookMs: 1 });
    expect(effects.filter(({ type }) => type === 'gave-up')).toEqual([{ type: 'gave-up', why: 'crashed' }]);
    expect(verdicts(effects)).toEqual([
      [1, 'allow', true],
      [2, 'allow', true],
    ]);
  });

  it('calls a model that hangs slow, not broken', () => {
    const { tell } = run(begin, ready, ask(1, 'hello'));
    const effects = tell({ type: 'scored', id: 1, scores: undefined, tookMs: hungMs });
    expect(effects).toContainEqual({ type: 'gave-up', why: 'slow' });
    expect(verdicts(effects)).toEqual([[1, 'allow', true]]);
  });

  it('gives up a model that is slow several times in a row', () => {
    const { tell } = run(begin, ready);
    for (let id = 1; id < slowLines; id += 1) {
      tell(ask(id, 'hello'));
      expect(tell(scored(id, scores(), slowMs + 1))).not.toContainEqual({ type: 'gave-up', why: 'slow' });
    }
    tell(ask(slowLines, 'hello'));
    expect(tell(scored(slowLines, scores(), slowMs + 1))).toContainEqual({ type: 'gave-up', why: 'slow' });
  });

  it('forgives a model that was slow once', () => {
    const { tell, all } = run(begin, ready);
    for (let id = 1; id < 10; id += 1) {
      tell(ask(id, 'hello'));
      tell(scored(id, scores(), id % slowLines === 0 ? 1 : slowMs + 1));
    }
    expect(all.some(({ type }) => type === 'gave-up')).toBe(false);
  });

  it('counts a draft only once it went out', () => {
    const stop = run(begin, failed, ask(1, 'please stop messaging me', 'sender'));
    stop.tell({ type: 'dropped', id: 1 });
    expect(verdicts(stop.tell(ask(2, 'send nudes')))).toEqual([[2, 'hide', true]]);
    const sent = run(begin, failed, ask(1, 'please stop messaging me', 'sender'), { type: 'sent', id: 1 });
    expect(verdicts(sent.tell(ask(2, 'send nudes')))).toEqual([[2, 'escalate', true]]);
  });

  it('judges a picture by the lines before it, and a line by the pictures before it', () => {
    const explicit: Verdict = {
      action: 'hide',
      reasons: [
        {
          from: 'picture',
          kind: 'explicit',
          pictureClass: 'porn',
          score: 0.6,
          threshold: 0.5,
          action: 'hide',
        },
      ],
      offersHelp: false,
    };
    const nothing: Verdict = { action: 'allow', reasons: [], offersHelp: false };
    const picture = (
      id: number,
      verdict: Verdict,
      side: 'sender' | 'receiver' = 'receiver',
    ): PipelineEvent => ({
      type: 'picture',
      id,
      side,
      verdict,
      atMs: id * 10_000,
    });
    const afterInsults = run(begin, failed, ask(1, 'send nudes'), ask(2, 'send nudes'));
    expect(verdicts(afterInsults.tell(picture(3, nothing)))).toEqual([[3, 'allow', true]]);
    expect(verdicts(afterInsults.tell(picture(4, explicit)))).toEqual([[4, 'escalate', true]]);

    const afterPictures = run(begin, failed, picture(1, explicit), picture(2, explicit));
    expect(verdicts(afterPictures.tell(ask(3, 'send nudes')))).toEqual([[3, 'escalate', true]]);

    // On the writer's side a picture counts only once it went out, as a draft does.
    const own = run(begin, failed, ask(1, 'please stop messaging me'), picture(2, explicit, 'sender'));
    expect(own.all).toContainEqual(
      expect.objectContaining({ id: 2, verdict: expect.objectContaining({ action: 'hold' }) }),
    );
    own.tell({ type: 'dropped', id: 2 });
    expect(own.now().entries.map(({ id }) => id)).toEqual([1]);
    own.tell(picture(3, nothing, 'sender'));
    own.tell({ type: 'sent', id: 3 });
    own.tell(ask(4, 'hello', 'sender'));
    own.tell({ type: 'sent', id: 4 });
    expect(verdicts(own.tell(picture(5, nothing, 'sender')))).toEqual([[5, 'warn', true]]);
  });

  it('forgets the conversation when another chat begins', () => {
    const { tell } = run(begin, failed, ask(1, 'please stop messaging me', 'sender'), {
      type: 'sent',
      id: 1,
    });
    tell(begin);
    expect(verdicts(tell(ask(2, 'send nudes')))).toEqual([[2, 'hide', true]]);
  });

  it('knows an opening that came in earlier chats', () => {
    const line = 'hello dear, tell me where you are from';
    const { tell } = run(failed);
    for (let id = 1; id < 4; id += 1) {
      tell(begin);
      tell(ask(id, line));
    }
    const last = run(failed, begin, ask(1, line), begin, ask(2, line), begin).tell(ask(3, line));
    expect(last).toMatchObject([{ verdict: { reasons: [{ detail: 'repeated_opening' }, {}] } }]);
  });

  it('decides by what the model made of the lines before', () => {
    const { tell, now } = run(begin, ready);
    for (const id of [1, 2]) {
      tell(ask(id, 'a line'));
      tell(scored(id, scores({ hate: 0.7 })));
    }
    tell(ask(3, 'another'));
    expect(verdicts(tell(scored(3, scores({ hate: 0.7 }))))).toEqual([[3, 'escalate', true]]);
    expect(now().entries.at(-1)?.waiting).toBe(false);
  });
});

/** What a chat may bring, in any order. */
const event: fc.Arbitrary<PipelineEvent> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(begin) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PipelineEvent>(ready, failed, { type: 'model', model: 'loading' }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('ask' as const),
      id: fc.constant(0),
      side: fc.constantFrom('sender' as const, 'receiver' as const),
      text: fc.constantFrom('hello', 'how are you', 'I will kill you', ''),
      atMs: fc.nat(1_000_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('scored' as const),
      id: fc.constant(0),
      scores: fc.constantFrom(scores(), scores({ hate: 0.9 }), undefined),
      tookMs: fc.nat(400),
    }),
  },
);

it('answers each line at once, settles it at most once, and gives the model one line at a time', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 200 }), (events) => {
      const { tell, now } = run();
      const settled = new Set<number>();
      let ids = 0;
      let scoring: number | undefined;
      for (const one of events) {
        if (one.type === 'scored' && scoring === undefined) continue;
        const id = one.type === 'scored' ? scoring : (ids += 1);
        if (one.type === 'scored') scoring = undefined;
        const effects = tell('id' in one && id !== undefined ? { ...one, id } : one);
        if (one.type === 'ask') expect(effects[0]).toMatchObject({ type: 'verdict', id });
        for (const effect of effects) {
          if (effect.type === 'score') {
            expect(scoring).toBeUndefined();
            scoring = effect.id;
          }
          if (effect.type !== 'verdict' || !effect.final) continue;
          expect(settled.has(effect.id)).toBe(false);
          settled.add(effect.id);
        }
        expect(now().entries.length).toBeLessThanOrEqual(entriesKept);
      }
    }),
  );
});
