import type { BrowserContext, Locator } from '@playwright/test';
import { expectNothingSerious, overflow } from '../support/accessibility.ts';
import { corruptChunk, inflatePictures, letPicturesGo, stallPictures } from '../support/changed-client.ts';
import { expect, type Arrival, type Pair } from '../support/fixtures.ts';
import { chosen } from '../support/picture-files.ts';
import type { Person } from '../support/person.ts';
import { openReport, receiptOf, reportIn, reportsSent, reviewAs } from '../support/reports.ts';
import { test } from '../support/screening.ts';

type File = ReturnType<typeof chosen>;

interface People {
  readonly arrive: (arrival: Arrival) => Promise<Person>;
  readonly bring: (arrival: Arrival) => Promise<Person>;
  readonly secretInterest: string;
}

/** Two people in a chat, the browser of the first of whom was changed. */
async function meetChanged(
  { arrive, bring, secretInterest }: People,
  change: (context: BrowserContext) => Promise<void>,
): Promise<Pair> {
  const interests = [secretInterest];
  const ann = await arrive({ nickname: 'ann', interests });
  await change(ann.context);
  await ann.comeIn();
  await ann.introduce();
  await ann.seek();
  const ben = await bring({ nickname: 'ben', interests });
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
  return { ann, ben };
}

/** From the button to the question whether to send it. */
async function choose(person: Person, file: File): Promise<Locator> {
  const chooser = person.page.waitForEvent('filechooser');
  await person.button('Send a picture').click();
  await (await chooser).setFiles(file);
  const dialog = person.page.getByRole('dialog', { name: 'Send this picture?' });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function sendPicture(person: Person, file: File): Promise<void> {
  const dialog = await choose(person, file);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

const ownPicture = ({ log }: Person): Locator => log.getByRole('img', { name: 'The picture you sent' });
const theirPicture = ({ log }: Person, from: Person): Locator =>
  log.getByRole('img', { name: `A picture from ${from.nickname}` });
const stop = (person: Person): Locator => person.button('Stop this picture');

test('a picture is looked at before it goes, arrives blurred, and is seen when its reader wants to', async ({
  pair: { ann, ben },
}) => {
  const dialog = await choose(ann, chosen(320));
  await expect(dialog.getByRole('img', { name: 'The picture as it would be sent' })).toBeVisible();
  await expectNothingSerious(ann.page, 'the preview');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(ann.log.getByRole('listitem').filter({ hasText: 'You:' })).toHaveCount(0);

  await sendPicture(ann, chosen(320));
  await expect(ownPicture(ann)).toBeVisible();
  await expect(ann.log.getByText(/^(Delivered|Read)$/)).toBeAttached();
  await expect(ben.log.getByText('Not checked on this device.')).toBeVisible();
  await expect(theirPicture(ben, ann)).toHaveCount(0);
  await ben.button('Show picture').press('Enter');
  await expect(theirPicture(ben, ann)).toBeVisible();
  await expect(ben.button('Hide again')).toBeFocused();
  const seen = await theirPicture(ben, ann).evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(seen).toBe(320);
  await ben.page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(ben.page)).toBe(0);
  await expectNothingSerious(ben.page, 'a picture that is shown');
  await ben.button('Hide again').click();
  await expect(theirPicture(ben, ann)).toHaveCount(0);
});

test('a picture is taken from the clipboard and by drag and drop, and a file that is none is refused', async ({
  pair: { ann, ben },
}) => {
  const give = (how: 'paste' | 'drop', type: string, content: string) =>
    ann.page.evaluate(
      async ([event, mime, base64]) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], 'file', { type: mime }));
        const target = document.querySelector('#message');
        const options = { bubbles: true, cancelable: true };
        target?.dispatchEvent(
          event === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      [how, type, content] as const,
    );
  const png = chosen(64).buffer.toString('base64');
  for (const [count, how] of (['paste', 'drop'] as const).entries()) {
    await give(how, 'image/png', png);
    const dialog = ann.page.getByRole('dialog', { name: 'Send this picture?' });
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(ben.button('Show picture')).toHaveCount(count + 1);
  }
  await give('drop', 'text/html', Buffer.from('<!doctype html><p>no picture').toString('base64'));
  await expect(ann.page.getByRole('dialog', { name: 'This picture can’t be sent' })).toContainText(
    'This file is no picture.',
  );
});

