import { expect, test, testWithOwnServer } from '../support/fixtures.ts';
import { expectToMeetOnly } from '../support/meetings.ts';
import {
  dialogOf,
  filing,
  openReport,
  receiptOf,
  reportIn,
  reportsSent,
  reviewAs,
} from '../support/reports.ts';

/** What the browser itself writes into the console when the server is away. */
const lostServer = /WebSocket connection to|net::ERR_|Failed to load resource/;

test('a withheld line is neither shown in the preview nor sent, and the report has a receipt', async ({
  pair: { ann, ben },
}) => {
  await ann.say('my secret of long ago');
  await ben.expectHeard('my secret of long ago');
  await ben.say('send money or else');
  await ann.expectHeard('send money or else');
  const sent = reportsSent(ann.page);
  const dialog = await openReport(ann);
  await dialog.getByRole('checkbox', { name: /my secret of long ago/ }).uncheck();
  await dialog.getByLabel('In your words').fill('A threat.');
  await reviewAs(ann, 'Threats');
  const preview = dialog.getByRole('list', { name: 'Messages' });
  await expect(preview.getByText('send money or else')).toBeVisible();
  await expect(preview.getByText('Withheld: only who and when')).toBeVisible();
  await expect(dialog.getByText('my secret of long ago')).toHaveCount(0);
  await expect(dialog.getByText('1 readable, 1 withheld')).toBeVisible();
  await dialog.getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);

  expect(sent).toHaveLength(1);
  expect(sent[0]?.includes('my secret of long ago')).toBe(false);
  expect(sent[0]?.includes('send money or else')).toBe(true);
  const { reporter, reason, comment, chains } = reportIn(sent[0]);
  expect({ reason, comment }).toEqual({ reason: 'threats', comment: 'A threat.' });
  expect(chains[reporter].filter(({ opened }) => opened !== undefined)).toEqual([]);

  // The chat went on behind the dialog.
  await dialog.getByRole('button', { name: 'Done' }).click();
  await ben.say('still here?');
  await ann.expectHeard('still here?');
});

test('a reason is asked for, and words where no reason fits', async ({ pair: { ann } }) => {
  const dialog = await openReport(ann);
  await dialog.getByRole('button', { name: 'Review' }).click();
  await expect(dialog.getByText('Please choose a reason.')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Harassment' })).toBeFocused();
  await dialog.getByRole('radio', { name: 'Something else' }).check();
  await dialog.getByRole('button', { name: 'Review' }).click();
  await expect(dialog.getByLabel('In your words')).toBeFocused();
  await dialog.getByLabel('In your words').fill('It is odd.');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await expect(dialog.getByText('It is odd.')).toBeVisible();
});

test('earlier lines are listed on demand, and stay withheld until they are ticked', async ({
  pair: { ann, ben },
}) => {
  for (let count = 1; count <= 25; count += 1) await ben.say(`line ${count}`);
  await ann.expectHeard('line 25');
  const dialog = await openReport(ann);
  await expect(dialog.getByRole('checkbox', { name: /line / })).toHaveCount(20);
  await dialog.getByRole('button', { name: 'Show 5 earlier messages' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'line 1', exact: false }).first()).not.toBeChecked();
  await reviewAs(ann, 'Spam or scam');
  await expect(dialog.getByText('20 readable, 5 withheld')).toBeVisible();
});

test('a line that was buried under a hundred others can be reported', async ({ pair: { ann, ben } }) => {
  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  for (let count = 1; count <= 120; count += 1) await ben.say(`this is line ${count}`);
  await ann.expectHeard('this is line 120');
  const sent = reportsSent(ann.page);
  const dialog = await openReport(ann);
  for (const earlier of [20, 40, 41])
    await dialog.getByRole('button', { name: `Show ${earlier} earlier messages` }).click();
  for (const theirs of ['check', 'uncheck'] as const) await dialog.getByLabel('All of ben’s')[theirs]();
  await dialog.getByRole('checkbox', { name: /something nasty/ }).check();
  await reviewAs(ann, 'Harassment');
  await expect(dialog.getByText('1 readable, 99 withheld')).toBeVisible();
  await dialog.getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);
  expect(sent[0]?.includes('something nasty')).toBe(true);
});

test('somebody who leaves while the form is open can still be reported', async ({ pair: { ann, ben } }) => {
  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  await openReport(ann);
  await ben.leave();
  await expect(ann.page.getByText('ben has left').first()).toBeAttached();
  await reviewAs(ann, 'Harassment');
  await dialogOf(ann).getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);
  await dialogOf(ann).getByRole('button', { name: 'Done' }).click();
  await expect(ann.page.getByRole('heading', { name: 'ben has left' })).toBeVisible();
});

