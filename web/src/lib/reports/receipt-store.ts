import { receiptSchema, reportReasons } from '@sotto/protocol';
import * as z from 'zod/mini';
import { storedValue, type StoredValue, type TextStorage } from '../app/device-store.ts';
import type { KeptReceipt } from '../app/state.ts';

/** Receipts that a device keeps; older ones fall off. */
const mostKept = 50;

const keptSchema: z.ZodMiniType<readonly KeptReceipt[]> = z.array(
  z.strictObject({ receipt: receiptSchema, reason: z.enum(reportReasons), atMs: z.number() }),
);

/** The receipts of this device, newest first. They name no match and nobody. */
export interface ReceiptStore {
  all(): readonly KeptReceipt[];
  add(receipt: KeptReceipt): void;
  remove(receipt: string): void;
  clear(): void;
}

export function receiptStore(storage: () => TextStorage = () => localStorage): ReceiptStore {
  const stored: StoredValue<readonly KeptReceipt[]> = storedValue(storage, 'sotto.receipts', 1, keptSchema);
  const all = (): readonly KeptReceipt[] => stored.load() ?? [];
  const without = (receipt: string): readonly KeptReceipt[] =>
    all().filter((kept) => kept.receipt !== receipt);
  return {
    all,
    add: (kept) => stored.save([kept, ...without(kept.receipt)].slice(0, mostKept)),
    remove: (receipt) => stored.save(without(receipt)),
    clear: () => stored.forget(),
  };
}
