import { fromBase64Url, toBase64Url } from '@sotto/protocol';
import type { QueuePlace } from './case-desk.ts';
import type { TextBox } from './text-box.ts';

const about = 'queue-place';
const form = /^(\d{1,2})\.(\d{1,5})\.(-?\d{1,16})\.([\w-]{1,64})$/;

/** A place in the queue as the page before hands it out. In the clear it would tell the head start that its row does not. */
export function sealPlace(box: TextBox, { urgency, independent, placeAtMs, id }: QueuePlace): string {
  return toBase64Url(box.seal(about, `${urgency}.${independent}.${placeAtMs}.${id}`));
}

/** Absent where it is none of ours. */
export function openPlace(box: TextBox, sealed: string): QueuePlace | undefined {
  const bytes = fromBase64Url(sealed);
  const [, urgency, independent, placeAtMs, id] = (bytes && form.exec(opened(box, bytes) ?? '')) ?? [];
  if (id === undefined) return undefined;
  return { urgency: Number(urgency), independent: Number(independent), placeAtMs: Number(placeAtMs), id };
}

function opened(box: TextBox, sealed: Uint8Array): string | undefined {
  try {
    return box.open(about, sealed);
  } catch {
    return undefined;
  }
}
