import { fromBase64Url, toBase64Url, utf8, type SignalData } from '@sotto/protocol';
import { createLinkFactory } from '../link-factory.ts';
import type { LinkEvent, LinkFactory, LinkPlan, PeerLink } from '../peer-link.ts';

/** A page for tests in real browsers: a factory and its links, to be driven from outside by plain values. */

/** A {@link LinkPlan} that can cross into a page. */
export type LabPlan = Omit<LinkPlan, 'peerFingerprint'> & { readonly peerFingerprint: string };

export interface LinkLab {
  /** Makes the factory; its fingerprint in base64url. */
  open(): Promise<string>;
  prepareOffer(): Promise<string | undefined>;
  /** Starts a link; signals go to `window.labSignal(name, data)`, the rest is kept for {@link LinkLab.until}. */
  connect(name: string, plan: LabPlan): void;
  signal(name: string, data: SignalData): void;
  send(name: string, text: string): boolean;
  close(name: string): void;
  /** Resolves with all events so far, in words, once one that starts so is among them. */
  until(name: string, start: string): Promise<readonly string[]>;
  /** Sends messages of `bytes` until told to wait, and so on for all of `count`; the largest buffer seen. */
  flood(name: string, count: number, bytes: number): Promise<number>;
  /** Connects two links of this page by function calls and closes them; milliseconds from start to both open. */
  roundInPage(prepared: boolean): Promise<number>;
  /** The same for two bare connections. */
  bareRound(): Promise<number>;
}

interface Entry {
  readonly link: PeerLink;
  readonly told: string[];
  waiting: (() => void)[];
}

const noServers = { iceServers: [], icePolicy: 'all' } as const;
const decoder = new TextDecoder();

declare global {
  var labSignal: (name: string, data: SignalData) => unknown;
  var lab: LinkLab;
}

globalThis.lab = createLab();

function createLab(): LinkLab {
  let factory: LinkFactory | undefined;
  const entries = new Map<string, Entry>();
  const tab = async (): Promise<LinkFactory> => (factory ??= await createLinkFactory());
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`no link ${name}`);
    return entry;
  };
  return {
    open: async () => toBase64Url((await tab()).fingerprint),
    prepareOffer: async () => (await tab()).prepareOffer(noServers),
    connect: (name, plan) => {
      const peerFingerprint = fromBase64Url(plan.peerFingerprint);
      if (factory === undefined || peerFingerprint === undefined) throw new Error('not ready');
      const entry = {
        link: factory.connect({ ...plan, peerFingerprint }, (event) => hear(name, entry, event)),
        told: [] as string[],
        waiting: [] as (() => void)[],
      };
      entries.set(name, entry);
    },
    signal: (name, data) => entryOf(name).link.signal(data),
    send: (name, text) => entryOf(name).link.send(utf8(text)),
    close: (name) => entryOf(name).link.close(),
    until: async (name, start) => {
      const entry = entryOf(name);
      while (!entry.told.some((line) => line.startsWith(start))) {
        await new Promise<void>((resolve) => entry.waiting.push(resolve));
      }
      return entry.told;
    },
    flood: (name, count, bytes) => flood(entryOf(name), count, bytes),
    roundInPage: async (prepared) => {
      const used = await tab();
      if (prepared) await used.prepareOffer(noServers);
      return roundInPage(used);
    },
    bareRound,
  };
}

function hear(name: string, entry: Entry, event: LinkEvent): void {
  if (event.type === 'signal') return void globalThis.labSignal(name, event.data);
  entry.told.push(inWords(event));
  const { waiting } = entry;
  entry.waiting = [];
  for (const resume of waiting) resume();
}

function inWords(event: Exclude<LinkEvent, { type: 'signal' }>): string {
  switch (event.type) {
    case 'open':
      return event.fresh ? 'open' : 'open again';
    case 'message':
      return event.bytes.length > 100
        ? `message of ${event.bytes.length}`
        : `message ${decoder.decode(event.bytes)}`;
    case 'path':
      return `path ${event.path}`;
    case 'closed':
      return `closed ${event.why}`;
    case 'drain':
    case 'reconnecting':
      return event.type;
  }
}

async function flood(entry: Entry, count: number, bytes: number): Promise<number> {
  let largest = 0;
  const inner = entry.link as unknown as { channelBufferedBytes?: number };
  const message = new Uint8Array(bytes);
  let sent = 0;
  while (sent < count) {
    const drains = entry.told.filter((line) => line === 'drain').length;
    if (entry.link.send(message)) sent += 1;
    else
      while (entry.told.filter((line) => line === 'drain').length === drains)
        await new Promise<void>((resolve) => entry.waiting.push(resolve));
    largest = Math.max(largest, inner.channelBufferedBytes ?? 0);
  }
  return largest;
}

async function roundInPage(factory: LinkFactory): Promise<number> {
  const startedMs = performance.now();
  const peerFingerprint = factory.fingerprint;
  const links: { a?: PeerLink; b?: PeerLink } = {};
  const bothOpen = new Promise<void>((resolve, reject) => {
    let open = 0;
    const hearing = (other: () => PeerLink | undefined) => (event: LinkEvent) => {
      if (event.type === 'signal') other()?.signal(event.data);
      if (event.type === 'closed' && event.why !== 'here') reject(new Error(event.why));
      if (event.type === 'open' && (open += 1) === 2) resolve();
    };
    links.b = factory.connect(
      { ...noServers, role: 'answerer', peerFingerprint },
      hearing(() => links.a),
    );
    links.a = factory.connect(
      { ...noServers, role: 'initiator', peerFingerprint },
      hearing(() => links.b),
    );
  });
  await bothOpen;
  const tookMs = performance.now() - startedMs;
  links.a?.close();
  links.b?.close();
  return tookMs;
}

async function bareRound(): Promise<number> {
  const startedMs = performance.now();
  const [a, b] = [new RTCPeerConnection({ iceServers: [] }), new RTCPeerConnection({ iceServers: [] })];
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined);
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined);
  const opened = [a, b].map((pc) => {
    const channel = pc.createDataChannel('', { negotiated: true, id: 0 });
    return new Promise<void>((resolve) => (channel.onopen = () => resolve()));
  });
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription as RTCSessionDescription);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription as RTCSessionDescription);
  await Promise.all(opened);
  const tookMs = performance.now() - startedMs;
  a.close();
  b.close();
  return tookMs;
}
