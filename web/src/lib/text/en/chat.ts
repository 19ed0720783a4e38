import type { AppState, LinkState, LinkPath, SystemEvent } from '../../app/state.ts';

type Ending = Extract<AppState, { phase: 'over' }>['why'];

/** The conversation. */
export const chat = {
  title: (nickname: string) => `${nickname} · Sotto`,
  titleMet: (nickname: string) => `${nickname} is here · Sotto`,
  titleUnread: (count: number, nickname: string) => `(${count}) ${nickname} · Sotto`,
  heading: (nickname: string) => `Chat with ${nickname}`,
  log: 'Messages',
  you: 'You',
  empty: 'Say something kind, or something curious.',
  forgetful: 'This conversation is kept in this tab only. A reload or your next chat forgets it.',
  sharedInterests: 'You both like',
  sharedLanguages: 'You both speak',
  typing: (nickname: string) => `${nickname} is writing`,
  newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  connected: (nickname: string) => `You are now chatting with ${nickname}.`,
  partner: 'Your chat partner',
  keys: { send: 'sends', line: 'new line', next: 'next', report: 'report', wipe: 'closes and wipes' },
  keysHeading: 'Keys',
  wipeHint: 'The door, or Esc Esc: close and wipe.',
};

export const status: Record<'sending' | 'delivered' | 'read', string> = {
  sending: 'Sending',
  delivered: 'Delivered',
  read: 'Read',
};

export const composer = {
  label: 'Message',
  placeholder: 'Write a message',
  send: 'Send',
  left: (bytes: number) => `${bytes} bytes left`,
  over: (bytes: number) => `${bytes} bytes too long. Please shorten the message.`,
  notSent: 'That could not be sent. Try again in a moment.',
};

export const actions = {
  next: 'Next',
  nextSure: 'Sure? Next',
  nextHint: 'Press again to end this chat and meet someone else.',
  leave: 'Leave',
  block: 'Block',
  blockHint: 'Sends no report',
  report: 'Report…',
  reportShort: 'Report',
  reportNamed: (nickname: string) => `Report ${nickname}`,
  underage: 'Report as under 18',
  underageHint: 'At once: ends the chat, blocks, and sends the last messages',
  safetyCode: 'Safety code',
  panic: 'Close and wipe',
  panicHint: 'Closes the chat, deletes your identity here and on the server, and leaves for a blank page.',
  more: 'More',
};

export const events: Record<SystemEvent, (nickname: string) => string> = {
  connected: (nickname) => `Connected to ${nickname}. Only the two of you can read this.`,
  reconnecting: () => 'The connection was lost. Trying to get it back…',
  reconnected: () => 'Connected again.',
  'partner-left': (nickname) => `${nickname} has left.`,
  'partner-gone': (nickname) => `${nickname} is gone and did not come back.`,
  'you-left': () => 'You have left.',
  'direct-asked': (nickname) => `You offered a direct connection. ${nickname} is being asked.`,
  'direct-offered': (nickname) => `${nickname} offers a direct connection. Nothing changes unless you agree.`,
  'direct-agreed': () => 'You both agreed. Looking for a direct path…',
  'direct-declined': (nickname) => `${nickname} would rather keep the relay.`,
  'direct-taken-back': () => 'No direct connection. The relay goes on.',
  'direct-ended': () => 'The direct connection has ended. The relay is back.',
  'direct-failed': () => 'No direct path was found between your two networks. The relay goes on.',
  'direct-unavailable': () => 'A direct connection can’t be offered in this chat now.',
};

export const links: Record<LinkState, string> = {
  connecting: 'Connecting',
  open: 'Connected',
  reconnecting: 'Reconnecting',
  closed: 'Ended',
};

/** Said instead of "Connected" where the path is known. */
export const paths: Record<LinkPath, { short: string; long: string }> = {
  direct: {
    short: 'Direct',
    long: 'Your browsers talk directly. Your partner’s browser can see your network (IP) address, and yours can see theirs.',
  },
  relayed: {
    short: 'Relayed',
    long: 'A relay passes the sealed messages on. It can’t read them, and your partner’s browser doesn’t see your network address.',
  },
  unknown: {
    short: 'Connected',
    long: 'Your browsers are connected and the messages are sealed end to end.',
  },
};

export const connection = {
  heading: 'Connection',
  label: (state: string) => `Connection: ${state}`,
  states: {
    connecting: 'Your two browsers are looking for a path to each other.',
    reconnecting:
      'The path was lost. Your browsers are looking for another; what you write is sent as soon as there is one.',
    closed: 'This chat has ended. Nothing can be sent any more.',
  },
};

export const signaling = {
  offline: 'The server is out of reach. Your chat goes on without it; “Next” waits until it’s back.',
};

export const safety = {
  title: 'Safety code',
  lead: (nickname: string) => `You and ${nickname} should see the same eight pictures in the same order.`,
  code: 'Your safety code',
  loading: 'Working it out…',
  none: 'There is a code only while the chat is connected.',
  compareHeading: 'How to compare',
  compare:
    'Ask over another channel that you trust, such as a call in which you know the voice. Comparing it inside this chat proves little: whoever could sit between you could also change what you write.',
  provesHeading: 'What it proves',
  proves:
    'If all eight match, nobody sits between your two browsers, not even this site’s server: the keys in use are yours and theirs.',
  cannotHeading: 'What it can’t',
  cannot:
    'It doesn’t tell you who the other person is, whether they are honest or keep copies. Nor whether this page is genuine: an altered page could show any code.',
  close: 'Close',
};

export const blocking = {
  title: (nickname: string) => `Block ${nickname}?`,
  text: 'The chat ends, and you two won’t be introduced again while this browser keeps your identity. No report is sent, and they aren’t told why you left.',
  confirm: 'Block and leave',
  cancel: 'Stay',
};

/** The last chat, when it is off the page and can still be reported. */
export const lastChat = {
  report: (nickname: string) => `Report ${nickname}, your last partner`,
  stopAndReport: (nickname: string) => `Stop looking and report ${nickname}`,
};

/** Where the report dialog itself could not be loaded. */
export const reportPart = {
  notLoaded: 'The report form could not be loaded.',
  again: 'Try again',
  close: 'Close',
};

export const leaving = {
  title: 'Leave this chat?',
  text: 'Going to another page ends the conversation. It can’t be brought back.',
  confirm: 'Leave the chat',
  cancel: 'Stay',
};

export const over: Record<Ending, (nickname: string) => { heading: string; text: string }> = {
  'partner-left': (nickname) => ({
    heading: `${nickname} has left`,
    text: 'You can still read the conversation here. It leaves the page when you go on.',
  }),
  'partner-gone': (nickname) => ({
    heading: `${nickname} is gone`,
    text: 'Their browser didn’t come back: closed, or without a network. You can still read the conversation.',
  }),
  flooded: (nickname) => ({
    heading: `${nickname} sent too much`,
    text: 'More came than anybody could read, so Sotto closed the chat. You can block or report them, or go on.',
  }),
  'link-lost': () => ({
    heading: 'The connection is lost',
    text: 'Your two browsers couldn’t find each other again. You can still read the conversation.',
  }),
};
