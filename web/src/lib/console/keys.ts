/** What a key does in the console. */
export const commands = [
  'next',
  'previous',
  'open',
  'back',
  'claim',
  'release',
  'dismiss',
  'false-report',
  'warn',
  'ban',
  'escalate',
  'note',
  'hold',
  'appeals',
  'undo',
  'refresh',
  'help',
] as const;
export type Command = (typeof commands)[number];

/** Keys that do the same in every list of the console. */
export const listKeys = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['Enter', 'o'],
  back: ['Escape', 'u'],
  claim: ['c'],
  release: ['x'],
  refresh: ['r'],
  help: ['?'],
} as const;

/** Keys by what they do; the first is the one that is shown. */
export const keysOf: Readonly<Record<Command, readonly string[]>> = {
  ...listKeys,
  dismiss: ['1'],
  'false-report': ['2'],
  warn: ['w'],
  ban: ['3'],
  escalate: ['4'],
  note: ['n'],
  hold: ['h'],
  appeals: ['a'],
  undo: ['z'],
};

export interface Press {
  readonly key: string;
  /** Ctrl, Alt or Meta: those are the browser's. */
  readonly modified: boolean;
  /** The focus is where keys write or choose something. */
  readonly inControl: 'field' | 'button' | 'none';
}

/** The command of a key among the reports. */
export function commandOf(press: Press): Command | undefined {
  return commandAmong(commands, keysOf, press);
}

/** The command of a key, if it has one here. In a field only Escape has; on a button, Enter is the button's. */
export function commandAmong<Name extends string>(
  names: readonly Name[],
  keys: Readonly<Record<Name, readonly string[]>>,
  { key, modified, inControl }: Press,
): Name | undefined {
  if (modified) return undefined;
  if (inControl === 'field' && key !== 'Escape') return undefined;
  if (inControl === 'button' && key === 'Enter') return undefined;
  return names.find((name) => keys[name].includes(key.length === 1 ? key.toLowerCase() : key));
}

/** Where the focus is, in the terms of {@link Press}. */
export function controlOf(target: EventTarget | null): Press['inControl'] {
  if (!(target instanceof Element)) return 'none';
  if (target.closest('input, textarea, select, [contenteditable]')) return 'field';
  return target.closest('button, a, summary') ? 'button' : 'none';
}
