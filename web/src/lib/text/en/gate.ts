/** The question of age, and the page for those who are too young. */
export const gate = {
  title: 'Your age',
  heading: 'Are you 18 or over?',
  text: 'Sotto is for adults only. You will talk with strangers, and some conversations are not for children. Please answer truthfully.',
  adult: 'I’m 18 or over',
  minor: 'I’m under 18',
  note: 'Your answer stays in this browser until you start. Then the server is told one thing: that you said you are an adult.',
};

export const underAge = {
  title: 'Come back when you’re 18',
  heading: 'Sotto isn’t for you yet',
  text: 'Thank you for being honest. Sotto is only for people of 18 or over, so we can’t let you in today.',
  pointersHeading: 'If you’d like somebody to talk to',
  pointers: [
    'Somebody you trust: a friend, a parent, a teacher, a neighbour. A hard start (“I don’t know how to say this”) is a fine start.',
    'A helpline for young people. They are free, you needn’t give your name, and nothing is too small.',
  ],
  helplines: {
    text: 'Find one in your country at Child Helpline International',
    href: 'https://childhelplineinternational.org/helplines/',
  },
  danger:
    'If you are in danger right now, call the emergency number of your country (112 in most of Europe, 911 in North America).',
};
