/** The landing page. Every claim on it must be true of the code that runs. */
export const landing = {
  title: 'Sotto: talk quietly with a stranger',
  description:
    'An anonymous one-to-one chat for adults. Encrypted end to end, browser to browser, gone when you leave.',
  heading: 'Talk quietly with a stranger',
  lead: 'Sotto introduces two adults who don’t know each other and steps aside. What you write and show is encrypted on your device, travels from browser to browser, and is forgotten when you leave.',
  start: 'Start a chat',
  underButton: '18 and over only. No account, no e-mail, no phone number.',
  address: {
    label: 'Before you start',
    text: 'In direct mode your chat partner’s browser can see your network (IP) address. Where this site runs a relay, your address stays hidden by default.',
    link: 'What that means',
  },
  picture:
    'A drawing: two brackets face each other, one for you and one for a stranger. A conversation happens between them. A server above has only introduced them.',
  pictureServer: 'The server introduces you, then steps aside',
  pictureYou: 'You',
  pictureThem: 'A stranger',
  promisesHeading: 'What you can count on',
  promises: [
    {
      icon: 'lock',
      heading: 'Only the two of you can read it',
      text: 'Each message is sealed for one reader, and the server holds no key that opens it. Words reach it in one way only: if one of you reports the other, the lines that person chooses to show.',
    },
    {
      icon: 'wind',
      heading: 'Nothing stays behind',
      text: 'The conversation lives in this one tab. Reload, meet the next person or press Esc twice, and it is gone on your side for good.',
    },
    {
      icon: 'door',
      heading: 'You can always go',
      text: 'Next, leave, block and report are one step away in every chat. You owe nobody a reason, or an answer.',
    },
  ],
  limitsHeading: 'What nobody can promise you',
  limits: [
    'We ask everyone whether they are 18 or over. We can’t see whether they tell the truth.',
    'A stranger can lie about who they are, and can photograph the screen. Share only what you could bear to see again.',
    'Encryption protects your words on the way. It says nothing about the person at the other end.',
  ],
} as const;
