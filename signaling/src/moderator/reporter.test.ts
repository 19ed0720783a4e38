import { apiPath } from '@sotto/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleAt, type ConsoleClient } from '../testing/console-client.ts';
import { fileReport } from '../testing/file-report.ts';
import { meetAt } from '../testing/meet.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { bodyOf } from './testing/reported.ts';

let node: TestServer;
let ada: ConsoleClient;
beforeAll(async () => {
  node = await startTestServer();
  ada = consoleAt(node.url);
  await ada.join((await node.inviteFirst()) ?? '', 'Ada');
}, 60_000);
afterAll(() => node.stop());

const statement = 'For the record of this test.';
const upheld = { action: 'warn', guideline: 'respect', statement };

async function decide(id: string, body: object): Promise<string> {
  await bodyOf(ada.call('POST', `/cases/${id}/claim`));
  return (await bodyOf(ada.call('POST', `/cases/${id}/decide`, { body })))['decision'] ?? '';
}

async function reporterOf(id: string): Promise<unknown> {
  return (await bodyOf(ada.call('GET', `/cases/${id}`)))['reporter'];
}

it('a case tells how other reports by the same session were decided, until the identity is deleted', async () => {
  const meeting = await meetAt(node.url);
  const report = async (): Promise<string> => {
    await meeting.chat.say('answerer', 'something nasty');
    const filed = await bodyOf(fileReport(node.url, meeting.token, await meeting.chat.report('initiator')));
    return filed['reportId'] ?? '';
  };
  const [first, second] = [await report(), await report()];
  expect(await reporterOf(second)).toBeUndefined();
  await decide(first, upheld);
  expect(await reporterOf(second)).toEqual({ upheld: 1, decided: 1 });
  const decision = await decide(second, { action: 'false-report', statement });
  const third = await report();
  expect(await reporterOf(third)).toEqual({ upheld: 1, decided: 2 });
  await ada.call('POST', `/decisions/${decision}/undo`);
  expect(await reporterOf(third)).toEqual({ upheld: 1, decided: 1 });

  const deleted = await fetch(`${node.url}${apiPath}/identity`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${meeting.token}` },
  });
  expect(deleted.status).toBe(204);
  expect(await reporterOf(third)).toBeUndefined();
  await decide(third, upheld);
  expect(await reporterOf(second)).toBeUndefined();
  meeting.leave();
});
