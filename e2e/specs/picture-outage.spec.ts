import type { ServerFrame } from '@sotto/protocol';
import { Detours } from '../link/detours.ts';
import { inflatePictures, letPicturesGo, stallPictures } from '../support/changed-client.ts';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { expect } from '../support/fixtures.ts';
import { chosen } from '../support/picture-files.ts';
import { test } from '../support/screening.ts';
import { startTamperingProxy } from '../support/tampering-proxy.ts';

// The detours need candidates with addresses in them.
test.use({
  launchOptions: {
    executablePath: chromiumPath(),
    args: [...chromiumArgs, '--disable-features=WebRtcHideLocalIpsWithMdns'],
  },
});

/** The frame with the signals in it sent on a detour. */
async function detoured(frame: ServerFrame, detours: Detours): Promise<ServerFrame | undefined> {
  if (frame.t === 'signal') {
    const data = await detours.rewrite(frame.data);
    return data && { ...frame, data };
  }
  if (frame.t !== 'matched' || frame.offer === undefined) return frame;
  const offer = await detours.rewrite({ type: 'offer', sdp: frame.offer });
  return offer?.type === 'offer' ? { ...frame, offer: offer.sdp } : frame;
}

test('a picture whose path is lost half-way goes on from where it was, and arrives whole', async ({
  arrive,
  server,
  secretInterest,
  afterwards,
}) => {
  test.setTimeout(120_000);
  const detours = new Detours();
  const proxy = await startTamperingProxy(server.port, (frame) => detoured(frame, detours));
  afterwards(proxy.close);
  afterwards(async () => detours.close());
  const introduction = { interests: [secretInterest], origin: proxy.origin };
  const ann = await arrive({ nickname: 'ann', ...introduction });
  await inflatePictures(ann.context, 3_000_000);
  await stallPictures(ann.context, 60);
  const ben = await arrive({ nickname: 'ben', ...introduction });
  for (const person of [ann, ben]) {
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);

  const chooser = ann.page.waitForEvent('filechooser');
  await ann.button('Send a picture').click();
  await (await chooser).setFiles(chosen(300));
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  const progress = ben.page.getByRole('progressbar', { name: 'ann is sending a picture' });
  // It is drawn in steps of two per cent.
  await expect
    .poll(async () => Number(await progress.getAttribute('value')))
    .toBeGreaterThan(60 * 16_384 - 60_000);

  detours.block();
  await letPicturesGo(ann.page);
  // Where one side notices first and restarts at once, the other has nothing to tell.
  const lost = () =>
    Promise.all([ann, ben].map(({ log }) => log.getByText(/^The connection was lost/).count()));
  await expect.poll(async () => Math.max(...(await lost())), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(ben.button('Show picture')).toBeVisible({ timeout: 60_000 });
  await ben.button('Show picture').click();
  const shown = ben.log.getByRole('img', { name: 'A picture from ann' });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);
});
