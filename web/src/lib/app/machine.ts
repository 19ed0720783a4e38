import { command } from './commands.ts';
import { stay, type Core, type CoreEvent, type CoreStep, type Surroundings } from './core.ts';
import { directTimedOut } from './direct.ts';
import { chatChanged, endCurrent, flooded, linkFailed, notTrusted, partnerLeft, signalOut } from './match.ts';
import { offered, prepared } from './searching.ts';
import { socketNews, takenOver } from './signaling.ts';

/**
 * The app as one pure machine: what the person asks, what the socket says and what the link reports come in, the next
 * state and what to do come out. `controller.ts` does it.
 */

export function step(core: Core, event: CoreEvent, around: Surroundings): CoreStep {
  if (core.stage.at === 'wiped') return stay(core);
  switch (event.type) {
    case 'start':
    case 'cancel':
    case 'next':
    case 'leave':
    case 'block':
    case 'panic':
    case 'acknowledge':
    case 'forget':
    case 'allow-direct':
      return command(core, event, around);
    case 'direct-timeout':
      return directTimedOut(core, event.match);
    case 'socket':
      return socketNews(core, event.news, event.networkUp, around);
    case 'prepared':
      return prepared(core, event.ticket, event.card, around);
    case 'offered':
      return offered(core, event.ticket, event.sdp);
    case 'link-signal':
      return signalOut(core, event.match, event.data);
    case 'chat-changed':
      return chatChanged(core, event.match, event.chat, around);
    case 'partner-left':
      return partnerLeft(core, event.match, around);
    case 'not-trusted':
      return notTrusted(core, event.match);
    case 'flooded':
      return flooded(core, event.match);
    case 'link-failed':
    case 'connect-timeout':
      return linkFailed(core, event.match, around);
    case 'link-unavailable':
      return linkUnavailable(core);
    case 'taken-over':
      return takenOver(core);
  }
}

/** Without the code of the link nobody can be met: most likely the network failed while the page fetched it. */
function linkUnavailable(core: Core): CoreStep {
  if (core.stage.at !== 'searching' && core.stage.at !== 'found') return stay(core);
  const ended = endCurrent(core);
  return {
    core: { ...ended.core, stage: { at: 'failed', failure: 'server-unavailable' } },
    effects: ended.effects,
  };
}
