import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventReader, type ServerEvent } from './server-events.ts';

const stream =
  'event: counts\ndata: {"a":1}\n\n: \n\nevent: counts\ndata: {"a":2}\ndata: more\n\ndata:none\n\n';
const events: ServerEvent[] = [
  { event: 'counts', data: '{"a":1}' },
  { event: 'counts', data: '{"a":2}\nmore' },
  { event: 'message', data: 'none' },
];

it('events are the same in whatever pieces they come, and comments are none', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
      const heard: ServerEvent[] = [];
      const read = createEventReader((event) => heard.push(event));
      const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
      places.forEach((at, i) => read(stream.slice(places[i - 1] ?? 0, at)));
      expect(heard).toEqual(events);
    }),
  );
});

it('an event that does not end is given up', () => {
  const read = createEventReader(() => undefined);
  expect(() => read('x'.repeat(1_000_001))).toThrow(RangeError);
});
