import { randomBytes } from 'node:crypto';
import { systemRandomBytes } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createPasswords } from './password.ts';

const cheap = { memoryKib: 64, passes: 1 };
const key = randomBytes(32);
const passwords = createPasswords(key, systemRandomBytes, cheap);

describe('a stored password', () => {
  it('is known again, and no other passes for it', async () => {
    const stored = await passwords.hash('correct horse battery');
    expect(await passwords.verify('correct horse battery', stored)).toBe(true);
    expect(await passwords.verify('correct horse batterz', stored)).toBe(false);
    expect(stored).not.toContain('correct');
  });

  it('looks different each time', async () => {
    expect(await passwords.hash('same same same')).not.toBe(await passwords.hash('same same same'));
  });

  it('cannot be checked without the key of the operator', async () => {
    const stored = await passwords.hash('correct horse battery');
    const thief = createPasswords(randomBytes(32), systemRandomBytes, cheap);
    expect(await thief.verify('correct horse battery', stored)).toBe(false);
  });

  it('is still known after the cost was raised', async () => {
    const stored = await passwords.hash('correct horse battery');
    const dearer = createPasswords(key, systemRandomBytes, { memoryKib: 128, passes: 2 });
    expect(await dearer.verify('correct horse battery', stored)).toBe(true);
  });

  it('is never right for somebody who is not there', async () => {
    expect(await passwords.verify('anything at all', undefined)).toBe(false);
  });

  it('is known however its letters were composed', async () => {
    const stored = await passwords.hash('caf\u00e9 caf\u00e9 caf\u00e9');
    expect(await passwords.verify('cafe\u0301 cafe\u0301 cafe\u0301', stored)).toBe(true);
  });

  it('says its own cost, so that it can be raised for new ones', async () => {
    expect(await passwords.hash('x')).toMatch(
      /^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });
});
