import { limits } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { avoidTokens, noAvoids, recentForMs, withBlock, withRecent } from './avoid-list.ts';
import { avoidToken, nowMs } from './testing/sample.ts';

const many = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'].map(avoidToken);

describe('the avoid list', () => {
  it('keeps the newest blocks, each once', () => {
    const full = [...many, avoidToken('a')].reduce(withBlock, noAvoids);
    expect(full.blocks).toHaveLength(limits.maxBlocks);
    expect(full.blocks[0]).toBe(avoidToken('a'));
    expect(withBlock(full, `${'a'.repeat(58)}b`).blocks).toHaveLength(limits.maxBlocks);
  });

  it('keeps the newest of the people just met, for an hour', () => {
    const list = many.reduce((former, token, i) => withRecent(former, token, nowMs + i), noAvoids);
    expect(list.recent).toHaveLength(limits.maxRecent);
    const [newest] = many.slice(-1);
    expect(avoidTokens(list, nowMs + many.length - 1 + recentForMs).recent).toEqual([]);
    expect(avoidTokens(list, nowMs + many.length - 2 + recentForMs).recent).toEqual([newest]);
  });
});
