import type { IceServer, Role } from '@sotto/protocol';
import { createCertificate } from './certificate.ts';
import { browserCensusTools, ConnectionCensus, countsConnections } from './connection-census.ts';
import { Link } from './link.ts';
import { OfferPool, sameConfig, type PreparedOffer } from './offer-pool.ts';
import type { LinkConfig, LinkEvent, LinkFactory, LinkPlan } from './peer-link.ts';
import { Transport, type TransportConfig } from './transport.ts';

/** The first attempt of an offer that was made without the servers which the match brings. */
const poorFirstTryMs = 500;

/** Makes the tab's certificate and the factory around it. Once per tab; a few milliseconds. */
export async function createLinkFactory(): Promise<LinkFactory> {
  const { certificate, fingerprint } = await createCertificate();
  const configOf = ({ iceServers, icePolicy }: LinkConfig): TransportConfig => ({
    iceServers: iceServers.map(rtcIceServer),
    iceTransportPolicy: icePolicy,
    certificates: [certificate],
  });
  const census = countsConnections(navigator) ? new ConnectionCensus(browserCensusTools) : undefined;
  const createTransport = (role: Role, config: TransportConfig): Transport => {
    const transport = new Transport(role === 'initiator', config);
    census?.add();
    return transport;
  };
  const pool = new OfferPool(
    (config) => createTransport('initiator', configOf(config)),
    () => performance.now(),
  );
  const connect = (plan: LinkPlan, listener: (event: LinkEvent) => void): Link => {
    const prepared = plan.role === 'initiator' ? pool.take(plan) : undefined;
    const link = new Link({
      plan,
      transport: prepared?.transport ?? createTransport(plan.role, configOf(plan)),
      createTransport: (config) => createTransport(plan.role, config),
      configOf,
      ownFingerprint: fingerprint,
      ...(prepared !== undefined && !sameConfig(prepared.config, plan) && { firstTryMs: poorFirstTryMs }),
      listener,
    });
    if (prepared !== undefined) queueMicrotask(() => tellPrepared(prepared));
    return link;
  };
  return {
    fingerprint,
    prepareOffer: (config) => pool.prepare(config),
    connect,
    close: () => pool.clear(),
  };
}

/** By the transport's listener, so that what was made in advance passes the same checks as the rest. */
function tellPrepared({ transport, sdp, candidates }: PreparedOffer): void {
  if (sdp !== undefined) transport.listener?.signal({ type: 'offer', sdp });
  for (const candidate of candidates) transport.listener?.signal(candidate);
}

function rtcIceServer({ urls, username, credential }: IceServer): RTCIceServer {
  return {
    urls: [...urls],
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  };
}
