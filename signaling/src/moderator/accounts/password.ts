import { argon2, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '@sotto/protocol';

/** Keeps passwords as Argon2id (RFC 9106), with the operator's key as its secret: without that, no guess can be checked. */
export interface Passwords {
  /** In PHC's form: `$argon2id$v=19$m=32768,t=3,p=1$salt$hash`. */
  hash(password: string): Promise<string>;
  /** `stored` absent: takes as long, and is never right. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** A quarter of a second or so, and little enough memory that several people can sign in at once on a small machine. */
const usualCost: PasswordCost = { memoryKib: 32_768, passes: 3 };
const saltBytes = 16;
const hashBytes = 32;

const run = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);
const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export function createPasswords(key: Uint8Array, randomBytes: RandomBytes, cost = usualCost): Passwords {
  const derive = (password: string, salt: Uint8Array, { memoryKib, passes }: PasswordCost): Promise<Buffer> =>
    run('argon2id', {
      message: password.normalize('NFC'),
      nonce: salt,
      secret: key,
      memory: memoryKib,
      passes,
      parallelism: 1,
      tagLength: hashBytes,
    });
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');
  const nobodys = `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${text(new Uint8Array(saltBytes))}$${text(new Uint8Array(hashBytes))}`;
  return {
    hash: async (password) => {
      const salt = randomBytes(saltBytes);
      const hash = await derive(password, salt, cost);
      return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${text(salt)}$${text(hash)}`;
    },
    verify: async (password, stored = nobodys) => {
      const [, memory, passes, salt = '', hash = ''] = form.exec(stored) ?? [];
      if (memory === undefined) throw new Error('a stored password is damaged');
      const expected = Buffer.from(hash, 'base64');
      const found = await derive(password, Buffer.from(salt, 'base64'), {
        memoryKib: Number(memory),
        passes: Number(passes),
      });
      return expected.length === found.length && timingSafeEqual(expected, found) && stored !== nobodys;
    },
  };
}
