/** What this device says of a picture that came. Only one that is `clear` shows itself. */
export type Screening = 'unscreened' | 'checking' | 'clear' | 'flagged';