test('a picture of nearly 10 MB arrives, and a message written meanwhile comes first', async ({
  arrive,
  bring,
  secretInterest,
}) => {
  test.setTimeout(120_000);
  const { ann, ben } = await meetChanged({ arrive, bring, secretInterest }, async (context) => {
    await inflatePictures(context, 9_990_000);
    await stallPictures(context, 300);
  });
  await sendPicture(ann, chosen(600));
  await expect(stop(ben)).toBeVisible();
  await ann.say('this is quicker');
  await ben.expectHeard('this is quicker');
  await expect(stop(ben)).toBeVisible();
  await letPicturesGo(ann.page);
  await expect(ben.button('Show picture')).toBeVisible({ timeout: 60_000 });
  await expect(ann.log.getByText(/^(Delivered|Read)$/).first()).toBeAttached();
});

test.describe('a picture on its way', () => {
  for (const who of ['ann', 'ben'] as const)
    test(`can be stopped by ${who === 'ann' ? 'its sender' : 'its reader'}, and the next one arrives`, async ({
      arrive,
      bring,
      secretInterest,
    }) => {
      const { ann, ben } = await meetChanged({ arrive, bring, secretInterest }, (context) =>
        stallPictures(context, 10),
      );
      await sendPicture(ann, chosen(500));
      await expect(stop(ben)).toBeVisible();
      await stop(who === 'ann' ? ann : ben).click();
      const [told, tells] = who === 'ann' ? [ben, ann] : [ann, ben];
      await expect(tells.log.getByText(/^You stopped (this|a) picture/)).toBeVisible();
      await expect(told.log.getByText(/^ann took a picture back|^ben stopped this picture/)).toBeVisible();
      await expect(ownPicture(ann)).toHaveCount(0);
      await letPicturesGo(ann.page);
      await sendPicture(ann, chosen(200));
      await expect(ben.button('Show picture')).toBeVisible();
    });
});

test('a chunk that a changed client has altered is refused, and nothing of the picture is shown', async ({
  arrive,
  bring,
  secretInterest,
}) => {
  const { ann, ben } = await meetChanged({ arrive, bring, secretInterest }, (context) =>
    corruptChunk(context, 3),
  );
  await sendPicture(ann, chosen(400));
  await expect(ben.log.getByText(/^A picture did not arrive as it was announced/)).toBeVisible();
  await expect(ann.log.getByText('This picture could not be sent.')).toBeVisible();
  await expect(ben.button('Show picture')).toHaveCount(0);
  await ben.say('what was that?');
  await ann.expectHeard('what was that?');
});

test('a picture that was received can be reported: the server finds that it is the one that was signed', async ({
  pair: { ann, ben },
}) => {
  await sendPicture(ben, chosen(300));
  await expect(ann.button('Show picture')).toBeVisible();
  const sent = reportsSent(ann.page);
  const dialog = await openReport(ann);
  await expect(dialog.getByRole('checkbox', { name: /A picture/ })).toBeChecked();
  await reviewAs(ann, 'Inappropriate content');
  await expect(dialog.getByText(/^Picture \(png, /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);
  const { files, reporter } = reportIn(sent[0]);
  expect(files).toHaveLength(1);
  expect(files[0]?.role).not.toBe(reporter);
  expect(files[0]?.bytes.length).toBeGreaterThan(100_000);
});

test('a picture that is withheld from a report does not go along', async ({ pair: { ann, ben } }) => {
  await sendPicture(ben, chosen(100));
  await expect(ann.button('Show picture')).toBeVisible();
  const sent = reportsSent(ann.page);
  const dialog = await openReport(ann);
  await dialog.getByRole('checkbox', { name: /A picture/ }).uncheck();
  await reviewAs(ann, 'Spam or scam');
  await expect(dialog.getByText('Withheld picture: only who and when')).toBeVisible();
  await dialog.getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);
  expect(reportIn(sent[0]).files).toEqual([]);
});
