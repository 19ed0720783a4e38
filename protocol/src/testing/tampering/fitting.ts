import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { concatBytes, fromHex, type Bytes } from '../../bytes.ts';
import type { ReportedEnvelope } from '../../report/bundle.ts';
import { inOrder } from '../../report/order.ts';
import { encodeStatement, headOf } from '../../transcript/statement.ts';
import { otherRole, type Role } from '../../wire/card.ts';
import { malleated } from './signatures.ts';
import type { Scene, Tampering } from './scene.ts';

/**
 * Another conversation in which everything fits: every hash, acknowledgement, number, time and commitment. Nothing but the
 * signatures of the accused stands against it, so these are what is forged, in every way.
 */

/** Signs in the accused's place. `truly` is what the accused did sign at this number. */
type Forge = (scene: Scene, signed: Bytes, truly: ReportedEnvelope) => Promise<Bytes> | Bytes;

type Change = (scene: Scene, message: ReportedEnvelope) => ReportedEnvelope;

async function rebuilt(scene: Scene, change: Change, forge: Forge): Promise<Bytes> {
  const { tx } = scene.world.match;
  const heads = new Map<string, Bytes>();
  const head = (role: Role, seq: number): Bytes | undefined => heads.get(`${role} ${seq}`);
  const chains: Record<Role, ReportedEnvelope[]> = { initiator: [], answerer: [] };
  for (const message of inOrder(scene.draft.chains)) {
    const changed = change(scene, message);
    const { role, seq, prev, ackSeq, ackHead } = changed.statement;
    const statement = {
      ...changed.statement,
      prev: head(role, seq - 1) ?? prev,
      ackHead: head(otherRole(role), ackSeq) ?? ackHead,
    };
    const signed = encodeStatement(tx, statement);
    heads.set(`${role} ${seq}`, headOf(signed));
    const signature =
      role === scene.reporter
        ? await scene.world.match.sign(role, signed)
        : await forge(scene, signed, message);
    chains[role].push({ ...changed, statement, signature });
  }
  return scene.seal({ ...scene.draft, chains, files: [] });
}

const sayOtherwise =
  (whose: 'own' | 'theirs'): Change =>
  (scene, message) =>
    (message.statement.role === scene.reporter) === (whose === 'own') ? scene.saying(message) : message;

const forges: Readonly<Record<string, Forge>> = {
  'the own key': (scene, signed) => scene.world.match.sign(scene.reporter, signed),
  'random bytes': (scene) => scene.chance.bytes(64),
  'no bytes': () => new Uint8Array(64),
  'the true signatures': (_scene, _signed, { signature }) => signature,
  'the true signatures with S + L': (_scene, _signed, { signature }) => malleated(signature, 1n),
  'R of small order': (scene) =>
    concatBytes(fromHex(scene.chance.pick(ED25519_TORSION_SUBGROUP)) ?? new Uint8Array(), new Uint8Array(32)),
  'signatures of another match': (scene, _signed, { statement, signature }) => {
    const chain = scene.other.match.draft(scene.reporter).chains[statement.role];
    return chain[statement.seq - 1]?.signature ?? signature;
  },
};

const conversations: Readonly<Record<string, Change>> = {
  'they say something else': sayOtherwise('theirs'),
  'they acknowledge what was not said': sayOtherwise('own'),
  'they say it at another time': (scene, message) =>
    message.statement.role === scene.accused
      ? { ...message, statement: { ...message.statement, atMs: message.statement.atMs + 1 } }
      : message,
};

export const fitting: readonly Tampering[] = Object.entries(conversations).flatMap(([what, change]) =>
  Object.entries(forges).map(([how, forge]): Tampering => ({
    name: `all fits, ${what}: ${how}`,
    by: 'reporter',
    attempt: async (scene) =>
      scene.theirs.length === 0 ? undefined : { bytes: await rebuilt(scene, change, forge) },
  })),
);
