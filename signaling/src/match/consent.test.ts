import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hear, isAgreed, maxRounds, noConsent, say, type Consent } from './consent.ts';

type Word = { readonly allow: boolean; readonly round: number };

/** Two sides and the words on their way between them, each way in order. */
class Two {
  readonly sides: [Consent, Consent] = [noConsent, noConsent];
  readonly under: [Word[], Word[]] = [[], []];
  /** What each person last said. */
  readonly wishes: [boolean, boolean] = [false, false];

  say(who: 0 | 1, allow: boolean): void {
    const said = say(this.sides[who], allow);
    if (said === 'refused') return;
    this.wishes[who] = allow;
    this.sides[who] = said.consent;
    if (said.told !== undefined) this.under[other(who)].push(said.told);
  }

  arrive(who: 0 | 1): void {
    const word = this.under[who].shift();
    if (word !== undefined) this.sides[who] = hear(this.sides[who], word.allow, word.round);
  }
}

const other = (who: 0 | 1): 0 | 1 => (who === 0 ? 1 : 0);
const who = fc.constantFrom(0 as const, 1 as const);
const deeds = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('say' as const), who, allow: fc.boolean() }),
    fc.record({ what: fc.constant('arrive' as const), who, allow: fc.constant(true) }),
  ),
  { maxLength: 40 },
);

describe('consent', () => {
  it('is there when both have said yes', () => {
    const two = new Two();
    two.say(0, true);
    expect(isAgreed(two.sides[0])).toBe(false);
    two.arrive(1);
    expect(two.sides[1]).toEqual({ round: 0, mine: false, theirs: true });
    two.say(1, true);
    two.arrive(0);
    expect(two.sides.map(isAgreed)).toEqual([true, true]);
  });

  it('is void where a yes crosses a no', () => {
    const two = new Two();
    two.say(0, true);
    two.arrive(1);
    two.say(0, false);
    two.say(1, true);
    two.arrive(0);
    expect(isAgreed(two.sides[0])).toBe(false);
    two.arrive(1);
    expect(two.sides[0]).toEqual(two.sides[1]);
    expect(two.sides.map(isAgreed)).toEqual([false, false]);
  });

  it('never lets one side agree for the other, whatever is said when', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const two = new Two();
        for (const deed of all) {
          if (deed.what === 'say') two.say(deed.who, deed.allow);
          else two.arrive(deed.who);
          // A node passes a side's addresses on only where that side's own last word was yes.
          for (const side of [0, 1] as const)
            if (isAgreed(two.sides[side])) expect(two.wishes[side]).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('looks the same from both sides once every word has arrived', () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const two = new Two();
        for (const deed of all) {
          if (deed.what === 'say') two.say(deed.who, deed.allow);
          else two.arrive(deed.who);
        }
        for (const side of [0, 1] as const) while (two.under[side].length > 0) two.arrive(side);
        const [one, another] = two.sides;
        expect(another).toEqual({ round: one.round, mine: one.theirs, theirs: one.mine });
      }),
      { numRuns: 2_000 },
    );
  });

  it('hears no more of somebody who was refused again and again', () => {
    let consent = noConsent;
    for (let round = 0; round < maxRounds; round++) {
      const asked = say(consent, true);
      expect(asked).not.toBe('refused');
      if (asked !== 'refused') consent = hear(asked.consent, false, round + 1);
    }
    expect(say(consent, true)).toBe('refused');
  });
});
