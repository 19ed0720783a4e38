import { describe, expect, it } from 'vitest';
import { startTracer } from './start-tracer.ts';
import { startCollector } from './testing/collector.ts';
import { noTracer } from './tracer.ts';

describe('traces', () => {
  it('reach the collector, with what was timed within as children and nothing said but what was noted', async () => {
    await using collector = await startCollector();
    const tracer = await startTracer('signaling', collector.url);
    const answer = await tracer.span('request', async (note) => {
      await tracer.span('store report', () => Promise.resolve());
      note({ 'http.route': '/api/v1/reports', 'http.response.status_code': 201 });
      return 'done';
    });
    await tracer.close();
    expect(answer).toBe('done');
    expect(collector.resource()).toEqual([{ key: 'service.name', value: { stringValue: 'signaling' } }]);
    const [child, parent] = collector.spans();
    expect([child?.name, parent?.name]).toEqual(['store report', 'request']);
    expect(child).toMatchObject({ traceId: parent?.traceId, parentSpanId: parent?.spanId, attributes: [] });
    expect(parent?.attributes).toEqual([
      { key: 'http.route', value: { stringValue: '/api/v1/reports' } },
      { key: 'http.response.status_code', value: { intValue: 201 } },
    ]);
  });

  it('say that something failed, and nothing of the text of the error', async () => {
    await using collector = await startCollector();
    const tracer = await startTracer('signaling', collector.url);
    const failing = tracer.span('verify report', () => Promise.reject(new Error('what somebody wrote')));
    await expect(failing).rejects.toThrow('what somebody wrote');
    await tracer.close();
    expect(collector.spans()).toMatchObject([{ status: { code: 2 }, events: [] }]);
    expect(JSON.stringify(collector.spans())).not.toContain('somebody');
  });

  it('keep nothing waiting where the collector is away', async () => {
    const tracer = await startTracer('signaling', 'http://127.0.0.1:9');
    expect(await tracer.span('request', () => Promise.resolve(1))).toBe(1);
    await tracer.close();
  });

  it('are not made where no collector is named', async () => {
    expect(await startTracer('signaling', undefined)).toBe(noTracer);
    expect(await noTracer.span('request', () => Promise.resolve(2))).toBe(2);
  });
});
