import type { ContextPattern, Strictness, TextLabel } from '@sotto/moderation-models';
import type { RulesOnly } from '../../safety/state.ts';

/** What a rule found, by rule or by rule and detail; the more exact one counts. Each fits after "looks like". */
export const ruleWords: Partial<Record<string, string>> = {
  profanity: 'strong language',
  slur: 'hateful words',
  threat: 'a threat',
  'threat.told_to_die': 'a wish that you die',
  'threat.blackmail': 'blackmail',
  sexual: 'sexual talk',
  'sexual.minor': 'sexual talk about a minor',
  spam: 'advertising or a scam',
  link: 'a link',
  'link.hidden_target': 'a link that hides where it leads',
  personal_data: 'personal data',
  'personal_data.mail': 'an e-mail address',
  'personal_data.phone': 'a phone number',
  'personal_data.handle': 'a user name elsewhere',
  'personal_data.address': 'a street address',
  'personal_data.card': 'a card number',
  'personal_data.bank_account': 'a bank account number',
  invitation: 'an invitation to another service',
  scripted: 'a message that no person typed',
  'scripted.repeated_line': 'the same message again',
  'scripted.flood': 'the same word over and over',
};

export const labelWords: Record<TextLabel, string> = {
  toxic: 'hurtful words',
  hate: 'hate against a group of people',
  threat: 'a threat',
  insult: 'an insult',
  sexual: 'sexual talk',
  obscene: 'strong language',
  self_harm: 'talk of self-harm',
  spam: 'advertising or a scam',
};

export const contextWords: Record<ContextPattern, string> = {
  after_stop: 'going on after a plea to stop',
  unwanted_contact: 'writing on and on after a plea to stop',
  repeated: 'one of several such messages',
  escalation: 'messages that get worse',
};

const join = (reasons: readonly string[]): string => reasons.join(', and ');

/** A line of the partner's that was screened. */
export const hiddenLine = {
  hidden: (reasons: readonly string[]) =>
    reasons.length === 0 ? 'Hidden message.' : `Hidden: this looks like ${join(reasons)}.`,
  held: (reasons: readonly string[]) =>
    reasons.length === 0 ? 'Held back.' : `Held back: this looks like ${join(reasons)}.`,
  show: 'Show',
  showNamed: (nickname: string) => `Show the hidden message from ${nickname}`,
  hide: 'Hide again',
  report: 'Report…',
  reportNamed: (nickname: string) => `Report this message from ${nickname}`,
  shown: (reasons: readonly string[]) =>
    reasons.length === 0
      ? 'You chose to see this.'
      : `You chose to see this. It looks like ${join(reasons)}.`,
  warning: (reasons: readonly string[]) =>
    reasons.length === 0 ? 'Be careful with this one.' : `Careful: this looks like ${join(reasons)}.`,
};

/** How the chat is screened, and what to do where it isn't as it should be. */
export const screeningState = {
  heading: 'Screening',
  off: 'Messages will be screened on this device.',
  loading: (percent: number) =>
    `The model that screens messages is loading (${percent} %). Until then, simple rules screen alone.`,
  ready: 'Messages are screened on this device. Nobody else sees them.',
  unscreened: 'Messages are not screened: that part of the page could not be loaded.',
  again: 'Try again',
  why: {
    missing: 'The model that screens messages could not be loaded. Simple rules screen alone.',
    corrupt: 'The model that screens messages came damaged and is not used. Simple rules screen alone.',
    crashed: 'The model that screens messages does not run here. Simple rules screen alone.',
    slow: 'The model that screens messages is too slow for this device. Simple rules screen alone.',
    'no-language':
      'There is no screening model for the language of this chat. Simple rules screen alone, and miss more.',
  } satisfies Record<RulesOnly, string>,
};

/** Before the writer's own message goes out. */
export const nudge = {
  title: 'Send this?',
  heldTitle: 'This is not sent',
  warning: (reasons: readonly string[]) => `It looks like ${join(reasons)}. The other person may not see it.`,
  personal: (reasons: readonly string[]) =>
    `It holds what looks like ${join(reasons)}. Whoever has that can find you outside of Sotto, and you can’t take it back.`,
  held: (reasons: readonly string[]) => `It looks like ${join(reasons)}. Sotto holds that back.`,
  send: 'Send anyway',
  edit: 'Edit',
};

/** For somebody who wrote of hurting or killing themself. */
export const help = {
  title: 'You don’t have to carry this alone',
  lead: 'Your message was sent, and nobody is told. If you think of hurting yourself, people who know how to listen are there now. If you are in danger, call the emergency number.',
  country: 'Where you are',
  elsewhere: 'Another country',
  findMore: (address: string) => `Lines in other countries are listed at ${address}.`,
  close: 'Close',
};

/** How much somebody wants to be spared. What it says must be true of the table in moderation-models. */
export const strictnessText = {
  label: 'What you’d rather not see',
  hint: 'Messages are screened on your device. You can always choose to see what was hidden.',
  names: { strict: 'Strict', standard: 'Standard', relaxed: 'Relaxed' } satisfies Record<Strictness, string>,
  means: {
    strict: 'Hides insults, sexual talk, advertising and swearing.',
    standard: 'Hides insults, sexual talk and advertising. Swearing is shown.',
    relaxed: 'Shows insults, sexual talk and advertising with a word of caution. Swearing is shown.',
  } satisfies Record<Strictness, string>,
  always:
    'Hate, threats and pictures that look sexual are hidden whatever you choose. This stays on your device.',
};
