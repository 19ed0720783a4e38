import { systemRandomBytes } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEvidenceBox } from '../../cases/evidence-box.ts';
import { createReporterRecordsInMemory } from '../../cases/reporters/memory-records.ts';
import { createUsedOnceInMemory } from '../../challenge/once.ts';
import type { Cases } from '../../cases/open-cases.ts';
import { deriveSecrets, randomSecret, type Secrets } from '../../config/secrets.ts';
import { createModeration } from '../create-moderation.ts';
import { codeAt, joinWith, password } from '../testing/join.ts';
import type { AccountService } from './service.ts';

const randomSecrets = (): Secrets =>
  deriveSecrets({ session: randomSecret(), identity: randomSecret(), evidence: randomSecret() });

/** What accounts of moderators do on every database. @param open an empty one. */
export function describeAccounts(name: string, open: () => Promise<Cases>): void {
  describe(`accounts ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    let accounts: AccountService;
    const time = { nowMs: 1_796_000_000_000 };
    const secrets = randomSecrets();
    const serviceWith = (of: typeof secrets): AccountService =>
      createModeration({
        tables: cases.tables,
        secrets: of,
        box: createEvidenceBox(of, systemRandomBytes),
        evidenceOf: (id) => cases.store.evidenceOf(id),
        publicOrigins: [],
        used: createUsedOnceInMemory(() => time.nowMs),
        reporters: createReporterRecordsInMemory({ idleMs: 86_400_000, clock: () => time.nowMs }),
        clock: () => time.nowMs,
        randomBytes: systemRandomBytes,
        passwordCost: { memoryKib: 64, passes: 1 },
      }).accounts;

    beforeAll(async () => {
      cases = await open();
      accounts = serviceWith(secrets);
    }, 60_000);
    beforeEach(async () => {
      time.nowMs += 3_600_000;
      await cases.tables.run((database) =>
        database.execute(sql`TRUNCATE moderators, moderator_invitations, moderator_tries CASCADE`),
      );
    }, 60_000);
    afterAll(() => cases.close());

    const first = async (name = 'Ada') =>
      joinWith(accounts, (await accounts.inviteFirst()) ?? '', name, time);

    it('begin with one administrator, whose invitation is good once', async () => {
      const token = (await accounts.inviteFirst()) ?? '';
      const another = (await accounts.inviteFirst()) ?? '';
      const ada = await joinWith(accounts, token, 'Ada', time);
      expect(ada.account.roles).toEqual(['moderator', 'child-safety', 'administrator']);
      expect(await accounts.inviteFirst()).toBeUndefined();
      expect(await accounts.readInvitation(token)).toBeUndefined();
      expect(await accounts.readInvitation(another)).toBeUndefined();
    });

    it('are made by one of ten who come with the same invitation at once', async () => {
      const token = (await accounts.inviteFirst()) ?? '';
      const offered = await accounts.readInvitation(token);
      const code = codeAt(offered?.totpSecret ?? '', time.nowMs);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => accounts.accept({ token, name: `Ada${i}`, password, code })),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await accounts.list()).toHaveLength(1);
    });

    it('are invited with the roles that were chosen, for two days', async () => {
      const ada = await first();
      const { token } = await accounts.invite(ada.account, ['moderator']);
      const late = await accounts.invite(ada.account, ['moderator']);
      const ben = await joinWith(accounts, token, 'Ben', time);
      expect(ben.account).toMatchObject({ name: 'Ben', roles: ['moderator'] });
      time.nowMs += 48 * 3_600_000;
      expect(await accounts.readInvitation(late.token)).toBeUndefined();
    });

    it('have names that differ in more than case', async () => {
      const ada = await first();
      const { token } = await accounts.invite(ada.account, ['moderator']);
      const offered = await accounts.readInvitation(token);
      const code = codeAt(offered?.totpSecret ?? '', time.nowMs);
      expect(await accounts.accept({ token, name: 'ADA', password, code })).toEqual({
        ok: false,
        error: 'name-taken',
      });
      expect(await accounts.accept({ token, name: 'Eve', password, code: '000000' })).toMatchObject({
        ok: false,
      });
      expect(await accounts.accept({ token, name: 'Eve', password, code })).toMatchObject({ ok: true });
    });

    it('are opened by name, password and code together', async () => {
      const ada = await first();
      time.nowMs += 60_000;
      const code = codeAt(ada.totpSecret, time.nowMs);
      const refused = { ok: false, error: { kind: 'sign-in-failed' } };
      expect(await accounts.signIn({ name: 'Ada', password: 'something else', code })).toEqual(refused);
      expect(await accounts.signIn({ name: 'Ada', password, code: '12345x' })).toEqual(refused);
      expect(await accounts.signIn({ name: 'Ida', password, code })).toEqual(refused);
      const opened = await accounts.signIn({ name: 'ada', password, code });
      if (!opened.ok) throw new Error('not signed in');
      expect(await accounts.authenticate(opened.value.token)).toEqual(ada.account);
    });

    it('take each code once, also where it comes several times at once', async () => {
      const ada = await first();
      const sameStep = codeAt(ada.totpSecret, time.nowMs);
      expect(await accounts.signIn({ name: 'Ada', password, code: sameStep })).toMatchObject({ ok: false });
      time.nowMs += 60_000;
      const code = codeAt(ada.totpSecret, time.nowMs);
      // Four, as more would wait.
      const answers = await Promise.all(
        [0, 1, 2, 3].map(() => accounts.signIn({ name: 'Ada', password, code })),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('take each recovery code once', async () => {
      const { recoveryCodes } = await first();
      const [code = ''] = recoveryCodes;
      expect(await accounts.signIn({ name: 'Ada', password, code: code.toUpperCase() })).toMatchObject({
        ok: true,
      });
      expect(await accounts.signIn({ name: 'Ada', password, code })).toMatchObject({ ok: false });
      const [{ id } = { id: '' }] = await accounts.list();
      expect(await accounts.recoveryCodesLeft(id)).toBe(9);
    });

    it('make whoever guesses wait, also with many guesses at once, and somebody who is not there alike', async () => {
      await first();
      for (const name of ['Ada', 'Nobody']) {
        const guesses = Array.from({ length: 20 }, (_, i) =>
          accounts.signIn({ name, password: `guess number ${i}`, code: '123456' }),
        );
        const answers = (await Promise.all(guesses)).map((answer) => (answer.ok ? undefined : answer.error));
        expect(answers.filter((error) => error?.kind === 'sign-in-failed')).toHaveLength(5);
        expect(answers).toContainEqual({ kind: 'too-many-requests', retryAfterS: 15 });
      }
    });

    it('let the right one in after the wait, and then forget the guesses', async () => {
      const ada = await first();
      const wrong = () => accounts.signIn({ name: 'Ada', password: 'wrong wrong', code: '123456' });
      for (let i = 0; i < 6; i += 1) await wrong();
      time.nowMs += 15_000;
      const right = { name: 'Ada', password, code: codeAt(ada.totpSecret, time.nowMs + 30_000) };
      expect(await accounts.signIn(right)).toMatchObject({ ok: true });
      expect(await wrong()).toEqual({ ok: false, error: { kind: 'sign-in-failed' } });
    });

    it('are signed out by hand, after half an hour without use, and when they are disabled', async () => {
      const ada = await first();
      const { token } = await accounts.invite(ada.account, ['moderator']);
      const ben = await joinWith(accounts, token, 'Ben', time);
      await accounts.change(ada.account, ben.account.id, { disabled: true });
      expect(await accounts.authenticate(ben.token)).toBeUndefined();
      const again = { name: 'Ben', password, code: codeAt(ben.totpSecret, time.nowMs + 30_000) };
      expect(await accounts.signIn(again)).toMatchObject({ ok: false });
      await accounts.change(ada.account, ben.account.id, { disabled: false });
      expect(await accounts.authenticate(ben.token)).toBeUndefined();
      expect(await accounts.signIn(again)).toMatchObject({ ok: true });

      time.nowMs += 29 * 60_000;
      expect(await accounts.authenticate(ada.token)).toEqual(ada.account);
      time.nowMs += 29 * 60_000;
      expect(await accounts.authenticate(ada.token)).toEqual(ada.account);
      time.nowMs += 30 * 60_000;
      expect(await accounts.authenticate(ada.token)).toBeUndefined();
      await accounts.sweep();
      const back = await accounts.signIn({ name: 'Ada', password, code: codeAt(ada.totpSecret, time.nowMs) });
      if (!back.ok) throw new Error('not signed in');
      await accounts.signOut(back.value.token, ada.account);
      expect(await accounts.authenticate(back.value.token)).toBeUndefined();
    });

    it('never lose their last administrator, also where two take it from each other at once', async () => {
      const ada = await first();
      const { token } = await accounts.invite(ada.account, ['administrator']);
      const ben = await joinWith(accounts, token, 'Ben', time);
      const answers = await Promise.all([
        accounts.change(ada.account, ben.account.id, { roles: ['moderator'] }),
        accounts.change(ben.account, ada.account.id, { disabled: true }),
      ]);
      expect(answers.filter((answer) => answer === 'last-administrator')).toHaveLength(1);
    });

    it('open nothing to whoever has the tables and not the key', async () => {
      const ada = await first();
      const thief = serviceWith(randomSecrets());
      const code = codeAt(ada.totpSecret, time.nowMs + 30_000);
      expect(await thief.signIn({ name: 'Ada', password, code })).toMatchObject({ ok: false });
      const rows = await cases.tables.run((database) =>
        database.execute(sql`SELECT encode(totp_secret, 'hex') AS totp, password FROM moderators`),
      );
      expect(JSON.stringify(rows)).not.toContain(ada.totpSecretHex);
      const stored = await cases.tables.run((database) =>
        database.execute(sql`SELECT encode(token_hash, 'base64') AS hash FROM moderator_sessions`),
      );
      expect(JSON.stringify(stored)).not.toContain(ada.token);
    });
  });
}
