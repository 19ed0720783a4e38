import { limits } from '@sotto/protocol';
import { PostingLists } from './posting-lists.ts';
import type { TicketTable } from './ticket-table.ts';
import {
  acceptedAges,
  acceptedGenders,
  ageCount,
  genderCount,
  minSharedInterests,
  needsSharedLanguage,
} from './wants.ts';

/** Number of the list of those who need no shared language; real languages come after it. */
const anyLanguage = 0;
/** Neighbours in a list that are drawn together. */
const runLength = 8;
const cellsPerLanguage = genderCount * ageCount * genderCount;

/**
 * The waiting tickets, filed so that a ticket's candidates are drawn from lists whose members already pass
 * most of the filters that skew a pool:
 *
 * - by language, own gender, own age bracket and accepted gender: a member is somebody whom the seeker's gender
 *   and age filters accept, who accepts the seeker's gender, and who speaks the language. Without the last
 *   two, a seeker in a pool of people who all want somebody else would spend every probe in vain.
 * - by interest and own gender.
 *
 * Those who need no shared language are also filed under no language. Linking costs at most 34 list
 * entries, drawing at most `budget` reads, whatever the number of tickets.
 */
export class Candidates {
  readonly #table: TicketTable;
  readonly #byPerson: PostingLists;
  readonly #byInterest: PostingLists;
  /** Lists from which the present draw is made, and how many. */
  readonly #sources = new Int32Array((limits.maxLanguages + 1) * genderCount * ageCount);
  #sourceCount = 0;
  #sourceTotal = 0;
  /** The slots drawn last; the first `count` that {@link draw} answered are valid. A slot may be drawn twice. */
  readonly drawn: Int32Array;

  constructor(table: TicketTable, maxProbes: number) {
    this.#table = table;
    this.#byPerson = new PostingLists((limits.maxLanguages + 1) * genderCount, table.rows.capacity);
    this.#byInterest = new PostingLists(limits.maxInterests, table.rows.capacity);
    this.drawn = new Int32Array(maxProbes);
  }

  /** Makes room for slots below `slots`. */
  reserve(slots: number): void {
    this.#byPerson.reserve(slots);
    this.#byInterest.reserve(slots);
  }

  /** Files a slot by what it is and now accepts. */
  link(slot: number): void {
    const { rows } = this.#table;
    const wants = rows.wants(slot);
    const genders = acceptedGenders(wants);
    const own = (rows.gender(slot) * ageCount + rows.age(slot)) * genderCount;
    const languages = needsSharedLanguage(wants) ? 0 : -1;
    let k = 0;
    for (let i = languages; i < rows.languageCount(slot); i += 1) {
      const first = this.#languageAt(slot, i) * cellsPerLanguage + own;
      for (let gender = 0; gender < genderCount; gender += 1) {
        if ((genders & (1 << gender)) !== 0) this.#byPerson.link(slot, k++, first + gender);
      }
    }
    for (let i = 0; i < rows.interestCount(slot); i += 1) {
      this.#byInterest.link(slot, i, rows.interest(slot, i) * genderCount + rows.gender(slot));
    }
  }

  unlink(slot: number): void {
    this.#byPerson.unlinkAll(slot);
    this.#byInterest.unlinkAll(slot);
  }

  /**
   * Draws candidates for a slot into `drawn` and answers how many. Where everybody who may fit can be looked
   * at, everybody is; otherwise two thirds are drawn from those who share an interest.
   */
  draw(slot: number, random: () => number): number {
    const wants = this.#table.rows.wants(slot);
    const budget = this.drawn.length;
    if (minSharedInterests(wants) > 0) {
      this.#chooseInterestLists(slot, wants);
      return this.#sample(this.#byInterest, 0, budget, random);
    }
    this.#choosePersonLists(slot, wants);
    if (this.#sourceTotal <= budget || this.#table.rows.interestCount(slot) === 0) {
      return this.#sample(this.#byPerson, 0, budget, random);
    }
    const count = this.#sample(this.#byPerson, 0, Math.ceil(budget / 3), random);
    this.#chooseInterestLists(slot, wants);
    return this.#sample(this.#byInterest, count, budget, random);
  }

  #languageAt(slot: number, i: number): number {
    return i < 0 ? anyLanguage : this.#table.rows.language(slot, i) + 1;
  }

  #choosePersonLists(slot: number, wants: number): void {
    const { rows } = this.#table;
    const genders = acceptedGenders(wants);
    const ages = acceptedAges(wants);
    const seeker = rows.gender(slot);
    this.#sourceCount = 0;
    this.#sourceTotal = 0;
    const languages = needsSharedLanguage(wants) ? 0 : -1;
    for (let i = languages; i < rows.languageCount(slot); i += 1) {
      const first = this.#languageAt(slot, i) * cellsPerLanguage;
      for (let gender = 0; gender < genderCount; gender += 1) {
        if ((genders & (1 << gender)) === 0) continue;
        for (let age = 0; age < ageCount; age += 1) {
          if ((ages & (1 << age)) === 0) continue;
          this.#addSource(this.#byPerson, first + (gender * ageCount + age) * genderCount + seeker);
        }
      }
    }
  }

  #chooseInterestLists(slot: number, wants: number): void {
    const { rows } = this.#table;
    const genders = acceptedGenders(wants);
    this.#sourceCount = 0;
    this.#sourceTotal = 0;
    for (let i = 0; i < rows.interestCount(slot); i += 1) {
      const interest = rows.interest(slot, i);
      for (let gender = 0; gender < genderCount; gender += 1) {
        if ((genders & (1 << gender)) !== 0)
          this.#addSource(this.#byInterest, interest * genderCount + gender);
      }
    }
  }

  #addSource(lists: PostingLists, list: number): void {
    const size = lists.size(list);
    if (size === 0) return;
    this.#sources[this.#sourceCount++] = list;
    this.#sourceTotal += size;
  }

  /**
   * Fills `drawn` from `count` up to `limit` with members of the chosen lists: all of them where they fit, else
   * short runs, evenly spread over all lists from a random offset. One random number and one pass, and each member
   * has the same chance. A run of neighbours costs one cache miss where single draws cost eight.
   */
  #sample(lists: PostingLists, count: number, limit: number, random: () => number): number {
    const all = this.#sourceTotal <= limit - count;
    const stride = all ? 1 : this.#sourceTotal / (limit - count);
    let at = all ? 0 : random() * stride * runLength;
    for (let i = 0; i < this.#sourceCount; i += 1) {
      const list = this.#sources[i] as number;
      const size = lists.size(list);
      while (at < size && count < limit) {
        const length = Math.min(all ? size : runLength, size, limit - count);
        lists.copySlots(list, Math.floor(at), length, this.drawn, count);
        count += length;
        at += length * stride;
      }
      at -= size;
    }
    return count;
  }
}
