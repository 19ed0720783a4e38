import { challengeSchema, type Challenge } from '@sotto/protocol';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../ports.ts';
import { meanGuesses, type CostRules } from './cost.ts';
import { LoadMeter } from './load-meter.ts';
import type { UsedOnce } from './once.ts';

/** A solved challenge as the ALTCHA libraries encode it: base64 of this JSON. */
const proofSchema = z.object({
  challenge: challengeSchema,
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});
type Proof = z.infer<typeof proofSchema>;

export interface ProofOfWorkRules extends CostRules {
  /** PBKDF2 rounds of one guess; the server, too, makes one guess for each challenge. */
  readonly rounds: number;
  readonly ttlS: number;
}

/**
 * Work that a registration has to show (ALTCHA, version 2). Challenges are deterministic: the server picks
 * how many guesses one takes, so that the cost hardly varies, and checks a solution by two HMACs.
 */
export interface ProofOfWork {
  /** A fresh challenge; the more are asked for, above all under one prefix, the more each costs, and `factor` times that. */
  challenge(prefixKey: string, factor?: number): Promise<Challenge>;
  /** Checks a proof without using it up. */
  check(proof: string): Promise<CheckedProof | undefined>;
}

export interface CheckedProof {
  /** Uses the proof up: `true` once, `false` ever after. */
  claim(): Promise<boolean>;
}

export function createProofOfWork(
  rules: ProofOfWorkRules,
  key: Uint8Array,
  parts: { readonly clock: Clock; readonly used: UsedOnce },
): ProofOfWork {
  const load = new LoadMeter(parts.clock);
  const secret = Buffer.from(key).toString('base64');
  const secrets = { hmacSignatureSecret: `challenge:${secret}`, hmacKeySignatureSecret: `key:${secret}` };

  return {
    challenge: async (prefixKey, factor) => {
      const mean = meanGuesses(rules, load.count(prefixKey), factor);
      const challenge = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        deriveKey,
        cost: rules.rounds,
        counter: randomInt(Math.floor(mean / 2), Math.ceil(mean * 1.5) + 1),
        expiresAt: Math.floor(parts.clock() / 1_000) + rules.ttlS,
        ...secrets,
      });
      return challengeSchema.parse(challenge);
    },
    check: async (text) => {
      const proof = parseProof(text);
      if (proof === undefined) return undefined;
      const expiresAtMs = proof.challenge.parameters.expiresAt * 1_000;
      // From that moment on it may be forgotten that it was used.
      if (expiresAtMs <= parts.clock()) return undefined;
      const { verified } = await verifySolution({ ...proof, deriveKey, ...secrets });
      if (!verified) return undefined;
      return { claim: () => parts.used.claim(proof.challenge.signature, expiresAtMs) };
    },
  };
}

function parseProof(text: string): Proof | undefined {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64').toString());
  } catch {
    return undefined;
  }
  const parsed = proofSchema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
