/**
 * Names of groups of people, by descent, origin, faith, orientation, gender identity, disability. The English model reads them
 * all as one word, so that a line is harmful by what it says of people and not by whom it speaks of. Names that are mostly
 * slurs are not among them; `queer` and `gypsy`, which are both, are.
 */

/** What the model reads in place of a name, for one or several of a group, or as a property. */
const someGroup = 'somegroup';

const listed = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Names for one of a group, which are properties as well; with an `s` they are names for several. */
const ones = listed(
  `lesbian bisexual pansexual asexual aromantic heterosexual trans transgender transsexual transwoman
  transman nonbinary enby agender intersex lgbt lgbtq lgbtqia genderqueer genderfluid crossdresser
  jew jewish hebrew muslim christian catholic protestant evangelical mormon methodist baptist lutheran quaker anglican
  presbyterian pentecostal adventist sufi ahmadi druze hindu sikh buddhist jain bahai shia shiite sunni atheist agnostic pagan
  wiccan amish immigrant migrant refugee foreigner expat emigrant latino latina latinx hispanic chicano caucasian asian african
  european american mexican canadian cuban haitian jamaican dominican honduran guatemalan salvadoran nicaraguan panamanian
  colombian venezuelan ecuadorian peruvian bolivian chilean argentine argentinian uruguayan paraguayan brazilian caribbean
  trinidadian brit british scot scottish scotsman welsh welshman irish irishman irishwoman englishman dutch dutchman belgian
  german austrian swiss french frenchman frenchwoman spaniard spanish portuguese italian greek cypriot dane danish swede
  swedish norwegian finnish icelander estonian latvian lithuanian russian ukrainian belarusian czech slovak hungarian romanian
  moldovan bulgarian serb serbian croat croatian bosnian slovenian macedonian albanian kosovar montenegrin turk turkish kurd
  kurdish armenian georgian azerbaijani chechen tatar arab arabic arabian syrian lebanese jordanian palestinian israeli iraqi
  iranian persian saudi yemeni omani qatari kuwaiti emirati egyptian libyan tunisian algerian moroccan berber sudanese eritrean
  ethiopian somali kenyan ugandan tanzanian rwandan burundian congolese angolan zambian zimbabwean mozambican malawian namibian
  nigerian yoruba hausa ghanaian senegalese gambian liberian malian cameroonian ivorian indian pakistani bangladeshi bengali
  punjabi gujarati kashmiri tamil sinhalese nepali nepalese desi afghan pashtun hazara uzbek kazakh tajik turkmen kyrgyz
  mongolian tibetan uyghur chinese taiwanese japanese korean vietnamese cambodian laotian thai burmese rohingya malaysian malay
  singaporean indonesian filipino filipina hmong aussie australian aborigine maori samoan tongan fijian polynesian hawaiian
  inuit romani gypsy`,
);
const irregular = listed(
  `gays homosexuals queers enbies gypsies transwomen transmen frenchmen frenchwomen irishmen irishwomen englishmen dutchmen
  scotsmen welshmen blacks whites`,
);
/** Names of two words. */
const pairs: ReadonlySet<string> = new Set(
  ['non binary', 'puerto rican', 'sri lankan', 'new zealander', 'costa rican'].flatMap((pair) => [
    pair,
    `${pair}s`,
  ]),
);
/** Words of another meaning, which are names before a word for people, and where people say so of themselves or others. */
const properties = listed('black white brown indigenous aboriginal bi polish english undocumented');
/** The same, but not of others, for `are you blind` is said to hurt. */
const ownProperties = listed('disabled deaf blind autistic homeless elderly paraplegic epileptic dyslexic');
/** The same, but before a word for people only. */
const onlyBefore = listed('native orthodox foreign wheelchair asylum sami roma zulu');
/**
 * Said to hurt about as often as not. Before a word for people, and of oneself or in a question, they are names; in
 * `he is gay` they stay as they are, for there a model that can't tell them from `french` ranks insults a good deal worse.
 */
const twofold = listed('gay homosexual queer');
/** Parts of a name that comes next. */
const regions = listed('north south east west central southeast');
/** Said of all such people: `the deaf`. */
const afterThe = listed('disabled deaf blind homeless elderly roma sami poles english');
/** Words for people of any kind. */
const people = listed(
  `people peoples folk folks ppl person persons man men mans mens woman women womans womens guy guys girl girls boy boys kid
  kids child children childrens lady ladies dude dudes chick chicks male males female females teen teens teenager teenagers
  baby babies couple couples family families community lives student students worker workers neighbour neighbours neighbor
  neighbors friend friends boyfriend girlfriend partner parent parents mother mothers father fathers mum mums mom moms dad dads
  brother brothers sister sisters son sons daughter daughters husband wife user users seeker seekers`,
);
/** Of these, those that are read with a name as one. Not the young: what is said of them is another matter. */
const absorbed = listed(
  `people peoples folk folks ppl person persons community user users seeker seekers man men mans mens woman women womans
  womens guy guys lady ladies dude dudes male males female females`,
);

