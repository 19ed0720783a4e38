export { ChatSession } from './chat-session.ts';
export type { ChatClock, ChatListener, ChatParts } from './chat-parts.ts';
export type { MatchRecord } from './match-record.ts';
export type { ChatEnd, ChatSnapshot } from './chat-state.ts';
export { systemChatClock } from './chat-clock.ts';
