import { describe, expect, it } from 'vitest';
import { appealCommands, appealKeysOf } from './appeal-keys.ts';
import { commandAmong, commandOf, commands, keysOf } from './keys.ts';

const press = (key: string, inControl: 'field' | 'button' | 'none' = 'none', modified = false) =>
  commandOf({ key, inControl, modified });

describe('a key in the console', () => {
  it('does one thing', () => {
    const keys = commands.flatMap((command) => keysOf[command]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const command of commands) for (const key of keysOf[command]) expect(press(key)).toBe(command);
  });

  it('does one thing among the appeals too', () => {
    const keys = appealCommands.flatMap((command) => appealKeysOf[command]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const command of appealCommands)
      for (const key of appealKeysOf[command])
        expect(commandAmong(appealCommands, appealKeysOf, { key, inControl: 'none', modified: false })).toBe(
          command,
        );
  });

  it('does the same with caps lock', () => {
    expect(press('J')).toBe('next');
  });

  it('writes where something is written; only Escape leaves', () => {
    expect(press('j', 'field')).toBeUndefined();
    expect(press('3', 'field')).toBeUndefined();
    expect(press('Escape', 'field')).toBe('back');
  });

  it('leaves Enter to a button, and Ctrl, Alt and Meta to the browser', () => {
    expect(press('Enter', 'button')).toBeUndefined();
    expect(press('j', 'button')).toBe('next');
    expect(press('c', 'none', true)).toBeUndefined();
  });
});
