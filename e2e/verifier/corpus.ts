import {
  commitmentOf,
  decodeReport,
  encodeCase,
  manifestOf,
  toBase64Url,
  utf8,
  verifyReport,
  type Bytes,
  type Case,
  type MatchFacts,
  type ReportDraft,
  type ReportedEnvelope,
  type Role,
} from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import { onePixel } from './pictures.ts';
import { withOrderAdded } from './signatures.ts';

/** A file that a verifier may be given, and the case in it where there is one that can be read. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly exported?: Case;
}

type Chains = Record<Role, ReportedEnvelope[]>;

/**
 * Cases of all sorts: honest ones, ones whose report was altered in one way and signed again by its reporter, ones that were
 * altered after that, and files that are no cases.
 */
export async function corpus(): Promise<readonly Sample[]> {
  const match = await conversation();
  const other = await conversation();
  const samples = [
    ...(await honest(match)),
    ...(await resealed(match, other)),
    ...(await altered(match, other)),
    ...(await flipped(match)),
  ];
  const [first] = samples;
  if (first === undefined) throw new Error('there are no samples');
  return [...samples, ...unreadable(first.text)];
}

async function conversation(): Promise<SimulatedMatch> {
  const match = await SimulatedMatch.begin();
  await match.say('initiator', 'Hello, who are you?');
  await match.say('answerer', 'Somebody <b onclick="alert(1)">bold</b>');
  await match.say('initiator', 'Written while the other one writes', 'held');
  await match.say('answerer', 'And this one too');
  match.deliver('answerer');
  await match.say('answerer', { type: 'file', manifest: manifestOf('image/png', onePixel) });
  await match.say('answerer', { type: 'refresh', key: match.facts.answerer.seal });
  await match.say('initiator', 'Left to right, ואז מימין לשמאל, \u202eand then turned round');
  await match.say('answerer', 'You will be sorry');
  await match.say('initiator', 'I report you', 'held');
  return match;
}

/** The case of a report, under the id that the server would give it; a refused one gets any. */
async function caseOf(report: Bytes, facts: MatchFacts, change: Partial<Case> = {}): Promise<Case> {
  const decoded = decodeReport(report);
  const verdict = decoded.ok && (await verifyReport(decoded.value, facts, facts.iat));
  const reportId = verdict && verdict.ok ? verdict.value.reportId : toBase64Url(new Uint8Array(16));
  return { reportId, receivedAtMs: facts.iat + 60_000, facts, report, ...change };
}

function sample(name: string, exported: Case): Sample {
  return { name, text: encodeCase(exported), exported };
}

async function honest(match: SimulatedMatch): Promise<Sample[]> {
  const files = [{ role: 'answerer', seq: 3, bytes: onePixel }] as const;
  const long = await SimulatedMatch.begin();
  for (let line = 0; line < 200; line += 1)
    await long.say(line % 3 === 0 ? 'initiator' : 'answerer', `line ${line}`);
  const cut = match.draft('initiator');
  const reports: [name: string, report: Bytes, of: SimulatedMatch][] = [
    ['everything', await match.report('initiator', { files, comment: 'It was\nlike this.' }), match],
    ['from the other side', await match.report('answerer', { reason: 'spam' }), match],
    ['an excerpt', await match.report('initiator', { newest: 4 }), match],
    [
      'one of every two withheld',
      await match.report('initiator', { discloses: (_, seq) => seq % 2 === 0 }),
      match,
    ],
    ['all withheld', await match.report('initiator', { discloses: () => false }), match],
    ['no messages', await match.report('answerer', { newest: 0, reason: 'underage' }), match],
    ['two hundred lines', await long.report('answerer'), long],
    [
      'own messages left out that were acknowledged',
      await match.seal({ ...cut, chains: { ...cut.chains, initiator: cut.chains.initiator.slice(0, 1) } }),
      match,
    ],
  ];
  return Promise.all(
    reports.map(async ([name, report, { facts }]) => sample(`honest: ${name}`, await caseOf(report, facts))),
  );
}

