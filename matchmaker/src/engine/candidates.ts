import { limits } from '@sotto/protocol';
import { Sources } from './sources.ts';
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
/** Cells of one gender and age: for those who accept everybody, and for each gender those who accept some with it. */
const acceptingCells = 1 + genderCount;
const cellsPerLanguage = genderCount * ageCount * acceptingCells;
const everyGender = (1 << genderCount) - 1;
/** Who does not accept everybody accepts one gender less at most. */
const cellsPerPerson = (limits.maxLanguages + 1) * (genderCount - 1);

/**
 * The waiting tickets, filed so that a ticket's candidates are drawn from lists whose members already pass
 * most of the filters that skew a pool:
 *
 * - by language, own gender, own age bracket and accepted gender: a member is somebody whom the seeker's gender
 *   and age filters accept, who accepts the seeker's gender, and who speaks the language. Without the last
 *   two, a seeker in a pool of people who all want somebody else would spend every probe in vain.
 * - by interest and own gender. Who needs a shared interest is filed by these alone: whoever shares none would draw them in
 *   vain, and a crowd of those whom nobody suits could hide everybody else.
 *
 * Those who need no shared language are also filed under no language. Linking costs at most 28 list
 * entries, drawing at most `maxProbes` reads, whatever the number of tickets.
 */
export class Candidates {
  readonly #table: TicketTable;
  /**
   * Both kinds of lists, those by person with even numbers and those by interest with odd ones: what is known of where a slot
   * is filed then is in one place.
   */
  readonly #lists: PostingLists;
  readonly #people: Sources;
  readonly #sharers: Sources;
  /** The slots drawn last; the first `count` that {@link draw} answered are valid. A slot may be drawn twice. */
  readonly drawn: Int32Array;

  #sawAll = false;

  /** Whether the last draw was of everybody who may fit. */
  get sawAll(): boolean {
    return this.#sawAll;
  }

  constructor(table: TicketTable, maxProbes: number) {
    this.#table = table;
    this.#lists = new PostingLists(cellsPerPerson + limits.maxInterests, table.rows.capacity);
    this.#people = new Sources(this.#lists, 2 * (limits.maxLanguages + 1) * genderCount * ageCount);
    this.#sharers = new Sources(this.#lists, limits.maxInterests * genderCount);
    this.drawn = new Int32Array(maxProbes);
  }

  /** Makes room for slots below `slots`. */
  reserve(slots: number): void {
    this.#lists.reserve(slots);
  }

  /** Files a slot by what it is and now accepts. */
  link(slot: number): void {
    const { rows } = this.#table;
    const wants = rows.wants(slot);
    let k = minSharedInterests(wants) === 0 ? this.#linkPerson(slot, wants) : 0;
    for (let i = 0; i < rows.interestCount(slot); i += 1) {
      this.#lists.link(slot, k++, sharerList(rows.interest(slot, i), rows.gender(slot)));
    }
  }

  /** Files a slot by language, gender, age and accepted genders; answers in how many lists. */
  #linkPerson(slot: number, wants: number): number {
    const { rows } = this.#table;
    const genders = acceptedGenders(wants);
    const own = (rows.gender(slot) * ageCount + rows.age(slot)) * acceptingCells;
    const languages = needsSharedLanguage(wants) ? 0 : -1;
    let k = 0;
    for (let i = languages; i < rows.languageCount(slot); i += 1) {
      const first = this.#languageAt(slot, i) * cellsPerLanguage + own;
      if (genders === everyGender) {
        this.#lists.link(slot, k++, personList(first));
        continue;
      }
      for (let gender = 0; gender < genderCount; gender += 1) {
        if ((genders & (1 << gender)) !== 0) this.#lists.link(slot, k++, personList(first + 1 + gender));
      }
    }
    return k;
  }

  unlink(slot: number): void {
    this.#lists.unlinkAll(slot);
  }

  /** Chooses the lists from which the candidates of a slot are drawn. */
  choose(slot: number): void {
    const wants = this.#table.rows.wants(slot);
    this.#people.clear();
    if (minSharedInterests(wants) === 0) this.#choosePeople(slot, wants);
    this.#chooseSharers(slot, wants);
  }

  /**
   * Draws candidates for the slot of the last {@link choose} into `drawn` and answers how many. Where everybody who may fit has room there, everybody
   * is drawn; where those found by person take two thirds of it at most, all of them, and of those who share an interest as
   * many as have room. Otherwise up to `budget` are drawn, two thirds of them from those who share an interest.
   */
  draw(random: () => number, budget: number): number {
    const room = this.drawn.length;
    const people = this.#people.total;
    this.#sawAll = people + this.#sharers.total <= room;
    const allPeople = this.#sawAll || people <= (room * 2) / 3;
    const most = allPeople ? room : budget;
    const forSharers = allPeople ? room - people : Math.floor((budget * 2) / 3);
    const count = this.#sharers.sample(this.drawn, 0, forSharers, random);
    return this.#people.sample(this.drawn, count, most, random);
  }

  #languageAt(slot: number, i: number): number {
    return i < 0 ? anyLanguage : this.#table.rows.language(slot, i) + 1;
  }

  #choosePeople(slot: number, wants: number): void {
    const { rows } = this.#table;
    const genders = acceptedGenders(wants);
    const ages = acceptedAges(wants);
    const seeker = rows.gender(slot);
    const languages = needsSharedLanguage(wants) ? 0 : -1;
    for (let i = languages; i < rows.languageCount(slot); i += 1) {
      const first = this.#languageAt(slot, i) * cellsPerLanguage;
      for (let gender = 0; gender < genderCount; gender += 1) {
        if ((genders & (1 << gender)) === 0) continue;
        for (let age = 0; age < ageCount; age += 1) {
          if ((ages & (1 << age)) === 0) continue;
          const cell = first + (gender * ageCount + age) * acceptingCells;
          this.#people.add(personList(cell));
          this.#people.add(personList(cell + 1 + seeker));
        }
      }
    }
  }

  #chooseSharers(slot: number, wants: number): void {
    const { rows } = this.#table;
    const genders = acceptedGenders(wants);
    this.#sharers.clear();
    for (let i = 0; i < rows.interestCount(slot); i += 1) {
      const interest = rows.interest(slot, i);
      for (let gender = 0; gender < genderCount; gender += 1) {
        if ((genders & (1 << gender)) !== 0) this.#sharers.add(sharerList(interest, gender));
      }
    }
  }
}

function personList(cell: number): number {
  return cell * 2;
}
function sharerList(interest: number, gender: number): number {
  return (interest * genderCount + gender) * 2 + 1;
}
