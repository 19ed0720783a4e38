import { createHmac } from 'node:crypto';
import { iceServerSchema } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createIceProvision, turnCredential } from './turn-credentials.ts';

const nowMs = 1_800_000_000_000;
const key = new Uint8Array(32).fill(5);
const urls = ['stun:t.example:3478', 'turn:t.example:3478', 'turns:t.example:443?transport=tcp'];
const home = { name: 'home', urls, secret: 'shared' };
const provision = createIceProvision('relay', { regions: [home], ttlS: 3_600 }, key, () => nowMs);

describe('TURN credentials', () => {
  it('are what coturn computes from the user name and the shared secret', () => {
    const { username, credential } = turnCredential('shared', 'abc', 1_800_003_600);
    expect(username).toBe('1800003600:abc');
    expect(credential).toBe(createHmac('sha1', 'shared').update('1800003600:abc').digest('base64'));
  });

  it('expire, and go to the relays only', () => {
    const [stun, turn] = provision
      .serversFor('match', 'initiator')
      .map((server) => iceServerSchema.parse(server));
    expect(stun).toEqual({ urls: ['stun:t.example:3478'] });
    expect(turn?.urls).toEqual(urls.slice(1));
    expect(turn?.username).toMatch(/^1800003600:[A-Za-z0-9_-]{16}$/);
  });

  it('name each side of each match apart, without a word of either', () => {
    const userOf = (match: string, role: 'initiator' | 'answerer') =>
      provision.serversFor(match, role)[1]?.username ?? '';
    const users = [userOf('m1', 'initiator'), userOf('m1', 'answerer'), userOf('m2', 'initiator')];
    expect(new Set(users).size).toBe(3);
    expect(userOf('m1', 'initiator')).toBe(users[0]);
    expect(users.join()).not.toContain('m1');
  });

  it('are of each region its own, in the operator’s order, for users whom nobody takes for one', () => {
    const abroad = { name: 'abroad', urls: ['turn:far.example'], secret: 'of its own' };
    const turn = { regions: [abroad, home], ttlS: 3_600 };
    const servers = createIceProvision('relay', turn, key, () => nowMs).serversFor('match', 'initiator');
    expect(servers.map((server) => server.urls)).toEqual([abroad.urls, urls.slice(0, 1), urls.slice(1)]);
    const [far, , near] = servers;
    const userId = far?.username?.split(':')[1] ?? '';
    expect(far).toMatchObject(turnCredential('of its own', userId, 1_800_003_600));
    expect(near?.username).not.toContain(userId);
    expect(servers).toEqual(
      createIceProvision('relay', turn, key, () => nowMs).serversFor('match', 'initiator'),
    );
  });

  it('are none where the operator runs no TURN server', () => {
    expect(createIceProvision('all', undefined, key, () => nowMs).serversFor('m', 'initiator')).toEqual([]);
    const regions = [{ name: 'home', urls: ['stun:s'] }];
    const stunOnly = createIceProvision('all', { regions, ttlS: 60 }, key, () => nowMs);
    expect(stunOnly.serversFor('m', 'initiator')).toEqual([{ urls: ['stun:s'] }]);
  });
});
