import { and, count, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Database, Tables } from '../../cases/database.ts';
import type { AppendAudit } from '../audit/append.ts';
import type { AccountStore, ListedAccount, OpenInvitation, SignIn } from './account-store.ts';
import { forgetAfterMs } from './lockout.ts';
import { passkeys, usePasskey } from './passkeys/passkey-store.ts';
import { invitations, moderators, recoveryCodes, sessions, tries } from './schema.ts';
import { idleMs, longestMs } from './session-rules.ts';

const account = { id: moderators.id, name: moderators.name, roles: moderators.roles };
const listed = { ...account, createdAtMs: moderators.createdAtMs, disabledAtMs: moderators.disabledAtMs };

export function createAccountStore(tables: Tables, append: AppendAudit): AccountStore {
  return {
    hasAny: () => tables.run(hasAny),

    invite: (invitation, entry) =>
      tables.transaction(async (database) => {
        await database.insert(invitations).values({ ...invitation, roles: [...invitation.roles] });
        if (entry !== undefined) await append(database, entry);
      }),

    findInvitation: (tokenHash, nowMs) =>
      tables.run((database) => openInvitation(database, tokenHash, nowMs)),

    accept: (invitationHash, { recoveryCodeHashes, tokenHash, ...fresh }, entry) =>
      tables.transaction(async (database) => {
        // Whoever comes at the same time waits here, and then finds the invitation used, or the name taken.
        await lockAccounts(database);
        const invitation = await openInvitation(database, invitationHash, fresh.createdAtMs);
        if (invitation === undefined) return 'invitation-invalid';
        const taken = await database
          .select(account)
          .from(moderators)
          .where(eq(moderators.nameKey, fresh.nameKey));
        if (taken.length > 0) return 'name-taken';
        await database.insert(moderators).values({ ...fresh, roles: invitation.roles });
        await database
          .insert(recoveryCodes)
          .values(recoveryCodeHashes.map((codeHash) => ({ codeHash, moderatorId: fresh.id })));
        await database
          .delete(invitations)
          .where(or(eq(invitations.tokenHash, invitationHash), eq(invitations.isFirst, true)));
        await beginSession(database, tokenHash, fresh.id, fresh.createdAtMs);
        await append(database, entry);
        return { id: fresh.id, name: fresh.name, roles: invitation.roles };
      }),

    findByName: (nameKey) =>
      tables.run(async (database) => {
        const [found] = await database.select().from(moderators).where(eq(moderators.nameKey, nameKey));
        return found;
      }),

    countTry: (key, rule) =>
      tables.transaction(async (database) => {
        // A row to lock, also for a name that nobody has tried yet.
        await database.insert(tries).values({ key, failures: 0, lastAtMs: 0 }).onConflictDoNothing();
        const [before] = await database.select().from(tries).where(eq(tries.key, key)).for('update');
        const verdict = rule(before?.failures === 0 ? undefined : before);
        if (verdict.allowed) await database.update(tries).set(verdict.tries).where(eq(tries.key, key));
        return verdict;
      }),

    signIn: (signIn, entry) =>
      tables.transaction(async (database) => {
        if (!(await useUp(database, signIn))) return false;
        await database.delete(tries).where(eq(tries.key, signIn.tryKey));
        await beginSession(database, signIn.tokenHash, signIn.moderatorId, signIn.nowMs);
        await append(database, entry);
        return true;
      }),

    recoveryCodesLeft: (moderatorId) =>
      tables.run(async (database) => {
        const ofThem = eq(recoveryCodes.moderatorId, moderatorId);
        const [counted] = await database.select({ n: count() }).from(recoveryCodes).where(ofThem);
        return counted?.n ?? 0;
      }),

    findSession: (tokenHash) =>
      tables.run(async (database) => {
        const [found] = await database
          .select({ account, createdAtMs: sessions.createdAtMs, usedAtMs: sessions.usedAtMs })
          .from(sessions)
          .innerJoin(moderators, eq(sessions.moderatorId, moderators.id))
          .where(and(eq(sessions.tokenHash, tokenHash), isNull(moderators.disabledAtMs)));
        return found;
      }),

    noteUse: (tokenHash, nowMs) =>
      tables.run(async (database) => {
        await database.update(sessions).set({ usedAtMs: nowMs }).where(eq(sessions.tokenHash, tokenHash));
      }),

    endSession: (tokenHash, entry) =>
      tables.transaction(async (database) => {
        await database.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
        await append(database, entry);
      }),

    list: () =>
      tables.run((database) => database.select(listed).from(moderators).orderBy(moderators.nameKey)),

    change: (id, { roles, disabled }, entry) =>
      tables.transaction(async (database) => {
        await lockAccounts(database);
        const all = await database.select(listed).from(moderators);
        const before = all.find((one) => one.id === id);
        if (before === undefined) return 'unknown';
        const after: ListedAccount = {
          ...before,
          ...(roles !== undefined && { roles }),
          ...(disabled !== undefined && {
            disabledAtMs: disabled ? (before.disabledAtMs ?? entry.atMs) : null,
          }),
        };
        if (![...all.filter((one) => one.id !== id), after].some(canAdminister)) return 'last-administrator';
        await database
          .update(moderators)
          .set({ roles: after.roles, disabledAtMs: after.disabledAtMs })
          .where(eq(moderators.id, id));
        if (after.disabledAtMs !== null) {
          await database.delete(sessions).where(eq(sessions.moderatorId, id));
          // Whoever shuts an account out may fear that somebody else added one.
          await database.delete(passkeys).where(eq(passkeys.moderatorId, id));
        }
        await append(database, entry);
        return after;
      }),

    sweep: (nowMs) =>
      tables.run(async (database) => {
        const dead = or(lte(sessions.usedAtMs, nowMs - idleMs), lte(sessions.createdAtMs, nowMs - longestMs));
        await database.delete(sessions).where(dead);
        await database.delete(invitations).where(lte(invitations.expiresAtMs, nowMs));
        await database.delete(tries).where(lte(tries.lastAtMs, nowMs - forgetAfterMs));
      }),
  };
}

