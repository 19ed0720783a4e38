import type { Bytes } from '../bytes.ts';
import { toBase64Url } from '../bytes.ts';
import { createMatchKeys, type CheckedCard, type MatchKeys } from '../crypto/keys.ts';
import { systemRandomBytes, type RandomBytes } from '../crypto/random.ts';
import { createSigner, type Signer } from '../crypto/signer.ts';
import { encodeReport, type ReportDraft } from '../report/bundle.ts';
import { draftReport, type ReportChoice } from '../report/draft.ts';
import { factsHash, type MatchFacts } from '../report/facts.ts';
import { matchTime } from '../transcript/chain.ts';
import type { Content } from '../transcript/content.ts';
import { Transcript, type Entry } from '../transcript/transcript.ts';
import { otherRole, type Role } from '../wire/card.ts';

export interface SimulatedMatchOptions {
  readonly randomBytes?: RandomBytes;
  /** When the match was made, milliseconds since the epoch. */
  readonly iat?: number;
  /** Until when it can be reported, where the ticket's key is erased before its time. */
  readonly exp?: number;
  /** In place of drawn ones; copied. */
  readonly keys?: Readonly<Record<Role, MatchKeys>>;
  /** Those of a match that a server has made, in place of drawn ones. */
  readonly made?: MadeMatch;
}

/** A match as a server made it: with its keys, its ticket will do for what is written here. */
export interface MadeMatch {
  readonly facts: MatchFacts;
  readonly keys: Readonly<Record<Role, MatchKeys>>;
  readonly ticket: Bytes;
}

/** A choice with a number of newest messages in place of the messages themselves. */
export interface SimulatedChoice extends Omit<ReportChoice, 'entries'> {
  readonly newest: number;
}

interface Person {
  readonly transcript: Transcript;
  readonly signer: Signer;
  /** Sent to this person and not yet received. */
  readonly inbox: Entry[];
}

/** Two people who write to each other, with all the signatures of a real match and no link between them. */
export class SimulatedMatch {
  readonly facts: MatchFacts;
  readonly tx: Bytes;
  /** What a server gave both. */
  ticket: Bytes;
  /** Of both sides; another match can be begun with the same ones. */
  readonly keys: Readonly<Record<Role, MatchKeys>>;
  readonly #people: Record<Role, Person>;
  readonly #randomBytes: RandomBytes;
  #nowMs: number;

  private constructor(
    { facts, keys, ticket }: MadeMatch,
    people: Record<Role, Person>,
    randomBytes: RandomBytes,
  ) {
    this.facts = facts;
    this.keys = keys;
    this.tx = factsHash(facts);
    this.ticket = ticket;
    this.#people = people;
    this.#randomBytes = randomBytes;
    this.#nowMs = facts.iat;
  }

  /** A match of two with fresh keys. */
  static async begin(options: SimulatedMatchOptions = {}): Promise<SimulatedMatch> {
    const { randomBytes = systemRandomBytes, iat = 1_790_000_000_000 } = options;
    const made = options.made ?? makeMatch(randomBytes, iat, options);
    const { facts, keys } = made;
    const time = matchTime(facts.iat);
    const tx = factsHash(facts);
    const person = async (role: Role): Promise<Person> => ({
      transcript: new Transcript(role, tx, time),
      signer: await createSigner(keys[role].sign.secretKey.slice()),
      inbox: [],
    });
    const people = { initiator: await person('initiator'), answerer: await person('answerer') };
    return new SimulatedMatch(made, people, randomBytes);
  }

  transcript(role: Role): Transcript {
    return this.#people[role].transcript;
  }

  /** Signs as one of the two would. */
  sign(role: Role, message: Bytes): Promise<Bytes> {
    return this.#people[role].signer.sign(message);
  }

  /** Writes a message, which the other receives at once unless `held`: then with the next {@link deliver}. */
  async say(role: Role, content: Content | string, held?: 'held'): Promise<Entry> {
    const { transcript, signer } = this.#people[role];
    const said: Content = typeof content === 'string' ? { type: 'text', text: content } : content;
    this.#nowMs += 1_000;
    const { signed, entry } = transcript.write(said, this.#nowMs, this.#randomBytes(32));
    const complete = { ...entry, signature: await signer.sign(signed) };
    transcript.add(complete);
    this.#people[otherRole(role)].inbox.push(complete);
    if (held === undefined) this.deliver(otherRole(role));
    return complete;
  }

  /** Lets somebody receive what was sent. @throws where the transcript does not take it. */
  deliver(role: Role): void {
    const { transcript, inbox } = this.#people[role];
    for (const { statement, salt, body, signature } of inbox.splice(0)) {
      const { kind, seq, ackSeq, atMs } = statement;
      const read = transcript.read({ kind, seq, ackSeq, atMs }, salt, body);
      if (!read.ok) throw new Error(`not taken: ${read.error}`);
      transcript.add({ ...read.value.entry, signature });
    }
  }

  /** What one of the two would report: everything, unless `choice` says otherwise. */
  draft(role: Role, choice: Partial<SimulatedChoice> = {}): ReportDraft {
    const { newest = 600, ...rest } = choice;
    const { all } = this.transcript(role);
    return draftReport(role, {
      reason: 'harassment',
      comment: '',
      ticket: this.ticket,
      entries: all.slice(Math.max(0, all.length - newest)),
      discloses: () => true,
      ...rest,
    });
  }

  /** A draft as its reporter, or `signer`, signs it. */
  seal(draft: ReportDraft, signer: Role = draft.reporter): Promise<Bytes> {
    return encodeReport(draft, this.tx, (message) => this.sign(signer, message));
  }

  /** The bytes of {@link draft}. */
  report(role: Role, choice: Partial<SimulatedChoice> = {}): Promise<Bytes> {
    return this.seal(this.draft(role, choice));
  }
}

function makeMatch(randomBytes: RandomBytes, iat: number, options: SimulatedMatchOptions): MadeMatch {
  const keys = options.keys ?? {
    initiator: createMatchKeys(randomBytes),
    answerer: createMatchKeys(randomBytes),
  };
  const facts: MatchFacts = {
    matchId: toBase64Url(randomBytes(16)),
    initiator: cardFrom(keys.initiator, randomBytes),
    answerer: cardFrom(keys.answerer, randomBytes),
    iat,
    exp: options.exp ?? matchTime(iat).exp,
  };
  return { facts, keys, ticket: randomBytes(64) };
}

function cardFrom(keys: MatchKeys, randomBytes: RandomBytes): CheckedCard {
  return { sign: keys.sign.publicKey, seal: keys.seal.publicKey, fingerprint: randomBytes(32) };
}
