import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  /** Makes the opaque user names of TURN credentials. */
  readonly turnUser: Uint8Array;
}

const fileSchema = z.object({ identitySecret: z.string().check(z.minLength(32)) });

/** Derives all keys (HKDF-SHA-256, RFC 5869) from the two secrets that an operator may set. */
export function deriveSecrets(sessionSecret: string, identitySecret: string): Secrets {
  const derive = (secret: string, purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, '', `sotto/${purpose}/1`, 32));
  return {
    accessToken: derive(sessionSecret, 'access-token'),
    refreshToken: derive(sessionSecret, 'refresh-token'),
    challenge: derive(sessionSecret, 'challenge'),
    avoidToken: derive(identitySecret, 'avoid-token'),
    handle: derive(identitySecret, 'handle'),
    turnUser: derive(sessionSecret, 'turn-user'),
  };
}

/** A secret that nobody has to choose. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The identity secret of an embedded server: from `secrets.json` in the data folder, made on the first start.
 * Blocks on people's devices are sealed under it, so it must survive a restart.
 * @throws where the folder cannot be written, or the file is there but not readable as one of ours: making
 * a new secret over it would silently void every block.
 */
export function loadIdentitySecret(dataDir: string): string {
  const path = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const identitySecret = randomSecret();
  try {
    // `wx` fails where the file exists: of two processes that start together, one makes the secret.
    writeFileSync(path, `${JSON.stringify({ identitySecret }, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return identitySecret;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  chmodSync(path, 0o600);
  const parsed = fileSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} is damaged: restore it, or remove it and lose all blocks`);
  return parsed.data.identitySecret;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
