import { randomBytes } from 'node:crypto';
import { toBase64Url } from '@sotto/protocol';
import type { Acting, CaseDesk } from '../cases/case-desk.ts';

export interface RaceOutcome {
  /** Reports that the database has as decided: 1 where none was lost. */
  readonly decisions: number;
  /** Moderators who were told that theirs is the decision. */
  readonly told: number;
}

/**
 * Two moderators want one report: both claim it, and one lets the lease run out just when the other comes. Each decides as soon as it believes that
 * it holds the report, and tries until somebody has decided.
 */
export async function raceOnce(
  desk: CaseDesk,
  id: string,
  random: () => number,
  other: CaseDesk = desk,
): Promise<RaceOutcome> {
  let told = 0;
  const startMs = 1_000_000;
  const compete = async (moderatorId: string, at: CaseDesk): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      // Clocks of two nodes differ, and leases of a moment run out at once.
      const nowMs = startMs + turn * 10 + Math.floor(random() * 20);
      const acting: Acting = { moderatorId, roles: ['moderator'], nowMs };
      const claimed = await at.claim(id, acting, nowMs + Math.floor(random() * 30));
      if (claimed === 'decided') return;
      const settled = await at.decide(id, acting, {
        id: toBase64Url(randomBytes(16)),
        action: 'dismiss',
        guideline: undefined,
        statement: randomBytes(8),
        ban: undefined,
        also: [],
      });
      if (typeof settled !== 'string') told += 1;
      else if (settled === 'decided') return;
    }
  };
  await Promise.all([compete('ann', desk), compete('ben', other)]);
  const view = await desk.view(id);
  const isWhole = view?.report.state === 'decided' && view.decision !== undefined;
  return { decisions: isWhole ? 1 : 0, told };
}
