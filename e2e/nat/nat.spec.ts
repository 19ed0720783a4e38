import { expect } from '@playwright/test';
import {
  directPathBetween,
  networkKinds,
  whyNoNamespaces,
  type NetworkKind,
  type Site,
} from '@sotto/turn/testing';
import { expectPath, expectToTalk, test, type Policy } from './laboratory.ts';

const pairs: readonly (readonly [NetworkKind, NetworkKind] | 'same-lan')[] = [
  ...networkKinds.flatMap((one, at) => networkKinds.slice(at).map((other) => [one, other] as const)),
  'same-lan',
];

function expectedPath(pair: (typeof pairs)[number], policy: Policy): string {
  if (policy === 'relay') return 'Relayed';
  return pair === 'same-lan' || directPathBetween(...pair) ? 'Direct' : 'Relayed';
}

const obstacle = whyNoNamespaces();
test.skip(obstacle !== undefined && process.env.SKIP_NAT_WHERE_IMPOSSIBLE === 'true', obstacle);

for (const policy of ['all', 'relay'] as const) {
  for (const pair of pairs) {
    const name = pair === 'same-lan' ? 'same-lan' : pair.join(' × ');
    test(`${policy}: ${name}`, async ({ internet: { laboratory }, visit }, testInfo) => {
      const [here, there]: readonly [Site, Site] =
        pair === 'same-lan' ? laboratory.sameLan() : [laboratory.site(pair[0]), laboratory.site(pair[1])];
      const one = await visit(here, 'ann', policy);
      const other = await visit(there, 'ben', policy);
      await expectToTalk(one, other);
      const path = expectedPath(pair, policy);
      // ICE may begin with one path and find a better one: what the chat says must follow.
      for (const visitor of [one, other]) await expectPath(visitor, path);
      testInfo.annotations.push({ type: 'path', description: path });
      if (policy === 'all') return;

      for (const visitor of [one, other]) {
        expect(visitor.site.astray(), 'whom packets went to but the servers').toEqual([]);
        const signalled = [...visitor.frames.sent, ...visitor.frames.received].join('\n');
        expect(signalled).toContain('typ relay');
        expect(signalled).not.toMatch(/typ (host|srflx|prflx)/);
        expect(await visitor.candidateTypes()).toEqual(['local-candidate relay', 'remote-candidate relay']);
      }
    });
  }
}
