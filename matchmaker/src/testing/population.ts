import { ageBrackets, genders, regions, type About, type Wants } from '@sotto/protocol';
import type { Ticket } from '../queue.ts';

/** A person of a {@link Population}, as a ticket but for the time of entry. */
export type Person = Omit<Ticket, 'enteredAtMs'>;

/** How often things are asked for, as shares of all people. Everything that a ticket can hold occurs. */
const share = {
  tellsAge: 0.85,
  tellsGender: 0.85,
  tellsRegion: 0.8,
  secondLanguage: 0.35,
  needsLanguage: 0.95,
  asksAge: 0.3,
  asksGender: 0.3,
  asksRegion: 0.1,
  asksInterest: 0.15,
  softFilter: 0.7,
  blocksSomebody: 0.4,
} as const;
const languages = ['en', 'es', 'pt', 'de', 'fr', 'ru', 'tr', 'it', 'pl', 'nl', 'sv', 'fi'];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const interestCount = 300;
const mostBlocks = 6;
const recentCount = 8;

/**
 * People as a public instance might see them: few languages and interests are common and most are rare (Zipf),
 * more men than women, filters on age, gender, region and interests that some ask for, mostly softly, and
 * everybody with some recent partners. Made up, since nothing is recorded of real ones.
 */
export class Population {
  readonly #random: () => number;
  readonly #handles: string[] = [];
  #made = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  next(): Person {
    const serial = this.#made++;
    const handle = this.#text(43);
    // People to block and to have met are drawn from the latest thousand, so that many of them are about.
    const met = (count: number) =>
      Array.from({ length: count }, () => this.#handles[this.#below(this.#handles.length)] ?? 'nobody');
    const blocks = this.#chance(share.blocksSomebody) ? met(1 + this.#below(mostBlocks)) : [];
    const recent = met(this.#below(recentCount + 1));
    this.#handles[serial % 1_000] = handle;
    const about = this.#about();
    return {
      id: this.#text(22),
      pool: 'text',
      session: this.#text(22),
      handle,
      about,
      wants: this.#wants(about),
      blocks,
      recent,
      reputation: this.#random(),
      priority: this.#chance(0.05) ? 1 : 0,
      payload: '',
    };
  }

  #about(): About {
    const first = this.#zipf(languages.length);
    const second = this.#chance(share.secondLanguage) ? this.#zipf(languages.length) : first;
    const interests = new Set<string>();
    for (let wanted = this.#below(8); wanted > 0; wanted -= 1)
      interests.add(`interest ${this.#zipf(interestCount)}`);
    return {
      languages: [...new Set([languages[first] ?? 'en', languages[second] ?? 'en'])],
      interests: [...interests],
      ...(this.#chance(share.tellsAge) && {
        age: ageBrackets[Math.min(this.#below(4) + this.#below(2), 4)] ?? '55+',
      }),
      ...(this.#chance(share.tellsGender) && {
        gender: this.#chance(0.05) ? 'nonbinary' : this.#chance(0.37) ? 'woman' : 'man',
      }),
      ...(this.#chance(share.tellsRegion) && { region: regions[this.#zipf(regions.length)] ?? 'europe' }),
    };
  }

  #wants(about: About): Wants {
    const ageAt = about.age === undefined ? this.#below(5) : ageBrackets.indexOf(about.age);
    const soft = (name: Wants['soft'][number]): Wants['soft'] =>
      this.#chance(share.softFilter) ? [name] : [];
    return {
      sharedLanguage: this.#chance(share.needsLanguage),
      minSharedInterests: about.interests.length > 0 && this.#chance(share.asksInterest) ? 1 : 0,
      ages: this.#chance(share.asksAge) ? ageBrackets.slice(Math.max(ageAt - 1, 0), ageAt + 2) : [],
      genders: this.#chance(share.asksGender) ? [genders[this.#chance(0.65) ? 0 : 1] ?? 'woman'] : [],
      regions: this.#chance(share.asksRegion) && about.region !== undefined ? [about.region] : [],
      soft: [
        ...soft('languages'),
        ...soft('ages'),
        ...soft('genders'),
        ...soft('regions'),
        ...soft('interests'),
      ],
    };
  }

  #chance(likelihood: number): boolean {
    return this.#random() < likelihood;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  /** 0 to `count - 1`, each `k` about 1/(k+1) as often as 0. */
  #zipf(count: number): number {
    return Math.min(Math.floor((count + 1) ** this.#random()) - 1, count - 1);
  }

  /** So many characters of base64url, in one flat string as JSON.parse makes them. */
  #text(length: number): string {
    return String.fromCharCode(...Array.from({ length }, () => alphabet.charCodeAt(this.#below(64))));
  }
}
