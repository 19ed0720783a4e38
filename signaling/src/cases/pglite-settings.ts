import { PGlite } from '@electric-sql/pglite';

/**
 * Little memory, since the table is small; and every change is on the disk before it is answered, a receipt is a promise. PGlite leaves both
 * otherwise, and its `fsync` needs `DurableFiles` besides, which knows no `fdatasync`.
 */
export const startParams = [
  ...PGlite.defaultStartParams,
  ...['-c', 'shared_buffers=8MB'],
  ...['-c', 'fsync=on'],
  ...['-c', 'wal_sync_method=fsync'],
];
