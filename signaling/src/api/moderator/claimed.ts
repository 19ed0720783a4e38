import { claimedSchema, type ProblemKind, type Result } from '@sotto/protocol';
import type { Context } from 'hono';
import type { Account } from '../../moderator/accounts/account-store.ts';
import { apiFactory, type ApiEnv } from '../context.ts';
import { problem } from '../problem.ts';
import { forModerators } from './described.ts';

/** What somebody claims, reads and gives back undecided: a report, or an appeal. */
interface Claimable<Refusal> {
  /** Answers until when it is held. */
  claim(by: Account, id: string): Promise<Result<number, Refusal>>;
  release(by: Account, id: string): Promise<Result<void, Refusal>>;
  /** A case, as the offline verifier takes it. */
  evidence(by: Account, id: string): Promise<Result<string, Refusal>>;
}

interface ClaimedWords {
  readonly claim: string;
  readonly release: string;
  readonly evidence: string;
}

/**
 * The routes that reports and appeals have alike.
 * @param kinds the problem that each refusal is
 * @param problems those that any of the three can answer with
 */
export function claimedRoutes<Refusal extends string>(
  of: Claimable<Refusal>,
  kinds: Readonly<Record<Refusal, ProblemKind>>,
  problems: readonly ProblemKind[],
  words: ClaimedWords,
) {
  return {
    claim: apiFactory.createHandlers(
      forModerators({
        summary: words.claim,
        success: { status: 200, description: 'It is yours until then', schema: claimedSchema },
        problems: [...problems, 'case-held'],
      }),
      async (c) => {
        const claimed = await of.claim(c.get('moderator'), idOf(c));
        return claimed.ok ? c.json({ heldUntilMs: claimed.value }) : problem(c, kinds[claimed.error]);
      },
    ),
    release: apiFactory.createHandlers(
      forModerators({
        summary: words.release,
        success: { status: 204, description: 'It is free' },
        problems,
      }),
      async (c) => {
        const released = await of.release(c.get('moderator'), idOf(c));
        return released.ok ? c.body(null, 204) : problem(c, kinds[released.error]);
      },
    ),
    /** For the holder alone; each look is in the audit log. */
    evidence: apiFactory.createHandlers(
      forModerators({
        summary: words.evidence,
        success: {
          status: 200,
          description: 'A case, as the offline verifier takes it',
          media: 'application/json',
        },
        problems,
      }),
      async (c) => {
        const evidence = await of.evidence(c.get('moderator'), idOf(c));
        if (!evidence.ok) return problem(c, kinds[evidence.error]);
        return c.body(evidence.value, 200, { 'content-type': 'application/json' });
      },
    ),
  };
}

export function idOf(c: Context<ApiEnv>): string {
  return c.req.param('id') ?? '';
}
