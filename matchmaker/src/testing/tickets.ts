import { toBase64Url, utf8, type About, type Wants } from '@sotto/protocol';
import type { Ticket } from '../queue.ts';

/** What a test says about a ticket; everything else is a person who passes every filter that asks nothing. */
export interface TicketSketch extends Partial<Omit<Ticket, 'about' | 'wants'>> {
  readonly about?: Partial<About>;
  readonly wants?: Partial<Wants>;
}

/** Asks nothing of anybody. */
const asksNothing: Wants = {
  sharedLanguage: false,
  minSharedInterests: 0,
  ages: [],
  genders: [],
  regions: [],
  soft: [],
};

/** A ticket whose id, session and handle follow from `name`, entered at the epoch unless the sketch says otherwise. */
export function sketchTicket(name: string, sketch: TicketSketch = {}): Ticket {
  const { about, wants, ...rest } = sketch;
  return {
    id: idFor(`ticket ${name}`),
    pool: 'text',
    session: idFor(`session ${name}`),
    handle: handleOf(name),
    blocks: [],
    recent: [],
    reputation: 0.5,
    priority: 0,
    enteredAtMs: 0,
    payload: `payload of ${name}`,
    ...rest,
    about: { languages: ['en'], interests: [], ...about },
    wants: { ...asksNothing, ...wants },
  };
}

/** The handle that {@link sketchTicket} gives to a name, for other tickets' blocks and recent partners. */
export function handleOf(name: string): string {
  return `handle ${name}`;
}

/** 16 bytes in base64url, different for different names. */
function idFor(name: string): string {
  let a = 2166136261;
  const bytes = new Uint8Array(16);
  for (const [i, byte] of [...utf8(name), ...utf8(name), ...utf8(name)].entries()) {
    a = Math.imul(a ^ byte, 16777619);
    bytes[i % 16] = (bytes[i % 16] ?? 0) ^ (a >>> 24) ^ (a >>> 11);
  }
  return toBase64Url(bytes);
}
