import { expect, it } from 'vitest';
import { relyingPartyOf } from './relying-party.ts';

it('passkeys belong to the name of the first public origin', () => {
  expect(
    relyingPartyOf(['https://chat.example:8443', 'https://www.chat.example', 'https://other.example']),
  ).toEqual({
    id: 'chat.example',
    origins: ['https://chat.example:8443', 'https://www.chat.example'],
  });
  expect(relyingPartyOf(['http://localhost:8080'])?.id).toBe('localhost');
});

it.each([[[]], [['http://127.0.0.1:8080']], [['http://[::1]:8080']]])(
  'a server at %j takes none',
  (origins) => {
    expect(relyingPartyOf(origins)).toBeUndefined();
  },
);
