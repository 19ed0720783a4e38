import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import type { Person } from '../support/person.ts';

/** The worker that screens. */
const workerFile = '**/screening.worker-*.js';

/** A browser whose owner took the screening out of it. */
async function withoutScreening({ page, watch }: Person): Promise<void> {
  watch.tolerate(/net::ERR_FAILED|Failed to fetch/);
  await page.route(workerFile, (route) => route.abort());
}

/** Whether the model of this person's browser screens. */
async function expectScreened(person: Person): Promise<void> {
  await expect(person.page.getByText('Messages are screened on this device.')).toBeVisible();
}

const hidden = (page: Page) => page.getByText(/^Hidden: /);

test('a hateful line is hidden for the reader though the writer’s browser screens nothing', async ({
  arrive,
  secretInterest,
}) => {
  const interests = [secretInterest];
  const [ann, ben] = await Promise.all([
    arrive({ nickname: 'ann', interests }),
    arrive({ nickname: 'ben', interests }),
  ]);
  await withoutScreening(ann);
  for (const person of [ann, ben]) {
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
  await expectScreened(ben);

  await ann.say('you dirty immigrants are subhuman vermin');
  await expect(hidden(ben.page)).toBeVisible();
  await expect(ben.page.getByText('subhuman')).toHaveCount(0);

  await ben.button('Show the hidden message from ann').click();
  const line = ben.page.getByText('you dirty immigrants are subhuman vermin', { exact: true });
  await expect(line).toBeFocused();
  await ben.button('Hide again').click();
  await expect(line).toHaveCount(0);
});

test('a threat offers the report form with its line chosen', async ({ pair: { ann, ben } }) => {
  await expectScreened(ben);
  await ann.say('hello');
  await ann.say('I will find you and kill you');
  await ann.button('Send anyway').click();
  await ben.button('Report this message from ann').click();
  const dialog = ben.page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Threats' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /I will find you/ })).toBeChecked();
});

test('a hurtful message asks its writer first, who may take it back or send it anyway', async ({
  pair: { ann, ben },
}) => {
  await expectScreened(ann);
  await ann.say('you are a fucking idiot');
  const question = ann.page.getByRole('group', { name: 'Send this?' });
  await expect(question).toContainText('It looks like ');
  await expect(ann.button('Edit')).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(ann.messageBox).toBeFocused();
  await expect(ann.messageBox).toHaveValue('you are a fucking idiot');

  await ann.messageBox.press('Enter');
  await ann.button('Send anyway').click();
  await expect(ann.messageBox).toHaveValue('');
  await expect(ann.line('you are a fucking idiot')).toHaveCount(1);
  await expect(hidden(ben.page)).toBeVisible();
});

test('a telephone number is a thing to think about before it is sent', async ({ pair: { ann, ben } }) => {
  await ann.say('call me at 0171 2345678');
  await expect(ann.page.getByRole('group', { name: 'Send this?' })).toContainText('a phone number');
  await ann.say('never mind');
  await ben.expectHeard('never mind');
  await expect(ben.page.getByText('0171')).toHaveCount(0);
  await expect(ann.page.getByRole('group', { name: 'Send this?' })).toHaveCount(0);
});

test('whoever speaks of ending their life is shown where help is, and is heard', async ({ meet }) => {
  const { ann, ben } = await meet({ nickname: 'ann', browser: { locale: 'en-GB' } }, { nickname: 'ben' });
  await ann.say('I want to kill myself');
  const help = ann.page.getByRole('region', { name: 'You don’t have to carry this alone' });
  await expect(help).toContainText('Samaritans: 116 123');
  await help.getByRole('combobox', { name: 'Where you are' }).selectOption('United States');
  await expect(help).toContainText('988');
  await ben.expectHeard('I want to kill myself');
  await expect(ben.page.getByText('carry this alone')).toHaveCount(0);
  await help.getByRole('button', { name: 'Close' }).click();
  await expect(help).toHaveCount(0);
});

test('no model is fetched before somebody searches', async ({ arrive }) => {
  const ann = await arrive({ nickname: 'ann' });
  const fetched: string[] = [];
  ann.context.on('request', (request) => {
    if (/\.(onnx|wasm)$/.test(request.url())) fetched.push(request.url());
  });
  await ann.comeIn();
  await ann.introduce();
  await ann.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(fetched).toEqual([]);
  const model = ann.context.waitForEvent('request', (request) => request.url().includes('.onnx'));
  await ann.seek();
  await model;
});
