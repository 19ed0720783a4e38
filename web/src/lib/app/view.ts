import type { Core, LiveMatch } from './core.ts';
import { directState } from './direct.ts';
import type { AppState, ChatView } from './state.ts';

/** What the pages show of the machine's state. */
export function viewOf({ stage }: Core): AppState {
  switch (stage.at) {
    case 'idle':
    case 'wiped':
      return { phase: 'idle' };
    case 'signing-in':
      return { phase: 'signing-in' };
    case 'searching': {
      const { sinceMs, estimateMs } = stage.search;
      return { phase: 'searching', sinceMs, ...(estimateMs !== undefined && { estimateMs }) };
    }
    case 'found':
      return { phase: 'found', match: stage.live.match, chat: chatView(stage.live) };
    case 'chatting':
      return { phase: 'chatting', match: stage.live.match, chat: chatView(stage.live) };
    case 'over':
      return {
        phase: 'over',
        match: stage.live.match,
        chat: { ...chatView(stage.live), link: 'closed', partnerTyping: false },
        why: stage.why,
      };
    case 'banned':
      return { phase: 'banned', statement: stage.statement };
    case 'failed': {
      const { failure, detail } = stage;
      return { phase: 'failed', failure, ...(detail !== undefined && { detail }) };
    }
  }
}

function chatView(live: LiveMatch): ChatView {
  const { chat, partner, icePolicy } = live;
  return { ...chat, partner, icePolicy, direct: directState(live) };
}
