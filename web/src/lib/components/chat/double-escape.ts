/** Two presses within this time mean panic; slower ones close a menu and then a dialog. */
export const doubleEscapeMs = 500;

export interface KeyPress {
  readonly key: string;
  /** Held down, a key repeats: that is one press. */
  readonly repeat: boolean;
  /** Esc inside an input method takes back a composition and means nothing else. */
  readonly isComposing: boolean;
  readonly timeStamp: number;
}

/**
 * Tells the second of two quick presses of Esc with no other key between.
 * @returns a function to feed with every key press; `true` for the one that completes the pair. A press that is `spent` closes
 * something in which a slip would cost too much: it is no part of a pair.
 */
export function watchDoubleEscape(): (press: KeyPress, spent?: boolean) => boolean {
  let firstAtMs: number | undefined;
  return ({ key, repeat, isComposing, timeStamp }, spent = false) => {
    if (repeat || isComposing) return false;
    if (key !== 'Escape' || spent) {
      firstAtMs = undefined;
      return false;
    }
    const completes = firstAtMs !== undefined && timeStamp - firstAtMs <= doubleEscapeMs;
    firstAtMs = completes ? undefined : timeStamp;
    return completes;
  };
}
