import type { BrowserContext, Page } from '@playwright/test';

/** Clients that do otherwise than the app: changes to the browser below it, made before the page loads. */

declare global {
  /** In a page of {@link stallPictures}: lets the rest of the chunks go. */
  var letPicturesGo: () => void;
}

/**
 * After so many chunks the line takes no more of them, though it takes messages: what a slow line does, at a place that the
 * test knows. {@link letPicturesGo} ends that.
 */
export async function stallPictures(context: BrowserContext, chunks: number): Promise<void> {
  await context.addInitScript((most) => {
    const chunkType = 11;
    /** Above what the app leaves to pictures, below what it leaves to messages. */
    const fullBytes = 200_000;
    const { prototype } = RTCDataChannel;
    const send = prototype.send as (this: RTCDataChannel, data: ArrayBufferView) => void;
    const buffered = Object.getOwnPropertyDescriptor(prototype, 'bufferedAmount');
    const stalled = new Set<RTCDataChannel>();
    let left = most;
    prototype.send = function (this: RTCDataChannel, data: unknown) {
      if (new Uint8Array((data as ArrayBufferView).buffer)[0] === chunkType) left -= 1;
      if (left === 0) stalled.add(this);
      send.call(this, data as ArrayBufferView);
    };
    Object.defineProperty(prototype, 'bufferedAmount', {
      get(this: RTCDataChannel) {
        return stalled.has(this) ? fullBytes : (buffered?.get?.call(this) as number);
      },
    });
    globalThis.letPicturesGo = () => {
      const channels = [...stalled];
      left = Infinity;
      stalled.clear();
      for (const channel of channels) channel.dispatchEvent(new Event('bufferedamountlow'));
    };
  }, chunks);
}

/** Alters a byte of one chunk on its way out, below what seals it. */
export async function corruptChunk(context: BrowserContext, index: number): Promise<void> {
  await context.addInitScript((which) => {
    const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: ArrayBufferView) => void;
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
      const bytes = new Uint8Array((data as Uint8Array).slice());
      const isIt = bytes[0] === 11 && new DataView(bytes.buffer).getUint32(5) === which;
      if (isIt) bytes[100] = (bytes[100] ?? 0) ^ 1;
      send.call(this, bytes);
    };
  }, index);
}

/** Makes each picture that the page writes as large as may be, by bytes behind its end. */
export async function inflatePictures(context: BrowserContext, sizeBytes: number): Promise<void> {
  await context.addInitScript((most) => {
    const { prototype } = OffscreenCanvas;
    const convert = prototype.convertToBlob;
    prototype.convertToBlob = async function (this: OffscreenCanvas, options?: ImageEncodeOptions) {
      const blob = await convert.call(this, options);
      return new Blob([blob, new Uint8Array(Math.max(0, most - blob.size))], { type: blob.type });
    };
  }, sizeBytes);
}

export async function letPicturesGo(page: Page): Promise<void> {
  await page.evaluate(() => globalThis.letPicturesGo());
}
