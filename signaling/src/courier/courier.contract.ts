import { toBase64Url, utf8 } from '@sotto/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { Courier, CourierMessage } from './courier.ts';

/** A place where several nodes have a courier each. */
export interface CourierTown {
  courier(): Courier;
  close(): Promise<void>;
}

const [ann, ben] = ['ann', 'ben'].map((name) => toBase64Url(utf8(name.padEnd(16)))) as [string, string];
const match = toBase64Url(utf8('match of ann+ben'));

/** What every courier does, whatever carries its messages. */
export function describeCourier(name: string, build: () => Promise<CourierTown>): void {
  describe(`courier: ${name}`, () => {
    const towns: CourierTown[] = [];
    afterEach(async () => {
      for (const town of towns.splice(0)) await town.close();
    });

    /** Two nodes; everything that each hears, and a wait for the next message. */
    async function twoNodes() {
      const town = await build();
      towns.push(town);
      const node = () => {
        const courier = town.courier();
        const heard: [string, CourierMessage][] = [];
        let wake = (): void => {};
        courier.onMessage((session, message) => {
          heard.push([session, message]);
          wake();
        });
        return {
          courier,
          heard,
          async until(count: number) {
            while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve));
            return heard;
          },
        };
      };
      return [node(), node()] as const;
    }

    const left: CourierMessage = { kind: 'over', match, why: 'left' };

    it('brings a message to the node that has the session open, and to no other', async () => {
      const [a, b] = await twoNodes();
      await a.courier.open(ann);
      await b.courier.open(ben);
      a.courier.send(ben, left);
      expect(await b.until(1)).toEqual([[ben, left]]);
      expect(a.heard).toEqual([]);
    });

    it('brings a message to a session of the same node', async () => {
      const [a] = await twoNodes();
      await a.courier.open(ann);
      a.courier.send(ann, left);
      expect(await a.until(1)).toEqual([[ann, left]]);
    });

    it('brings a message to both nodes while a session moves', async () => {
      const [a, b] = await twoNodes();
      await a.courier.open(ann);
      await b.courier.open(ann);
      const moved: CourierMessage = { kind: 'moved', by: 'b', keep: true };
      b.courier.send(ann, moved);
      expect(await a.until(1)).toEqual([[ann, moved]]);
      expect(await b.until(1)).toEqual([[ann, moved]]);
    });

    it('keeps the order of what one node sends to one session', async () => {
      const [a, b] = await twoNodes();
      await b.courier.open(ben);
      const messages = Array.from({ length: 50 }, (_, i): CourierMessage =>
        i % 2 === 0
          ? { kind: 'signal', match, frame: utf8(`{"n":${i}}`) }
          : { kind: 'accepted', match, ask: i % 3 === 0 },
      );
      for (const message of messages) a.courier.send(ben, message);
      const heard = await b.until(messages.length);
      expect(heard.map(([, message]) => readable(message))).toEqual(messages.map(readable));
    });

    it('passes the bytes of a signal on as they are', async () => {
      const [a, b] = await twoNodes();
      await b.courier.open(ben);
      const frame = utf8('{ "t":"signal", "ü": "\\u00e9" }');
      a.courier.send(ben, { kind: 'signal', match, frame });
      const [[, message] = []] = await b.until(1);
      expect(message?.kind === 'signal' && Buffer.from(message.frame).equals(frame)).toBe(true);
    });

    it('brings nothing more to a session that was shut', async () => {
      const [a, b] = await twoNodes();
      await b.courier.open(ann);
      await b.courier.open(ben);
      b.courier.shut(ann);
      await b.courier.open(ben);
      a.courier.send(ann, left);
      a.courier.send(ben, left);
      expect(await b.until(1)).toEqual([[ben, left]]);
    });

    it('loses a message to a session that is nowhere, and nothing else', async () => {
      const [a, b] = await twoNodes();
      await b.courier.open(ben);
      a.courier.send(ann, left);
      a.courier.send(ben, left);
      expect(await b.until(1)).toEqual([[ben, left]]);
    });
  });
}

function readable(message: CourierMessage): unknown {
  return message.kind === 'signal' ? { ...message, frame: Buffer.from(message.frame).toString() } : message;
}
