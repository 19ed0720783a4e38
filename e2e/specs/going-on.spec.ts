import { expect, test } from '../support/fixtures.ts';
import { expectToMeetOnly } from '../support/meetings.ts';
import type { Person } from '../support/person.ts';

test('Next ends the chat for both and finds the next stranger', async ({
  pair: { ann, ben },
  bring,
  secretInterest,
}) => {
  await ann.next();
  await ann.expectSearching();
  await expect(ben.page.getByText('ann has left').first()).toBeVisible();
  const cleo = await bring({ nickname: 'cleo', interests: [secretInterest] });
  await ann.expectChatWith(cleo);
  await ann.say('hello cleo');
  await cleo.expectHeard('hello cleo');
  await expect(ben.line('hello cleo')).toHaveCount(0);
});

test('the conversation stays readable when the partner leaves, and is gone with the next one', async ({
  pair: { ann, ben },
}) => {
  await ann.say('goodbye then');
  await ben.expectHeard('goodbye then');
  await ann.leave();
  await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();
  await ben.expectHeard('goodbye then');
  await expect(ben.messageBox).toBeHidden();
  await ben.findSomeoneElse();
  await ben.expectSearching();
  await expect(ben.page.getByText('goodbye then')).toHaveCount(0);
});

test('a closed tab ends the chat for the other', async ({ pair: { ann, ben } }) => {
  await ann.page.close({ runBeforeUnload: false });
  await expect(ben.page.getByRole('heading', { name: /^ann (has left|is gone)$/ })).toBeVisible();
});

test('a search that was cancelled meets nobody', async ({ bring, secretInterest }) => {
  const ann = await bring({ nickname: 'ann', interests: [secretInterest] });
  await ann.expectSearching();
  await ann.button('Cancel').click();
  await expect(ann.button('Find someone')).toBeVisible();
  const [ben, cleo] = await Promise.all(
    ['ben', 'cleo'].map((nickname) => bring({ nickname, interests: [secretInterest] })),
  );
  await ben?.expectChatWith(cleo as Person);
  await expect(ann.button('Find someone')).toBeVisible();
});

test('two who just met do not meet again', async ({ pair: { ann, ben }, bring, secretInterest }) => {
  await ann.next();
  await ben.findSomeoneElse();
  await expectToMeetOnly(
    [ann, ben],
    ['cleo', 'dora'].map((nickname) => ({ nickname, interests: [secretInterest] })),
    bring,
  );
});

test('somebody who was blocked is not met again', async ({ pair: { ann, ben }, bring, secretInterest }) => {
  await ann.block();
  await ann.seek();
  await ben.findSomeoneElse();
  await expectToMeetOnly(
    [ann, ben],
    ['cleo', 'dora'].map((nickname) => ({ nickname, interests: [secretInterest] })),
    bring,
  );
});

test('a second tab takes over, and the first one says so', async ({ bring, secretInterest }) => {
  const ann = await bring({ nickname: 'ann', interests: [secretInterest] });
  await ann.expectSearching();
  const tab = await ann.openTab();
  await tab.expectSearching();
  await expect(ann.page.getByRole('heading', { name: 'Sotto goes on in another tab' })).toBeVisible();
});

test('people without a common language do not meet', async ({ arrive, bring, secretInterest }) => {
  const interests = [secretInterest];
  const german = { browser: { locale: 'de-DE' } };
  const [ann, ben] = await Promise.all([
    arrive({ nickname: 'ann', interests }),
    arrive({ nickname: 'ben', interests, ...german }),
  ]);
  for (const person of [ann, ben]) {
    await person.comeIn();
    await person.introduce();
    await person.openWishes();
    await person.page.getByRole('switch', { name: 'Language: may widen while I wait' }).setChecked(false);
    await person.seek();
  }
  await expectToMeetOnly(
    [ann, ben],
    [
      { nickname: 'cleo', interests },
      { nickname: 'dora', interests, ...german },
    ],
    bring,
  );
});
