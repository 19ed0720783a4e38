import { and, asc, eq, lt } from 'drizzle-orm';
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import type { Database, Tables } from '../../../cases/database.ts';
import { bytes } from '../../../cases/columns.ts';
import type { AppendAudit } from '../../audit/append.ts';
import type { AuditEntry } from '../../audit/chain.ts';
import { moderators } from '../schema.ts';

/** Public keys: whoever copies the table can sign in with none of them. */
export const passkeys = pgTable('moderator_passkeys', {
  /** As the authenticator chose it, in base64url. */
  id: text().primaryKey(),
  moderatorId: text('moderator_id').notNull(),
  /** What its owner calls it. */
  name: text().notNull(),
  /** COSE (RFC 9052). */
  publicKey: bytes('public_key').notNull(),
  /** Signatures that it has made, where it counts them: one that goes back is a copy. */
  counter: bigint({ mode: 'number' }).notNull(),
  createdAtMs: bigint('created_at_ms', { mode: 'number' }).notNull(),
  usedAtMs: bigint('used_at_ms', { mode: 'number' }),
});

export type StoredPasskey = typeof passkeys.$inferSelect;

/** A passkey that has signed, and how often it says it has by now. */
export interface UsedPasskey {
  readonly id: string;
  readonly counter: number;
}

/** Passkeys of moderators. Whatever takes an entry writes it to the audit log with what it does. */
export interface PasskeyStore {
  list(moderatorId: string): Promise<StoredPasskey[]>;
  find(id: string, moderatorId: string): Promise<StoredPasskey | undefined>;
  add(
    passkey: StoredPasskey,
    most: number,
    entry: AuditEntry,
  ): Promise<'added' | 'too-many-passkeys' | 'passkey-refused'>;
  /** `false`: there is no such passkey of theirs. */
  rename(id: string, moderatorId: string, name: string, entry: AuditEntry): Promise<boolean>;
  /** @param entryOf makes the entry from the name that the passkey had */
  remove(id: string, moderatorId: string, entryOf: (name: string) => AuditEntry): Promise<boolean>;
}

export function createPasskeyStore(tables: Tables, append: AppendAudit): PasskeyStore {
  const isTheirs = (id: string, moderatorId: string) =>
    and(eq(passkeys.id, id), eq(passkeys.moderatorId, moderatorId));
  return {
    list: (moderatorId) => tables.run((database) => listOf(database, moderatorId)),
    find: (id, moderatorId) =>
      tables.run(async (database) => {
        const [found] = await database.select().from(passkeys).where(isTheirs(id, moderatorId));
        return found;
      }),
    add: (passkey, most, entry) =>
      tables.transaction(async (database) => {
        // One after the other, so that no two count the same.
        const owner = eq(moderators.id, passkey.moderatorId);
        await database.select({ id: moderators.id }).from(moderators).where(owner).for('update');
        if ((await listOf(database, passkey.moderatorId)).length >= most) return 'too-many-passkeys';
        const added = await database.insert(passkeys).values(passkey).onConflictDoNothing().returning();
        if (added.length === 0) return 'passkey-refused';
        await append(database, entry);
        return 'added';
      }),
    rename: (id, moderatorId, name, entry) =>
      tables.transaction(async (database) => {
        const renamed = await database
          .update(passkeys)
          .set({ name })
          .where(isTheirs(id, moderatorId))
          .returning();
        if (renamed.length > 0) await append(database, entry);
        return renamed.length > 0;
      }),
    remove: (id, moderatorId, entryOf) =>
      tables.transaction(async (database) => {
        const removed = await database.delete(passkeys).where(isTheirs(id, moderatorId)).returning();
        const [gone] = removed;
        if (gone !== undefined) await append(database, entryOf(gone.name));
        return gone !== undefined;
      }),
  };
}

/** Takes a signature in, once: where the passkey counts, its counter must have grown. Runs within a transaction of its caller. */
export async function usePasskey(
  database: Database,
  { id, counter }: UsedPasskey,
  moderatorId: string,
  nowMs: number,
): Promise<boolean> {
  // One that counts nothing says 0 each time.
  const isNewer = counter === 0 ? eq(passkeys.counter, 0) : lt(passkeys.counter, counter);
  const used = await database
    .update(passkeys)
    .set({ counter, usedAtMs: nowMs })
    .where(and(eq(passkeys.id, id), eq(passkeys.moderatorId, moderatorId), isNewer))
    .returning({ id: passkeys.id });
  return used.length === 1;
}

function listOf(database: Database, moderatorId: string): Promise<StoredPasskey[]> {
  return database
    .select()
    .from(passkeys)
    .where(eq(passkeys.moderatorId, moderatorId))
    .orderBy(asc(passkeys.createdAtMs), asc(passkeys.id));
}
