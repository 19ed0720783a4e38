import { describe, expect, it } from 'vitest';
import { drainTimeMs } from './drain.ts';
import { confirm, refusalOf, seekFrame } from './testing/test-client.ts';
import { startTestHub } from './testing/test-hub.ts';

describe('the heartbeat', () => {
  it('touches the sessions that did more than stay alive', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    ann.send(seekFrame());
    await ann.next('waiting');
    const before = hub.sessions.touched.length;
    await ben.settled();
    await hub.clock.advance(30_000);
    expect(hub.sessions.touched.slice(before)).toEqual([hub.sessions.sessionOf('Ann')]);
  });

  it('closes a socket that is silent for two intervals', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    ann.socket.pause();
    await hub.clock.advance(30_000);
    await ben.settled();
    await hub.clock.advance(30_000);
    await ben.settled();
    ann.socket.resume();
    expect(await ann.closed).toEqual({ code: 4408, reason: 'heartbeatLost' });
  });
});

describe('a client that does not read', () => {
  it('is closed when too much waits for it, and its partner is not', async () => {
    await using hub = await startTestHub({
      settings: { maxBufferedBytes: 65_536, frames: { points: 1e6, durationS: 1 } },
    });
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    ann.socket.pause();
    const offer = { t: 'signal', match, data: { type: 'offer', sdp: 'v=0'.padEnd(8_000, 'x') } } as const;
    // More than the kernel's buffers on both ends hold.
    while (hub.hub.stats().away === 0) {
      for (let i = 0; i < 50; i += 1) ben.send(offer);
      await ben.settled();
    }
    ann.socket.resume();
    expect((await ann.closed).code).toBe(4413);
    await ben.settled();
  });
});

describe('draining', () => {
  it('refuses new sockets, tells the open ones when to go, then closes them one after the other', async () => {
    await using hub = await startTestHub({
      settings: { drain: { leastMs: 4_000, perS: 300, mostMs: 4_000 } },
    });
    const clients = await Promise.all(['Ann', 'Ben', 'Cem', 'Dua'].map((name) => hub.join(name)));
    const drained = hub.hub.drain();
    const told = await Promise.all(clients.map(({ client }) => client.next('draining')));
    for (const { afterMs } of told) expect(afterMs).toBeLessThan(4_000);
    const refusal = await refusalOf(hub.url, { access: hub.sessions.accessOf('Eva') });
    expect(refusal).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    const order: number[] = [];
    const closing = clients.map(async ({ client }, i) => {
      expect(await client.closed).toEqual({ code: 1012, reason: 'serviceRestart' });
      order.push(told[i]?.afterMs ?? NaN);
    });
    const [latest = 0] = told.map(({ afterMs }) => afterMs).sort((a, b) => b - a);
    await hub.clock.advance(latest - 100);
    expect(hub.hub.stats().sockets).toBeGreaterThan(0);
    await hub.clock.advance(200);
    await Promise.all([drained, ...closing]);
    expect(hub.hub.stats().sockets).toBe(0);
    expect(order).toHaveLength(4);
  });

  it('still takes sockets for as long as balancers need to hear of it, and sends these away with the others', async () => {
    await using hub = await startTestHub({ settings: { noticeMs: 3_000 } });
    const drained = hub.hub.drain();
    await hub.clock.advance(2_900);
    const { client } = await hub.join('Ann');
    await hub.clock.advance(100);
    const { afterMs } = await client.next('draining');
    expect(await refusalOf(hub.url, { access: hub.sessions.accessOf('Eva') })).toMatchObject({ status: 503 });
    await hub.clock.advance(afterMs + 50);
    expect(await client.closed).toEqual({ code: 1012, reason: 'serviceRestart' });
    await drained;
  });

  it('takes longer the more there are, up to what whoever stops it waits', () => {
    const pace = { leastMs: 5_000, perS: 300, mostMs: 40_000 };
    expect([0, 1_500, 6_000, 12_000, 100_000].map((sockets) => drainTimeMs(sockets, pace))).toEqual([
      5_000, 5_000, 20_000, 40_000, 40_000,
    ]);
  });

  it('is over at once where nobody is there', async () => {
    await using hub = await startTestHub();
    const drained = hub.hub.drain();
    await hub.clock.advance(50);
    await drained;
  });

  it('cuts a socket that does not go', async () => {
    await using hub = await startTestHub({
      settings: { drain: { leastMs: 100, perS: 300, mostMs: 100 }, closeTimeoutMs: 1_000 },
    });
    const { client } = await hub.join('Ann');
    client.socket.pause();
    const drained = hub.hub.drain();
    await hub.clock.advance(200);
    await hub.clock.advance(1_000);
    await drained;
    expect(hub.hub.stats().sockets).toBe(0);
  });
});