/** Altered by the reporter, who signs the report for good. */
async function resealed(match: SimulatedMatch, other: SimulatedMatch): Promise<Sample[]> {
  const foreign = other.draft('initiator').chains;
  const changes: Record<string, (chains: Chains) => void> = {
    'another text': ({ answerer }) =>
      change(
        answerer,
        0,
        withBody(() => utf8('Somebody else')),
      ),
    'another text, committed to': ({ answerer }) => change(answerer, 0, withCommittedText('Somebody else')),
    'a text that is none': ({ answerer }) => change(answerer, 0, withCommittedText('')),
    'a missing message': ({ answerer }) => void answerer.splice(1, 1),
    'messages in another order': ({ answerer }) =>
      void answerer.splice(0, 2, ...answerer.slice(0, 2).reverse()),
    'a message twice': ({ answerer }) => void answerer.splice(1, 0, ...answerer.slice(0, 1)),
    'a number twice': ({ answerer }) => change(answerer, 1, withStatement({ seq: 1 })),
    'a number that is none': ({ initiator }) => change(initiator, 0, withStatement({ seq: 0 })),
    'a message of another match': ({ answerer }) =>
      void answerer.splice(1, 1, ...foreign.answerer.slice(1, 2)),
    'the chain of another match': (chains) => void (chains.answerer = [...foreign.answerer]),
    'another time': ({ answerer }) =>
      change(answerer, 3, ({ statement }) => ({ statement: { ...statement, atMs: statement.atMs + 1 } })),
    'a time before the match': ({ initiator }) => change(initiator, 0, withStatement({ atMs: 1 })),
    'a time after the match': ({ answerer }) =>
      change(answerer, 4, withStatement({ atMs: match.facts.exp + 1 })),
    'swapped roles': (chains) =>
      void ([chains.initiator, chains.answerer] = [chains.answerer, chains.initiator]),
    "one side's messages in the other's place": (chains) => void (chains.initiator = [...chains.answerer]),
    'an acknowledgement of what was not said': ({ answerer }) =>
      change(answerer, 4, withStatement({ ackHead: new Uint8Array(32).fill(7) })),
    'an acknowledgement taken back': ({ answerer }) => change(answerer, 4, withStatement({ ackSeq: 0 })),
    'another message before': ({ answerer }) =>
      change(answerer, 2, withStatement({ prev: new Uint8Array(32) })),
    'a kind of a later version': ({ answerer }) => change(answerer, 4, withStatement({ kind: 9 })),
    'no signature': ({ answerer }) => change(answerer, 4, () => ({ signature: new Uint8Array(64) })),
    'a signature with the order added': ({ answerer }) =>
      change(answerer, 4, ({ signature }) => ({ signature: withOrderAdded(signature) })),
    'a point of small order': ({ answerer }) =>
      change(answerer, 4, ({ signature }) => ({
        signature: Uint8Array.from([1, ...new Uint8Array(31), ...signature.subarray(32)]),
      })),
    'an edited manifest': ({ answerer }) =>
      change(
        answerer,
        2,
        withBody((body) => Uint8Array.from(body, (byte, at) => (at === 4 ? byte + 1 : byte))),
      ),
  };
  const samples = Object.entries(changes).map(async ([name, alter]) => {
    const draft = match.draft('initiator');
    const chains = { initiator: [...draft.chains.initiator], answerer: [...draft.chains.answerer] };
    alter(chains);
    return sample(`resealed: ${name}`, await caseOf(await match.seal({ ...draft, chains }), match.facts));
  });
  return Promise.all([...samples, ...withFiles(match)]);
}

function withFiles(match: SimulatedMatch): Promise<Sample>[] {
  const bytes = Uint8Array.from(onePixel, (byte, at) => (at === 40 ? byte ^ 1 : byte));
  const files: Record<string, ReportDraft['files']> = {
    'another file': [{ role: 'answerer', seq: 3, bytes }],
    'a file of a text': [{ role: 'answerer', seq: 1, bytes: onePixel }],
    'a file twice': [1, 2].map(() => ({ role: 'answerer', seq: 3, bytes: onePixel })),
  };
  return Object.entries(files).map(async ([name, list]) => {
    const report = await match.seal({ ...match.draft('initiator'), files: list });
    return sample(`resealed: ${name}`, await caseOf(report, match.facts));
  });
}

