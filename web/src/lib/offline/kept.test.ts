import { describe, expect, it } from 'vitest';
import { answerTo, cacheOf, isOfBuild, keptOf, outdated } from './kept.ts';

const origin = 'https://sotto.test';
const kept = keptOf(
  ['/', '/chat', '/moderator', '/moderator/join', '/moderators-say'],
  ['/_app/immutable/a.js'],
  ['/favicon.svg'],
);
const ask = (path: string, mode = 'cors', method = 'GET') =>
  answerTo({ method, mode, url: new URL(path, origin) }, origin, kept).from;

describe('what is kept for offline', () => {
  it('has pages from the network while there is one, and files of the build from the cache', () => {
    expect(ask('/chat', 'navigate')).toBe('network-first');
    expect(ask('/chat?from=home', 'navigate')).toBe('network-first');
    expect(ask('/_app/immutable/a.js')).toBe('kept');
    expect(ask('/favicon.svg', 'no-cors')).toBe('kept');
  });

  it('never holds the API, nor pages of moderators', () => {
    for (const path of ['/api/v1/session', '/healthz', '/screening-policy.json', '/_app/version.json'])
      for (const mode of ['cors', 'navigate']) expect(ask(path, mode)).toBe('network');
    for (const path of ['/moderator', '/moderator/join', '/moderator/accounts'])
      expect(ask(path, 'navigate')).toBe('network');
    expect(ask('/moderators-say', 'navigate')).toBe('network-first');
  });

  it('answers nothing but reading, and nothing of another origin', () => {
    expect(ask('/chat', 'navigate', 'POST')).toBe('network');
    expect(ask('/_app/immutable/a.js', 'cors', 'HEAD')).toBe('network');
    expect(ask('https://elsewhere.test/_app/immutable/a.js')).toBe('network');
  });

  it('knows a page of another build by the files that it names', () => {
    const page = (...files: string[]) => files.map((file) => `<script src="${file}"></script>`).join('');
    expect(isOfBuild(page('/_app/immutable/a.js', '/favicon.svg'), kept)).toBe(true);
    expect(isOfBuild(page('/_app/immutable/a.js', '/_app/immutable/b.js'), kept)).toBe(false);
    expect(isOfBuild('<h1>502 Bad Gateway</h1>', kept)).toBe(false);
  });

  it('empties the caches of other builds, and no others', () => {
    expect(outdated(['sotto.app.1', cacheOf('2'), 'sotto.screening'], '2')).toEqual(['sotto.app.1']);
  });
});
