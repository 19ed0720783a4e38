import type { DirectState } from '../../app/state.ts';

/** A direct connection by agreement. */
export const direct = {
  heading: 'Direct connection',
  warning: 'Your partner can then see your network (IP) address, and you theirs.',
  states: {
    unneeded: '',
    none: 'A direct path can be quicker. It opens only if you both agree.',
    asking: 'You offered a direct connection. It opens when your partner agrees.',
    asked: 'Your partner offers a direct connection. It opens only if you agree.',
    agreed: 'You both agreed to a direct connection.',
  } satisfies Record<DirectState, string>,
  offer: 'Offer a direct connection…',
  takeBack: 'Take the offer back',
  end: 'Go back to the relay',
  agree: 'Agree…',
  decline: 'Keep the relay',
  asked: (nickname: string) => `${nickname} offers a direct connection`,
  askedText: 'If you agree, your two browsers see each other’s network (IP) address.',
  offline: 'Possible again when the server is back.',
};

/** The plain warning, before either side agrees. */
export const directDialog = {
  title: { none: 'Offer a direct connection?', asked: 'Agree to a direct connection?' },
  text: (nickname: string) =>
    `${nickname} will be able to see your network (IP) address. It can tell roughly where you are and who your internet provider is, and what was seen once can’t be taken back.`,
  theirs: (nickname: string) =>
    `You will be able to see ${nickname}’s address, too. Messages stay sealed either way.`,
  confirm: { none: 'Offer it', asked: 'Agree and connect' },
  cancel: 'Keep the relay',
};
