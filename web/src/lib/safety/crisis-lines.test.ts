import { describe, expect, it } from 'vitest';
import { countryOf, crisisLines } from './crisis-lines.ts';

describe('the crisis lines', () => {
  it('stand in the order of their countries’ names, each once', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    const listed = crisisLines.map(({ country }) => names.of(country) ?? '');
    expect(listed).toEqual([...new Set(listed)].sort((a, b) => a.localeCompare(b, 'en')));
  });

  it('are guessed by the browser’s languages, never by the address', () => {
    expect(countryOf(['en-GB', 'en'])).toBe('GB');
    expect(countryOf(['en', 'zh-Hans-CN', 'pt-BR'])).toBe('BR');
    expect(countryOf(['en', 'ja-JP'])).toBeUndefined();
  });
});
