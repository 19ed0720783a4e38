/**
 * Names of groups of people, by descent, origin, faith, orientation, gender, disability. The English model reads each as the
 * same word, so that a line is harmful by what it says of people and not by whom it speaks of. Slurs are not among them.
 */

/** What the model reads in place of a name, for one of the group (or as a property) and for several. */
const group = { one: 'somegroup', many: 'somegroups' } as const;

/** Names for one, which are properties as well; with an `s` they are names for several. */
const ones = new Set(
  `gay lesbian bisexual pansexual asexual homosexual heterosexual queer trans transgender transsexual nonbinary enby intersex
  lgbt lgbtq lgbtqia genderqueer genderfluid crossdresser
  jew jewish muslim christian catholic protestant evangelical mormon methodist baptist lutheran quaker hindu sikh buddhist
  jain bahai shia shiite sunni atheist agnostic pagan wiccan amish
  immigrant migrant refugee foreigner expat emigrant latino latina latinx hispanic chicano caucasian asian african european
  american mexican canadian cuban haitian jamaican dominican honduran guatemalan salvadoran nicaraguan panamanian
  colombian venezuelan ecuadorian peruvian bolivian chilean argentine argentinian uruguayan paraguayan brazilian caribbean
  trinidadian brit british scot scottish welsh irish irishman irishwoman dutch belgian german austrian swiss french frenchman
  spaniard spanish portuguese italian greek maltese cypriot dane danish swede swedish norwegian finnish
  icelander estonian latvian lithuanian russian ukrainian belarusian czech slovak hungarian romanian moldovan bulgarian serb
  serbian croat croatian bosnian slovenian macedonian albanian kosovar montenegrin turk turkish kurd kurdish armenian
  georgian azerbaijani chechen arab arabic syrian lebanese jordanian palestinian israeli iraqi iranian persian saudi yemeni
  omani qatari kuwaiti emirati egyptian libyan tunisian algerian moroccan berber sudanese eritrean ethiopian somali kenyan
  ugandan tanzanian rwandan burundian congolese angolan zambian zimbabwean mozambican malawian namibian nigerian ghanaian
  senegalese gambian liberian malian cameroonian ivorian indian pakistani bangladeshi bengali punjabi tamil nepali nepalese
  desi afghan uzbek kazakh tajik turkmen kyrgyz mongolian mongol tibetan uyghur chinese taiwanese japanese korean vietnamese
  cambodian laotian thai burmese rohingya malaysian malay singaporean indonesian filipino filipina hmong australian aborigine
  maori samoan tongan fijian polynesian hawaiian inuit roma romani gypsy sami`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
const irregular = new Map([
  ['enbies', group.many],
  ['poles', group.many],
  ['gypsies', group.many],
  ['frenchmen', group.many],
  ['irishmen', group.many],
]);
/** Words of another meaning, which are names only before a word for people. */
const properties = new Set(
  `black white brown native indigenous aboriginal disabled deaf blind autistic homeless elderly bi polish english
  orthodox foreign undocumented wheelchair asylum`.split(/\s+/),
);
/** Words for people of any kind. */
const people = new Set(
  `people folk folks ppl person persons man men woman women guy guys girl girls boy boys kid kids child children lady ladies
  couple couples family families community lives student students worker workers neighbour neighbours neighbor neighbors
  friend friends dad dads mum mums mom moms user users seeker seekers`.split(/\s+/),
);
/** Of these, those that add nothing to a name, and what is read of both together. */
const absorbed = new Map<string, string>([
  ...['people', 'folk', 'folks', 'ppl', 'persons', 'community', 'users', 'seekers'].map(
    (word) => [word, group.many] as const,
  ),
  ...['person', 'user', 'seeker'].map((word) => [word, group.one] as const),
]);

/** Names that a misspelt word must not be read as another word for. */
export const groupNames: readonly string[] = [
  ...ones,
  ...[...ones].map((word) => `${word}s`),
  ...irregular.keys(),
];

function nameIn(word: string, next: string | undefined): string | undefined {
  if (ones.has(word)) return group.one;
  if (word.endsWith('s') && ones.has(word.slice(0, -1))) return group.many;
  const other = irregular.get(word);
  if (other !== undefined || next === undefined || !properties.has(word)) return other;
  return people.has(next) || nameIn(next, undefined) !== undefined ? group.one : undefined;
}

/** Words of a line with one and the same word for each group; several names in a row are read as one. */
export function withGroupsAlike(words: readonly string[]): readonly string[] {
  const read: string[] = [];
  const isGroup = (word: string | undefined) => word === group.one || word === group.many;
  words.forEach((word, at) => {
    const last = read.at(-1);
    const name = nameIn(word, words[at + 1]) ?? (isGroup(last) ? absorbed.get(word) : undefined);
    if (name === undefined) return void read.push(word);
    if (isGroup(last)) read.pop();
    else if (last === 'an') read.splice(-1, 1, 'a');
    read.push(name);
  });
  return read;
}
