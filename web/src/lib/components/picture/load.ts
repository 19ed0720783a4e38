import type * as Pictures from '../../pictures/index.ts';

let loading: Promise<typeof Pictures> | undefined;

/** Loads what reads and writes pictures, once; after a failure, anew. */
export function loadPictures(): Promise<typeof Pictures> {
  loading ??= import('../../pictures/index.ts').catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}
