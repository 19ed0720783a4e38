import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Keys of 32 bytes, each for one purpose, so that none can be used for another's. */
export interface Secrets {
  /** HS256 key of access tokens. */
  readonly accessToken: Uint8Array;
  /** Tags refresh tokens, so that a forged one cannot pass for a reused one. */
  readonly refreshToken: Uint8Array;
  readonly challenge: Uint8Array;
  /** Seals avoid tokens. Lives as long as the blocks on people's devices should. */
  readonly avoidToken: Uint8Array;
  /** Turns an identity's public key into its handle. As long-lived as the avoid tokens. */
  readonly handle: Uint8Array;
  /** Turns a handle into the one that bans are written against. Lives as long as a ban. */
  readonly banHandle: Uint8Array;
  /** Makes the receipts of reports. */
  readonly receipt: Uint8Array;
  /** Wraps the keys of match tickets where nodes share them. */
  readonly dayKeyWrap: Uint8Array;
  /** Encrypts stored evidence. */
  readonly evidence: Uint8Array;
  /** Finds cases of one ban handle, and of one match, without telling which. */
  readonly evidenceIndex: Uint8Array;
  /** Of moderators' accounts: peppers passwords, encrypts the secrets of their second factor. */
  readonly moderatorAccounts: Uint8Array;
  /** Chains the audit log. */
  readonly audit: Uint8Array;
  /** Encrypts what moderators write about a case. */
  readonly caseText: Uint8Array;
  /** Makes the receipts of statements of reasons. */
  readonly statement: Uint8Array;
  /** Makes the opaque user names of TURN credentials. */
  readonly turnUser: Uint8Array;
}

const secretSchema = z.string().check(z.minLength(32));
const fileSchema = z.object({ identitySecret: secretSchema, evidenceSecret: z.optional(secretSchema) });

/** Secrets that an operator may set. */
export interface OperatorSecrets {
  readonly session: string;
  readonly identity: string;
  /** Without it, no stored report can be read. */
  readonly evidence: string;
}

/** Derives all keys (HKDF-SHA-256, RFC 5869) from the secrets that an operator may set. */
export function deriveSecrets({ session, identity, evidence }: OperatorSecrets): Secrets {
  const derive = (secret: string, purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, '', `sotto/${purpose}/1`, 32));
  return {
    accessToken: derive(session, 'access-token'),
    refreshToken: derive(session, 'refresh-token'),
    challenge: derive(session, 'challenge'),
    avoidToken: derive(identity, 'avoid-token'),
    handle: derive(identity, 'handle'),
    banHandle: derive(identity, 'ban-handle'),
    receipt: derive(evidence, 'receipt'),
    dayKeyWrap: derive(evidence, 'day-key-wrap'),
    evidence: derive(evidence, 'evidence'),
    evidenceIndex: derive(evidence, 'evidence-index'),
    moderatorAccounts: derive(evidence, 'moderator-accounts'),
    audit: derive(evidence, 'audit'),
    caseText: derive(evidence, 'case-text'),
    statement: derive(evidence, 'statement'),
    turnUser: derive(session, 'turn-user'),
  };
}

/** A secret that nobody has to choose. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secrets that an embedded server keeps in its data folder. */
export interface KeptSecrets {
  readonly identitySecret: string;
  readonly evidenceSecret: string;
}

/**
 * The long-lived secrets of an embedded server: from `secrets.json` in the data folder, made on the first start.
 * Blocks on people's devices are sealed under the one and stored reports under the other, so both must survive a restart.
 * @throws where the folder cannot be written, or the file is there but not readable as one of ours: making
 * new secrets over it would silently void every block and every report.
 */
export function loadKeptSecrets(dataDir: string): KeptSecrets {
  const path = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const fresh: KeptSecrets = { identitySecret: randomSecret(), evidenceSecret: randomSecret() };
  try {
    // `wx` fails where the file exists: of two processes that start together, one makes the secrets.
    writeFileSync(path, textOf(fresh), { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  chmodSync(path, 0o600);
  const parsed = fileSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!parsed.success)
    throw new Error(`${path} is damaged: restore it, or remove it and lose all blocks and reports`);
  const { identitySecret, evidenceSecret } = parsed.data;
  if (evidenceSecret !== undefined) return { identitySecret, evidenceSecret };
  const completed = { identitySecret, evidenceSecret: fresh.evidenceSecret };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, textOf(completed), { mode: 0o600 });
  renameSync(draft, path);
  return completed;
}

function textOf(secrets: KeptSecrets): string {
  return `${JSON.stringify(secrets, undefined, 2)}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
