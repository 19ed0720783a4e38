import type { Bytes } from '../../bytes.ts';
import { decodeReport, reportMessage, type ReportDraft } from '../../report/bundle.ts';
import { factsHash, type MatchFacts } from '../../report/facts.ts';
import { reportIdOf } from '../../report/report-id.ts';
import { verifyReport } from '../../report/verify.ts';
import { manifestOf } from '../../transcript/manifest.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { SimulatedMatch } from '../simulated-match.ts';
import { inputOf, vectorMatch } from './transcript.ts';

export function reportIdVectors() {
  const random = seededBytes('sotto/vectors/report-id');
  return ['one', 'other'].map((name) => {
    const { tx } = vectorMatch(`report id ${name}`);
    const digest = random(32);
    return { tx, digest, reportId: reportIdOf(tx, digest) };
  });
}

/** Reports with what the verifier says of them, honest ones and ones that it refuses. */
export async function reportVectors() {
  const match = await conversation();
  const file = [{ role: 'answerer', seq: 3, bytes: picture }] as const;
  const whole = match.draft('initiator', { comment: 'the second line is a threat', reason: 'threats' });
  const vectors: object[] = [
    await vectorOf('all of a match', match, whole),
    await vectorOf(
      'by the other side, newest three, one withheld',
      match,
      match.draft('answerer', { newest: 3, discloses: (_role, seq) => seq !== 3 }),
    ),
    await vectorOf('with a picture', match, { ...whole, files: file }),
    await vectorOf('nothing but a reason', match, match.draft('answerer', { newest: 0, reason: 'underage' })),
    await vectorOf('after the end of its ticket', match, whole, match.facts.exp + 1),
    await vectorOf('with the picture of another message', match, {
      ...whole,
      files: file.map((one) => ({ ...one, seq: 1 })),
    }),
    await vectorOf('with a message left out', match, without(whole, 1)),
    await vectorOf('with an altered body', match, altered(whole)),
    await vectorOf('with the sides exchanged', match, {
      ...whole,
      chains: { initiator: whole.chains.answerer, answerer: whole.chains.initiator },
    }),
  ];
  const bytes = await match.report('initiator');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  vectors.push(await verdictOn('with an altered signature', match.facts, bytes));
  vectors.push(await verdictOn('cut', match.facts, bytes.slice(0, 200)));
  return vectors;
}

const picture = seededBytes('sotto/vectors/picture')(20_000);

async function conversation(): Promise<SimulatedMatch> {
  const match = await SimulatedMatch.begin({ randomBytes: seededBytes('sotto/vectors/reports') });
  await match.say('initiator', 'hello');
  await match.say('answerer', 'hello yourself');
  await match.say('answerer', 'something nasty');
  await match.say('answerer', { type: 'file', manifest: manifestOf('image/png', picture) });
  await match.say('initiator', 'please stop', 'held');
  await match.say('answerer', 'no');
  match.deliver('answerer');
  await match.say('initiator', 'goodbye');
  return match;
}

async function vectorOf(name: string, match: SimulatedMatch, draft: ReportDraft, nowMs?: number) {
  return verdictOn(name, match.facts, await match.seal(draft), nowMs);
}

async function verdictOn(name: string, facts: MatchFacts, bundle: Bytes, nowMs = facts.iat) {
  const read = decodeReport(bundle);
  const { exp } = facts;
  const given = { name, facts: { ...inputOf(facts), exp }, tx: factsHash(facts), nowMs, bundle };
  if (!read.ok) return { ...given, refusal: { code: read.error } };
  const { digest, signature } = read.value;
  const message = reportMessage(given.tx, digest);
  const verdict = await verifyReport(read.value, facts, nowMs);
  const answer = verdict.ok ? { verdict: verdict.value } : { refusal: verdict.error };
  return { ...given, digest, signed: message, signature, ...answer };
}

function without(draft: ReportDraft, at: number): ReportDraft {
  const answerer = draft.chains.answerer.filter((_message, i) => i !== at);
  return { ...draft, chains: { ...draft.chains, answerer } };
}

function altered(draft: ReportDraft): ReportDraft {
  const answerer = draft.chains.answerer.map((message, i) =>
    i === 1 && message.opened
      ? { ...message, opened: { ...message.opened, body: message.opened.body.map((byte) => byte ^ 1) } }
      : message,
  );
  return { ...draft, chains: { ...draft.chains, answerer } };
}
