/** One event of a stream of server-sent events (HTML standard §9.2). */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Longer than anything that the server sends. */
const mostChars = 1_000_000;

/** Takes a stream apart as it comes, in pieces of any size. @throws RangeError where an event does not end. */
export function createEventReader(heard: (event: ServerEvent) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    rest += piece;
    if (rest.length > mostChars) throw new RangeError('the event does not end');
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const text of events) {
      const fields = text.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line));
      const named = (name: string) =>
        fields.filter((field) => field?.[1] === name).map((field) => field?.[2]);
      const data = named('data').join('\n');
      if (data !== '') heard({ event: named('event').at(-1) ?? 'message', data });
    }
  };
}
