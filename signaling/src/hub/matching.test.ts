import { describe, expect, it } from 'vitest';
import { banNoteCosts } from '../limits/ban-notes.ts';
import { confirm, introduce, seekFrame } from './testing/test-client.ts';
import { startTestHub } from './testing/test-hub.ts';

describe('matching over the socket', () => {
  it('brings two people together in one frame each, the initiator’s offer with it', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const annSeek = seekFrame();
    ann.send(annSeek);
    expect(await ann.next('waiting')).toEqual({ t: 'waiting', ticket: annSeek.ticket, waitedMs: 0 });
    ann.send({ t: 'offer', ticket: annSeek.ticket, sdp: 'v=0\r\noffer' });
    await ann.settled();
    const benSeek = seekFrame();
    ben.send(benSeek);
    const [forAnn, forBen] = await Promise.all([ann.next('matched'), ben.next('matched')]);

    expect(forAnn).toMatchObject({
      ticket: annSeek.ticket,
      role: 'initiator',
      peer: { nickname: 'Ben', card: benSeek.card },
      icePolicy: 'all',
      iceServers: [{ urls: ['turn:initiator.test'] }],
    });
    expect(forAnn.offer).toBeUndefined();
    expect(forBen).toMatchObject({
      ticket: benSeek.ticket,
      match: forAnn.match,
      role: 'answerer',
      peer: { nickname: 'Ann', card: annSeek.card },
      iceServers: [{ urls: ['turn:answerer.test'] }],
      offer: 'v=0\r\noffer',
      iat: forAnn.iat,
    });
  });

  it('confirms a match to both when both have accepted', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const [a, b] = await introduce(ann, ben);
    const { match } = a.matched;
    a.client.send({ t: 'accept', match });
    await a.client.settled();
    b.client.send({ t: 'accept', match });
    expect(await a.client.next('confirmed')).toEqual({ t: 'confirmed', match });
    expect(await b.client.next('confirmed')).toEqual({ t: 'confirmed', match });
  });

  it('passes a signal on as the very bytes that came', async () => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const { client: ben } = await hub.join('Ben');
    const match = await confirm(ann, ben);
    const odd = `{ "data" : {"sdp":"v=0\\u000d\\u000a\\u00e9é", "type":"offer"},  "match":"${match}","t":"signal"}`;
    ann.socket.send(odd);
    expect(await ben.nextText()).toBe(odd);
  });

  it('begins a search later that comes from where somebody was shut out, and lets it be taken back', async () => {
    await using hub = await startTestHub({ banNotes: { isNoted: () => Promise.resolve(true) } });
    const { client: ann } = await hub.join('Ann');
    const first = seekFrame();
    ann.send(first);
    ann.send({ t: 'cancel', ticket: first.ticket });
    expect(await ann.next('cancelled')).toEqual({ t: 'cancelled', ticket: first.ticket });
    const second = seekFrame();
    ann.send(second);
    await ann.settled();
    await hub.clock.advance(banNoteCosts.searchDelayMs);
    expect(await ann.next('waiting')).toMatchObject({ ticket: second.ticket });
  });
});
