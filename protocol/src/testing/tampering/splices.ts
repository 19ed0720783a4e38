import { transcriptHash, transcriptVersion } from '../../crypto/binding.ts';
import { sha256 } from '../../crypto/hash.ts';
import { concatBytes, fromBase64Url, utf8, type Bytes } from '../../bytes.ts';
import type { MatchFacts } from '../../report/facts.ts';
import { otherRole } from '../../wire/card.ts';
import { replaced, somewhere, type Scene, type Tampering } from './scene.ts';

/** Parts that are true, in a place where they are not. */

const splice = (name: string, attempt: Tampering['attempt']): Tampering => ({
  name,
  by: 'reporter',
  attempt,
});

const otherDraft = (scene: Scene) => scene.other.match.draft(scene.reporter);

/** Facts that no ticket of this match has. */
const foreignFacts = (name: string, change: (scene: Scene) => Partial<MatchFacts>): Tampering =>
  splice(name, async (scene) => ({
    bytes: await scene.honest(),
    facts: { ...scene.world.facts, ...change(scene) },
  }));

function hashOfVersion(version: number, { matchId, initiator, answerer, iat }: MatchFacts): Bytes {
  const card = ({ sign, seal, fingerprint }: MatchFacts['initiator']): Bytes =>
    concatBytes(sign, seal, fingerprint);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(iat));
  const match = fromBase64Url(matchId) ?? new Uint8Array();
  const head = concatBytes(utf8('sotto/transcript\0'), Uint8Array.of(version), match);
  return sha256(concatBytes(head, card(initiator), card(answerer), time));
}

export const splices: readonly Tampering[] = [
  splice('a message of theirs from another match', async (scene) => {
    const at = somewhere(scene.chance, scene.theirs.length);
    const foreign = otherDraft(scene).chains[scene.accused];
    if (at === undefined || foreign.length === 0) return undefined;
    return { bytes: await scene.withTheirs(replaced(scene.theirs, at, scene.chance.pick(foreign))) };
  }),
  splice('their whole chain from another match', async (scene) => {
    const foreign = otherDraft(scene).chains[scene.accused];
    return foreign.length === 0 ? undefined : { bytes: await scene.withTheirs(foreign) };
  }),
  splice('both chains from another match', async (scene) => {
    const { chains } = otherDraft(scene);
    if (chains.initiator.length + chains.answerer.length === 0) return undefined;
    return { bytes: await scene.seal({ ...scene.draft, chains, files: [] }) };
  }),
  splice('two matches end to end', async (scene) => {
    const foreign = otherDraft(scene).chains[scene.accused];
    const next = foreign[scene.theirs.length];
    return next && { bytes: await scene.withTheirs([...scene.theirs, next]) };
  }),
  splice('their match ticket is of another match', async (scene) => ({
    bytes: await scene.honest(),
    facts: scene.other.facts,
  })),
  splice('a whole report of another match', async (scene) => ({
    bytes: await scene.other.match.report(scene.reporter),
  })),
  splice('signed for another match', async (scene) => ({
    bytes: await scene.seal(scene.draft, scene.other.match.tx),
  })),
  splice('signed for another version', async (scene) => {
    const tx = hashOfVersion(transcriptVersion + 1, scene.world.facts);
    const chains = { ...scene.draft.chains, [scene.reporter]: await scene.relinked(scene.own, tx) };
    return { bytes: await scene.seal({ ...scene.draft, chains }, tx) };
  }),
  splice('own chain of another version', async (scene) => {
    if (scene.own.length === 0) return undefined;
    const tx = hashOfVersion(transcriptVersion + 1, scene.world.facts);
    return { bytes: await scene.withOwn(await scene.relinked(scene.own, tx)) };
  }),
  foreignFacts('time of the match changed', ({ world, chance }) => ({
    iat: world.facts.iat - 1 - chance.below(1_000),
  })),
  foreignFacts('name of the match changed', ({ other }) => ({ matchId: other.facts.matchId })),
  foreignFacts('fingerprint of the match changed', ({ world, accused, chance }) => ({
    [accused]: { ...world.facts[accused], fingerprint: chance.bytes(32) },
  })),
  foreignFacts('sealing key of the match changed', ({ world, reporter, chance }) => ({
    [reporter]: { ...world.facts[reporter], seal: chance.bytes(32) },
  })),
  foreignFacts('sides of the match exchanged', ({ world: { facts } }) => ({
    initiator: facts.answerer,
    answerer: facts.initiator,
  })),
  splice('after the end of the ticket', async (scene) => ({
    bytes: await scene.honest(),
    nowMs: scene.world.facts.exp + 1 + scene.chance.below(100_000),
  })),
  splice('the two chains exchanged', async (scene) => {
    const { initiator, answerer } = scene.draft.chains;
    if (initiator.length + answerer.length === 0) return undefined;
    const chains = { initiator: answerer, answerer: initiator };
    return { bytes: await scene.seal({ ...scene.draft, chains, files: [] }) };
  }),
  splice('one chain in both places', async (scene) => {
    const chain = scene.chance.pick([scene.own, scene.theirs]);
    if (chain.length === 0) return undefined;
    return {
      bytes: await scene.seal({ ...scene.draft, chains: { initiator: chain, answerer: chain }, files: [] }),
    };
  }),
  splice('own messages in their place', async (scene) => {
    if (scene.own.length === 0) return undefined;
    const signed = await Promise.all(scene.own.map((one) => scene.signed(one, { role: scene.accused })));
    const chains = { [scene.reporter]: [], [scene.accused]: signed } as const;
    return {
      bytes: await scene.seal({ ...scene.draft, chains: { ...scene.draft.chains, ...chains }, files: [] }),
    };
  }),
  splice('their messages in the own place', async (scene) => {
    if (scene.theirs.length === 0) return undefined;
    const chains = { [scene.reporter]: scene.theirs, [scene.accused]: [] };
    return {
      bytes: await scene.seal({ ...scene.draft, chains: { ...scene.draft.chains, ...chains }, files: [] }),
    };
  }),
  splice('as the other side', async (scene) => {
    const draft = { ...scene.draft, reporter: otherRole(scene.reporter) };
    return { bytes: await scene.seal(draft) };
  }),
  splice('the same key on another match', async (scene) => ({
    bytes: await scene.seal(
      scene.draft,
      transcriptHash({ ...scene.world.facts, matchId: scene.other.facts.matchId }),
    ),
  })),
];
