import type { Failure } from '../../app/state.ts';

export interface FailureText {
  readonly heading: string;
  readonly text: string;
  /** What helps, in the order in which to try it. */
  readonly tips: readonly string[];
}

export const failures: Record<Failure, FailureText> = {
  'unsupported-browser': {
    heading: 'Your browser can’t do this',
    text: 'Sotto needs WebRTC and modern cryptography to connect two browsers safely, and this one lacks them or has them switched off.',
    tips: [
      'Use a current Firefox, Chrome, Edge or Safari.',
      'If you have switched off WebRTC by a setting or an extension, allow it for this page.',
      'Open the page over https: browsers offer cryptography only there.',
    ],
  },
  offline: {
    heading: 'You seem to be offline',
    text: 'This device has no network right now, so nobody can be found.',
    tips: ['Check Wi-Fi or mobile data, then try again.'],
  },
  'server-unavailable': {
    heading: 'The server can’t be reached',
    text: 'It may be restarting, or something lies between it and you. Nothing of yours is lost: it never had anything.',
    tips: ['Wait a moment and try again.', 'A VPN or a strict network can be in the way.'],
  },
  'too-many-requests': {
    heading: 'A little slower, please',
    text: 'There were many tries from your network in a short time. The server limits them so that it stays usable for all.',
    tips: ['Wait a minute, then try again.'],
  },
  'replaced-by-another-tab': {
    heading: 'Sotto goes on in another tab',
    text: 'You opened it there with the same identity. One chat at a time: this tab has stopped.',
    tips: ['Close this tab, or take over here.'],
  },
  refused: {
    heading: 'The server said no',
    text: 'It didn’t accept this sign-in.',
    tips: ['Look at your nickname again.', 'If it stays like this, reload the page.'],
  },
  'connection-not-trusted': {
    heading: 'We stopped this connection',
    text: 'The keys you were given don’t fit the connection that was made. Somebody may have tried to sit between you two. Nothing was sent.',
    tips: [
      'Try again with someone else.',
      'If it happens again, don’t use this network or this server for anything private.',
    ],
  },
  'could-not-connect': {
    heading: 'No path to the other browser',
    text: 'Somebody was there, but your two networks let no connection through.',
    tips: [
      'Try again: with the next person it often works.',
      'Another network, such as mobile data, can help.',
    ],
  },
};

export const failureActions = {
  again: 'Try again',
  takeOver: 'Use Sotto here',
  someoneElse: 'Find someone else',
  profile: 'Change my details',
  details: 'Details',
};
