import type { Guideline } from '../moderator/cases.ts';
import { guidelineNames } from './names.ts';
import type { GuidelineText, SafetyCentre, Topic } from './schema.ts';
import { crisisLines, findMore } from './crisis-lines.ts';

/**
 * The guidelines and what else the safety centre says. The page and the API both serve this; a translation is a file like it. What it says of moderators
 * and server must be true of the code that runs.
 */
const texts: Readonly<Record<Guideline, Omit<GuidelineText, 'id' | 'name'>>> = {
  respect: {
    rule: 'There is a person at the other end. Talk to them as you would if they sat across from you.',
    examples: [
      'Disagreeing, even strongly, about what was said.',
      'Saying plainly that a topic is not for you.',
      'Pressing Next without a reason. Nobody owes anybody a chat.',
    ],
    violations: [
      'Insults, mocking somebody, wearing them down.',
      'Hate for what somebody is: origin, religion, gender, disability, whom they love.',
      'Going on after a clear no.',
    ],
    consequence: 'Usually a ban of hours or days. Hate, or doing it again, makes it long.',
  },
  privacy: {
    rule: 'What makes somebody findable belongs to them alone. Don’t press for it, and don’t pass it on.',
    examples: [
      'Asking what somebody likes to cook, read or play.',
      'Keeping names and places vague. Everybody understands.',
    ],
    violations: [
      'Pressing for a name, an address, a workplace, a phone number or a picture of the face.',
      'Telling who somebody is, or threatening to.',
      'Sending private pictures or messages of somebody else.',
    ],
    consequence: 'A ban of days or weeks. Making somebody’s identity public to harm them: for good.',
  },
  content: {
    rule: 'Nobody has to see what they did not ask for. Adults may talk about adult things when both clearly want to.',
    examples: [
      'Asking first, and taking silence for a no.',
      'Talking about hard subjects with care, when the other side wants to.',
    ],
    violations: [
      'Sexual messages or pictures that were not asked for.',
      'Pictures of cruelty or injury, sent to shock.',
      'Anything sexual about minors, in any form. See “Adults only”.',
    ],
    consequence: 'A ban of days or weeks. Sending such pictures to one person after the other: for good.',
  },
  spam: {
    rule: 'This is a place to talk. Be who you are, or nobody in particular, but don’t deceive anybody for gain.',
    examples: ['Recommending a book or a song, because it came up.', 'Staying anonymous.'],
    violations: [
      'Advertising, chain messages, the same lines to everybody.',
      'Luring people to another site, an app, a payment or an investment.',
      'Pretending to be a certain person, a company, or one of the moderators.',
    ],
    consequence: 'A ban of weeks. Fraud and automatic messages: for good.',
  },
  safety: {
    rule: 'Nobody leaves a chat in danger because of you.',
    examples: [
      'Listening to somebody who has a hard time, and naming a crisis line.',
      'Ending a chat that you can’t carry.',
    ],
    violations: [
      'Threatening somebody, or people close to them.',
      'Blackmail, with pictures or with anything else.',
      'Urging somebody to hurt themselves, or showing them how.',
      'Planning violence or calling for it.',
    ],
    consequence: 'Looked at before all else. A long ban as a rule, for good where somebody was in danger.',
  },
  minors: {
    rule: 'Sotto is for adults of 18 or over. Where a minor may be in danger, there is no second chance.',
    examples: [
      'Ending the chat, and reporting “Under 18”, when somebody says that they are younger.',
      'Saying your age bracket honestly.',
    ],
    violations: [
      'Being under 18 and chatting here.',
      'Going on with somebody who says that they are under 18.',
      'Anything sexual with, from or about a minor, jokes and invented stories included.',
    ],
    consequence:
      'Under 18: shut out. Anything sexual about minors: for good, and the operator may have to tell the authorities.',
  },
};

const order: readonly Guideline[] = ['respect', 'privacy', 'content', 'spam', 'safety', 'minors'];

export const guidelineTexts: readonly GuidelineText[] = order.map((id) => ({
  id,
  name: guidelineNames[id],
  ...texts[id],
}));

export const safetyTips: readonly Topic[] = [
  {
    heading: 'Stay hard to find',
    text: 'First name, town, school, workplace, your handle elsewhere: two of these together often suffice to find you.',
  },
  {
    heading: 'Look at a picture before you send it',
    text: 'Sotto removes what the file says about place and camera. It can’t remove a street sign, a school crest or your face.',
  },
  {
    heading: 'A picture you sent is gone',
    text: 'The other side can keep it. Send nothing that could be used to press you.',
  },
  {
    heading: 'Stay here while you don’t know somebody',
    text: 'Elsewhere, nothing is signed and nobody can check a report. Being hurried to another app is a bad sign.',
  },
  {
    heading: 'Nobody here needs your money',
    text: 'A sad story, a sure investment, a gift card: end the chat. No moderator ever asks for money or a code.',
  },
  {
    heading: 'Hide your address',
    text: 'Where the operator runs a relay, “relay” keeps your network address from the other side. It says little about you, but it says something.',
  },
  {
    heading: 'If somebody presses you with pictures',
    text: 'Don’t pay and don’t send more: it does not stop. Report the chat, keep what you have, and tell the police or somebody you trust.',
  },
  {
    heading: 'You can leave at any moment',
    text: 'Next ends a chat, and Block keeps you two apart. You owe no explanation.',
  },
];

export const reportSteps: readonly Topic[] = [
  {
    heading: 'You choose what is shown',
    text: 'You tick the messages that moderators may read, and see exactly what would be sent. The other side isn’t told.',
  },
  {
    heading: 'The signatures are checked',
    text: 'Each browser signs what it sends. The server checks every signature, and takes no report in which one letter doesn’t fit. So nobody can put words into your mouth.',
  },
  {
    heading: 'A person decides',
    text: 'Reports are stored encrypted. A moderator claims one, reads it, and each look is written to a log that can’t be altered unseen. Threats and minors come first.',
  },
  {
    heading: 'What follows',
    text: 'Nothing, a warning, or a ban from an hour to for good. Whoever is warned or banned is told which guideline they broke, and why. They can appeal once, and another moderator decides on that.',
  },
  {
    heading: 'You see that it was decided',
    text: 'You get a receipt. With it you can look up where your report stands, without an account and from any browser.',
  },
  {
    heading: 'Then it is deleted',
    text: 'Reports are erased when their time is over. Two things keep one longer: an open appeal, for a limited time, and an administrator who must keep it for the law. A standing ban keeps a code that names nobody, and so does a warning until it was read.',
  },
];

export const safetyCentre: SafetyCentre = {
  language: 'en',
  guidelines: [...guidelineTexts],
  tips: [...safetyTips],
  reports: [...reportSteps],
  crisis: { lines: [...crisisLines], more: findMore },
};
