import type { ReportedEnvelope } from '../../report/bundle.ts';
import { noHead, type Statement } from '../../transcript/statement.ts';
import { exchanged, inserted, replaced, somewhere, without, type Scene, type Tampering } from './scene.ts';

/** What a reporter can do to its own messages, for which it has the key. */

const own = (name: string, attempt: Tampering['attempt']): Tampering => ({ name, by: 'reporter', attempt });

/** One own message changed and signed again, the ones after it left as they are. */
const changedAlone = (
  name: string,
  change: (scene: Scene, message: ReportedEnvelope) => Partial<Statement>,
) =>
  own(name, async (scene) => {
    const at = somewhere(scene.chance, scene.own.length);
    const message = at === undefined ? undefined : scene.own[at];
    if (at === undefined || message === undefined) return undefined;
    return {
      bytes: await scene.withOwn(
        replaced(scene.own, at, await scene.signed(message, change(scene, message))),
      ),
    };
  });

/** The own chain changed somewhere, then linked and signed anew from end to end. */
const changedAll = (
  name: string,
  change: (
    scene: Scene,
    chain: readonly ReportedEnvelope[],
    at: number,
  ) => readonly ReportedEnvelope[] | undefined,
) =>
  own(name, async (scene) => {
    const at = somewhere(scene.chance, scene.own.length);
    const chain = at === undefined ? undefined : change(scene, scene.own, at);
    return chain && { bytes: await scene.withOwn(await scene.relinked(chain)) };
  });

const at = (chain: readonly ReportedEnvelope[], index: number): ReportedEnvelope => {
  const message = chain[index];
  if (message === undefined) throw new RangeError('no such message');
  return message;
};

const withStatement = (message: ReportedEnvelope, change: Partial<Statement>): ReportedEnvelope => ({
  ...message,
  statement: { ...message.statement, ...change },
});

export const ownChain: readonly Tampering[] = [
  own('own message rewritten alone', async (scene) => {
    const index = somewhere(scene.chance, scene.own.length);
    if (index === undefined) return undefined;
    const rewritten = await scene.signed(scene.saying(at(scene.own, index)), {});
    return { bytes: await scene.withOwn(replaced(scene.own, index, rewritten)) };
  }),
  changedAll('own message rewritten with all after it', (scene, chain, index) =>
    replaced(chain, index, scene.saying(at(chain, index))),
  ),
  changedAll('own tail rewritten', (scene, chain) =>
    replaced(chain, chain.length - 1, scene.saying(at(chain, chain.length - 1))),
  ),
  changedAll('own tail written on', (scene, chain) => [
    ...chain,
    ...Array.from({ length: 1 + scene.chance.below(3) }, () => scene.saying(at(chain, chain.length - 1))),
  ]),
  changedAll('own message inserted', (scene, chain, index) =>
    inserted(chain, index, scene.saying(at(chain, index))),
  ),
  changedAll('own message removed', (_scene, chain, index) => without(chain, index)),
  changedAll('own messages exchanged', (_scene, chain, index) =>
    index + 1 < chain.length ? exchanged(chain, index) : undefined,
  ),
  own('own message twice', async (scene) => {
    const index = somewhere(scene.chance, scene.own.length);
    if (index === undefined) return undefined;
    return { bytes: await scene.withOwn(inserted(scene.own, index, at(scene.own, index))) };
  }),
  own('own number twice, with two contents', async (scene) => {
    const index = somewhere(scene.chance, scene.own.length);
    if (index === undefined) return undefined;
    const second = await scene.signed(scene.saying(at(scene.own, index)), {});
    return { bytes: await scene.withOwn(inserted(scene.own, index + 1, second)) };
  }),
  own('own numbers moved', async (scene) => {
    if (scene.own.length === 0) return undefined;
    const by = 1 + scene.chance.below(3);
    const first = at(scene.own, 0);
    const moved = withStatement(first, { seq: first.statement.seq + by, prev: scene.chance.bytes(32) });
    return { bytes: await scene.withOwn(await scene.relinked(replaced(scene.own, 0, moved))) };
  }),
  own('own chain begun anew', async (scene) => {
    if (scene.own.length === 0) return undefined;
    const chain = scene.own.map((message) =>
      withStatement(scene.saying(message), { ackSeq: 0, ackHead: noHead }),
    );
    const first = withStatement(at(chain, 0), { seq: 1, prev: noHead });
    return { bytes: await scene.withOwn(await scene.relinked(replaced(chain, 0, first))) };
  }),
  changedAlone('own time changed alone', (scene, { statement }) => ({
    atMs: statement.atMs + 1 + scene.chance.below(10_000),
  })),
  changedAll('own time changed with all after it', (scene, chain, index) => {
    const message = at(chain, index);
    const atMs = Math.max(0, message.statement.atMs + scene.chance.below(2_000) - 1_000);
    return replaced(chain, index, withStatement(message, { atMs }));
  }),
  changedAll('own time before the match or after its end', (scene, chain, index) => {
    const atMs = scene.chance.happens(0.5) ? scene.world.facts.iat - 1 : scene.world.facts.iat + 172_800_001;
    return replaced(chain, index, withStatement(at(chain, index), { atMs }));
  }),
  changedAlone('own salt changed', (scene, message) => scene.saying(message).statement),
  changedAlone('own kind changed', (scene) => ({ kind: scene.chance.pick([0, 1, 2, 3, 4, 255]) })),
  changedAll('acknowledges the future', (scene, chain, index) => {
    const last = scene.theirs.at(-1)?.statement.seq ?? 0;
    const ahead = { ackSeq: last + 1 + scene.chance.below(3), ackHead: scene.chance.bytes(32) };
    return chain.map((message, i) => (i >= index ? withStatement(message, ahead) : message));
  }),
  changedAll('acknowledges another head', (scene, chain, index) => {
    const message = at(chain, index);
    const change = { ackSeq: Math.max(1, message.statement.ackSeq), ackHead: scene.chance.bytes(32) };
    return replaced(chain, index, withStatement(message, change));
  }),
  changedAll('takes an acknowledgement back', (_scene, chain, index) =>
    index > 0 && at(chain, index - 1).statement.ackSeq > 0
      ? replaced(chain, index, withStatement(at(chain, index), { ackSeq: 0, ackHead: noHead }))
      : undefined,
  ),
  changedAll('acknowledges all at once', (scene, chain) => {
    const last = scene.theirs.at(-1);
    if (last === undefined) return undefined;
    const change = { ackSeq: last.statement.seq, ackHead: scene.headOf(last) };
    return chain.map((message) => withStatement(message, change));
  }),
  own('own chain cut at its beginning', async (scene) => {
    if (scene.own.length < 2) return undefined;
    return { bytes: await scene.withOwn(scene.own.slice(1 + scene.chance.below(scene.own.length - 1))) };
  }),
  own('own chain cut at its end and written on', async (scene) => {
    if (scene.own.length < 2) return undefined;
    const kept = scene.own.slice(0, 1 + scene.chance.below(scene.own.length - 1));
    const written = [...kept, scene.saying(at(kept, kept.length - 1))];
    return { bytes: await scene.withOwn([...kept, ...(await scene.relinked(written)).slice(kept.length)]) };
  }),
];
