import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test, type Arrival } from '../support/fixtures.ts';
import { chosen } from '../support/picture-files.ts';
import type { Person } from '../support/person.ts';
import {
  everydayLines,
  expectScreened,
  screeningBar,
  textModel,
  withoutScreening,
} from '../support/screening.ts';

const hidden = (page: Page) => page.getByText(/^Hidden: /);

/** Two people of whom one came with a browser that was tampered with, or met with a server that was. */
async function meetAfter(
  arrive: (arrival: Arrival) => Promise<Person>,
  interest: string,
  prepare: (ann: Person, ben: Person) => Promise<void>,
): Promise<{ ann: Person; ben: Person }> {
  const interests = [interest];
  // What the service worker answers passes by the routes of a test.
  const browser = { serviceWorkers: 'block' } as const;
  const ann = await arrive({ nickname: 'ann', interests, browser });
  const ben = await arrive({ nickname: 'ben', interests, browser });
  await prepare(ann, ben);
  for (const person of [ann, ben]) {
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
  return { ann, ben };
}

test('a hateful line is hidden for the reader though the writer’s browser screens nothing', async ({
  arrive,
  secretInterest,
}) => {
  const { ann, ben } = await meetAfter(arrive, secretInterest, withoutScreening);
  await expectScreened(ben);
  await expect(screeningBar(ann)).toContainText('Messages are not screened');

  await ann.say('you dirty immigrants are subhuman vermin');
  await expect(hidden(ben.page)).toBeVisible();
  await expect(ben.page.getByText('subhuman')).toHaveCount(0);

  await ben.button('Show the hidden message from ann').click();
  const line = ben.page.getByText('you dirty immigrants are subhuman vermin', { exact: true });
  await expect(line).toBeFocused();
  await ben.button('Hide again').click();
  await expect(line).toHaveCount(0);
});

test('a threat offers the report form with its line chosen', async ({ arrive, secretInterest }) => {
  // A browser that screens would hold it back.
  const { ann, ben } = await meetAfter(arrive, secretInterest, withoutScreening);
  await expectScreened(ben);
  await ann.say('hello');
  await ann.say('I will find you and kill you');
  await ben.button('Report this message from ann').click();
  const dialog = ben.page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Threats' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /I will find you/ })).toBeChecked();
});

test('a hurtful message asks its writer first, who may take it back or send it anyway', async ({
  pair: { ann, ben },
}) => {
  await expectScreened(ann);
  await ann.say('you dirty immigrants are subhuman vermin');
  const question = ann.page.getByRole('group', { name: 'Send this?' });
  await expect(question).toContainText('It looks like ');
  await expect(ann.button('Edit')).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(ann.messageBox).toBeFocused();
  await expect(ann.messageBox).toHaveValue('you dirty immigrants are subhuman vermin');

  await ann.messageBox.press('Enter');
  await ann.button('Send anyway').click();
  await expect(ann.messageBox).toHaveValue('');
  await expect(ann.line('you dirty immigrants are subhuman vermin')).toHaveCount(1);
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

test('a model that is missing or damaged is told, the rules screen on, and another try may find it', async ({
  arrive,
  secretInterest,
}) => {
  let broken = true;
  const { ann, ben } = await meetAfter(arrive, secretInterest, async (annArriving, benArriving) => {
    annArriving.watch.tolerate(/404/);
    await annArriving.page.route(textModel, (route) => route.fulfill({ status: 404 }));
    await benArriving.page.route(textModel, (route) =>
      broken ? route.fulfill({ body: 'not the model' }) : route.continue(),
    );
  });
  await expect(screeningBar(ann)).toContainText('could not be loaded');
  await expect(screeningBar(ben)).toContainText('came damaged');

  await ann.say('I will find you and kill you');
  await ann.button('Send anyway').click();
  await expect(hidden(ben.page)).toBeVisible();

  broken = false;
  await ben.button('Try again').click();
  await expectScreened(ben);
  await expect(screeningBar(ben)).toHaveCount(0);
});

test('while the model is on its way the page says so, and the rules screen', async ({
  arrive,
  secretInterest,
}) => {
  let arriveAtLast: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (arriveAtLast = resolve));
  const { ann, ben } = await meetAfter(arrive, secretInterest, async (annArriving, benArriving) => {
    await withoutScreening(annArriving);
    await benArriving.page.route(textModel, async (route) => {
      await late;
      await route.continue();
    });
  });
  await expect(screeningBar(ben)).toContainText('is loading');
  await ann.say('I will find you and kill you');
  await expect(hidden(ben.page)).toBeVisible();
  // What only the model knows is shown, and hidden once the model has read it.
  await ann.say('you are a fucking idiot');
  await expect(ben.line('you are a fucking idiot')).toHaveCount(1);
  arriveAtLast();
  await expect(hidden(ben.page)).toHaveCount(2);
});

test('at the next visit the model comes from the browser itself', async ({
  pair: { ann, ben },
  bring,
  secretInterest,
}) => {
  await Promise.all([expectScreened(ann), expectScreened(ben)]);
  await ben.leave();
  const asked: string[] = [];
  await ben.context.route(/\.(onnx|wasm)$/, async (route) => {
    asked.push(route.request().url());
    await route.abort();
  });
  await ben.page.reload();
  await ben.seek();
  const cal = await bring({ nickname: 'cal', interests: [secretInterest] });
  await ben.expectChatWith(cal);
  await expectScreened(ben);
  expect(asked).toEqual([]);
});

const sample = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: readFileSync(new URL(`../../moderation-models/samples/${name}`, import.meta.url)),
});

