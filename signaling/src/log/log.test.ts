import { describe, it, expect } from 'vitest';
import { createLog, errorFields, type LogFields } from './log.ts';

function captured() {
  const lines: string[] = [];
  return { lines, destination: { write: (line: string) => void lines.push(line) } };
}

describe('log', () => {
  it('writes the event and its fields as one line of JSON', () => {
    const { lines, destination } = captured();
    createLog('info', destination).info('request', { method: 'GET', status: 200 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'request', method: 'GET', status: 200 });
  });

  it('drops a field that is not on the list, whatever the types were told', () => {
    const { lines, destination } = captured();
    const smuggled = { status: 200, nickname: 'ann', address: '203.0.113.7' } as LogFields;
    createLog('info', destination).info('request', smuggled);
    expect(lines.join()).not.toMatch(/ann|203\.0\.113\.7/);
  });

  it('stays silent below its level', () => {
    const { lines, destination } = captured();
    createLog('warn', destination).info('request');
    expect(lines).toEqual([]);
  });

  it('tells where an exception was thrown, but not its message', () => {
    const fields = errorFields(new TypeError('cannot parse ann@example.org'));
    expect(fields.code).toBe('TypeError');
    expect(fields.where).toContain('log.test.ts');
    expect(JSON.stringify(fields)).not.toContain('example.org');
  });
});
