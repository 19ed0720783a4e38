import { startCluster, type Cluster } from '../cluster/cluster.ts';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { figure } from '../support/figures.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { joinWith } from '../support/moderator.ts';
import { report } from '../support/reports.ts';
import { openLimits } from '../support/server.ts';

/** People come in through the proxy of a whole cluster, whose certificate is its own. */
const test = base.extend<object, { cluster: Cluster }>({
  cluster: [
    async ({ browserName: _ }, use) => {
      const cluster = await startCluster({ signaling: openLimits });
      await use(cluster);
      await cluster.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  origin: async ({ cluster }, use) => use(cluster.origin),
});

// A service worker asks for more than a context that overlooks the certificate: the whole browser has to.
test.use({
  launchOptions: {
    executablePath: chromiumPath(),
    args: [...chromiumArgs, '--ignore-certificate-errors'],
  },
});

/** What the browser itself writes where the server says no. */
const refused =
  /Failed to load resource|already in CLOSING or CLOSED state|WebSocket connection to .* HTTP Authentication failed/;

test('two people on different nodes of a cluster chat by its relay; a report lands, and a moderator at one node shuts out somebody at the other', async ({
  cluster,
  arrive,
  meet,
}) => {
  test.setTimeout(120_000);
  const [here, there] = cluster.nodes;
  const { ann, ben } = await meet(
    { nickname: 'ann', origin: here?.origin ?? '' },
    { nickname: 'ben', origin: there?.origin ?? '' },
  );
  for (const { metricsUrl } of cluster.nodes) {
    expect(await figure(metricsUrl, /^sotto_sockets /)).toBe(1);
    await expect
      .poll(() => figure(metricsUrl, /^sotto_connection_seconds_count\{outcome="relayed"\}/))
      .toBe(1);
  }
  await ben.say('please buy this watch from me');
  await ann.expectHeard('please buy this watch from me');
  await report(ann, 'Threats');
  expect(await figure(here?.metricsUrl ?? '', /^sotto_reports_total\{outcome="stored"\}/)).toBe(1);

  const ada = await arrive({ nickname: 'ada', origin: here?.origin ?? '' });
  for (const person of [ada, ben]) person.watch.tolerate(refused);
  const { page } = ada;
  const invitation = cluster.invitation() ?? '';
  await joinWith(page, invitation.replace(cluster.origin, here?.origin ?? ''), 'Ada');
  await expect(page.getByText('1 open')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Threats' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('please buy this watch from me')).toBeVisible();
  await page.keyboard.press('3');
  await expect(page.getByLabel('Guideline')).toBeFocused();
  await page.keyboard.type('Safety');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('You threatened somebody to get their address.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Decided.')).toBeVisible();

  // The news crosses from node to node; whoever comes back after it is refused there too.
  const reasons = ben.page.getByText('You threatened somebody to get their address.');
  await expect(reasons).toBeVisible();
  await ben.button('Change my details').click();
  await expect(reasons).toBeHidden();
  await ben.introduce();
  await ben.seek();
  await expect(reasons).toBeVisible();
});
