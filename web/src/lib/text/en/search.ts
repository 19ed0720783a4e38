/** While somebody is being found. */
export const search = {
  signingIn: {
    title: 'Getting ready',
    heading: 'Getting ready',
    text: 'Your browser makes your keys and solves a small puzzle. It keeps out machines that would flood this place.',
  },
  searching: {
    title: 'Looking for someone',
    heading: 'Looking for someone',
    elapsed: 'Waiting for',
    estimate: (duration: string) => `People like you lately waited about ${duration}.`,
    wantsHeading: 'You’re looking for',
    long: 'It is quiet right now. You can keep waiting, or let a filter go: fewer wishes, sooner a chat.',
    keepOpen:
      'You can look at another tab meanwhile. This one tells you in its title when somebody is there.',
  },
  found: {
    heading: (nickname: string) => `Meet ${nickname}`,
    connecting: 'Connecting your two browsers…',
    shared: 'You both like',
    sharedLanguages: 'You both speak',
    noShared: 'No shared interest that we know of. Find one.',
  },
  cancel: 'Cancel',
  offline: 'The server is out of reach, or you’re offline. The search goes on as soon as it’s back.',
};

export const wishes = {
  anyone: 'Anyone',
  speaking: (languages: string) => `Somebody who speaks ${languages}`,
  interested: (interests: string) => `Into ${interests}`,
  preferring: (interests: string) => `If possible, into ${interests}`,
  aged: (ages: string) => `Aged ${ages}`,
  widening: (wish: string) => `${wish}, for a start`,
};

/** Seconds as people read them. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
