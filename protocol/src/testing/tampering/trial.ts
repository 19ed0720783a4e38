import { equalBytes, type Bytes } from '../../bytes.ts';
import { decodeReport, type BundleRefusal, type Report } from '../../report/bundle.ts';
import type { MatchFacts } from '../../report/facts.ts';
import type { ReportRefusal, ReportRefusalCode } from '../../report/refusals.ts';
import type { Verdict } from '../../report/verdict.ts';
import { verifyReport } from '../../report/verify.ts';
import type { Result } from '../../result.ts';
import { otherRole, roles, type Role } from '../../wire/card.ts';
import { Chance } from '../chance.ts';
import { accusedChain } from './accused-chain.ts';
import { files } from './files.ts';
import { fitting } from './fitting.ts';
import { liesOf } from './oracle.ts';
import { outsider } from './outsider.ts';
import { ownChain } from './own-chain.ts';
import { Scene, honestDraft, type Tampering } from './scene.ts';
import { signatures } from './signatures.ts';
import { splices } from './splices.ts';
import { makeWorld, type World } from './world.ts';

/** Every way of tampering that there is. */
export const tamperings: readonly Tampering[] = [
  ...ownChain,
  ...accusedChain,
  ...signatures,
  ...splices,
  ...fitting,
  ...files,
  ...outsider,
];

export type Verify = (
  report: Report,
  facts: MatchFacts,
  nowMs: number,
) => Promise<Result<Verdict, ReportRefusal>>;

export interface TrialResult {
  readonly tampering: string;
  /** Absent where it was accepted. */
  readonly refusal?: ReportRefusalCode | BundleRefusal;
  /** What was accepted as true and is not; empty but for a fault of the verifier. */
  readonly lies: readonly string[];
}

/** Trials that share their matches. */
export const trialsInBlock = 400;

/** The matches of a block of trials: one to report, and another. Every other time both have the same keys. */
export async function worldsOf(seed: number, block: number): Promise<readonly [World, World]> {
  const chance = new Chance(seed, block, 1);
  const one = await makeWorld(chance);
  return [one, await makeWorld(chance, block % 2 === 0 ? one.match.keys : undefined)];
}

/** One tampering, and what comes of it. The same numbers give the same trial. */
export async function tamperingTrial(
  seed: number,
  trial: number,
  worlds: readonly [World, World],
  verify: Verify = verifyReport,
): Promise<TrialResult> {
  const chance = new Chance(seed, trial, 2);
  for (;;) {
    const [world, other] = chance.happens(0.5) ? worlds : ([worlds[1], worlds[0]] as const);
    const tampering = chance.pick(tamperings);
    const scene = new Scene(world, other, chance);
    const attempt = await tampering.attempt(scene);
    // Nothing of the sort in this report: another one.
    if (attempt === undefined) continue;
    const { facts = world.facts, nowMs = world.facts.iat } = attempt;
    const decided = await decide(attempt.bytes, facts, nowMs, verify);
    if (!decided.ok) return { tampering: tampering.name, refusal: decided.error.code, lies: [] };
    const ofThisMatch = attempt.facts === undefined && nowMs <= facts.exp;
    const lies = liesOf({
      verdict: decided.value,
      world: ofThisMatch ? world : undefined,
      author: tampering.by === 'outsider' ? 'outsider' : scene.reporter,
      untouched: equalBytes(attempt.bytes, await scene.honest()),
    });
    return { tampering: tampering.name, lies };
  }
}

/** One report by somebody honest; a refusal, or a line that weighs other than it should, is a fault. */
export async function honestTrial(
  seed: number,
  trial: number,
  worlds: readonly [World, World],
  verify: Verify = verifyReport,
): Promise<TrialResult> {
  const chance = new Chance(seed, trial, 3);
  const world = chance.pick(worlds);
  const reporter = chance.pick(roles);
  const draft = honestDraft(world, reporter, chance);
  const bytes = await world.match.seal(draft);
  const nowMs = chance.pick([world.facts.iat, world.facts.exp]);
  const decided = await decide(bytes, world.facts, nowMs, verify);
  if (!decided.ok) return { tampering: 'none', refusal: decided.error.code, lies: [] };
  const lies = liesOf({ verdict: decided.value, world, author: reporter, untouched: true });
  return { tampering: 'none', lies: [...lies, ...wrongWeights(decided.value, world, reporter)] };
}

/** Lines whose weight is not what truly happened gives them, as far as the report shows it. */
function wrongWeights({ lines }: Verdict, { truth }: World, reporter: Role): readonly string[] {
  const accused = otherRole(reporter);
  const shown = lines.filter(({ role }) => role === accused).map(({ seq }) => seq);
  const knew = truth[accused].filter(({ seq }) => shown.includes(seq)).map((message) => message.knew);
  const first = lines.find(({ role }) => role === reporter)?.seq ?? 0;
  const last = lines.findLast(({ role }) => role === reporter)?.seq ?? 0;
  const known = Math.max(0, ...knew.filter((seq) => seq >= first && seq <= last));
  return lines.flatMap((line) => {
    const proven = line.role === accused || line.seq <= known;
    const status = line.content === undefined ? 'withheld' : proven ? 'confirmed' : 'claimed';
    return line.status === status && line.proven === proven
      ? []
      : [`${line.role} ${line.seq} is ${line.status}, not ${status}`];
  });
}

async function decide(
  bytes: Bytes,
  facts: MatchFacts,
  nowMs: number,
  verify: Verify,
): Promise<Result<Verdict, { readonly code: ReportRefusalCode }>> {
  const report = decodeReport(bytes);
  return report.ok ? verify(report.value, facts, nowMs) : { ok: false, error: { code: report.error } };
}
