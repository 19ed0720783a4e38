import type { ModeratorRole } from '@sotto/protocol';

/** Accounts of moderators: getting in, and looking after them. */
export const signIn = {
  heading: 'Sign in to moderate',
  name: 'Name',
  password: 'Password',
  code: 'Code',
  codeHint: 'Six digits from your authenticator app, or a recovery code.',
  submit: 'Sign in',
  or: 'or, in place of a code',
  passkey: 'Sign in with a passkey',
  passkeyFailed: 'Name, password and passkey don’t fit together.',
  passkeyGivenUp: 'No passkey was used. Try again, or use a code.',
  failed: 'Name, password and code don’t fit together. A code is good once: wait for the next one.',
  wait: (seconds: number) => `Too many tries. Wait ${seconds} seconds.`,
  unreachable: 'The server can’t be reached right now.',
};

export const join = {
  title: 'Join the moderators · Sotto',
  heading: 'Join the moderators',
  lead: 'Three things make your account: a name, a password, and an authenticator app.',
  roles: 'You are invited as',
  invalid: 'This invitation was used, has expired, or never was. Ask for a new one.',
  name: 'Name',
  nameHint: 'Other moderators see it beside what you do. Letters, digits, - and _.',
  password: 'Password',
  passwordHint: 'At least 12 characters. A few words are best.',
  app: 'Authenticator app',
  appHint: 'Scan this with an app such as Aegis, FreeOTP or the one in your password manager.',
  appByHand: 'Or type this key into it:',
  qr: 'QR code for your authenticator app',
  code: 'Code that the app shows now',
  submit: 'Make the account',
  taken: 'Somebody has this name.',
  codeWrong: 'The code is wrong. Is the clock of your device right?',
  badInput: 'Please look at name and password again.',
  recovery: 'Keep these recovery codes',
  recoveryText:
    'If you lose the app, each of them lets you in once in place of a code. They are shown now and never again.',
  copy: 'Copy all',
  copied: 'Copied',
  goOn: 'I have kept them',
};

export const ownAccount = {
  title: 'Your account · Sotto',
  heading: 'Your account',
  app: 'Authenticator app',
  appText: 'Its codes are your second factor, beside your password, and always stay one.',
  codesLeft: (count: number) =>
    count === 1 ? 'One recovery code is left.' : `${count === 0 ? 'No' : count} recovery codes are left.`,
};

export const passkeyText = {
  heading: 'Passkeys',
  lead: 'A passkey takes the place of the code when you sign in: a security key, or your phone or computer. The password is asked for all the same.',
  name: 'Name of the new passkey',
  example: 'Such as: blue key',
  add: 'Add a passkey',
  added: 'Added. You can sign in with it from now on.',
  newName: 'New name',
  rename: 'Rename',
  renameOf: (name: string) => `Rename ${name}`,
  renamed: 'Renamed.',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removing: {
    title: (name: string) => `Remove ${name}?`,
    text: 'It signs you in no more. Your authenticator app still does, and so do your other passkeys.',
    cancel: 'Keep',
    confirm: 'Remove',
  },
  removed: 'Removed. It signs nobody in any more.',
  save: 'Save',
  cancel: 'Cancel',
  used: (when: string) => `Last used ${when}`,
  unused: (when: string) => `Added ${when}, not used yet`,
  unavailable:
    'This server takes no passkeys: they are bound to a name, and no public address (PUBLIC_ORIGINS) with one is set.',
  unsupported: 'This browser has no passkeys.',
  failures: {
    known: 'This device has a passkey for your account already.',
    'given-up': 'No passkey was made.',
  },
};

export const accountsText = {
  title: 'Accounts · Sotto',
  heading: 'Accounts',
  invite: 'Invite somebody',
  inviteHint: 'Whoever opens the link can make the account. It is good once, for two days.',
  make: 'Make a link',
  link: 'Link to pass on',
  disable: (name: string) => `Shut ${name} out`,
  enable: (name: string) => `Let ${name} in again`,
  disabled: 'Shut out',
  last: 'Somebody has to be left who administers accounts.',
  refused: 'Only administrators who are signed in see this page.',
};

export const roleNames: Record<ModeratorRole, string> = {
  moderator: 'Moderator',
  'child-safety': 'Child safety',
  administrator: 'Administrator',
};
