import { startCollector } from '@sotto/telemetry/testing';
import { expect, it } from 'vitest';
import { fileReport } from '../testing/file-report.ts';
import { meetAt } from '../testing/meet.ts';
import { startTestServer } from '../testing.ts';

// The embedded database takes seconds to begin on a busy machine.
it(
  'traces tell requests, sockets and the steps of a report, and nobody’s name',
  { timeout: 30_000 },
  async () => {
    await using collector = await startCollector();
    const server = await startTestServer({ config: { tracesTo: collector.url } });
    const { chat, token, people, leave } = await meetAt(server.url);
    await chat.say('answerer', 'give me your address');
    const bundle = await chat.report('initiator', { reason: 'threats' });
    expect((await fileReport(server.url, token, bundle)).status).toBe(200);
    leave();
    await server.stop();

    const spans = collector.spans();
    const report = spans.find(({ attributes }) => JSON.stringify(attributes).includes('/reports'));
    const steps = spans.filter(({ parentSpanId }) => parentSpanId === report?.spanId);
    expect(steps.map(({ name }) => name)).toEqual(['verify report', 'store report']);
    expect(spans.filter(({ name }) => name === 'open socket')).toMatchObject([
      { attributes: [{ key: 'sotto.outcome', value: { stringValue: 'opened' } }] },
      { attributes: [{ key: 'sotto.outcome', value: { stringValue: 'opened' } }] },
    ]);
    const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    expect([...keys].sort()).toEqual([
      'http.request.method',
      'http.response.status_code',
      'http.route',
      'sotto.outcome',
      'sotto.request_id',
    ]);
    // Without what is random: sooner or later that spells any short name.
    const ids = new Set(['traceId', 'spanId', 'parentSpanId']);
    const told = JSON.stringify(spans, (key, value: unknown) => {
      if (ids.has(key)) return undefined;
      return isRequestId(value) ? { key: value.key } : value;
    });
    expect(told).toContain('sotto.request_id');
    for (const name of ['Ann', 'Ben', '127.0.0.1', token, ...Object.values(people)])
      expect(told).not.toContain(name);
  },
);

function isRequestId(value: unknown): value is { readonly key: string } {
  return typeof value === 'object' && value !== null && 'key' in value && value.key === 'sotto.request_id';
}
