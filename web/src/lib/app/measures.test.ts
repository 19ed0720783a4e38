import type { StatementOfReasons } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { matched, Rig, searching, types } from './testing/rig.ts';
import { start, statement } from './testing/sample.ts';
import { viewOf } from './view.ts';

const tell = (rig: Rig, told: StatementOfReasons) =>
  rig.send({
    type: 'socket',
    networkUp: true,
    news: { type: 'frame', frame: { t: 'statement', statement: told } },
  });

describe('a ban', () => {
  const ban = statement('b', 'ban');

  it('ends an open chat at once, says why, and is kept for after a reload', () => {
    const rig = matched(true);
    expect(types(tell(rig, ban))).toEqual([
      'leave',
      'connect-timer',
      'unlink',
      'discard',
      'keep-statement',
      'disconnect',
    ]);
    expect(viewOf(rig.core)).toEqual({ phase: 'banned', statement: ban });
    expect(rig.wantsSocket).toBe(false);
    expect(rig.links.size).toBe(0);
  });

  it('says why where it shuts the door', () => {
    const rig = new Rig();
    rig.send(start);
    const failure = { kind: 'banned', statement: ban } as const;
    rig.send({ type: 'socket', networkUp: true, news: { type: 'trouble', failure } });
    rig.send({ type: 'socket', networkUp: true, news: { type: 'stopped', why: 'refused' } });
    expect(viewOf(rig.core)).toEqual({ phase: 'banned', statement: ban });
  });

  it('can be tried again, and left for the form', () => {
    const rig = searching();
    tell(rig, ban);
    expect(types(rig.send(start))).toEqual(['take-over', 'connect']);
    tell(rig, ban);
    rig.send({ type: 'leave' });
    expect(viewOf(rig.core)).toEqual({ phase: 'idle' });
  });
});

describe('a warning', () => {
  const warnings = [statement('w1', 'warn'), statement('w2', 'warn')] as const;

  it('lets the chat go on, and is there until it was read', () => {
    const rig = matched(true);
    for (const warning of warnings) expect(tell(rig, warning)).toEqual([]);
    expect(viewOf(rig.core).phase).toBe('chatting');
    expect(rig.core.warnings).toEqual(warnings);
    expect(rig.send({ type: 'acknowledge', receipt: 'w1' })).toEqual([
      { type: 'acknowledge', receipt: 'w1' },
    ]);
    expect(rig.core.warnings).toEqual([warnings[1]]);
    expect(rig.send({ type: 'acknowledge', receipt: 'w1' })).toEqual([]);
  });

  it('that comes again is the same', () => {
    const rig = searching();
    tell(rig, warnings[0]);
    tell(rig, warnings[0]);
    expect(rig.core.warnings).toEqual([warnings[0]]);
  });
});
