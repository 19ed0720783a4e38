import * as z from 'zod/mini';

/** The part of the browser's Storage that is used. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One value that is kept on the device as versioned JSON. */
export interface StoredValue<Value> {
  /** `undefined` where nothing is stored, or nothing that fits: what can't be read is removed. */
  load(): Value | undefined;
  /** Keeps nothing where the browser refuses storage; the page works all the same. */
  save(value: Value): void;
  forget(): void;
}

/**
 * @param storage called at each use, since merely naming `localStorage` throws where a browser keeps it closed
 * @param version one that is not this is dropped
 */
export function storedValue<Value>(
  storage: () => TextStorage,
  key: string,
  version: number,
  schema: z.ZodMiniType<Value>,
): StoredValue<Value> {
  const envelope = z.object({ version: z.literal(version), value: schema });
  return {
    load: () => {
      try {
        const text = storage().getItem(key);
        if (text === null) return undefined;
        const parsed = envelope.safeParse(parseJson(text));
        if (parsed.success) return parsed.data.value;
        storage().removeItem(key);
        return undefined;
      } catch {
        return undefined;
      }
    },
    save: (value) => {
      try {
        storage().setItem(key, JSON.stringify({ version, value }));
      } catch {
        return;
      }
    },
    forget: () => {
      try {
        storage().removeItem(key);
      } catch {
        return;
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
