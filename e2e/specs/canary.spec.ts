import { canary, formsOf } from '../support/canary.ts';
import { expect, testWithOwnServer as test } from '../support/fixtures.ts';
import { openReport, receiptOf, reviewAs } from '../support/reports.ts';

test('the server has nothing of a chat, in its memory, its log or its files', async ({
  pair: { ann, ben },
  server,
}) => {
  const [hers, his] = [canary('from ann'), canary('from ben')];
  await ann.say(hers);
  await ben.expectHeard(hers);
  await ben.say(his);
  await ann.expectHeard(his);
  expect(server.remembers([...formsOf(hers), ...formsOf(his)])).toBe(false);
  expect(server.written().includes(hers)).toBe(false);
  // What it does have is found in the same way.
  expect(server.remembers([ann.nickname])).toBe(true);
});

test('of a report it has what is disclosed, on the disk encrypted only, and nothing of what is withheld', async ({
  pair: { ann, ben },
  server,
}) => {
  const [withheld, disclosed] = [canary('withheld'), canary('disclosed')];
  await ann.say(withheld);
  await ben.expectHeard(withheld);
  await ben.say(disclosed);
  await ann.expectHeard(disclosed);
  const dialog = await openReport(ann);
  await dialog.getByRole('checkbox', { name: new RegExp(withheld) }).uncheck();
  await reviewAs(ann, 'Harassment');
  await dialog.getByRole('button', { name: 'Report only' }).click();
  await receiptOf(ann);
  expect(server.remembers(formsOf(withheld))).toBe(false);
  const written = server.written();
  for (const text of [withheld, disclosed]) expect(written.includes(text)).toBe(false);
});
