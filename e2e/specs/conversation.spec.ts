import { expect, test } from '../support/fixtures.ts';

test('two people with a shared interest meet and talk both ways', async ({
  pair: { ann, ben },
  secretInterest,
}) => {
  for (const person of [ann, ben]) await expect(person.page.getByText(secretInterest).first()).toBeVisible();
  await ann.say('Hello, who is there?');
  await ben.expectHeard('Hello, who is there?');
  await ben.say('Somebody with the same odd interest.');
  await ann.expectHeard('Somebody with the same odd interest.');
  await expect(ann.line('Hello, who is there?')).toHaveCount(1);
});

test('many messages at once arrive once each, in order', async ({ pair: { ann, ben } }) => {
  const said = Array.from({ length: 30 }, (_, index) => `message ${index}`);
  for (const text of said) await ann.say(text);
  await ben.expectHeard('message 29');
  const heard = await ben.log.getByText(/^message \d+$/).allTextContents();
  expect(heard.map((text) => text.trim())).toEqual(said);
});

test('text of any script arrives as it was written', async ({ pair: { ann, ben } }) => {
  const text = 'שלום 👩🏽‍🚀 नमस्ते <b>not bold</b> &amp; "quoted" \\n';
  await ann.say(text);
  await ben.expectHeard(text);
});

test('the partner sees that somebody is writing, until the message is there', async ({
  pair: { ann, ben },
}) => {
  await ben.messageBox.pressSequentially('Let me thi');
  await expect(ann.page.getByText('ben is writing').first()).toBeVisible();
  await ben.messageBox.press('Enter');
  await ann.expectHeard('Let me thi');
  await expect(ann.page.getByText('ben is writing')).toHaveCount(0);
});

test('a message is ticked as delivered, then as read', async ({ meet }) => {
  const { ann, ben } = await meet(
    { nickname: 'ann', readReceipts: true },
    { nickname: 'ben', readReceipts: true },
  );
  await ann.say('Do you see this?');
  await ben.expectHeard('Do you see this?');
  await expect(ann.line('Do you see this?').getByText('Read', { exact: true })).toBeAttached();
});

test('somebody who keeps receipts to themselves is not seen reading, and sees nobody read', async ({
  meet,
}) => {
  const { ann, ben } = await meet(
    { nickname: 'ann', readReceipts: false },
    { nickname: 'ben', readReceipts: true },
  );
  for (const [one, other] of [
    [ann, ben],
    [ben, ann],
  ] as const) {
    await one.say(`from ${one.nickname}`);
    await other.expectHeard(`from ${one.nickname}`);
    // Receipts and messages travel in order, so once the answer is here a receipt would have come before it.
    await other.say(`answer to ${one.nickname}`);
    await one.expectHeard(`answer to ${one.nickname}`);
    await one.expectDelivered(`from ${one.nickname}`);
    await expect(one.line(`from ${one.nickname}`).getByText('Read', { exact: true })).toHaveCount(0);
  }
});

test('Enter sends, Shift+Enter breaks the line', async ({ pair: { ann, ben } }) => {
  await ann.messageBox.pressSequentially('first line');
  await ann.messageBox.press('Shift+Enter');
  await ann.messageBox.pressSequentially('second line');
  await expect(ann.log.getByText('first line')).toHaveCount(0);
  await ann.messageBox.press('Enter');
  const heard = ben.log.getByText('first line');
  await expect(heard).toHaveText('first line\nsecond line', { useInnerText: true });
  await expect(ann.messageBox).toHaveValue('');
});

test('an empty message is not sent', async ({ pair: { ann, ben } }) => {
  await ann.messageBox.fill('   ');
  await ann.messageBox.press('Enter');
  await ann.say('something');
  await ben.expectHeard('something');
  await expect(ben.line('   ')).toHaveCount(0);
});

test('both see the same safety code', async ({ pair: { ann, ben } }) => {
  const codes = await Promise.all([ann, ben].map((person) => person.safetyCode()));
  expect(codes[0]).toHaveLength(8);
  expect(codes[1]).toEqual(codes[0]);
});

test('a reload forgets the conversation', async ({ pair: { ann, ben } }) => {
  await ann.say('remember me');
  await ben.expectHeard('remember me');
  await ben.reload();
  await expect(ben.page.getByText('remember me')).toHaveCount(0);
  await expect(ann.page.getByText(/ben (has left|is gone)/).first()).toBeVisible();
  const kept = await ben.page.evaluate(async () => {
    const databases = await Promise.all((await indexedDB.databases()).map(({ name }) => name ?? ''));
    return JSON.stringify([
      databases,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state,
    ]);
  });
  expect(kept).not.toContain('remember me');
});
