import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { concatBytes, fromHex, type Bytes } from '../../bytes.ts';
import type { ReportedEnvelope } from '../../report/bundle.ts';
import type { MatchFacts } from '../../report/facts.ts';
import { replaced, somewhere, type Scene, type Tampering } from './scene.ts';

/** Signatures bent until a careless verifier takes them. */

const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const smallPoints: readonly Bytes[] = ED25519_TORSION_SUBGROUP.map((hex) => fromHex(hex) ?? new Uint8Array());

/** The same signature with S + times · L, where that fits into 32 bytes. */
export function malleated(signature: Bytes, times: bigint): Bytes {
  const scalar = signature.subarray(32).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const other = scalar + times * order;
  const encoded = Uint8Array.from({ length: 32 }, (_, i) => Number((other >> BigInt(8 * i)) & 0xffn));
  return concatBytes(signature.subarray(0, 32), encoded);
}

const bent = (name: string, bend: (scene: Scene, signature: Bytes) => Bytes): Tampering => ({
  name,
  by: 'reporter',
  attempt: async (scene) => {
    const at = somewhere(scene.chance, scene.theirs.length);
    const one = at === undefined ? undefined : scene.theirs[at];
    if (at === undefined || one === undefined) return undefined;
    // Where the bytes alone are bent, what they stand under stays true: so something false is said too.
    const said = scene.chance.happens(0.5) ? one : scene.saying(one);
    return {
      bytes: await scene.withTheirs(
        replaced(scene.theirs, at, { ...said, signature: bend(scene, one.signature) }),
      ),
    };
  },
});

/** R of small order and S = 0: under a key of small order that fits every message. */
function universal(scene: Scene): Bytes {
  return concatBytes(scene.chance.pick(smallPoints), new Uint8Array(32));
}

function allSaying(scene: Scene): readonly ReportedEnvelope[] {
  return scene.theirs.map((one) => ({ ...scene.saying(one), signature: universal(scene) }));
}

export const signatures: readonly Tampering[] = [
  bent('S + L', (_scene, signature) => malleated(signature, 1n)),
  bent('S + many L', (scene, signature) => malleated(signature, BigInt(2 + scene.chance.below(12)))),
  bent('high bits of S', (scene, signature) => {
    const bytes = signature.slice();
    bytes[63] = (bytes[63] ?? 0) | (1 << (5 + scene.chance.below(3)));
    return bytes;
  }),
  bent('R of small order, S = 0', (scene) => universal(scene)),
  bent('R of small order', (scene, signature) =>
    concatBytes(scene.chance.pick(smallPoints), signature.subarray(32)),
  ),
  bent('R not canonical', (scene, signature) => {
    const r = new Uint8Array(32).fill(0xff);
    r[0] = 0xed + scene.chance.below(19);
    r[31] = scene.chance.pick([0x7f, 0xff]);
    return concatBytes(r, signature.subarray(32));
  }),
  bent('sign of R', (_scene, signature) => {
    const bytes = signature.slice();
    bytes[31] = (bytes[31] ?? 0) ^ 0x80;
    return bytes;
  }),
  bent('a bit of the signature', (scene, signature) => {
    const bytes = signature.slice();
    const at = scene.chance.below(64);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << scene.chance.below(8));
    return bytes;
  }),
  {
    name: 'a key of small order for the accused',
    by: 'reporter',
    attempt: async (scene) => {
      const card = { ...scene.world.facts[scene.accused], sign: scene.chance.pick(smallPoints) };
      const facts: MatchFacts = { ...scene.world.facts, [scene.accused]: card };
      return { bytes: await scene.withTheirs(allSaying(scene)), facts };
    },
  },
];
