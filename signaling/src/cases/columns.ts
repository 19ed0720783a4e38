import { customType } from 'drizzle-orm/pg-core';

/** Column types that drizzle has not. */

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** A list of words of a fixed set, none of which holds a comma, as text: simple arrays differ between drivers. */
export function words<Word extends string>(known: readonly Word[]) {
  return customType<{ data: readonly Word[]; driverData: string }>({
    dataType: () => 'text',
    toDriver: (list) => list.join(','),
    fromDriver: (text) => text.split(',').filter((word): word is Word => known.some((one) => one === word)),
  });
}
