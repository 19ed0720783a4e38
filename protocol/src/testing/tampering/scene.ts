import type { Bytes } from '../../bytes.ts';
import { encodeReport, type ReportDraft, type ReportedEnvelope } from '../../report/bundle.ts';
import type { MatchFacts } from '../../report/facts.ts';
import { reportReasons } from '../../report/reasons.ts';
import { contentKinds } from '../../transcript/content.ts';
import { commitmentOf, encodeStatement, headOf, noHead, type Statement } from '../../transcript/statement.ts';
import { otherRole, roles, type Role } from '../../wire/card.ts';
import type { Chance } from '../chance.ts';
import type { World } from './world.ts';

/** What is handed to the verifier. What is not told is as in the honest report. */
export interface Attempt {
  readonly bytes: Bytes;
  readonly facts?: MatchFacts;
  readonly nowMs?: number;
}

/** One way of tampering with a report. */
export interface Tampering {
  readonly name: string;
  /** `reporter`: the reporter itself, with its key. `outsider`: somebody with no key of the match. */
  readonly by: 'reporter' | 'outsider';
  /** `undefined` where this report has nothing of the sort that is tampered with. */
  readonly attempt: (scene: Scene) => Promise<Attempt | undefined> | Attempt | undefined;
}

/** A report that somebody is about to file, and the means of its reporter. */
export class Scene {
  readonly world: World;
  /** Another match; of the same keys every other time. */
  readonly other: World;
  readonly chance: Chance;
  readonly reporter: Role;
  readonly accused: Role;
  readonly draft: ReportDraft;

  constructor(world: World, other: World, chance: Chance) {
    this.world = world;
    this.other = other;
    this.chance = chance;
    this.reporter = chance.pick(roles);
    this.accused = otherRole(this.reporter);
    this.draft = honestDraft(world, this.reporter, chance);
  }

  get own(): readonly ReportedEnvelope[] {
    return this.draft.chains[this.reporter];
  }

  get theirs(): readonly ReportedEnvelope[] {
    return this.draft.chains[this.accused];
  }

  /** The honest report's bytes. */
  honest(): Promise<Bytes> {
    return this.seal(this.draft);
  }

  /** Signed with the reporter's key. */
  seal(draft: ReportDraft, tx = this.world.match.tx): Promise<Bytes> {
    return encodeReport(draft, tx, (message) => this.world.match.sign(this.reporter, message));
  }

  /** The draft with another chain in the reporter's place, or the accused's, signed as a whole. */
  withOwn(chain: readonly ReportedEnvelope[]): Promise<Bytes> {
    return this.seal({ ...this.draft, chains: { ...this.draft.chains, [this.reporter]: chain } });
  }
  withTheirs(chain: readonly ReportedEnvelope[]): Promise<Bytes> {
    return this.seal({ ...this.draft, chains: { ...this.draft.chains, [this.accused]: chain } });
  }

  /** A message with another statement, signed with the reporter's key. */
  async signed(message: ReportedEnvelope, change: Partial<Statement>, tx = this.world.match.tx) {
    const statement = { ...message.statement, ...change };
    const signature = await this.world.match.sign(this.reporter, encodeStatement(tx, statement));
    return { ...message, statement, signature };
  }

  /** A chain each of whose messages names the one before, numbered on from the first, signed with the reporter's key. */
  async relinked(chain: readonly ReportedEnvelope[], tx = this.world.match.tx): Promise<ReportedEnvelope[]> {
    const first = chain[0]?.statement;
    let prev = first?.prev ?? noHead;
    const linked: ReportedEnvelope[] = [];
    for (const [i, message] of chain.entries()) {
      const next = await this.signed(message, { seq: (first?.seq ?? 1) + i, prev }, tx);
      prev = headOf(encodeStatement(tx, next.statement));
      linked.push(next);
    }
    return linked;
  }

  /** A message that says something else, with the commitment that fits. Its signature does not. */
  saying(message: ReportedEnvelope, text = `never said ${this.chance.u32()}`): ReportedEnvelope {
    const salt = this.chance.bytes(32);
    const body = new TextEncoder().encode(text);
    const commitment = commitmentOf(salt, body);
    const statement = { ...message.statement, kind: contentKinds.text, commitment };
    return { ...message, statement, opened: { salt, body } };
  }

  headOf({ statement }: ReportedEnvelope): Bytes {
    return headOf(encodeStatement(this.world.match.tx, statement));
  }
}

/** What somebody honest reports: some of the newest messages, some withheld, some with their files. */
export function honestDraft({ match, files }: World, reporter: Role, chance: Chance): ReportDraft {
  const newest = chance.happens(0.6) ? 600 : chance.below(12);
  const withheld = chance.happens(0.5) ? 0 : 0.3;
  const draft = match.draft(reporter, {
    newest,
    reason: chance.pick(reportReasons),
    comment: chance.happens(0.5) ? '' : `comment ${chance.u32()}`,
    discloses: () => !chance.happens(withheld),
  });
  const told = roles.flatMap((role) =>
    draft.chains[role].flatMap(({ statement: { seq }, opened }) => {
      const bytes = files.get(`${role} ${seq}`);
      return opened && bytes && chance.happens(0.7) ? [{ role, seq, bytes }] : [];
    }),
  );
  return { ...draft, files: told.slice(0, 8) };
}

/** A list with one item in another's place. */
export function replaced<Item>(items: readonly Item[], at: number, item: Item): Item[] {
  return items.map((one, i) => (i === at ? item : one));
}

/** A list without one of its items. */
export function without<Item>(items: readonly Item[], at: number): Item[] {
  return items.filter((_one, i) => i !== at);
}

/** A list with one item more. */
export function inserted<Item>(items: readonly Item[], at: number, item: Item): Item[] {
  return [...items.slice(0, at), item, ...items.slice(at)];
}

/** A list in which two neighbours have changed places. */
export function exchanged<Item>(items: readonly Item[], at: number): Item[] {
  const [one, other] = [items[at], items[at + 1]];
  if (one === undefined || other === undefined) throw new RangeError('no neighbours there');
  return [...items.slice(0, at), other, one, ...items.slice(at + 2)];
}

/** A position at random, where there is one. */
export function somewhere(chance: Chance, length: number): number | undefined {
  return length > 0 ? chance.below(length) : undefined;
}
