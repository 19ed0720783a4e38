import { englishRude, englishWords } from './english-words.ts';
import { firstNames } from './first-names.ts';
import { groupNames, withGroupsAlike } from './group-names.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';

/** The English word list, counted in the training data (see `training/lexicon.ts`). */
export const englishLexicon: Lexicon = createLexicon({
  words: englishWords.split(' '),
  rude: englishRude.split(' '),
  names: [...firstNames, ...groupNames],
  alike: withGroupsAlike,
});
