/**
 * Functions that run in the pages of the app, each for itself: nothing outside their bodies is there. Times are
 * `performance.timeOrigin + performance.now()`, which pages of one machine share.
 */

declare global {
  /** When data channels of this page opened. */
  var dataChannelOpenings: number[];
}

/** Before anything else in the page: notes when each of its data channels opens. */
export function recordOpenings(): void {
  globalThis.dataChannelOpenings = [];
  const watch = (channel: RTCDataChannel) => {
    channel.addEventListener('open', () => {
      globalThis.dataChannelOpenings.push(performance.timeOrigin + performance.now());
    });
    return channel;
  };
  // A page without WebRTC has nothing to note.
  const Native = globalThis.RTCPeerConnection;
  const createDataChannel = Native.prototype.createDataChannel;
  Native.prototype.createDataChannel = function (label, options) {
    return watch(createDataChannel.call(this, label, options));
  };
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('datachannel', ({ channel }) => watch(channel));
    }
  };
}

/** The first opening of a channel at or after a time; there must be one. */
export function firstOpeningSince(sinceMs: number): number {
  const opening = globalThis.dataChannelOpenings.find((atMs) => atMs >= sinceMs);
  if (opening === undefined) throw new Error('no data channel was opened');
  return opening;
}

/** Presses Next, and once more where the page asks whether that is meant. @returns when it was pressed for good */
export async function askForNext(): Promise<number> {
  const button = (name: string) =>
    [...document.querySelectorAll('button')].find((candidate) => candidate.textContent.trim() === name);
  button('Next')?.click();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const askedAtMs = performance.timeOrigin + performance.now();
  button('Sure? Next')?.click();
  return askedAtMs;
}

/** Writes into the next chat as soon as there is one, and sends as soon as the page lets one. */
export function speak(text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const field = document.querySelector('textarea');
      if (field === null) return;
      if (field.value !== text) {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      const send = document.querySelector<HTMLButtonElement>('button[aria-label="Send"]');
      if (send === null || send.disabled) return;
      observer.disconnect();
      send.click();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    look();
  });
}

/** When the text is on the screen: with the frame that follows its arrival in the document. */
export function hear(text: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const lines = [...document.querySelectorAll('[role="log"] p')];
      if (!lines.some((line) => line.textContent === text)) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    look();
  });
}
