import { unattendedHeader } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createApiCaller } from '../session/api-caller.ts';
import { createConsoleApi } from './console-api.ts';
import { followNews } from './news.ts';

/** Answers nothing of use, and notes which paths were asked for without anybody. */
function recorded() {
  const unattended: string[] = [];
  const attended: string[] = [];
  const fetchFn: typeof fetch = (input, init) => {
    const path = input instanceof Request ? input.url : input.toString();
    const isUnattended = new Headers(init?.headers).has(unattendedHeader);
    (isUnattended ? unattended : attended).push(path.replace(/\?.*/, '').replace(/.*moderator/, ''));
    return Promise.resolve(new Response('', { status: 401 }));
  };
  return { fetchFn, unattended, attended };
}

describe('the console at the API', () => {
  it('says of each request that nobody has caused that it is one', async () => {
    const { fetchFn, unattended, attended } = recorded();
    const api = createConsoleApi(createApiCaller(fetchFn), (listener) => followNews(fetchFn, listener));
    await api.queue({}, 0, 'by-itself');
    await api.counts('by-itself');
    await api.appeals.page('by-itself');
    api.follow({ counts: () => undefined, live: () => undefined })();
    expect(unattended).toEqual(['/queue', '/queue/counts', '/appeals', '/queue/news']);
    await api.queue({}, 0, 'by-hand');
    await api.counts('by-hand');
    await api.appeals.page('by-hand');
    await api.claim('x');
    expect(attended).toEqual(['/queue', '/queue/counts', '/appeals', '/cases/x/claim']);
  });
});
