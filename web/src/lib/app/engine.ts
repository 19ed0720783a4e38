import './zod-setup.ts';
import { socketProtocol, systemRandomBytes } from '@sotto/protocol';
import { receipts, reportApi } from '../reports/on-device.ts';
import { createReporter, type Reporter } from '../reports/reporter.ts';
import { createApiCaller } from '../session/api-caller.ts';
import { createSessionApi } from '../session/api.ts';
import { createIdentityStore, type IdentityStore } from '../session/identity-store.ts';
import { proveWorkInWorkers } from '../session/pow.ts';
import { createSession } from '../session/session.ts';
import { openSlot } from '../session/slot.ts';
import { keptStatement, statementApi } from '../statement/on-device.ts';
import { createSignalingSocket } from '../socket/signaling-socket.ts';
import { createWorkerTimer } from '../socket/timer.ts';
import { onWakeUp } from '../socket/wake-ups.ts';
import { avoidStore, noAvoids } from './avoid-list.ts';
import { createController, type Controller } from './controller.ts';
import type { Core } from './core.ts';
import type { LinkPort } from './link-port.ts';
import { linkLoader } from './load-link.ts';
import { profileStore } from './profile-store.ts';
import type { Profile } from './state.ts';
import { wipeDevice } from './wipe.ts';

/** Everything behind the façade, made of the browser's own parts. Loaded when somebody is about to start. */
export interface Engine extends Pick<Controller, 'dispatch'> {
  start(profile: Profile): void;
  forgetMe(): Promise<void>;
  link(): LinkPort | undefined;
  readonly reporter: Reporter;
}

/** What a tab of this browser tells the others: that it searches now, or that everything is to be gone everywhere. */
type TabNews = 'taken-over' | 'panic';

/** @param show hears each state of the machine in turn */
export function createEngine(show: (core: Core) => void): Engine {
  const nowMs = (): number => Date.now();
  const random = (): number => Math.random();
  const timer = createWorkerTimer();
  const avoids = avoidStore();
  const profiles = profileStore();

  const tabs = new BroadcastChannel('sotto');
  const tell = (news: TabNews): void => tabs.postMessage(news);

  let opening: Promise<IdentityStore> | undefined;
  const identities = (): Promise<IdentityStore> => {
    opening ??= openSlot('identities').then((slot) => createIdentityStore(slot, systemRandomBytes));
    return opening;
  };
  const api = createSessionApi(createApiCaller((input, init) => fetch(input, init)));
  const session = createSession({
    api,
    identities,
    proveWork: proveWorkInWorkers,
    nowMs,
  });

  const controller = createController({
    openSocket: (nickname, tell) =>
      createSignalingSocket({
        connect: (protocols) => new WebSocket(socketUrl(location), protocols),
        authorize: (renew) => session.access(nickname, renew),
        timer,
        random,
        tell,
        onWakeUp,
      }),
    loadLink: linkLoader(api),
    takeOver: () => tell('taken-over'),
    saveAvoid: (list) => avoids.save(list),
    keepStatement: (statement) => keptStatement().save(statement),
    // One that is not heard comes again with the next socket.
    acknowledge: (receipt) => void statementApi.acknowledge(receipt),
    wipe: () => {
      tell('panic');
      session.deleteIdentityNow();
      void wipeDevice();
    },
    networkUp: () => navigator.onLine,
    nowMs,
    show,
  });

  const reporter = createReporter({
    record: () => controller.link()?.record(),
    block: ({ match, avoid }) => controller.dispatch({ type: 'block', of: { match, avoid } }),
    api: reportApi,
    access: (renew) => session.access(profiles.load()?.nickname ?? 'nobody', renew),
    receipts,
    networkUp: () => navigator.onLine,
    nowMs,
  });

  tabs.onmessage = ({ data }: MessageEvent<TabNews>) => controller.dispatch({ type: data });
  // Who goes elsewhere or closes the tab has left. Without a word the partner would have to wait for a time-out.
  window.addEventListener('pagehide', () => controller.dispatch({ type: 'leave' }));

  return {
    dispatch: (event) => controller.dispatch(event),
    link: () => controller.link(),
    reporter,
    start: (profile) =>
      controller.dispatch({
        type: 'start',
        profile,
        avoid: avoids.load() ?? noAvoids,
        supported: isSupported(),
      }),
    forgetMe: async () => {
      controller.dispatch({ type: 'forget' });
      const nickname = profiles.load()?.nickname ?? 'nobody';
      avoids.forget();
      receipts.clear();
      keptStatement().forget();
      controller.link()?.forgetRecord();
      reporter.forget();
      profiles.forget();
      await session.deleteIdentities(nickname);
    },
  };
}

/** WebRTC, and what comes with a secure context: key generation and the digests that bind keys to the connection. */
function isSupported(): boolean {
  return typeof RTCPeerConnection === 'function' && isSecureContext && typeof Worker === 'function';
}

function socketUrl({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${socketProtocol.path}`;
}
