import { systemRandomBytes } from '@sotto/protocol';
import { ChatSession, systemChatClock } from '../chat/index.ts';
import { loadLinkFactory, tellingOutcomes, type LinkConfig } from '../link/index.ts';
import { whenIdle } from '../when-idle.ts';
import type { SessionApi } from '../session/api.ts';
import type { LoadLink } from './link-port.ts';
import { createLinkRunner } from './link-runner.ts';

const direct: LinkConfig = { iceServers: [], icePolicy: 'all' };

/**
 * Loads what a link needs, and warms the browser's WebRTC up by a first offer, so that none of it falls into the moment
 * of the match. A server with a relay hides the browsers' addresses: there an offer waits until a match has named the relay.
 */
export function linkLoader(api: Pick<SessionApi, 'info' | 'tellConnection'>): LoadLink {
  return async (tell, readReceipts) => {
    let firstConfig: LinkConfig | undefined;
    const factory = await loadLinkFactory();
    // Its answer changes nothing, and a server that is away now has other worries.
    const telling = tellingOutcomes(factory, (report) => void api.tellConnection(report));
    void api.info().then((info) => {
      if (!info.ok || info.value.relay) return;
      firstConfig = direct;
      void factory.prepareOffer(direct);
    });
    return createLinkRunner({
      factory,
      tell,
      randomBytes: systemRandomBytes,
      whenIdle,
      firstConfig: () => firstConfig,
      openChat: (matched, keys, card, listener) =>
        new ChatSession({
          matched,
          keys,
          card,
          factory: telling,
          receipts: readReceipts(),
          clock: systemChatClock,
          randomBytes: systemRandomBytes,
          listener,
        }),
    });
  };
}
