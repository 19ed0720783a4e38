import { equalBytes, fromBase64Url, toBase64Url, utf8, type SignalData } from '@sotto/protocol';
import { createLinkFactory } from '../link-factory.ts';
import type { LinkEvent, LinkFactory, LinkPlan, PeerLink } from '../peer-link.ts';

/** A page for tests in real browsers: a factory and its links, driven from outside by plain values. */

/** A {@link LinkPlan} that can cross into a page. */
export type LabPlan = Omit<LinkPlan, 'peerFingerprint'> & { readonly peerFingerprint: string };

export interface LinkLab {
  /** Makes the factory; its fingerprint in base64url. */
  open(): Promise<string>;
  prepareOffer(): Promise<string | undefined>;
  /** Starts the page's link. Its signals go to `window.labSignal`, the rest is kept for {@link LinkLab.until}. */
  connect(plan: LabPlan): void;
  signal(data: SignalData): void;
  send(text: string): boolean;
  /** Looks for a path anew. */
  renew(): void;
  close(): void;
  /** All events so far, in words, once this one is among them. */
  until(word: string): Promise<readonly string[]>;
  /** Sends messages as fast as the link takes them; the most that the channel ever held back, in bytes. */
  flood(count: number, messageBytes: number): Promise<number>;
  /** Connects two links within this page and closes them, so many times. */
  rounds(count: number): Promise<void>;
}

const noServers = { iceServers: [], icePolicy: 'all' } as const;
/** Says nothing. */
const nudge = Uint8Array.of(0);
const decoder = new TextDecoder();

declare global {
  var labSignal: (data: SignalData) => unknown;
  var lab: LinkLab;
}

globalThis.lab = createLab();

function createLab(): LinkLab {
  let factory: LinkFactory | undefined;
  let link: PeerLink | undefined;
  const told: string[] = [];
  let waiting: (() => void)[] = [];
  const tab = async (): Promise<LinkFactory> => (factory ??= await createLinkFactory());
  const news = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  const hear = (event: LinkEvent): void => {
    if (event.type === 'signal') return void globalThis.labSignal(event.data);
    if (event.type === 'nudge') return void link?.send(nudge);
    if (event.type === 'message' && equalBytes(event.bytes, nudge)) return;
    told.push(inWords(event));
    const resumed = waiting;
    waiting = [];
    for (const resume of resumed) resume();
  };

  return {
    open: async () => toBase64Url((await tab()).fingerprint),
    prepareOffer: async () => (await tab()).prepareOffer(noServers),
    connect: (plan) => {
      const peerFingerprint = fromBase64Url(plan.peerFingerprint);
      if (factory === undefined || peerFingerprint === undefined) throw new Error('not ready');
      link = factory.connect({ ...plan, peerFingerprint }, hear);
    },
    signal: (data) => link?.signal(data),
    send: (text) => link?.send(utf8(text)) ?? false,
    renew: () => link?.configure(noServers, true),
    close: () => link?.close(),
    until: async (word) => {
      while (!told.includes(word)) await news();
      return told;
    },
    flood: async (count, messageBytes) => {
      const most = watchBuffers();
      const message = new Uint8Array(messageBytes);
      for (let sent = 0; sent < count;) {
        if (link?.send(message) === true) sent += 1;
        else await news();
      }
      return most();
    },
    rounds: async (count) => {
      for (let i = 0; i < count; i += 1) await round(await tab());
    },
  };
}

function inWords(event: Exclude<LinkEvent, { type: 'signal' | 'nudge' }>): string {
  switch (event.type) {
    case 'open':
      return event.fresh ? 'open' : 'open again';
    case 'message':
      return `message ${event.bytes.length > 100 ? event.bytes.length : decoder.decode(event.bytes)}`;
    case 'path':
      return `path ${event.path}`;
    case 'closed':
      return `closed ${event.why}`;
    case 'drain':
    case 'reconnecting':
      return event.type;
  }
}

/** Watches what channels of this page hold back; the result tells the most so far. */
function watchBuffers(): () => number {
  let most = 0;
  const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: ArrayBufferView) => void;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
    send.call(this, data as ArrayBufferView);
    most = Math.max(most, this.bufferedAmount);
  };
  return () => most;
}

async function round(factory: LinkFactory): Promise<void> {
  const peerFingerprint = factory.fingerprint;
  const links: { a?: PeerLink; b?: PeerLink } = {};
  await new Promise<void>((resolve, reject) => {
    let open = 0;
    const hearing = (other: () => PeerLink | undefined) => (event: LinkEvent) => {
      if (event.type === 'signal') other()?.signal(event.data);
      if (event.type === 'closed' && open < 2) reject(new Error(event.why));
      if (event.type === 'open' && (open += 1) === 2) resolve();
    };
    const plan = { ...noServers, peerFingerprint };
    links.b = factory.connect(
      { ...plan, role: 'answerer' },
      hearing(() => links.a),
    );
    links.a = factory.connect(
      { ...plan, role: 'initiator' },
      hearing(() => links.b),
    );
  });
  links.a?.close();
  links.b?.close();
}
