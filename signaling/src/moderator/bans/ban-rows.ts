import { and, asc, eq, exists, gt, isNotNull, isNull, lte, max, or } from 'drizzle-orm';
import type { Database } from '../../cases/database.ts';
import { appeals, bans, decisions, warnings } from '../cases/schema.ts';
import { appealWithinMs } from '../statements/statement-rows.ts';
import type { BanList, StoredBan } from './ban-list.ts';
import type { StoredWarning, WarningList } from './warning-list.ts';

/** What a list does not know yet, in the order of the changes. A list that knows nothing needs no more than what is in force. */
export async function banChangesSince(
  database: Database,
  list: BanList,
  nowMs: number,
): Promise<readonly StoredBan[]> {
  const inForce = and(
    isNotNull(bans.banHandle),
    isNull(bans.liftedAtMs),
    or(isNull(bans.untilMs), gt(bans.untilMs, nowMs)),
  );
  if (list.version > 0) {
    const isNew = gt(bans.version, list.version);
    return database.select().from(bans).where(isNew).orderBy(asc(bans.version));
  }
  // Before the rows: one that is written between the two is read again, and not passed over.
  const [newest] = await database.select({ version: max(bans.version) }).from(bans);
  const rows = await database.select().from(bans).where(inForce).orderBy(asc(bans.version));
  list.skipTo(newest?.version ?? 0);
  return rows;
}

/** {@link banChangesSince}, of warnings. */
export async function warningChangesSince(
  database: Database,
  list: WarningList,
  nowMs: number,
): Promise<readonly StoredWarning[]> {
  const inForce = and(
    isNotNull(warnings.banHandle),
    isNull(warnings.liftedAtMs),
    gt(warnings.expiresAtMs, nowMs),
  );
  if (list.version > 0) {
    const isNew = gt(warnings.version, list.version);
    return database.select().from(warnings).where(isNew).orderBy(asc(warnings.version));
  }
  const [newest] = await database.select({ version: max(warnings.version) }).from(warnings);
  const rows = await database.select().from(warnings).where(inForce).orderBy(asc(warnings.version));
  list.skipTo(newest?.version ?? 0);
  return rows;
}

/** No warning is for this person any more. */
export async function forgetWarned(database: Database, banHandle: string): Promise<void> {
  await database.update(warnings).set({ banHandle: null }).where(eq(warnings.banHandle, banHandle));
}

/** A handle stays with a ban that stands, and with a warning that is yet to be told; the text of an appeal for as long again as there was to make it. */
export async function forgetWhatIsOver(database: Database, nowMs: number): Promise<void> {
  await database
    .update(bans)
    .set({ banHandle: null })
    .where(and(isNotNull(bans.banHandle), or(isNotNull(bans.liftedAtMs), lte(bans.untilMs, nowMs))));
  await database
    .update(warnings)
    .set({ banHandle: null })
    .where(
      and(
        isNotNull(warnings.banHandle),
        or(isNotNull(warnings.liftedAtMs), lte(warnings.expiresAtMs, nowMs)),
      ),
    );
  const undone = database
    .select({ id: decisions.id })
    .from(decisions)
    .where(and(eq(decisions.id, appeals.decisionId), isNotNull(decisions.undoneAtMs)));
  await database
    .update(appeals)
    .set({ text: null })
    .where(
      and(isNotNull(appeals.text), or(lte(appeals.decidedAtMs, nowMs - appealWithinMs), exists(undone))),
    );
}
