import type { Bytes } from '@sotto/protocol';

/** A picture of one green pixel. */
export const onePixel: Bytes = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNwaEgAAAIkASHFUYmIAAAAAElFTkSuQmCC',
    'base64',
  ),
);
