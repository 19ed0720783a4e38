import { limits } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { confirm, introduce, seekFrame } from './testing/test-client.ts';
import { startTestHub } from './testing/test-hub.ts';

const noSuch = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('a frame', () => {
  it.each([
    ['of an unknown kind', '{"t":"dance"}', { code: 'unknown-kind', of: 'dance' }],
    ['that is not JSON', '{"t":', { code: 'malformed' }],
    ['without a kind', '[]', { code: 'malformed' }],
    ['that does not fit its schema', '{"t":"ping","n":-1}', { code: 'malformed', of: 'ping' }],
  ])('%s is answered with an error, and the socket stays open', async (_what, text, error) => {
    await using hub = await startTestHub();
    const { client } = await hub.join('Ann');
    client.socket.send(text);
    expect(await client.next('error')).toMatchObject(error);
    await client.settled();
  });

  it('of bytes is answered with an error', async () => {
    await using hub = await startTestHub();
    const { client } = await hub.join('Ann');
    client.socket.send(Buffer.from('{"t":"ping","n":1}'), { binary: true });
    expect(await client.next('error')).toMatchObject({ code: 'malformed', detail: 'text frames only' });
  });

  it('over the limit ends its own socket with 1009, and no other', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    ann.socket.send('x'.repeat(limits.maxSocketFrameBytes + 1));
    expect((await ann.closed).code).toBe(1009);
    await ben.settled();
  });

  it('that is malformed too often closes the socket of its sender only', async () => {
    await using hub = await startTestHub({ settings: { malformed: { points: 3, durationS: 60 } } });
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    for (let i = 0; i < 4; i += 1) ann.socket.send('nonsense');
    expect(await ann.closed).toEqual({ code: 4400, reason: 'repeatedlyMalformed' });
    await ben.settled();
    ben.socket.send('nonsense');
    expect(await ben.next('error')).toMatchObject({ code: 'malformed' });
  });

  it('that is malformed now and then is forgiven', async () => {
    await using hub = await startTestHub({ settings: { malformed: { points: 2, durationS: 60 } } });
    const { client } = await hub.join('Ann');
    for (let i = 0; i < 6; i += 1) {
      client.socket.send('nonsense');
      await client.next('error');
      await hub.clock.advance(30_000);
      await client.settled();
    }
  });

  it('beyond the rate closes the socket', async () => {
    await using hub = await startTestHub({ settings: { frames: { points: 5, durationS: 1 } } });
    const { client } = await hub.join('Ann');
    for (let n = 0; n < 6; n += 1) client.send({ t: 'ping', n });
    expect(await client.closed).toEqual({ code: 4429, reason: 'tooManyFrames' });
  });

  it.each(['ping', 'pong'] as const)(
    'counts against the rate also where it is a WebSocket %s',
    async (kind) => {
      await using hub = await startTestHub({ settings: { frames: { points: 5, durationS: 1 } } });
      const { client } = await hub.join('Ann');
      for (let n = 0; n < 6; n += 1) client.socket[kind]();
      expect((await client.closed).code).toBe(4429);
    },
  );
});

