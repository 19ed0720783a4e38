import { concatBytes, type Bytes } from '../../bytes.ts';
import { encodeDraft, reportMessage, type ReportDraft } from '../../report/bundle.ts';
import { reportReasons } from '../../report/reasons.ts';
import { sha256 } from '../../crypto/hash.ts';
import { otherRole, roles } from '../../wire/card.ts';
import { malleated } from './signatures.ts';
import type { Scene, Tampering } from './scene.ts';

/** What somebody can do to a signed report on its way, with no key of the match. */

const onTheWay = (name: string, change: (scene: Scene, bytes: Bytes) => Bytes | undefined): Tampering => ({
  name,
  by: 'outsider',
  attempt: async (scene) => {
    const bytes = change(scene, await scene.honest());
    return bytes && { bytes };
  },
});

/** What the report says changed, under the signature that it had. */
const edited = (name: string, edit: (scene: Scene) => Partial<ReportDraft> | undefined): Tampering =>
  onTheWay(name, (scene, bytes) => {
    const change = edit(scene);
    return change && concatBytes(encodeDraft({ ...scene.draft, ...change }), bytes.subarray(-64));
  });

const withSignature = (bytes: Bytes, signature: Bytes): Bytes =>
  concatBytes(bytes.subarray(0, -64), signature);

const flip = (scene: Scene, bytes: Bytes, from: number, to: number): Bytes => {
  const changed = bytes.slice();
  const at = from + scene.chance.below(to - from);
  changed[at] = (changed[at] ?? 0) ^ (1 << scene.chance.below(8));
  return changed;
};

export const outsider: readonly Tampering[] = [
  edited('reporter exchanged', ({ reporter }) => ({ reporter: otherRole(reporter) })),
  edited('reason edited', ({ chance, draft }) => ({
    reason: chance.pick(reportReasons.filter((other) => other !== draft.reason)),
  })),
  edited('comment edited', ({ chance }) => ({ comment: `edited ${chance.u32()}` })),
  edited('ticket replaced', ({ other }) => ({ ticket: other.match.ticket })),
  edited('a line withheld', ({ draft, chance }) => {
    const role = chance.pick(roles);
    const open = draft.chains[role].filter(({ opened }) => opened !== undefined);
    if (open.length === 0) return undefined;
    const one = chance.pick(open);
    const chain = draft.chains[role].map(({ opened, ...envelope }) =>
      envelope.statement === one.statement || opened === undefined ? envelope : { ...envelope, opened },
    );
    return { chains: { ...draft.chains, [role]: chain } };
  }),
  edited('a chain cut at an edge', ({ draft, chance }) => {
    const role = chance.pick(roles);
    const chain = draft.chains[role];
    if (chain.length === 0) return undefined;
    return { chains: { ...draft.chains, [role]: chance.happens(0.5) ? chain.slice(1) : chain.slice(0, -1) } };
  }),
  edited('a file left out', ({ draft }) =>
    draft.files.length > 0 ? { files: draft.files.slice(1) } : undefined,
  ),
  edited('all lines left out', ({ draft }) =>
    draft.chains.initiator.length + draft.chains.answerer.length > 0
      ? { chains: { initiator: [], answerer: [] }, files: [] }
      : undefined,
  ),
  onTheWay('a bit flipped', (scene, bytes) => flip(scene, bytes, 0, bytes.length)),
  onTheWay('a bit of the head flipped', (scene, bytes) => flip(scene, bytes, 0, Math.min(bytes.length, 24))),
  onTheWay('a bit of the signature flipped', (scene, bytes) =>
    flip(scene, bytes, bytes.length - 64, bytes.length),
  ),
  onTheWay('many bytes overwritten', (scene, bytes) => {
    let changed = bytes;
    for (let i = 0; i < 20; i += 1) changed = flip(scene, changed, 0, bytes.length);
    return changed;
  }),
  onTheWay('cut', (scene, bytes) => bytes.slice(0, scene.chance.below(bytes.length))),
  onTheWay('cut in the middle', (scene, bytes) => {
    const at = scene.chance.below(bytes.length - 1);
    return concatBytes(bytes.subarray(0, at), bytes.subarray(at + 1 + scene.chance.below(40)));
  }),
  onTheWay('extended', (scene, bytes) => concatBytes(bytes, scene.chance.bytes(1 + scene.chance.below(40)))),
  onTheWay('extended before the signature', (scene, bytes) =>
    concatBytes(bytes.subarray(0, -64), scene.chance.bytes(1 + scene.chance.below(40)), bytes.subarray(-64)),
  ),
  onTheWay('twice, end to end', (_scene, bytes) => concatBytes(bytes, bytes)),
  onTheWay('of another version', (_scene, bytes) => {
    const changed = bytes.slice();
    changed[13] = '2'.charCodeAt(0);
    return changed;
  }),
  onTheWay('signature with S + L', (_scene, bytes) => withSignature(bytes, malleated(bytes.slice(-64), 1n))),
  onTheWay('no signature', (_scene, bytes) => withSignature(bytes, new Uint8Array(64))),
  {
    name: "signed by the accused in the reporter's name",
    by: 'outsider',
    attempt: async (scene) => {
      const bytes = await scene.honest();
      const { match } = scene.world;
      const message = reportMessage(match.tx, sha256(bytes.slice(0, -64)));
      return { bytes: withSignature(bytes, await match.sign(scene.accused, message)) };
    },
  },
  {
    name: 'signature of another report of the same reporter',
    by: 'outsider',
    attempt: async (scene) => {
      const other = await scene.seal({ ...scene.draft, comment: `another ${scene.chance.u32()}` });
      return { bytes: withSignature(await scene.honest(), other.slice(-64)) };
    },
  },
  {
    name: 'signature of a message in place of that of the report',
    by: 'outsider',
    attempt: async (scene) => {
      const one = scene.own[0];
      return one && { bytes: withSignature(await scene.honest(), one.signature) };
    },
  },
];
