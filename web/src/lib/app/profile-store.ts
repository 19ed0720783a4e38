import { aboutSchema, nicknameSchema, wantsSchema } from '@sotto/protocol';
import * as z from 'zod/mini';
import { storedValue, type StoredValue, type TextStorage } from './device-store.ts';
import type { Profile } from './state.ts';

const profileSchema: z.ZodMiniType<Profile> = z.strictObject({
  nickname: nicknameSchema,
  about: aboutSchema,
  wants: wantsSchema,
  readReceipts: z.boolean(),
});

/** The profile that this device remembers. */
export function profileStore(storage: () => TextStorage = () => localStorage): StoredValue<Profile> {
  return storedValue(storage, 'sotto.profile', 1, profileSchema);
}