/** Altered by somebody who can't sign for the reporter, or around the report. */
async function altered(match: SimulatedMatch, other: SimulatedMatch): Promise<Sample[]> {
  const { facts } = match;
  const draft = match.draft('initiator');
  const report = await match.seal(draft);
  const cases: Record<string, Case | Promise<Case>> = {
    'signed by the other side': caseOf(await match.seal(draft, 'answerer'), facts),
    'said to be of the other side': caseOf(
      await match.seal({ ...draft, reporter: 'answerer' }, 'initiator'),
      facts,
    ),
    'cut short': caseOf(report.slice(0, -1), facts),
    'a byte too many': caseOf(Uint8Array.from([...report, 0]), facts),
    'of a later version': caseOf(
      Uint8Array.from(report, (byte, at) => (at === 13 ? byte + 1 : byte)),
      facts,
    ),
    empty: caseOf(new Uint8Array(), facts),
    'of another match': caseOf(report, other.facts),
    'under another key': caseOf(report, {
      ...facts,
      answerer: { ...facts.answerer, sign: other.facts.answerer.sign },
    }),
    'under another certificate': caseOf(report, {
      ...facts,
      answerer: { ...facts.answerer, fingerprint: other.facts.answerer.fingerprint },
    }),
    'of a match made a moment later': caseOf(report, { ...facts, iat: facts.iat + 1 }),
    'after the ticket ended': caseOf(report, facts, { receivedAtMs: facts.exp + 1 }),
    'under the id of another report': caseOf(report, facts, {
      reportId: toBase64Url(new Uint8Array(16).fill(3)),
    }),
  };
  return Promise.all(
    Object.entries(cases).map(async ([name, exported]) => sample(`altered: ${name}`, await exported)),
  );
}

/** One bit of the report turned over, at places spread over all of it. */
async function flipped(match: SimulatedMatch): Promise<Sample[]> {
  const report = await match.report('initiator', { comment: 'A comment.' });
  return Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const place = Math.floor(((i + 0.5) * report.length) / 12);
      const changed = Uint8Array.from(report, (byte, at) => (at === place ? byte ^ (1 << (i % 8)) : byte));
      return sample(`flipped: byte ${place}`, await caseOf(changed, match.facts));
    }),
  );
}

function unreadable(text: string): Sample[] {
  const json = JSON.parse(text) as { facts: { answerer: object } };
  const smallOrder = { ...json.facts.answerer, sign: toBase64Url(new Uint8Array(32)) };
  const texts = {
    'an empty file': '',
    'a text that ends early': text.slice(0, -10),
    'JSON of something else': '{"format":"something/1"}',
    'a field too many': JSON.stringify({ ...json, note: '' }),
    'a report that is no base64url': JSON.stringify({ ...json, report: 'a+b' }),
    'a key of small order': JSON.stringify({ ...json, facts: { ...json.facts, answerer: smallOrder } }),
  };
  return Object.entries(texts).map(([name, content]) => ({ name: `unreadable: ${name}`, text: content }));
}

type Alteration = (message: ReportedEnvelope) => Partial<ReportedEnvelope>;

function change(chain: ReportedEnvelope[], at: number, alter: Alteration): void {
  const message = chain[at];
  if (message === undefined) throw new Error(`there is no message ${at}`);
  chain[at] = { ...message, ...alter(message) };
}

function withBody(alter: (body: Bytes) => Bytes): Alteration {
  return (message) => {
    const { salt, body } = openedOf(message);
    return { opened: { salt, body: alter(body) } };
  };
}

function withCommittedText(text: string): Alteration {
  return (message) => {
    const [{ salt }, body] = [openedOf(message), utf8(text)];
    const statement = { ...message.statement, commitment: commitmentOf(salt, body) };
    return { opened: { salt, body }, statement };
  };
}

function withStatement(part: Partial<ReportedEnvelope['statement']>): Alteration {
  return ({ statement }) => ({ statement: { ...statement, ...part } });
}

function openedOf({ opened }: ReportedEnvelope): NonNullable<ReportedEnvelope['opened']> {
  if (opened === undefined) throw new Error('the message is withheld');
  return opened;
}