/** Other changes of accounts wait until the end of the transaction; reading goes on. */
async function lockAccounts(database: Database): Promise<void> {
  await database.execute(sql`LOCK TABLE ${moderators} IN SHARE ROW EXCLUSIVE MODE`);
}

async function hasAny(database: Database): Promise<boolean> {
  return (await database.select({ id: moderators.id }).from(moderators).limit(1)).length > 0;
}

async function openInvitation(
  database: Database,
  tokenHash: Uint8Array,
  nowMs: number,
): Promise<OpenInvitation | undefined> {
  const isOpen = and(eq(invitations.tokenHash, tokenHash), gt(invitations.expiresAtMs, nowMs));
  const [found] = await database.select().from(invitations).where(isOpen);
  if (found === undefined || (found.isFirst && (await hasAny(database)))) return undefined;
  return { roles: found.roles, expiresAtMs: found.expiresAtMs };
}

/** Whether the factor was still good; from now on it is not. */
async function useUp(database: Database, { moderatorId, factor, nowMs }: SignIn): Promise<boolean> {
  if ('passkey' in factor) return usePasskey(database, factor.passkey, moderatorId, nowMs);
  if ('step' in factor) {
    const isNewer = and(eq(moderators.id, moderatorId), lt(moderators.totpStep, factor.step));
    const used = await database
      .update(moderators)
      .set({ totpStep: factor.step })
      .where(isNewer)
      .returning(account);
    return used.length === 1;
  }
  const used = await database
    .delete(recoveryCodes)
    .where(
      and(eq(recoveryCodes.codeHash, factor.recoveryCodeHash), eq(recoveryCodes.moderatorId, moderatorId)),
    )
    .returning();
  return used.length === 1;
}

async function beginSession(
  database: Database,
  tokenHash: Uint8Array,
  moderatorId: string,
  nowMs: number,
): Promise<void> {
  await database.insert(sessions).values({ tokenHash, moderatorId, createdAtMs: nowMs, usedAtMs: nowMs });
}

function canAdminister({ roles, disabledAtMs }: ListedAccount): boolean {
  return disabledAtMs === null && roles.includes('administrator');
}