test('a partner who has left can be reported, and even after the chat is off the page', async ({
  pair: { ann, ben },
}) => {
  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  await ben.leave();
  await expect(ann.page.getByRole('heading', { name: 'ben has left' })).toBeVisible();
  const ending = ann.page.getByRole('region', { name: 'ben has left' });
  await ending.getByRole('button', { name: 'Report ben' }).click();
  await expect(dialogOf(ann).getByRole('checkbox', { name: /something nasty/ })).toBeChecked();
  await ann.page.keyboard.press('Escape');
  await ending.getByRole('button', { name: 'Leave' }).click();
  await ann.button('Report ben, your last partner').click();
  await reviewAs(ann, 'Harassment');
  await dialogOf(ann).getByRole('button', { name: 'Report and block' }).click();
  await receiptOf(ann);
});

test('whoever searches again stops to report the partner before', async ({ pair: { ann, ben } }) => {
  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  await ann.next();
  await ann.expectSearching();
  await ann.button('Stop looking and report ben').click();
  await reviewAs(ann, 'Harassment');
  await dialogOf(ann).getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);
  await dialogOf(ann).getByRole('button', { name: 'Done' }).click();
  await expect(ann.button('Find someone')).toBeVisible();
});

test('one tap reports somebody under age: the chat ends, they are blocked, the lines are filed', async ({
  pair: { ann, ben },
}) => {
  await ben.say('I am in 8th grade');
  await ann.expectHeard('I am in 8th grade');
  const sent = reportsSent(ann.page);
  await ann.button('Report as under 18').click();
  await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();
  await expect(dialogOf(ann).getByText('The chat is over and ben is blocked.')).toBeVisible();
  await receiptOf(ann);
  expect(reportIn(sent[0]).reason).toBe('underage');
  expect(sent[0]?.includes('I am in 8th grade')).toBe(true);
  await dialogOf(ann).getByRole('button', { name: 'Done' }).click();
  await expect(ann.page.getByRole('heading', { name: 'How shall we introduce you?' })).toBeFocused();
});

test('who was reported and blocked is not met again', async ({
  pair: { ann, ben },
  bring,
  secretInterest,
}) => {
  await ben.say('buy this');
  await ann.expectHeard('buy this');
  await openReport(ann);
  await reviewAs(ann, 'Spam or scam');
  await dialogOf(ann).getByRole('button', { name: 'Report and block' }).click();
  await receiptOf(ann);
  await dialogOf(ann).getByRole('button', { name: 'Done' }).click();
  await ann.seek();
  await ben.findSomeoneElse();
  await expectToMeetOnly(
    [ann, ben],
    ['cleo', 'dora'].map((nickname) => ({ nickname, interests: [secretInterest] })),
    bring,
  );
});

test('a block sends no report', async ({ pair: { ann, ben } }) => {
  await ben.say('hello');
  await ann.expectHeard('hello');
  const sent = reportsSent(ann.page);
  await ann.block();
  await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();
  await expect(ann.button('Find someone')).toBeVisible();
  expect(sent).toEqual([]);
});

testWithOwnServer(
  'while the server is away a report waits, and then goes out as it was',
  async ({ pair: { ann, ben }, server }) => {
    for (const person of [ann, ben]) person.watch.tolerate(lostServer);
    await ben.say('something nasty');
    await ann.expectHeard('something nasty');
    await server.drain();
    const sent = reportsSent(ann.page);
    await openReport(ann);
    await reviewAs(ann, 'Threats');
    const dialog = dialogOf(ann);
    await dialog.getByRole('button', { name: 'Report and block' }).click();
    await expect(dialog.getByRole('heading', { name: 'The report was not sent' })).toBeVisible();
    await expect(dialog.getByText(/server can.t be reached/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Later' }).click();
    await expect(ann.page.getByText('Your report was not sent.')).toBeVisible();
    await server.restart();
    await ann.button('Show').click();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await receiptOf(ann);
    expect(sent.length).toBeGreaterThan(0);
    for (const bytes of sent) expect(bytes.equals(sent[0] as Buffer)).toBe(true);
  },
);

test('a report whose answer was lost has the same receipt when it is sent again', async ({
  pair: { ann, ben },
}) => {
  ann.watch.tolerate(lostServer);
  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  const receipts: string[] = [];
  await ann.page.route(
    filing,
    async (route) => {
      const answer = await route.fetch();
      receipts.push(((await answer.json()) as { receipt: string }).receipt);
      await route.abort();
    },
    { times: 1 },
  );
  await openReport(ann);
  await reviewAs(ann, 'Threats');
  await dialogOf(ann).getByRole('button', { name: 'Report only' }).click();
  await dialogOf(ann).getByRole('button', { name: 'Try again' }).click();
  expect([await receiptOf(ann)]).toEqual(receipts);
});

test('Esc closes the form and is no part of Esc Esc; two more are', async ({ pair: { ann, ben } }) => {
  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  const dialog = await openReport(ann);
  await dialog.getByLabel('In your words').fill('so far');
  await ann.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await ann.page.keyboard.press('Escape');
  await ann.say('still here');
  await ben.expectHeard('still here');
  // What was filled in is there again.
  await openReport(ann);
  await expect(dialog.getByLabel('In your words')).toHaveValue('so far');
  await ann.page.keyboard.press('Escape');
  await ann.page.keyboard.press('Escape');
  await ann.page.keyboard.press('Escape');
  await expect(ann.page).toHaveURL('about:blank');
});
