/** The database does not answer now, and may do so later. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway';
}

/** Whether this, or what it was caused by, is a {@link StoreAway}. */
export function isStoreAway(error: unknown): boolean {
  if (error instanceof StoreAway) return true;
  return error instanceof Error && error.cause !== undefined && isStoreAway(error.cause);
}
