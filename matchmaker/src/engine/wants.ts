import { ageBrackets, genders, regions, type About, type FilterName, type Wants } from '@sotto/protocol';

/**
 * Profiles as bits, so that all one-to-one filters of a pair are one AND.
 *
 * Sixteen bits say what somebody is, one set in each group: gender (4), age bracket (6), region (6); the first
 * of each group is "rather not say". Sixteen bits of the same layout say what somebody accepts. A filter that
 * asks nothing accepts its whole group, one that asks for something never accepts "rather not say".
 */

const genderShift = 0;
const ageShift = 4;
const regionShift = 10;
const genderGroup = 0b1111 << genderShift;
const ageGroup = 0b11_1111 << ageShift;
const regionGroup = 0b11_1111 << regionShift;

/** Number of gender groups and of age groups, "rather not say" included. */
export const genderCount = genders.length + 1;
export const ageCount = ageBrackets.length + 1;

/** 0 for "rather not say", then in the order of `genders`. */
export function genderIndex(about: About): number {
  return about.gender === undefined ? 0 : genders.indexOf(about.gender) + 1;
}

/** 0 for "rather not say", then in the order of `ageBrackets`. */
export function ageIndex(about: About): number {
  return about.age === undefined ? 0 : ageBrackets.indexOf(about.age) + 1;
}

export function regionIndex(about: About): number {
  return about.region === undefined ? 0 : regions.indexOf(about.region) + 1;
}

/** The sixteen bits of what somebody is. */
export function aboutBits(about: About): number {
  return (
    (1 << (genderShift + genderIndex(about))) |
    (1 << (ageShift + ageIndex(about))) |
    (1 << (regionShift + regionIndex(about)))
  );
}

/** The {@link genderIndex} and the {@link ageIndex} in the bits of what somebody is. */
export function genderOf(about: number): number {
  return 31 - Math.clz32((about & genderGroup) >>> genderShift);
}
export function ageOf(about: number): number {
  return 31 - Math.clz32((about & ageGroup) >>> ageShift);
}

/** Bits of the genders (one per `genderIndex`) or ages (one per `ageIndex`) that are accepted. */
export function acceptedGenders(wants: number): number {
  return (wants & genderGroup) >>> genderShift;
}
export function acceptedAges(wants: number): number {
  return (wants & ageGroup) >>> ageShift;
}

/**
 * All wants of a ticket in one number: 16 bits of what is accepted, 4 of the least number of shared
 * interests, 1 for a shared language, 5 for which filters are soft.
 */
export function packWants(wants: Wants): number {
  const accepted =
    group(genders, wants.genders, genderGroup, genderShift) |
    group(ageBrackets, wants.ages, ageGroup, ageShift) |
    group(regions, wants.regions, regionGroup, regionShift);
  let soft = 0;
  for (const name of wants.soft) soft |= softBit[name];
  return (
    accepted |
    (wants.minSharedInterests << minInterestsShift) |
    (wants.sharedLanguage ? languageBit : 0) |
    soft
  );
}

/** The 16 bits of what is accepted. */
export function acceptedBits(wants: number): number {
  return wants & 0xffff;
}
export function minSharedInterests(wants: number): number {
  return (wants >>> minInterestsShift) & 0xf;
}
export function needsSharedLanguage(wants: number): boolean {
  return (wants & languageBit) !== 0;
}

/**
 * What is still asked after `step` (0 to 3) widenings. Hard filters never change.
 *
 * | soft filter | step 1 | step 2 | step 3 |
 * | --- | --- | --- | --- |
 * | ages | neighbouring brackets too | any | any |
 * | interests | half as many, rounded up | at least one | none |
 * | languages | as asked | any | any |
 * | regions | as asked | any | any |
 * | genders | as asked | as asked | any |
 */
export function widenWants(wants: number, step: number): number {
  let widened = wants;
  if (step >= 1 && wants & softBit.ages) {
    widened |= step >= 2 ? ageGroup : neighbourAges(wants);
  }
  if (step >= 1 && wants & softBit.interests) {
    const least = minSharedInterests(wants);
    const asked = step === 1 ? Math.ceil(least / 2) : step === 2 ? Math.min(least, 1) : 0;
    widened = (widened & ~(0xf << minInterestsShift)) | (asked << minInterestsShift);
  }
  if (step >= 2 && wants & softBit.languages) widened &= ~languageBit;
  if (step >= 2 && wants & softBit.regions) widened |= regionGroup;
  if (step >= 3 && wants & softBit.genders) widened |= genderGroup;
  return widened;
}

/** True where both sides accept what the other is. A word is `about | accepted << 16`. */
export function wordsFit(a: number, b: number): boolean {
  return (((b & ~(a >>> 16)) | (a & ~(b >>> 16))) & 0xffff) === 0;
}

const minInterestsShift = 16;
const languageBit = 1 << 20;
const softBit: Record<FilterName, number> = {
  languages: 1 << 21,
  ages: 1 << 22,
  genders: 1 << 23,
  regions: 1 << 24,
  interests: 1 << 25,
};

function group<Item>(all: readonly Item[], asked: readonly Item[], whole: number, shift: number): number {
  if (asked.length === 0) return whole;
  let bits = 0;
  for (const item of asked) bits |= 1 << (shift + all.indexOf(item) + 1);
  return bits;
}

function neighbourAges(wants: number): number {
  const ages = wants & ageGroup;
  if (ages === ageGroup) return ages;
  const known = ageGroup & ~(1 << ageShift);
  return (ages | (ages << 1) | (ages >>> 1)) & known;
}
