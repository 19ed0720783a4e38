import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUploadRoom, type UploadRoom } from './upload-room.ts';

/** A body that the test sends bit by bit. */
function body() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  return {
    stream,
    send: (bytes: number) => controller.enqueue(new Uint8Array(bytes)),
    end: () => controller.close(),
    fail: () => controller.error(new Error('hung up')),
  };
}

/** An upload, and what became of it. */
function upload(
  room: UploadRoom,
  prefix: string,
  work = (bytes: Uint8Array) => Promise.resolve(bytes.length),
) {
  const { stream, ...rest } = body();
  return { ...rest, answer: room.take(prefix, stream, work) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const kib = 1_024;
const options = { mostBytes: 1_024 * kib, mostOfOne: 256 * kib, mostAtWork: 2 };

describe('the room for uploads', () => {
  it('hands a body over whole', async () => {
    const room = createUploadRoom(options);
    const one = upload(room, 'a');
    for (const bytes of [5, 100_000, 1]) one.send(bytes);
    one.end();
    expect(await one.answer).toEqual({ ok: true, value: 100_006 });
    expect(await room.take('a', null, (bytes) => Promise.resolve(bytes.length))).toEqual({
      ok: true,
      value: 0,
    });
  });

  it('takes a body that comes byte by byte', async () => {
    const one = upload(createUploadRoom(options), 'a');
    for (let sent = 0; sent < 200_000; sent += 1) one.send(1);
    one.end();
    expect(await one.answer).toEqual({ ok: true, value: 200_000 });
  });

  it('refuses a body at the byte that is too much, and not before', async () => {
    const room = createUploadRoom(options);
    const [fits, large] = [upload(room, 'a'), upload(room, 'a')];
    fits.send(256 * kib);
    fits.end();
    large.send(256 * kib);
    large.send(1);
    expect(await fits.answer).toMatchObject({ ok: true });
    expect(await large.answer).toEqual({ ok: false, error: 'too-big' });
  });

  it('lets somebody in though two networks have filled it, and their largest gives way', async () => {
    const room = createUploadRoom(options);
    const greedy = ['a', 'b'].flatMap((prefix) =>
      [200, 250].map((size) => ({ size, ...upload(room, prefix) })),
    );
    for (const { send, size } of greedy) send(size * kib);
    await settle();
    const honest = upload(room, 'c');
    honest.send(200 * kib);
    honest.end();
    expect(await honest.answer).toEqual({ ok: true, value: 200 * kib });
    expect(await greedy[1]?.answer).toEqual({ ok: false, error: 'gave-way' });
    for (const { end } of [greedy[0], greedy[2], greedy[3]].flatMap((one) => one ?? [])) end();
    for (const at of [0, 2, 3]) expect(await greedy[at]?.answer).toMatchObject({ ok: true });
  });

  it('counts a connection that sends nothing, so that those of one network are not without end', async () => {
    const room = createUploadRoom(options);
    const silent = Array.from({ length: 40 }, () => upload(room, 'a'));
    await settle();
    const honest = upload(room, 'b');
    honest.send(10);
    honest.end();
    expect(await honest.answer).toMatchObject({ ok: true });
    const gone = silent.slice(0, 25).map(({ answer }) => answer);
    expect(await Promise.race(gone)).toEqual({ ok: false, error: 'gave-way' });
    for (const { end } of silent) end();
    const answers = await Promise.all(silent.map(({ answer }) => answer));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(15);
  });

  it('works on so many at a time, in their order, and takes nothing from who is worked on', async () => {
    const room = createUploadRoom(options);
    const begun: string[] = [];
    const open = new Map<string, () => void>();
    const slowly = (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name);
        open.set(name, () => resolve(name));
      });
    const answers = ['one', 'two', 'three'].map((name) => room.take('a', null, slowly(name)));
    await settle();
    expect(begun).toEqual(['one', 'two']);
    open.get('two')?.();
    await settle();
    expect(begun).toEqual(['one', 'two', 'three']);
    open.get('one')?.();
    open.get('three')?.();
    expect((await Promise.all(answers)).map((answer) => answer.ok && answer.value)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  it('is free again after a sender hung up and after work that failed', async () => {
    const room = createUploadRoom({ ...options, mostAtWork: 1 });
    const cut = upload(room, 'a');
    cut.send(200 * kib);
    cut.fail();
    await expect(cut.answer).rejects.toThrow('hung up');
    await expect(room.take('a', null, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await room.take('a', null, () => Promise.resolve('done'))).toEqual({ ok: true, value: 'done' });
  });

  it('never takes from a network that has less than the others', async () => {
    const sizes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 256 })), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(sizes, async (given) => {
        const room = createUploadRoom(options);
        const others = given.map(([prefix, size]) => ({ size, ...upload(room, prefix) }));
        for (const { send, size } of others) if (size > 0) send(size * kib);
        const honest = upload(room, 'honest');
        honest.send(60 * kib);
        await settle();
        honest.end();
        expect(await honest.answer).toEqual({ ok: true, value: 60 * kib });
        for (const { end } of others) end();
        await Promise.all(others.map(({ answer }) => answer));
      }),
      { numRuns: 100 },
    );
  });
});
