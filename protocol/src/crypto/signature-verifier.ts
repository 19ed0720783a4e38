import type { Bytes } from '../bytes.ts';

/** Decides on signatures by one key. */
export type SignatureVerifier = (message: Bytes, signature: Bytes) => Promise<boolean>;