describe('a signal', () => {
  it('of a match that is none or is over is answered with an error, and goes nowhere', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    const data = { type: 'renegotiate', restart: false } as const;
    ann.send({ t: 'signal', match: noSuch, data });
    expect(await ann.next('error')).toEqual({ t: 'error', code: 'no-such-match', of: 'signal', ref: noSuch });
    ann.send({ t: 'leave', match });
    expect(await ben.next('ended')).toEqual({ t: 'ended', match, reason: 'left' });
    ben.send({ t: 'signal', match, data });
    expect(await ben.next('error')).toMatchObject({ code: 'no-such-match', ref: match });
    await ann.settled();
  });

  it('reaches the partner also before the match is final', async () => {
    await using hub = await startTestHub();
    const [a, b] = await introduce((await hub.join('Ann')).client, (await hub.join('Ben')).client);
    const { match } = a.matched;
    a.client.send({ t: 'signal', match, data: { type: 'offer', sdp: 'v=0' } });
    expect(await b.client.next('signal')).toMatchObject({ match, data: { sdp: 'v=0' } });
  });

  it('loses every address but relays where the match is relay-only', async () => {
    await using hub = await startTestHub({ icePolicy: 'relay' });
    const [a, b] = await introduce((await hub.join('Ann')).client, (await hub.join('Ben')).client);
    const { match } = a.matched;
    expect(a.matched.icePolicy).toBe('relay');
    const candidate = (text: string) =>
      ({ type: 'candidate', candidate: { candidate: text, sdpMLineIndex: 0, sdpMid: '0' } }) as const;
    const host = 'candidate:1 1 udp 2113937151 ab12.local 50000 typ host';
    const relay = 'candidate:2 1 udp 33562367 203.0.113.5 3478 typ relay raddr 0.0.0.0 rport 0';
    a.client.send({ t: 'signal', match, data: candidate(host) });
    a.client.send({ t: 'signal', match, data: candidate(relay) });
    a.client.send({ t: 'signal', match, data: { type: 'offer', sdp: `v=0\r\na=${host}\r\na=${relay}\r\n` } });
    expect((await b.client.next('signal')).data).toEqual(candidate(relay));
    expect((await b.client.next('signal')).data).toEqual({ type: 'offer', sdp: `v=0\r\na=${relay}\r\n` });
  });
});

describe('a search', () => {
  it('after search, more than there are chats to be had, closes the socket of who makes them only', async () => {
    await using hub = await startTestHub({ settings: { frames: { points: 40, durationS: 10 } } });
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const nobodys = { ...seekFrame(), proof: seekFrame().proof };
    for (let i = 0; i < 10; i += 1) {
      ann.send(nobodys);
      expect(await ann.next('error')).toMatchObject({ code: 'key-refused' });
    }
    await hub.clock.advance(1_000);
    ann.send(nobodys);
    expect(await ann.next('error')).toMatchObject({ code: 'key-refused' });
    ann.send(nobodys);
    expect(await ann.closed).toEqual({ code: 4429, reason: 'tooManyFrames' });
    await ben.settled();
  });

  it('with a key of small order is refused', async () => {
    await using hub = await startTestHub();
    const { client } = await hub.join('Ann');
    const frame = seekFrame();
    const zero = 'A'.repeat(43);
    client.send({ ...frame, card: { ...frame.card, seal: zero } });
    expect(await client.next('error')).toEqual({
      t: 'error',
      code: 'key-refused',
      of: 'seek',
      ref: frame.ticket,
    });
  });

  it('never meets those whom an avoid token names, and ignores tokens that do not open', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const [a, b] = await introduce(ann, ben);
    a.client.send({ t: 'leave', match: a.matched.match });
    await b.client.next('requeued');
    await b.client.next('waiting');
    a.client.send(seekFrame({ blocks: [a.matched.peer.avoid, 'A'.repeat(59)] }));
    await a.client.next('waiting');
    const { client: cem } = await hub.join('Cem');
    cem.send(seekFrame());
    const [met] = await Promise.all([cem.next('matched')]);
    expect(['Ann', 'Ben']).toContain(met.peer.nickname);
  });

  it('is refused, and can be tried again, where the queue does not answer', async () => {
    await using hub = await startTestHub();
    const { client } = await hub.join('Ann');
    await hub.queue.close();
    const { ticket } = seekFrame();
    client.send(seekFrame({ ticket }));
    const unavailable = { t: 'error', code: 'unavailable', of: 'seek', ref: ticket };
    expect(await client.next('error')).toEqual(unavailable);
    client.send(seekFrame({ ticket }));
    expect(await client.next('error')).toEqual(unavailable);
  });

  it('is cancelled', async () => {
    await using hub = await startTestHub();
    const { client } = await hub.join('Ann');
    const { ticket } = seekFrame();
    client.send(seekFrame({ ticket }));
    await client.next('waiting');
    client.send({ t: 'cancel', ticket });
    expect(await client.next('cancelled')).toEqual({ t: 'cancelled', ticket });
    client.send({ t: 'cancel', ticket });
    expect(await client.next('error')).toMatchObject({ code: 'no-such-ticket', ref: ticket });
  });
});
