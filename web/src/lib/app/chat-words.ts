/** What a chat says of itself between the lines. */
export type SystemEvent =
  'connected' | 'reconnecting' | 'reconnected' | 'partner-left' | 'partner-gone' | 'you-left' | DirectEvent;

/** What became of a direct connection by agreement. */
export type DirectEvent =
  | 'direct-asked'
  | 'direct-offered'
  | 'direct-agreed'
  | 'direct-declined'
  | 'direct-taken-back'
  | 'direct-ended'
  | 'direct-failed'
  | 'direct-unavailable';

/**
 * Whether two people who are relayed agree to a direct connection, in which each browser sees the other's network address.
 * `unneeded`: there is no relay to leave. `asking`: this side has offered it. `asked`: the partner has. `agreed`: both.
 */
export type DirectState = 'unneeded' | 'none' | 'asking' | 'asked' | 'agreed';

/** How the two browsers reach each other. */
export type LinkState = 'connecting' | 'open' | 'reconnecting' | 'closed';
export type LinkPath = 'direct' | 'relayed' | 'unknown';

/** An emoji of the safety code and the word that reads it aloud. */
export interface SafetySymbol {
  readonly emoji: string;
  readonly name: string;
}
