import type { ReportedFile } from '../../report/bundle.ts';
import { contentKinds, decodeContent, encodeContent } from '../../transcript/content.ts';
import { manifestOf } from '../../transcript/manifest.ts';
import { commitmentOf } from '../../transcript/statement.ts';
import type { Role } from '../../wire/card.ts';
import { replaced, type Scene, type Tampering } from './scene.ts';

/** What a reporter can do to the files that were sent. */

const file = (
  name: string,
  change: (scene: Scene, one: ReportedFile) => readonly ReportedFile[] | undefined,
): Tampering => ({
  name,
  by: 'reporter',
  attempt: async (scene) => {
    if (scene.draft.files.length === 0) return undefined;
    const one = scene.chance.pick(scene.draft.files);
    const files = change(scene, one);
    return files && { bytes: await scene.seal({ ...scene.draft, files: files.slice(0, 8) }) };
  },
});

const others = (scene: Scene, one: ReportedFile): readonly ReportedFile[] =>
  scene.draft.files.filter((other) => other !== one);

/** A message of a side that tells of no file, or whose manifest is withheld. */
const without = (scene: Scene, role: Role) =>
  scene.draft.chains[role].find(
    ({ statement, opened }) => statement.kind !== contentKinds.file || opened === undefined,
  );

export const files: readonly Tampering[] = [
  file('a file replaced', (scene, one) => [
    ...others(scene, one),
    { ...one, bytes: scene.chance.bytes(one.bytes.length) },
  ]),
  file('a bit of a file', (scene, one) => {
    const bytes = one.bytes.slice();
    const at = scene.chance.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << scene.chance.below(8));
    return [...others(scene, one), { ...one, bytes }];
  }),
  file('a file cut', (scene, one) => [...others(scene, one), { ...one, bytes: one.bytes.slice(0, -1) }]),
  file('a file with more', (scene, one) => [
    ...others(scene, one),
    { ...one, bytes: Uint8Array.of(...one.bytes, 0) },
  ]),
  file('a file twice', (scene, one) => [...scene.draft.files, one]),
  file('a file under another message', (scene, one) => {
    const place = without(scene, scene.chance.pick(['initiator', 'answerer']));
    return place && [...others(scene, one), { ...one, role: place.statement.role, seq: place.statement.seq }];
  }),
  file('a file under no message', (scene, one) => [...others(scene, one), { ...one, seq: one.seq + 1_000 }]),
  file("a file under the other side's number", (scene, one) => [
    ...others(scene, one),
    { ...one, role: one.role === 'initiator' ? 'answerer' : 'initiator' },
  ]),
  {
    name: 'a manifest edited to fit another file',
    by: 'reporter',
    attempt: async (scene) => {
      const at = scene.theirs.findIndex(
        ({ statement, opened }) => statement.kind === contentKinds.file && opened !== undefined,
      );
      const one = scene.theirs[at];
      const content = one?.opened && decodeContent(contentKinds.file, one.opened.body);
      if (one?.opened === undefined || content?.type !== 'file') return undefined;
      const bytes = scene.chance.bytes(200);
      const body = encodeContent({ type: 'file', manifest: manifestOf(content.manifest.type, bytes) });
      const { salt } = one.opened;
      const committed = scene.chance.happens(0.5);
      const commitment = committed ? commitmentOf(salt, body) : one.statement.commitment;
      const edited = { ...one, opened: { salt, body }, statement: { ...one.statement, commitment } };
      const chains = { ...scene.draft.chains, [scene.accused]: replaced(scene.theirs, at, edited) };
      const told = [{ role: scene.accused, seq: one.statement.seq, bytes }];
      return { bytes: await scene.seal({ ...scene.draft, chains, files: told }) };
    },
  },
];
