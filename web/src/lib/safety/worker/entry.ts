import {
  applyRules,
  decide,
  inContext,
  linesKept,
  newConversation,
  noteLine,
  type Conversation,
  type ModelState,
  type NotedLine,
  type TextScores,
  type Verdict,
} from '@sotto/moderation-models';
import type { Entry, Pipeline } from './pipeline.ts';

/** The conversation before a line, or all of it. */
export function conversationBefore({ startedAtMs, entries }: Pipeline, id?: number): Conversation {
  const end = id === undefined ? entries.length : entries.findIndex((entry) => entry.id === id);
  const notes = entries.slice(0, end).filter(({ counted }) => counted);
  return { startedAtMs, lines: notes.slice(-linesKept).map(({ note }) => note) };
}

/** A line with what the rules find in it and the verdict that follows. */
export function ruled(
  pipeline: Pipeline,
  line: Pick<Entry, 'id' | 'side' | 'text' | 'atMs'>,
  waiting: boolean,
): Entry {
  const conversation = conversationBefore(pipeline);
  const { side, text, atMs } = line;
  const openings = side === 'receiver' ? { openings: pipeline.openings } : {};
  const hits = applyRules(text, { side, conversation, atMs, ...openings });
  const state = pipeline.model === 'ready' ? 'loading' : pipeline.model;
  const verdict = verdictOn(pipeline, conversation, { side, hits }, state);
  return { ...line, hits, verdict, note: noteOf(line, verdict), counted: side === 'receiver', waiting };
}

/** A picture, which another worker has seen: its verdict by the conversation, and a place in it. */
export function placed(
  pipeline: Pipeline,
  { id, side, atMs, verdict: alone }: Pick<Entry, 'id' | 'side' | 'atMs' | 'verdict'>,
): Entry {
  const { policy, strictness } = pipeline;
  const conversation = conversationBefore(pipeline);
  const verdict = inContext(alone, { side, strictness, conversation }, policy);
  const line = { id, side, text: '', atMs };
  return {
    ...line,
    hits: [],
    verdict,
    note: noteOf(line, verdict),
    counted: side === 'receiver',
    waiting: false,
  };
}

/** The same line after the model has read it or will not. */
export function settled(pipeline: Pipeline, entry: Entry, read: TextScores | ModelState): Entry {
  const conversation = conversationBefore(pipeline, entry.id);
  const verdict =
    typeof read === 'string'
      ? verdictOn(pipeline, conversation, entry, read)
      : verdictOn(pipeline, conversation, entry, 'ready', read);
  return { ...entry, verdict, note: noteOf(entry, verdict), waiting: false };
}

function verdictOn(
  { policy, strictness }: Pipeline,
  conversation: Conversation,
  { side, hits }: Pick<Entry, 'side' | 'hits'>,
  text: ModelState,
  textScores?: TextScores,
): Verdict {
  const evidence = { side, strictness, ruleHits: hits, conversation, modelState: { text } };
  return decide({ ...evidence, ...(textScores && { textScores }) }, policy);
}

function noteOf(line: Pick<Entry, 'side' | 'text' | 'atMs'>, verdict: Verdict): NotedLine {
  const [note] = noteLine(newConversation(0), { ...line, verdict }).lines;
  if (note === undefined) throw new Error('a line that was noted is not there');
  return note;
}
