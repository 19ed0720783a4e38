import type { ChatClock } from './chat-parts.ts';

/** The page's own clock. */
export const systemChatClock: ChatClock = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
