/**
 * Entries of Redis streams as ioredis gives them. It brings replies of reads to one form for RESP2 and RESP3, but
 * only where the command is called by its lower-case name.
 */

export interface StreamEntry {
  readonly id: string;
  /** Fields and values in turn. */
  readonly items: readonly string[];
}

/** The entries in a reply to XREAD or XREADGROUP for one stream; none where the read timed out. */
export function entriesOfRead(reply: unknown): StreamEntry[] {
  if (!Array.isArray(reply)) return [];
  const [stream] = reply;
  return Array.isArray(stream) ? entriesOf(stream[1]) : [];
}

/** A part of an XAUTOCLAIM: where to go on (`0-0`: done), and the entries. */
export function entriesOfAutoclaim(reply: unknown): {
  readonly cursor: string;
  readonly entries: StreamEntry[];
} {
  if (!Array.isArray(reply)) return { cursor: '0-0', entries: [] };
  return { cursor: String(reply[0]), entries: entriesOf(reply[1]) };
}

/** The id right after another. */
export function nextId(id: string): string {
  const [ms = '0', sequence = '0'] = id.split('-');
  return `${ms}-${Number(sequence) + 1}`;
}

function entriesOf(list: unknown): StreamEntry[] {
  if (!Array.isArray(list)) return [];
  return list
    .filter(Array.isArray)
    .map(([id, items]) => ({ id: String(id), items: Array.isArray(items) ? items.map(String) : [] }));
}
