import { expect, it } from 'vitest';
import { languageOf } from './languages.ts';

it('prefers English, then the first language that has a model', () => {
  expect(languageOf(['de', 'en'])).toBe('en');
  expect(languageOf(['es', 'pt-BR', 'de'])).toBe('pt');
});

it('has none for other languages', () => {
  expect(languageOf(['es', 'ja'])).toBeUndefined();
  expect(languageOf([])).toBeUndefined();
});
