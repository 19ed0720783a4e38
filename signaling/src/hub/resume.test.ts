import { describe, expect, it } from 'vitest';
import { confirm, connect, introduce, seekFrame, type TestClient } from './testing/test-client.ts';
import { startTestHub, type TestHub } from './testing/test-hub.ts';

/** Cuts a socket as a lost network does, and waits until the hub knows. */
async function lose(hub: TestHub, client: TestClient): Promise<void> {
  const { sockets } = hub.hub.stats();
  client.socket.terminate();
  await hub.until(() => hub.hub.stats().sockets < sockets);
}

async function resume(hub: TestHub, nickname: string, token: string) {
  const client = await connect(hub.url, { access: hub.sessions.accessOf(nickname), resume: token });
  return { client, welcome: await client.next('welcome') };
}

const renegotiate = { type: 'renegotiate', restart: true } as const;

describe('a socket that comes back with its resume token', () => {
  it('finds its ticket waiting, with its age', async () => {
    await using hub = await startTestHub();
    const { client, resume: token } = await hub.join('Ann');
    const { ticket } = seekFrame();
    client.send(seekFrame({ ticket }));
    await client.next('waiting');
    await lose(hub, client);
    await hub.clock.advance(8_000);
    const back = await resume(hub, 'Ann', token);
    expect(back.welcome).toMatchObject({ ticket });
    expect(back.welcome.match).toBeUndefined();
    expect(back.welcome.resume).not.toBe(token);
    expect(await back.client.next('waiting')).toEqual({ t: 'waiting', ticket, waitedMs: 8_000 });
    const { client: ben } = await hub.join('Ben');
    ben.send(seekFrame());
    expect((await back.client.next('matched')).peer.nickname).toBe('Ben');
  });

  it('is told of the match that was made meanwhile', async () => {
    await using hub = await startTestHub();
    const { client: ann, resume: token } = await hub.join('Ann');
    ann.send(seekFrame());
    await ann.next('waiting');
    await lose(hub, ann);
    const { client: ben } = await hub.join('Ben');
    ben.send(seekFrame());
    const { match } = await ben.next('matched');
    ben.send({ t: 'signal', match, data: renegotiate });
    await ben.settled();
    const back = await resume(hub, 'Ann', token);
    expect(back.welcome).toMatchObject({ match });
    expect(await back.client.next('matched')).toMatchObject({ match, peer: { nickname: 'Ben' } });
    expect(await back.client.next('signal')).toEqual({ t: 'signal', match, data: renegotiate });
  });

  it('gets the signals of its match that came meanwhile, as the very bytes, and the partner notices nothing', async () => {
    await using hub = await startTestHub();
    const { client: ann, resume: token } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    await lose(hub, ann);
    const texts = [1, 2, 3].map(
      (n) => JSON.stringify({ t: 'signal', match, data: renegotiate }) + ' '.repeat(n),
    );
    for (const text of texts) ben.socket.send(text);
    await ben.settled();
    const back = await resume(hub, 'Ann', token);
    expect(back.welcome).toMatchObject({ match });
    expect(await back.client.next('confirmed')).toEqual({ t: 'confirmed', match });
    expect(await back.client.next('path')).toMatchObject({ match, icePolicy: 'all' });
    for (const text of texts) expect(await back.client.nextText()).toBe(text);
    back.client.send({ t: 'signal', match, data: renegotiate });
    expect(await ben.next('signal')).toEqual({ t: 'signal', match, data: renegotiate });
  });

  it('takes the place of an older socket that is still open', async () => {
    await using hub = await startTestHub();
    const { client, resume: token } = await hub.join('Ann');
    const { ticket } = seekFrame();
    client.send(seekFrame({ ticket }));
    await client.next('waiting');
    const back = await resume(hub, 'Ann', token);
    expect(await client.closed).toEqual({ code: 4409, reason: 'replaced' });
    expect(back.welcome).toMatchObject({ ticket });
    await back.client.next('waiting');
    await back.client.settled();
  });

  it('finds its match where the welcome of the last socket never reached it, until a newer token has been used', async () => {
    await using hub = await startTestHub();
    const { client: ann, resume: token } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    await lose(hub, ann);
    await resume(hub, 'Ann', token);
    const back = await resume(hub, 'Ann', token);
    expect(back.welcome).toMatchObject({ match });
    const again = await resume(hub, 'Ann', back.welcome.resume);
    expect(again.welcome).toMatchObject({ match });
    expect(await back.client.closed).toEqual({ code: 4409, reason: 'replaced' });
    expect((await resume(hub, 'Ann', token)).welcome.match).toBeUndefined();
  });

  it('hears that its partner left meanwhile', async () => {
    await using hub = await startTestHub();
    const { client: ann, resume: token } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    await lose(hub, ann);
    ben.send({ t: 'leave', match });
    await ben.settled();
    const back = await resume(hub, 'Ann', token);
    expect(back.welcome.match).toBeUndefined();
    expect(await back.client.next('ended')).toEqual({ t: 'ended', match, reason: 'left' });
  });
});

