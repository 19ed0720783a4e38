import type { ReportedEnvelope } from '../../report/bundle.ts';
import { contentKinds } from '../../transcript/content.ts';
import type { Statement } from '../../transcript/statement.ts';
import { exchanged, inserted, replaced, somewhere, without, type Scene, type Tampering } from './scene.ts';

/** What a reporter can do to the accused's messages, for which it has no key. */

const theirs = (
  name: string,
  change: (
    scene: Scene,
    chain: readonly ReportedEnvelope[],
    at: number,
  ) => readonly ReportedEnvelope[] | undefined,
): Tampering => ({
  name,
  by: 'reporter',
  attempt: async (scene) => {
    const at = somewhere(scene.chance, scene.theirs.length);
    const chain = at === undefined ? undefined : change(scene, scene.theirs, at);
    return chain && { bytes: await scene.withTheirs(chain) };
  },
});

/** One message changed in place. */
const message = (
  name: string,
  change: (scene: Scene, message: ReportedEnvelope) => ReportedEnvelope | undefined,
): Tampering =>
  theirs(name, (scene, chain, at) => {
    const one = chain[at];
    const changed = one && change(scene, one);
    return changed && replaced(chain, at, changed);
  });

/** One field of one statement changed in place. */
const field = (
  name: string,
  change: (scene: Scene, statement: Statement) => Partial<Statement> | undefined,
): Tampering =>
  message(name, (scene, one) => {
    const fields = change(scene, one.statement);
    return fields && { ...one, statement: { ...one.statement, ...fields } };
  });

const open = (one: ReportedEnvelope, change: (salt: Uint8Array, body: Uint8Array) => void) => {
  if (one.opened === undefined || one.opened.body.length === 0) return undefined;
  const opened = { salt: one.opened.salt.slice(), body: one.opened.body.slice() };
  change(opened.salt, opened.body);
  return { ...one, opened };
};

const flip = (scene: Scene, bytes: Uint8Array): void => {
  const at = scene.chance.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << scene.chance.below(8));
};

const forgedWith = (
  name: string,
  signature: (scene: Scene, one: ReportedEnvelope) => Promise<ReportedEnvelope> | ReportedEnvelope,
): Tampering => ({
  name,
  by: 'reporter',
  attempt: async (scene) => {
    const at = somewhere(scene.chance, scene.theirs.length);
    const one = at === undefined ? undefined : scene.theirs[at];
    if (at === undefined || one === undefined) return undefined;
    return { bytes: await scene.withTheirs(replaced(scene.theirs, at, await signature(scene, one))) };
  },
});