/** Sends a picture, whatever the sender's own browser makes of it. */
async function sendPicture({ page }: Person, file: ReturnType<typeof chosen>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Send a picture' }).click();
  await (await chooser).setFiles(file);
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
}

test('a picture that looks explicit stays blurred though its sender checks nothing, and a harmless one shows itself', async ({
  arrive,
  secretInterest,
}) => {
  const { ann, ben } = await meetAfter(arrive, secretInterest, withoutScreening);
  await sendPicture(ann, sample('porn.jpg'));
  await expect(ben.log.getByText('Checked on this device: probably sexual.')).toBeVisible();
  await expect(ben.log.getByRole('img', { name: 'A picture from ann' })).toHaveCount(0);
  await ben.button('Report this message from ann').click();
  const dialog = ben.page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Inappropriate content' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await sendPicture(ann, chosen(320));
  await expect(ben.log.getByText('Checked on this device: nothing found.')).toBeVisible();
  await expect(ben.log.getByRole('img', { name: 'A picture from ann' })).toHaveCount(1);
});

test('a picture that comes without an answer stays blurred, and its sender is asked', async ({
  pair: { ann, ben },
}) => {
  await Promise.all([expectScreened(ann), expectScreened(ben)]);
  await ben.say('please stop messaging me');
  await ann.expectHeard('please stop messaging me');
  for (const line of ['hello', 'are you there']) {
    await ann.say(line);
    await ben.expectHeard(line);
  }
  const chooser = ann.page.waitForEvent('filechooser');
  await ann.button('Send a picture').click();
  await (await chooser).setFiles(chosen(320));
  const dialog = ann.page.getByRole('dialog', { name: 'Send this picture?' });
  await expect(dialog).toContainText('You wrote on without an answer.');
  await dialog.getByRole('button', { name: 'Send anyway' }).click();
  await expect(ben.log.getByText('It came without an answer of yours.')).toBeVisible();
  await expect(ben.log.getByRole('img', { name: 'A picture from ann' })).toHaveCount(0);
  await ben.button('Show picture').click();
  await expect(ben.log.getByRole('img', { name: 'A picture from ann' })).toHaveCount(1);
});

test('an explicit picture does not leave the browser of its sender', async ({ pair: { ann } }) => {
  const chooser = ann.page.waitForEvent('filechooser');
  await ann.button('Send a picture').click();
  await (await chooser).setFiles(sample('porn.jpg'));
  const dialog = ann.page.getByRole('dialog', { name: 'Send this picture?' });
  await expect(dialog).toContainText('Sotto doesn’t send it');
  await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
});

test('an everyday chat meets no false alarm', async ({ pair: { ann, ben } }) => {
  test.setTimeout(300_000);
  await Promise.all([expectScreened(ann), expectScreened(ben)]);
  const lines = everydayLines('en');
  for (const { by, text } of lines) await (by === 'a' ? ann : ben).say(text);
  const last = lines.at(-1);
  await (last?.by === 'a' ? ben : ann).expectHeard(last?.text ?? '');
  for (const { page } of [ann, ben]) {
    await expect(hidden(page)).toHaveCount(0);
    await expect(page.getByText(/^Careful: /)).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Send this?' })).toHaveCount(0);
  }
  await expect(ann.log.getByRole('listitem').filter({ hasText: /^\s*(You|ben): / })).toHaveCount(
    lines.length,
  );
});