describe('a socket without the resume token', () => {
  it.each([
    ['none', undefined],
    ['a wrong one', 'AAAAAAAAAAAAAAAAAAAAAA'],
  ])('(%s) begins anew: the older one is replaced, its ticket cancelled', async (_what, token) => {
    await using hub = await startTestHub();
    const { client: older } = await hub.join('Ann');
    older.send(seekFrame());
    await older.next('waiting');
    const newer = await connect(hub.url, {
      access: hub.sessions.accessOf('Ann'),
      ...(token !== undefined && { resume: token }),
    });
    const welcome = await newer.next('welcome');
    expect(welcome.ticket).toBeUndefined();
    expect(await older.closed).toEqual({ code: 4409, reason: 'replaced' });
    const { client: ben } = await hub.join('Ben');
    ben.send(seekFrame());
    await ben.next('waiting');
    await newer.settled();
    await ben.settled();
  });

  it('ends the match of the one before', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    await hub.join('Ann');
    expect(await ben.next('ended')).toEqual({ t: 'ended', match, reason: 'left' });
  });
});

describe('a socket that does not come back', () => {
  it('costs its session the ticket after the grace time', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    ann.send(seekFrame());
    await ann.next('waiting');
    await lose(hub, ann);
    await hub.clock.advance(30_100);
    expect(hub.hub.stats().seats).toEqual({ idle: 0, seeking: 0, matched: 0, confirmed: 0 });
    const { client: ben } = await hub.join('Ben');
    ben.send(seekFrame());
    await ben.next('waiting');
    await ben.settled();
  });

  it('ends a final match for the partner after the grace time, and not before', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    await lose(hub, ann);
    for (const passedMs of [29_900, 30_000, 30_000, 30_000]) {
      await hub.clock.advance(passedMs);
      await ben.settled();
    }
    await hub.clock.advance(200);
    expect(await ben.next('ended')).toEqual({ t: 'ended', match, reason: 'gone' });
  });

  it('costs at once what no page can come back for', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const [a, b] = await introduce(ann, ben);
    a.client.socket.close(1001);
    await b.client.next('requeued');
    await b.client.next('waiting');
  });
});

describe('a match that is not taken', () => {
  it('puts the side that accepted back into the queue with its age, and the other not', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const [a, b] = await introduce(ann, ben);
    const { match, ticket } = a.matched;
    a.client.send({ t: 'accept', match });
    await a.client.settled();
    await hub.clock.advance(5_200);
    expect(await a.client.next('requeued')).toEqual({ t: 'requeued', match, ticket });
    const { waitedMs } = await a.client.next('waiting');
    expect(waitedMs).toBeGreaterThanOrEqual(5_000);
    expect(await b.client.next('ended')).toEqual({ t: 'ended', match, reason: 'gone' });
    const { client: cem } = await hub.join('Cem');
    cem.send(seekFrame());
    expect((await a.client.next('matched')).peer.nickname).toBe('Cem');
    await b.client.settled();
  });
});

describe('a session that ends', () => {
  it('closes its socket, takes its ticket out and tells its partner', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    hub.sessions.end(hub.sessions.sessionOf('Ann'));
    expect(await ann.closed).toEqual({ code: 4401, reason: 'sessionEnded' });
    expect(await ben.next('ended')).toEqual({ t: 'ended', match, reason: 'left' });
    expect(hub.hub.stats()).toMatchObject({ away: 0, seats: { idle: 1, confirmed: 0 } });
  });
});
