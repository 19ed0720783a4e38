import { moderatorRoles } from '@sotto/protocol';
import { bigint, boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, words } from '../../cases/columns.ts';

/** Tables of moderators' accounts. What would let somebody in is there as a keyed hash or encrypted: a copy of the tables opens nothing. */

const roles = words(moderatorRoles);

export const moderators = pgTable('moderators', {
  /** 16 random bytes in base64url. */
  id: text().primaryKey(),
  name: text().notNull(),
  /** `nameKey` of the name: two names that look alike are one. */
  nameKey: text('name_key').notNull().unique(),
  roles: roles().notNull(),
  /** See `password.ts`. */
  password: text().notNull(),
  /** Wrapped; see `totp.ts`. */
  totpSecret: bytes('totp_secret').notNull(),
  /** The latest time step whose code was used: no code is good twice. */
  totpStep: bigint('totp_step', { mode: 'number' }).notNull(),
  createdAtMs: bigint('created_at_ms', { mode: 'number' }).notNull(),
  disabledAtMs: bigint('disabled_at_ms', { mode: 'number' }),
});

export const recoveryCodes = pgTable('moderator_recovery_codes', {
  codeHash: bytes('code_hash').primaryKey(),
  moderatorId: text('moderator_id').notNull(),
});

export const invitations = pgTable('moderator_invitations', {
  tokenHash: bytes('token_hash').primaryKey(),
  roles: roles().notNull(),
  /** Good only while there is no account at all. */
  isFirst: boolean('is_first').notNull(),
  expiresAtMs: bigint('expires_at_ms', { mode: 'number' }).notNull(),
});

export const sessions = pgTable('moderator_sessions', {
  tokenHash: bytes('token_hash').primaryKey(),
  moderatorId: text('moderator_id').notNull(),
  createdAtMs: bigint('created_at_ms', { mode: 'number' }).notNull(),
  usedAtMs: bigint('used_at_ms', { mode: 'number' }).notNull(),
});

/** Tries to sign in, for names that somebody has and for names that nobody has alike. */
export const tries = pgTable('moderator_tries', {
  /** Keyed hash of the name that was tried. */
  key: bytes().primaryKey(),
  failures: integer().notNull(),
  lastAtMs: bigint('last_at_ms', { mode: 'number' }).notNull(),
});
