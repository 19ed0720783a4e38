import type { Strictness } from '@sotto/moderation-models';
import * as z from 'zod/mini';
import { storedValue, type StoredValue, type TextStorage } from '../app/device-store.ts';

/** As in moderation-models, whose code is not loaded just for their names. */
const schema: z.ZodMiniType<Strictness> = z.enum(['strict', 'standard', 'relaxed']);

/** How much the person at this device wants to be spared; kept on the device and told to nobody. */
export function strictnessStore(storage: () => TextStorage = () => localStorage): StoredValue<Strictness> {
  return storedValue(storage, 'sotto.strictness', 1, schema);
}
