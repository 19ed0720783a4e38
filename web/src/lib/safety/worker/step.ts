import type { ModelState, TextScores } from '@sotto/moderation-models';
import { placed, ruled, settled } from './entry.ts';
import {
  entriesKept,
  hungMs,
  slowLines,
  slowMs,
  type Entry,
  type Pipeline,
  type PipelineEffect,
  type PipelineEvent,
  type PipelineStep,
} from './pipeline.ts';

/** The pipeline after an event, and what is to be done. Pure: clock and model are outside. */
export function step(pipeline: Pipeline, event: PipelineEvent): PipelineStep {
  switch (event.type) {
    case 'begin':
      return begin(pipeline, event);
    case 'ask':
      return added(pipeline, ruled(pipeline, event, isExpected(pipeline)));
    case 'picture':
      return added(pipeline, placed(pipeline, event));
    case 'sent':
      return stay(changed(pipeline, event.id, (entry) => ({ ...entry, counted: true })));
    case 'dropped':
      return stay({ ...pipeline, entries: pipeline.entries.filter(({ id }) => id !== event.id) });
    case 'model':
      return model(pipeline, event);
    case 'policy':
      return stay({ ...pipeline, policy: event.policy });
    case 'scored':
      return scored(pipeline, event);
  }
}

const stay = (pipeline: Pipeline): PipelineStep => ({ pipeline, effects: [] });

function begin(
  pipeline: Pipeline,
  { atMs, strictness }: Extract<PipelineEvent, { type: 'begin' }>,
): PipelineStep {
  // Of a long chat the first line is forgotten, and no opening is learnt.
  const whole = pipeline.entries.length < entriesKept;
  const opening = whole ? pipeline.entries.find(({ side }) => side === 'receiver')?.note.key : undefined;
  const openings = new Map(pipeline.openings);
  if (opening !== undefined) openings.set(opening, (openings.get(opening) ?? 0) + 1);
  return stay({ ...pipeline, startedAtMs: atMs, strictness, entries: [], openings });
}

/** Whether the model will still read what comes. */
const isExpected = ({ model }: Pipeline) => model === 'ready' || model === 'loading';

/** An entry with its first verdict. */
function added(pipeline: Pipeline, entry: Entry): PipelineStep {
  const all = [...pipeline.entries, entry];
  const first: PipelineEffect = {
    type: 'verdict',
    id: entry.id,
    verdict: entry.verdict,
    final: !entry.waiting,
  };
  // A line too old to be remembered is not waited for any longer.
  const [oldest] = all.length > entriesKept ? all : [];
  const settledOld = oldest?.waiting === true ? [verdictOf(settled(pipeline, oldest, 'late'))] : [];
  return pumped({ ...pipeline, entries: all.slice(-entriesKept) }, [first, ...settledOld]);
}

function model(pipeline: Pipeline, event: Extract<PipelineEvent, { type: 'model' }>): PipelineStep {
  const next = { ...pipeline, model: event.model };
  return isExpected(next) ? pumped(next, []) : giveUp(next, event.model);
}

function scored(pipeline: Pipeline, event: Extract<PipelineEvent, { type: 'scored' }>): PipelineStep {
  const free = { ...pipeline, scoring: undefined };
  if (event.scores === undefined)
    return event.tookMs < hungMs
      ? giveUp({ ...free, model: 'failed' }, 'failed', 'crashed')
      : giveUp({ ...free, model: 'late' }, 'late', 'slow');
  const { pipeline: read, effects } = settle(free, event.id, event.scores);
  const slowInARow = event.tookMs > slowMs ? pipeline.slowInARow + 1 : 0;
  if (slowInARow < slowLines) return pumped({ ...read, slowInARow }, effects);
  const given = giveUp({ ...read, slowInARow, model: 'late' }, 'late', 'slow');
  return { ...given, effects: [...effects, ...given.effects] };
}

/** Settles all that waits by the rules alone. */
function giveUp(pipeline: Pipeline, state: ModelState, why?: 'crashed' | 'slow'): PipelineStep {
  const effects: PipelineEffect[] = why === undefined ? [] : [{ type: 'gave-up', why }];
  let next = pipeline;
  for (const { id, waiting } of pipeline.entries) {
    if (!waiting) continue;
    const one = settle(next, id, state);
    next = one.pipeline;
    effects.push(...one.effects);
  }
  return { pipeline: next, effects };
}

/** Hands the model the oldest line that waits, when it has none. */
function pumped(pipeline: Pipeline, effects: readonly PipelineEffect[]): PipelineStep {
  const next = pipeline.entries.find(({ waiting }) => waiting);
  if (pipeline.model !== 'ready' || pipeline.scoring !== undefined || next === undefined)
    return { pipeline, effects };
  const { id, text } = next;
  return { pipeline: { ...pipeline, scoring: id }, effects: [...effects, { type: 'score', id, text }] };
}

/** A line that is gone by now (dropped, of an earlier chat) or was given up changes nothing. */
function settle(pipeline: Pipeline, id: number, read: TextScores | ModelState): PipelineStep {
  const entry = pipeline.entries.find((one) => one.id === id);
  if (entry?.waiting !== true) return stay(pipeline);
  const final = settled(pipeline, entry, read);
  return { pipeline: changed(pipeline, id, () => final), effects: [verdictOf(final)] };
}

const verdictOf = ({ id, verdict }: Entry): PipelineEffect => ({ type: 'verdict', id, verdict, final: true });

function changed(pipeline: Pipeline, id: number, change: (entry: Entry) => Entry): Pipeline {
  return {
    ...pipeline,
    entries: pipeline.entries.map((entry) => (entry.id === id ? change(entry) : entry)),
  };
}