export const accusedChain: readonly Tampering[] = [
  message('their body edited', (scene, one) => open(one, (_salt, body) => flip(scene, body))),
  message('their salt edited', (scene, one) => open(one, (salt) => flip(scene, salt))),
  message('their body replaced with its commitment', (scene, one) => scene.saying(one)),
  message(
    'their body emptied',
    (_scene, one) => one.opened && { ...one, opened: { ...one.opened, body: new Uint8Array() } },
  ),
  message('a byte moved between their salt and body', (_scene, one) => {
    if (one.opened === undefined) return undefined;
    const whole = Uint8Array.of(...one.opened.salt, ...one.opened.body);
    return {
      ...one,
      opened: { salt: whole.slice(1, 33), body: Uint8Array.of(whole[0] ?? 0, ...whole.slice(33)) },
    };
  }),
  theirs('their bodies exchanged', (_scene, chain, at) => {
    const [one, other] = [chain[at], chain[at + 1]];
    if (one?.opened === undefined || other?.opened === undefined) return undefined;
    return replaced(replaced(chain, at, { ...one, opened: other.opened }), at + 1, {
      ...other,
      opened: one.opened,
    });
  }),
  theirs('their commitments exchanged, bodies along', (_scene, chain, at) => {
    const [one, other] = [chain[at], chain[at + 1]];
    if (one?.opened === undefined || other?.opened === undefined) return undefined;
    const say = (at: ReportedEnvelope, as: ReportedEnvelope): ReportedEnvelope => ({
      ...at,
      ...(as.opened && { opened: as.opened }),
      statement: { ...at.statement, kind: as.statement.kind, commitment: as.statement.commitment },
    });
    return replaced(replaced(chain, at, say(one, other)), at + 1, say(other, one));
  }),
  field('their time changed', (scene, { atMs }) => ({
    atMs: Math.max(0, atMs + scene.chance.below(2_001) - 1_000),
  })),
  field('their kind changed', (scene, { kind }) => ({
    kind: scene.chance.pick([0, 1, 2, 3, 4, 255].filter((other) => other !== kind)),
  })),
  message('their file turned into a text', (_scene, one) =>
    one.statement.kind === contentKinds.file
      ? { ...one, statement: { ...one.statement, kind: contentKinds.text } }
      : undefined,
  ),
  field('their number changed', (scene, { seq }) => ({ seq: seq + scene.chance.pick([-1, 1, 2]) })),
  field('their link to the message before changed', (scene) => ({ prev: scene.chance.bytes(32) })),
  field('their side changed', (scene) => ({ role: scene.reporter })),
  field('their acknowledgement raised to the own tail', (scene) => {
    const tail = scene.own.at(-1);
    return tail && { ackSeq: tail.statement.seq, ackHead: scene.headOf(tail) };
  }),
  field('their acknowledgement lowered', (_scene, { ackSeq }) =>
    ackSeq > 0 ? { ackSeq: ackSeq - 1 } : undefined,
  ),
  field('their acknowledged head replaced', (scene, { ackSeq }) =>
    ackSeq > 0 ? { ackHead: scene.chance.bytes(32) } : undefined,
  ),
  theirs('a middle message of theirs left out', (_scene, chain, at) =>
    at > 0 && at + 1 < chain.length ? without(chain, at) : undefined,
  ),
  theirs('their middle left out and what follows renumbered', (_scene, chain, at) =>
    at > 0 && at + 1 < chain.length
      ? without(chain, at).map((one, i) =>
          i < at ? one : { ...one, statement: { ...one.statement, seq: one.statement.seq - 1 } },
        )
      : undefined,
  ),
  theirs('their messages exchanged', (_scene, chain, at) =>
    at + 1 < chain.length ? exchanged(chain, at) : undefined,
  ),
  theirs('a message of theirs replayed', (_scene, chain, at) => {
    const one = chain[at];
    return one && [...chain, one];
  }),
  theirs('a message of theirs twice', (_scene, chain, at) => {
    const one = chain[at];
    return one && inserted(chain, at, one);
  }),
  theirs('a replayed message of theirs renumbered', (_scene, chain, at) => {
    const [one, last] = [chain[at], chain.at(-1)];
    return (
      one && last && [...chain, { ...one, statement: { ...one.statement, seq: last.statement.seq + 1 } }]
    );
  }),
  theirs('their chain turned round', (_scene, chain) => (chain.length > 1 ? chain.toReversed() : undefined)),
  forgedWith('their message forged with the own key', (scene, one) => scene.signed(scene.saying(one), {})),
  forgedWith('their message forged with random bytes', (scene, one) => ({
    ...scene.saying(one),
    signature: scene.chance.bytes(64),
  })),
  forgedWith('their message forged with no signature', (scene, one) => ({
    ...scene.saying(one),
    signature: new Uint8Array(64),
  })),
  forgedWith('a signature of theirs put under another message', (scene, one) => ({
    ...one,
    signature: scene.chance.pick(scene.theirs).signature,
    statement: { ...one.statement, atMs: one.statement.atMs + 1 },
  })),
  {
    name: 'their tail written on with the own key',
    by: 'reporter',
    attempt: async (scene) => {
      const last = scene.theirs.at(-1);
      if (last === undefined) return undefined;
      const { seq } = last.statement;
      const next = { seq: seq + 1, prev: scene.headOf(last) };
      return {
        bytes: await scene.withTheirs([...scene.theirs, await scene.signed(scene.saying(last), next)]),
      };
    },
  },
  {
    name: 'an acknowledgement of theirs made up for the own tail',
    by: 'reporter',
    attempt: async (scene) => {
      const [last, tail] = [scene.theirs.at(-1), scene.own.at(-1)];
      if (last === undefined || tail === undefined) return undefined;
      const made = await scene.signed(scene.saying(last, 'yes'), {
        seq: last.statement.seq + 1,
        prev: scene.headOf(last),
        ackSeq: tail.statement.seq,
        ackHead: scene.headOf(tail),
      });
      return { bytes: await scene.withTheirs([...scene.theirs, made]) };
    },
  },
];
