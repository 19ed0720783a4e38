export { ChatSession, type ChatClock, type ChatListener, type ChatParts } from './chat-session.ts';
export type { ChatEnd, ChatSnapshot } from './chat-state.ts';
export { systemChatClock } from './chat-clock.ts';
