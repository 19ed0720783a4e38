import { eq } from 'drizzle-orm';
import { isMeasure, type StatementOfReasons } from '@sotto/protocol';
import type { Database } from '../../cases/database.ts';
import { appeals, bans, decisions, warnings } from '../cases/schema.ts';
import type { TextBox } from '../cases/text-box.ts';

/** How long somebody can appeal: six months, as Article 20 of the EU's Digital Services Act asks of platforms. */
export const appealWithinMs = 183 * 24 * 3_600_000;

/** What the statement of a decision is made of. */
export async function measureOf(database: Database, decisionId: string) {
  const [found] = await database
    .select({ decision: decisions, ban: bans, warning: warnings, appeal: appeals })
    .from(decisions)
    .leftJoin(bans, eq(bans.decisionId, decisions.id))
    .leftJoin(warnings, eq(warnings.decisionId, decisions.id))
    .leftJoin(appeals, eq(appeals.decisionId, decisions.id))
    .where(eq(decisions.id, decisionId));
  return found;
}
export type StoredMeasure = NonNullable<Awaited<ReturnType<typeof measureOf>>>;

/** Until when an appeal can be made; absent where it was, or there is nothing that it could change. */
export function appealUntil({ decision, ban, warning, appeal }: StoredMeasure): number | undefined {
  const isLifted = (ban ?? warning)?.liftedAtMs !== null || decision.undoneAtMs !== null;
  return appeal !== null || isLifted ? undefined : decision.atMs + appealWithinMs;
}

/** What the person is told; absent where the decision touches nobody but the reporter. */
export function statementOf(
  stored: StoredMeasure,
  receipt: string,
  textBox: Pick<TextBox, 'open'>,
  nowMs: number,
): StatementOfReasons | undefined {
  const { decision, ban, appeal } = stored;
  const { id, action, guideline, atMs, statement } = decision;
  if (!isMeasure(action) || guideline === null) return undefined;
  const appealUntilMs = appealUntil(stored);
  return {
    receipt,
    measure: action,
    atMs,
    guideline,
    text: textBox.open(id, statement),
    automated: false,
    ...(ban !== null && ban.untilMs !== null && { untilMs: ban.untilMs }),
    standing: standingOf(stored, nowMs),
    ...(appealUntilMs !== undefined && appealUntilMs > nowMs && { appealUntilMs }),
    ...(appeal && { appeal: toldAppeal(appeal, textBox) }),
  };
}

function standingOf(
  { decision, ban, warning }: StoredMeasure,
  nowMs: number,
): StatementOfReasons['standing'] {
  if ((ban ?? warning)?.liftedAtMs !== null || decision.undoneAtMs !== null) return 'lifted';
  if (ban === null) return (warning?.banHandle ?? null) === null ? 'over' : 'in-force';
  return ban.untilMs !== null && ban.untilMs <= nowMs ? 'over' : 'in-force';
}

function toldAppeal(
  { decisionId, atMs, outcome, decidedAtMs, answer }: NonNullable<StoredMeasure['appeal']>,
  textBox: Pick<TextBox, 'open'>,
): NonNullable<StatementOfReasons['appeal']> {
  if (outcome === null || decidedAtMs === null || answer === null) return { atMs };
  return {
    atMs,
    decided: { atMs: decidedAtMs, outcome, text: textBox.open(`${decisionId}/answer`, answer) },
  };
}
