import { fold } from '../rules/fold.ts';
import { findPhrases, phraseBook } from '../rules/phrases.ts';
import { wordsOf } from '../rules/words.ts';

const book = phraseBook(`
stop: stop it/this/that/please/messaging/asking/texting/sending/writing/now
stop: leave me alone
stop: please/just stop
stop: im/i am? not interested
stop: dont/do not? want/write/text/message/send/call/ask this/that/me/to? ..2 anymore/again/that/this/me/pictures/pics/talk
stop: go away
stop: i said no/stop
stop: no means no
stop: you/u/youre are? creep/creepy/disgusting
stop: not/no interested/thanks/thank ! im
stop: hor/hore/hort auf
stop: lass/lassen mich in? ruhe/los
stop: kein/keine interesse/lust
stop: para/pare/chega com? ..1 isso/por/agora
stop: me deixa em? paz
stop: nao quero/to ..1 isso/mais/interessado/interessada/afim
stop: arrete/arretez ca/de/maintenant/toi/stp
stop: laisse moi tranquille
stop: pas interesse/interessee
stop: dejame en? paz
stop: basta/para ya
stop: no me interesa/escribas/mandes
stop: mujhe/mujhko mat/nahi ..2 karo/bhejo/chahiye/baat
stop: band karo/kar
stop: बंद करो
stop: मुझे नहीं चाहिए/करनी
`);
/** A long text is read no further: a wish to be left alone comes early. */
const maxChars = 400;

/** Whether the line asks the other to leave off. */
export const asksToStop = (text: string): boolean =>
  findPhrases(book, wordsOf(fold(text.slice(0, maxChars)))).length > 0;
