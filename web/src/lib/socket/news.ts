import type { ServerFrame } from '@sotto/protocol';
import type { SignInFailure } from '../session/failure.ts';

export type Welcome = Extract<ServerFrame, { t: 'welcome' }>;
/** Frames that are not about the socket itself. */
export type AppFrame = Exclude<ServerFrame, { t: 'welcome' | 'pong' | 'draining' }>;

/** What the rest of the app is told. */
export type SocketNews =
  | { readonly type: 'online'; readonly welcome: Welcome }
  /** `cut`: without a word from the server. The network may have changed. */
  | { readonly type: 'offline'; readonly cut: boolean }
  | { readonly type: 'frame'; readonly frame: AppFrame }
  /** An attempt failed; another follows by itself unless `stopped` is told. */
  | { readonly type: 'trouble'; readonly failure: SignInFailure }
  /** Nothing more happens by itself. */
  | { readonly type: 'stopped'; readonly why: 'replaced' | 'refused' };
