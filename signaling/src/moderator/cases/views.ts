import { mayOpen, type CaseView, type Decision, type QueueRow } from '@sotto/protocol';
import type { Account } from '../accounts/account-store.ts';
import type { QueuedCase, StoredCase, StoredDecision } from './case-desk.ts';
import type { TextBox } from './text-box.ts';

/** A row of the queue as the console gets it. A lease that has run out holds nothing. */
export function rowOf(
  { holder, holderName, heldUntilMs, placeAtMs: _, ...row }: QueuedCase,
  nowMs: number,
): QueueRow {
  if (holder === null || heldUntilMs === null || heldUntilMs <= nowMs) return row;
  return { ...row, holder: { id: holder, name: holderName ?? '' }, heldUntilMs };
}

/** A case as `reader` may see it: of one that is sealed from them, no word that anybody wrote. */
export function viewOf(
  { report, decision, earlier, legalHold, notes, others }: StoredCase,
  reader: Account,
  textBox: TextBox,
  nowMs: number,
  undoMs: number,
): CaseView {
  const sealed = !mayOpen(report.desk, reader.roles);
  const told = (each: StoredDecision): Decision =>
    decisionOf(each, reader, sealed ? undefined : textBox, nowMs, undoMs);
  return {
    ...rowOf(report, nowMs),
    sealed,
    ...(decision && { decision: told(decision) }),
    earlier: earlier.map(told),
    ...(legalHold && {
      legalHold: { atMs: legalHold.atMs, by: { id: legalHold.by, name: legalHold.name ?? '' } },
    }),
    notes: sealed
      ? []
      : notes.map(({ id, moderatorId, moderatorName, atMs, text }) => ({
          atMs,
          by: { id: moderatorId, name: moderatorName ?? '' },
          text: textBox.open(id, text),
        })),
    others: others.map(({ action, ...other }) => ({ ...other, ...(action !== null && { action }) })),
  };
}

function decisionOf(
  { id, moderatorId, moderatorName, atMs, action, guideline, statement, untilMs, ...more }: StoredDecision,
  reader: Account,
  textBox: TextBox | undefined,
  nowMs: number,
  undoMs: number,
): Decision {
  return {
    id,
    atMs,
    by: { id: moderatorId, name: moderatorName ?? '' },
    action,
    ...(guideline !== null && { guideline }),
    ...(textBox && { statement: textBox.open(id, statement) }),
    ...(untilMs !== null && { untilMs }),
    ...(more.passedTo !== null && { passedTo: more.passedTo }),
    ...(more.appealAtMs !== null && { appeal: more.appealOutcome ?? 'open' }),
    ...(moderatorId === reader.id && nowMs < atMs + undoMs && { undoUntilMs: atMs + undoMs }),
  };
}
