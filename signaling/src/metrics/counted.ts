import type { Intake } from '../cases/intake.ts';
import type { CaseService } from '../moderator/cases/service.ts';
import type { RateGate } from '../ports.ts';
import type { Metrics } from './metrics.ts';

/** The same parts, with what comes of their use counted. */

export function countedGate(gate: RateGate, name: string, { limited }: Pick<Metrics, 'limited'>): RateGate {
  return {
    consume: async (key) => {
      const verdict = await gate.consume(key);
      if (!verdict.ok) limited(name);
      return verdict;
    },
  };
}

export function countedIntake(intake: Intake, { report }: Pick<Metrics, 'report'>): Intake {
  return {
    ...intake,
    file: async (bundle) => {
      const filed = await intake.file(bundle);
      report(filed.ok ? 'stored' : filed.error.code);
      return filed;
    },
  };
}

export function countedCases(cases: CaseService, { moderation }: Pick<Metrics, 'moderation'>): CaseService {
  const counted =
    <Args extends unknown[], Answer extends { readonly ok: boolean }>(
      act: (...args: Args) => Promise<Answer>,
      name: (...args: Args) => string,
    ) =>
    async (...args: Args): Promise<Answer> => {
      const answer = await act(...args);
      if (answer.ok) moderation(name(...args));
      return answer;
    };
  return {
    ...cases,
    claim: counted(cases.claim, () => 'claim'),
    evidence: counted(cases.evidence, () => 'open-evidence'),
    escalate: counted(cases.escalate, () => 'escalate'),
    decide: counted(cases.decide, (_by, _id, { action }) => action),
    undo: counted(cases.undo, () => 'undo'),
  };
}