const languages = listed(
  `arabic bengali bulgarian chinese czech danish dutch finnish french german greek hebrew hungarian indonesian italian
  japanese korean norwegian persian portuguese romanian russian spanish swedish thai turkish ukrainian vietnamese welsh`,
);
const beforeLanguage = listed('speak speaks speaking spoken learn learns learning study studies studying my');
/** What comes after a name that is said of a thing. */
const things = listed(
  `food foods cuisine cooking restaurant toast cheese fries bread coffee tea beer wine chocolate music movie movies film films
  series drama football class classes lesson lessons homework exam grammar language languages accent word words keyboard`,
);
const ofMyself = listed('am im being');
const ofOthers = listed('youre theyre hes shes');
const be = listed('are is r was were');
const pronouns = listed('i you we they u he she who');

/** Names that a misspelt word must not be read as another word for. */
export const groupNames: readonly string[] = [...ones, ...[...ones].map((word) => `${word}s`), ...irregular];

/** A word of a line, and whether the next one belongs to the same part of the sentence. */
export interface LineWord {
  readonly word: string;
  readonly joined: boolean;
}

const isOne = (word: string) => ones.has(word);
const areSeveral = (word: string) =>
  irregular.has(word) || (word.endsWith('s') && ones.has(word.slice(0, -1)));

/** Which words of a line are names of groups. Goes from the end to the beginning: what a word is depends on the next. */
function namesIn(line: readonly LineWord[]): readonly boolean[] {
  const names = line.map(() => false);
  /** The word so many places on or back; empty where a part of the sentence ends between. */
  const near = (at: number, places: number): string => {
    const [from, to] = places < 0 ? [at + places, at] : [at, at + places];
    return line.slice(Math.max(from, 0), to).every(({ joined }) => joined)
      ? (line[at + places]?.word ?? '')
      : '';
  };
  const isNamed = (at: number, places: number) => near(at, places) !== '' && names[at + places] === true;

  const isOfThing = (at: number, word: string): boolean => {
    const [before, beforeThat, after] = [near(at, -1), near(at, -2), near(at, 1)];
    if (things.has(after)) return true;
    // The first name Christian.
    if (beforeThat === 'name' && before === 'is') return true;
    return languages.has(word) && beforeLanguage.has(before) && !people.has(after);
  };
  const isProperty = (at: number, word: string): boolean => {
    const [before, beforeThat, after] = [near(at, -1), near(at, -2), near(at, 1)];
    const own = twofold.has(word) || ownProperties.has(word);
    const known = own || properties.has(word);
    if ((known || onlyBefore.has(word)) && (people.has(after) || isNamed(at, 1))) return true;
    if (regions.has(word) && isNamed(at, 1)) return true;
    if (known && (after === 'and' || after === 'or') && isNamed(at, 2)) return true;
    if (things.has(after)) return false;
    if (before === 'the' && afterThe.has(word)) return true;
    if (known && (ofMyself.has(before) || (before === 'are' && beforeThat === 'we'))) return true;
    const asked = (before === 'you' || before === 'u') && be.has(beforeThat);
    if (asked && (twofold.has(word) || properties.has(word))) return true;
    return properties.has(word) && (ofOthers.has(before) || (be.has(before) && pronouns.has(beforeThat)));
  };

  for (let at = line.length - 1; at >= 0; at -= 1) {
    const word = line[at]?.word ?? '';
    if (pairs.has(`${word} ${near(at, 1)}`)) names[at] = names[at + 1] = true;
    else if (!names[at])
      names[at] = areSeveral(word) || (isOne(word) ? !isOfThing(at, word) : isProperty(at, word));
  }
  return names;
}

/**
 * The words of a line with one and the same word for each group. Several names in a row are read as one, and so is a name
 * with a word for grown people. A comma ends a row: of `gay, lesbian and trans people` the first stays as it is.
 */
export function withGroupsAlike(line: readonly LineWord[]): readonly string[] {
  const names = namesIn(line);
  const read: string[] = [];
  line.forEach(({ word }, at) => {
    const goesOn = line[at - 1]?.joined === true;
    if (goesOn && names[at - 1] === true && (names[at] === true || absorbed.has(word))) return;
    if (goesOn && names[at] === true && read.at(-1) === 'an') read.splice(-1, 1, 'a');
    read.push(names[at] === true ? someGroup : word);
  });
  return read;
}
