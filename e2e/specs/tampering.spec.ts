import { randomBytes } from 'node:crypto';
import { toBase64Url, type ServerFrame } from '@sotto/protocol';
import { expect, test } from '../support/fixtures.ts';
import { startTamperingProxy, type Tamper } from '../support/tampering-proxy.ts';

/** A certificate that belongs to neither of the two people. */
const foreign = new Uint8Array(randomBytes(32));
const foreignLine = `a=fingerprint:sha-256 ${[...foreign].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':')}`;

/** Puts the foreign certificate's fingerprint into the session descriptions of a frame. */
function withForeignSdp(frame: ServerFrame): ServerFrame {
  const swap = (sdp: string) => sdp.replace(/a=fingerprint:sha-256 [0-9A-Fa-f:]+/g, foreignLine);
  if (frame.t === 'matched' && frame.offer !== undefined) return { ...frame, offer: swap(frame.offer) };
  if (frame.t === 'signal' && (frame.data.type === 'offer' || frame.data.type === 'answer')) {
    return { ...frame, data: { ...frame.data, sdp: swap(frame.data.sdp) } };
  }
  return frame;
}

/** And on the card that the partner is introduced with. */
function withForeignCard(frame: ServerFrame): ServerFrame {
  if (frame.t !== 'matched') return frame;
  const card = { ...frame.peer.card, fingerprint: toBase64Url(foreign) };
  return { ...frame, peer: { ...frame.peer, card } };
}

/** Puts keys of the server's own on the card, but leaves the connection alone. */
function withForeignKeys(frame: ServerFrame): ServerFrame {
  if (frame.t !== 'matched') return frame;
  // The base point of X25519 is a key that nobody can refuse for its form.
  const seal = toBase64Url(Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 9 : 0)));
  return { ...frame, peer: { ...frame.peer, card: { ...frame.peer.card, seal } } };
}

const refused = /^We stopped this connection$/;
const failed = /^(We stopped this connection|No path to the other browser|The connection is lost)$/;
/** What the one sees whom the other has refused. */
const cameToNothing =
  /^(We stopped this connection|No path to the other browser|The connection is lost|(ann|ben) (has left|is gone)|Looking for someone)$/;

/**
 * Both people come in through the lying server. Ann waits, and so makes the offer; ben answers it. Nobody gets a chat:
 * whoever refuses says why, and the other is told that it came to nothing or looks on for somebody else.
 */
function lyingServer(name: string, tamper: Tamper, expected: { ben: RegExp }): void {
  test(name, async ({ bring, server, secretInterest, afterwards }) => {
    const proxy = await startTamperingProxy(server.port, tamper);
    afterwards(proxy.close);
    const introduction = { interests: [secretInterest], origin: proxy.origin };
    const ann = await bring({ nickname: 'ann', ...introduction });
    await ann.expectSearching();
    const ben = await bring({ nickname: 'ben', ...introduction });
    // The browser needs its time to give up on a handshake that cannot succeed.
    const patience = { timeout: 25_000 };
    const refusals = () =>
      Promise.all([ann, ben].map(({ page }) => page.getByRole('heading', { name: failed }).count()));
    await expect.poll(refusals, patience).toContain(1);
    await expect(ben.page.getByRole('heading', { name: expected.ben })).toBeVisible(patience);
    await expect(ann.page.getByRole('heading', { name: cameToNothing })).toBeVisible(patience);
    for (const person of [ann, ben]) {
      await expect(person.page.getByText(/^Connected to/)).toHaveCount(0);
      await expect(person.messageBox).toHaveCount(0);
    }
  });
}

test.describe('a server that tampers', () => {
  lyingServer(
    'is caught by whoever gets a session description with a foreign fingerprint',
    (frame, connection) => (connection === 1 ? withForeignSdp(frame) : frame),
    { ben: refused },
  );

  lyingServer('is caught when it lies to both in the same way', withForeignSdp, { ben: refused });

  lyingServer(
    'gets no connection when it puts the foreign fingerprint on the card too',
    (frame) => withForeignCard(withForeignSdp(frame)),
    // Both refuse; whoever is slower hears that the other has left and looks on.
    { ben: cameToNothing },
  );

  lyingServer('opens nothing with keys of its own', withForeignKeys, { ben: failed });
});
