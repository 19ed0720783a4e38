/** The page `/safety`, around the texts that it shares with the API. */
export const safetyPage = {
  title: 'Safety and guidelines · Sotto',
  description:
    'What is fine on Sotto and what is not, how to stay safe, where to find help, and how reports work.',
  heading: 'Safe among strangers',
  lead: 'Two people who don’t know each other can have a good talk. These few rules, and knowing what to look out for, make it one.',
  contents: 'On this page',
  sections: {
    help: 'Help right now',
    guidelines: 'Guidelines',
    tips: 'Staying safe',
    reports: 'How reports work',
  },
  help: {
    lead: 'If you or somebody else is in danger, call the emergency number of your country. If you think of hurting yourself, people who know how to listen are there now, for free and without asking who you are.',
    country: 'Where you are',
    elsewhere: 'Another country',
    call: (number: string) => `Call ${number}`,
    also: 'or',
    all: 'Lines of all countries in this list',
    more: 'Lines in other countries are listed at',
    guess: 'The country is guessed from your browser’s language, on this device. Nothing is sent.',
  },
  guidelines: {
    lead: 'A moderator who decides a report names one of these six. Nothing else is a reason for a ban.',
    fine: 'Fine',
    violations: 'Not fine',
    consequence: 'What follows',
  },
  tips: { lead: 'Most chats are what they seem. These are for the others.' },
  reports: {
    lead: '“Report” stands at the top of each chat, also once it is over. It takes a minute.',
    yours: 'Where your reports stand',
    more: 'What a report proves, and what the server learns',
    transparency: 'Transparency report of this server',
  },
};
