/**
 * Why a signaling socket was closed, by WebSocket close code (RFC 6455 §7.4; 4000–4999 are ours).
 * `retry` says what a client does: `resume` with its resume token, sign in `anew`, or `never` by itself.
 */
export const closeCodes = {
  /** The server stops or restarts. */
  serviceRestart: { code: 1012, retry: 'resume' },
  /** A frame over {@link limits.maxSocketFrameBytes}. */
  messageTooBig: { code: 1009, retry: 'resume' },
  /** Something failed in the server. */
  internalError: { code: 1011, retry: 'resume' },
  /** Too many malformed frames. */
  repeatedlyMalformed: { code: 4400, retry: 'never' },
  /** The session behind the socket ended: logged out, deleted or idle for too long. */
  sessionEnded: { code: 4401, retry: 'anew' },
  /** No answer to the heartbeat. */
  heartbeatLost: { code: 4408, retry: 'resume' },
  /** The same session opened another socket. */
  replaced: { code: 4409, retry: 'never' },
  /** The client reads slower than it is written to. */
  tooSlow: { code: 4413, retry: 'resume' },
  /** More frames than the rate limit allows. */
  tooManyFrames: { code: 4429, retry: 'never' },
} as const satisfies Record<string, { code: number; retry: 'resume' | 'anew' | 'never' }>;

export type CloseReason = keyof typeof closeCodes;

/** What to do after a close code; unknown ones, such as a cut connection's 1006, are worth a resume. */
export function retryAfterClose(code: number): 'resume' | 'anew' | 'never' {
  return Object.values(closeCodes).find((known) => known.code === code)?.retry ?? 'resume';
}
